"""Tables of a document: cells between tabulators, or rows of Markdown between strokes.

A header that is repeated behind a page break is no row. A cell that is blank in the first
columns is one that was merged with the cell above it and has its value; further to the right a
blank is a blank. A line without cells between two rows is the rest of the last cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..restoring import join
from .marks import mark_of
from .model import Line, Table
from .provisions.ends import headed

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_STROKE = re.compile(r"(?<!\\)\|")
_NAME = re.compile("[\u4e00-\u9fff][ \u3000]+[\u4e00-\u9fff]")
_UNIT = re.compile("[（(]?单位[:：]")
_NEW = re.compile(r"附[件表图录]|表\s*[0-9一二三四五六七八九十]|续表")
_ANNEX = re.compile(r"(?:附\s*[件表图录]\s*[0-9０-９一二三四五六七八九十]*\s*[:：]\s*)?")
_BARE = re.compile(r"附\s*[件表图录]\s*[0-9０-９一二三四五六七八九十]*")
_LONGEST, _GAP, _WIDER = 60, 2, 8


@dataclass(slots=True)
class Found:
    """A table with the lines ``first`` to before ``behind`` that it stands in."""

    first: int
    behind: int
    start: int
    end: int
    rows: list[list[str]] = field(default_factory=list)


def read_tables(text: str, lines: Sequence[Line], title: str = "") -> tuple[list[Table], set[int]]:
    """The tables among the lines, and the places of the lines that are rows.

    ``title`` is what tables are called where the line before them is no title.
    """
    if not lines or not _may_hold(text, lines):
        return [], set()
    found = list(_runs(text, lines))
    places = {place for one in found for place in range(one.first, one.behind)}
    titles = {one.first: _title(lines, one.first) for one in found}
    places |= {place for place in titles.values() if place >= 0}
    return [_table(lines, one, titles[one.first], title) for one in found if one.rows], places


def _may_hold(text: str, lines: Sequence[Line]) -> bool:
    start, end = lines[0].start, lines[-1].end
    return text.find("\t", start, end) >= 0 or text.find("|", start, end) >= 0


def _cells(text: str, line: Line) -> list[str] | None:
    """The cells of a row; None for a line that is none."""
    words = line.text
    if words[0] == "|" and words.count("|") > 1:
        inner = words[1:-1] if words[-1] == "|" else words[1:]
        return [_restored(cell.replace("\\|", "|")) for cell in _STROKE.split(inner)]
    if "\t" not in words and "\t" not in line.indent:
        return None
    raw = text[line.start : line.end].rstrip("\r\n")
    if "\t" not in words and not line.indent.startswith("\t"):
        return None
    return [_restored(cell) for cell in raw.split("\t")]


def _restored(cell: str) -> str:
    """A cell as one line; the blank in a name of two characters stays."""
    bare = cell.strip()
    if _NAME.fullmatch(bare):
        return f"{bare[0]} {bare[-1]}"
    return join(bare, [(0, len(bare))])


def _runs(text: str, lines: Sequence[Line]) -> Iterator[Found]:
    """Rows that stand together; blank lines and rests of cells lie between them."""
    table: Found | None = None
    rests: list[Line] = []
    for place, line in enumerate(lines):
        if not line.text:
            continue
        cells = _cells(text, line)
        if cells is None or len(cells) < 2:
            rests.append(line)
            continue
        if table and not _continues(table, rests, cells):
            yield table
            table = None
        if table is None:
            table = Found(place, place, line.start, line.end)
        elif rests:
            table.rows[-1][-1] += "".join(join(text, [(r.first, r.last)]) for r in rests)
        table.behind, table.end, rests = place + 1, line.end, []
        if not _RULE.fullmatch(line.text):
            table.rows.append(cells)
    if table:
        yield table


def _continues(table: Found, rests: list[Line], cells: list[str]) -> bool:
    """Whether a row belongs to the table above, with lines in between."""
    if table.rows and len(cells) > len(table.rows[0]) * _WIDER + _WIDER:
        return False
    if not rests:
        return True
    if len(rests) > _GAP or not table.rows or any(_NEW.match(one.text) for one in rests):
        return False
    same = len(cells) == len(table.rows[0])
    titled = len(rests) == 1 and headed(rests[0].text) and rests[0].text.endswith(("表", "况"))
    return same and len(table.rows) > 1 and not titled and not any(r.level > 0 for r in rests)


def _table(lines: Sequence[Line], found: Found, titled: int, title: str) -> Table:
    """The printed grid: header, rows of one width, merged cells repeated."""
    width = max(len(row) for row in found.rows)
    rows = [row + [""] * (width - len(row)) for row in found.rows]
    header = rows[0]
    body = [row for row in rows[1:] if row != header]
    above = [""] * width
    for row in body:
        for place in range(width - 1):
            if row[place]:
                break
            row[place] = above[place]
        above = row
    words = lines[titled].text if titled >= 0 else title
    named = join(words, [(_ANNEX.match(words).end(), len(words))])
    return Table(named, found.start, found.end, tuple(header), tuple(map(tuple, body)))


def _title(lines: Sequence[Line], first: int) -> int:
    """The line before a table where it is a title, else -1; a unit may stand in between."""
    for place in range(first - 1, max(-1, first - 12), -1):
        words = lines[place].text
        if not words or _UNIT.match(words):
            continue
        fits = len(words) <= _LONGEST and headed(words) and "\t" not in words and words[0] != "|"
        return place if fits and not _BARE.fullmatch(words) and not mark_of(words) else -1
    return -1
