"""Tables of a document as the printed grid.

A header that is repeated behind a page break is no row. A cell that is blank in the first
columns is one that was merged with the cell above it and has its value; further to the right a
blank is a blank. A line without cells between two rows is the rest of the last cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..restoring import join
from .marks import mark_of
from .model import Line, Table
from .provisions.ends import headed
from .tables_cells import Found, runs

_UNIT = re.compile("[（(]?(?:计量|金额)?单位[:：]")
_ANNEX = re.compile(r"附\s*[件表图录]\s*[0-9０-９一二三四五六七八九十]*\s*[:：]\s*")
_BARE = re.compile(r"附\s*[件表图录]\s*[0-9０-９一二三四五六七八九十]*")
_LONGEST, _FAR = 60, 12


def read_tables(text: str, lines: Sequence[Line], title: str = "") -> tuple[list[Table], set[int]]:
    """The tables among the lines, and the places of the lines that are rows or titles.

    ``title`` is what tables are called where the line before them is no title.
    """
    if not lines or not _may_hold(text, lines):
        return [], set()
    found = list(runs(text, lines))
    places = {place for one in found for place in range(one.first, one.behind)}
    titles = [_title(lines, one.first) for one in found]
    places |= {place for place in titles if place >= 0}
    named = [_named(lines[place].text) if place >= 0 else title for place in titles]
    return [_table(one, name) for one, name in zip(found, named, strict=True)], places


def _may_hold(text: str, lines: Sequence[Line]) -> bool:
    start, end = lines[0].start, lines[-1].end
    return text.find("\t", start, end) >= 0 or text.find("|", start, end) >= 0


def _table(found: Found, title: str) -> Table:
    """The printed grid: header, rows of one width, merged cells repeated."""
    said = [place for row in found.rows for place, cell in enumerate(row) if cell]
    width = max(said, default=0) + 1
    rows = [(row + [""] * (width - len(row)))[:width] for row in found.rows]
    header = rows[0]
    body = [row for row in rows[1:] if row != header]
    above = [""] * width
    for row in body:
        for place in range(width - 1):
            if row[place]:
                break
            row[place] = above[place]
        above = row
    return Table(title, found.start, found.end, tuple(header), tuple(map(tuple, body)))


def _title(lines: Sequence[Line], first: int) -> int:
    """The line before a table where it is a title, else -1; a unit may stand in between."""
    for place in range(first - 1, max(-1, first - _FAR), -1):
        words = lines[place].text
        if not words or _UNIT.match(words):
            continue
        fits = len(words) <= _LONGEST and headed(words) and "\t" not in words and words[0] != "|"
        return place if fits and not _BARE.fullmatch(words) and not mark_of(words) else -1
    return -1


def _named(words: str) -> str:
    """A title without 附表一： before it."""
    annex = _ANNEX.match(words)
    return join(words, [(annex.end() if annex else 0, len(words))])
