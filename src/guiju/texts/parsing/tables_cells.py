"""Rows of a table in the print: cells between tabulators, or between strokes of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..restoring import join
from .marks import mark_of
from .model import Line
from .provisions.ends import headed

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_STROKE = re.compile(r"(?<!\\)\|")
_NAME = re.compile("[\u4e00-\u9fff][ \u3000]+[\u4e00-\u9fff]")
_NEW = re.compile(r"附[件表图录]|表\s*[0-9一二三四五六七八九十]|续表")
_GAP, _WIDER = 2, 8


@dataclass(slots=True)
class Found:
    """A table with the lines ``first`` to before ``behind`` that it stands in."""

    first: int
    behind: int
    start: int
    end: int
    ruled: bool = False
    rows: list[list[str]] = field(default_factory=list)


def runs(text: str, lines: Sequence[Line]) -> Iterator[Found]:
    """Rows that stand together; blank lines and rests of cells lie between them.

    A single row is no table, unless Markdown rules it off as a header.
    """
    table: Found | None = None
    rests: list[Line] = []
    for place, line in enumerate(lines):
        if not line.text:
            continue
        cells = _cells(text, line)
        if cells is None or (_doubtful(line) and not _fits(table, rests, cells)):
            rests.append(line)
            continue
        if table and not _continues(table, rests, cells):
            yield from _whole(table)
            table = None
        if table is None:
            table = Found(place, place, line.start, line.end)
        elif rests:
            table.rows[-1][-1] += "".join(join(text, [(r.first, r.last)]) for r in rests)
        table.behind, table.end, rests = place + 1, line.end, []
        if _RULE.fullmatch(line.text):
            table.ruled = True
        else:
            table.rows.append(cells)
    if table:
        yield from _whole(table)


def _whole(table: Found) -> Iterator[Found]:
    if table.rows and (table.ruled or len(table.rows) > 1):
        yield table


def _cells(text: str, line: Line) -> list[str] | None:
    """The cells of what may be a row; None for a line that is none."""
    words = line.text
    if words[0] == "|" and words.count("|") > 1:
        inner = words[1:-1] if words[-1] == "|" else words[1:]
        return [_restored(cell.replace("\\|", "|")) for cell in _STROKE.split(inner)]
    if "\t" not in words and "\t" not in line.indent:
        return None
    return [_restored(cell) for cell in text[line.start : line.end].split("\t")]


def _doubtful(line: Line) -> bool:
    """Whether tabulators may only indent a line or stand behind its mark: 第一条⇥甲."""
    words = line.text
    if words[0] == "|":
        return False
    mark = mark_of(words)
    return "\t" not in words[mark.behind if mark else 0 :]


def _fits(table: Found | None, rests: list[Line], cells: list[str]) -> bool:
    """Whether a doubtful line is a row of the table right above it."""
    return bool(table and not rests and table.rows and len(cells) == len(table.rows[0]))


def _restored(cell: str) -> str:
    """A cell as one line; the blank in a name of two characters stays."""
    bare = cell.strip()
    if _NAME.fullmatch(bare):
        return f"{bare[0]} {bare[-1]}"
    return join(bare, [(0, len(bare))])


def _continues(table: Found, rests: list[Line], cells: list[str]) -> bool:
    """Whether a row belongs to the table above, with lines in between."""
    if table.rows and len(cells) > len(table.rows[0]) * _WIDER + _WIDER:
        return False
    if not rests:
        return True
    if len(rests) > _GAP or len(table.rows) < 2 or any(_NEW.match(one.text) for one in rests):
        return False
    last = rests[-1]
    titled = headed(last.text) and last.text.endswith(("表", "况"))
    marked = any(one.level > 0 or mark_of(one.text) for one in rests)
    return len(cells) == len(table.rows[0]) and not titled and not marked
