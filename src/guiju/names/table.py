"""The stroke table 笔画表: the strokes of a character and its place among others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from .errors import NotAnOrderedCharacterError, UnknownCharacterError
from .writing import is_han, plain

HERE = Path(__file__).parent
LEFT_RIGHT, TOP_BOTTOM, WHOLE, NOT_GIVEN = range(4)
STRUCTURES = {LEFT_RIGHT: "左右", TOP_BOTTOM: "上下", WHOLE: "整体", NOT_GIVEN: "未给出"}
BEYOND = 1_000_000
"""Rows of characters that the standard table does not have: after all of it, by code point."""


class Weight(NamedTuple):
    """The key of one character; compared from left to right.

    ``strokes``: how many; ``order``: which, one digit each; ``structure``: 0 left-right,
    1 top-bottom, 2 whole, 3 not given; ``row``: in the standard table, from 1.
    """

    strokes: int
    order: str
    structure: int
    row: int


Key: TypeAlias = tuple[Weight | int, ...]
"""The key of a name: weights of characters, in party style with the class of length second."""


class Evidence(NamedTuple):
    """How many of the sources that have a character agree; or the person who gave its strokes."""

    agreeing: int
    sources: int
    by: str = ""

    @property
    def disputed(self) -> bool:
        """Whether sources disagree."""
        return self.agreeing < self.sources


class StrokeTable(dict[str, Weight]):
    """The weight of each character, read from its line when it is first asked for.

    ``answers`` are strokes that persons gave for characters without data; they never take the
    place of what the table has.
    """

    def __init__(self, lines: Mapping[str, tuple[int, str]]) -> None:
        super().__init__()
        self._lines = lines
        self._by: dict[str, str] = {}

    def __missing__(self, character: str) -> Weight:
        weight = self._read(character) or self._read(plain(character))
        if weight is None:
            raise _unknown(character)
        self[character] = weight
        return weight

    def has(self, character: str) -> bool:
        """Whether strokes of a character are known."""
        return (
            character in self or (self._read(character) or self._read(plain(character))) is not None
        )

    def evidence(self, character: str) -> Evidence:
        """Where the strokes of a known character come from."""
        character = plain(character)
        if character in self._by:
            return Evidence(1, 1, self._by[character])
        _, _, agreeing, sources = self._lines[character][1].split("\t")
        return Evidence(int(agreeing), int(sources))

    def place(self, character: str) -> tuple[int, int]:
        """Structure and row that the standard table gives, strokes or not."""
        if character not in self._lines:
            return NOT_GIVEN, BEYOND + ord(character)
        row, line = self._lines[character]
        return int(line.split("\t")[1]), row

    def answered(self, character: str, order: str, structure: int | None, by: str) -> None:
        """Take up the strokes that a person gave for a character without data."""
        given, row = self.place(character)
        chosen = given if structure is None else structure
        self[character] = Weight(len(order), order, chosen, row)
        self._by[character] = by

    def copy(self) -> StrokeTable:
        """The same table, to which answers can be added."""
        other = StrokeTable(self._lines)
        other.update(self)
        other._by.update(self._by)
        return other

    def _read(self, character: str) -> Weight | None:
        if character in self._by:
            return self[character]
        row, line = self._lines.get(character, (0, "\t"))
        order, structure = line.split("\t")[:2]
        return Weight(len(order), order, int(structure), row) if order else None


@lru_cache(maxsize=1)
def table() -> StrokeTable:
    """The stroke table of this room, read once, without what persons answered."""
    lines = {line[0]: (row, line[2:]) for row, line in enumerate(_lines("strokes.tsv"), 1)}
    lines |= {line[0]: (BEYOND + ord(line[0]), line[2:]) for line in _lines("beyond.tsv")}
    return StrokeTable(lines)


def _lines(name: str) -> list[str]:
    text = (HERE / name).read_text("utf-8")
    return [line for line in text.split("\n") if line and line[0] != "#"]


def _unknown(character: str) -> UnknownCharacterError | NotAnOrderedCharacterError:
    if is_han(character):
        return UnknownCharacterError("姓名", character)
    told = "汉字；间隔号、空格和括号里的说明不计，字母和数字没有笔画"
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    return NotAnOrderedCharacterError("姓名", shown, told)
