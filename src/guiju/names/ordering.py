"""The order of names by surname strokes 按姓氏笔画排序, as published lists have it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from .answers import current
from .doubts import Doubt, doubts
from .errors import OrderError, UnknownCharacterError
from .table import Key, StrokeTable
from .writing import characters

Style = Literal["party", "congress"]
STYLES: tuple[Style, ...] = ("party", "congress")


@dataclass(frozen=True)
class Sorted:
    """Names in their order: as written, where each stood (from 0), and what is doubtful."""

    names: tuple[str, ...]
    order: tuple[int, ...]
    keys: tuple[Key, ...] = field(repr=False)
    warnings: tuple[Doubt, ...] = ()


def key(name: str, style: Style = "party", strokes: StrokeTable | None = None) -> Key:
    """What names are compared by.

    Party lists: the first character, two-character names before all longer ones, the others.
    Congress lists have no rule for two-character names: character by character. Raises
    ``UnknownCharacterError``, ``NotAnOrderedCharacterError``, ``OrderError``.
    """
    found = current() if strokes is None else strokes
    weights = [found[character] for character in characters(name)]
    if style == "party":
        return (weights[0], min(len(weights), 3), *weights[1:])
    return tuple(weights)


def sort(
    names: Iterable[str], style: Style = "party", strokes: StrokeTable | None = None
) -> Sorted:
    """Names by strokes; those that are alike keep the order given.

    ``strokes`` is the table with what persons answered in this data folder where none is given.
    An error says which name and where (``index``); of unknown characters it names all.
    """
    if style not in STYLES:
        raise OrderError("体例", style, "、".join(STYLES))
    found = current() if strokes is None else strokes
    given = list(names)
    keys = _keys(given, style, found)
    order = sorted(range(len(given)), key=keys.__getitem__)
    ordered = [given[place] for place in order]
    sorted_keys = [keys[place] for place in order]
    doubtful = doubts(ordered, sorted_keys, style, found)
    return Sorted(tuple(ordered), tuple(order), tuple(sorted_keys), tuple(doubtful))


def _keys(names: Sequence[str], style: Style, strokes: StrokeTable) -> list[Key]:
    keys: list[Key] = []
    first: OrderError | None = None
    unknown: dict[str, None] = {}
    for index, name in enumerate(names):
        try:
            keys.append(key(name, style, strokes))
        except OrderError as error:
            error.index = index
            error.where = f"第{index + 1}个姓名「{name}」"
            if not isinstance(error, UnknownCharacterError):
                raise
            first = first or error
            missing = (one for one in characters(name) if not strokes.has(one))
            unknown |= dict.fromkeys(missing)
    if first is not None:
        told = UnknownCharacterError(first.where, "".join(unknown))
        told.index = first.index
        raise told
    return keys
