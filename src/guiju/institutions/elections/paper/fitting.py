"""Text that must find room: how wide it is, where a name or a sentence is parted."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from guiju.names.writing import is_han

from .measures import Style, mm, points

GAP = "\u3000"
"""Between the two characters of a name, which then is as wide as one of three."""
USUAL = 4
"""Names of up to so many characters stand in one line and in one size."""
_NO_START = set("，。；：、）》”」』！？%")
_NO_END = set("（《“「『")
_FULL = 0.66
"""How much of the height of its row a name in one line takes at most."""
LEADING = 1.05
MORE_LINES, BAD = (2, 3), 3
"""In how many lines a long name is set; how many characters of width a bad break costs."""
_DOTS = "·•・ "
_BOUND = "）)·•・，、,；：:"
"""What never begins a line of a name."""


def wide(text: str) -> float:
    """How wide text is at most, in its own size; no typeface draws a sign wider."""
    return sum(_wide(sign) for sign in text)


def _wide(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WFA" or sign in "mwMW@%":
        return 1.0
    return 0.8 if sign.isupper() else 0.65


def wrapped(text: str, across: float) -> list[str]:
    """A sentence in lines of so many characters; no line begins with a closing sign."""
    lines, line = [], ""
    for sign in text:
        if line and wide(line + sign) > across and sign not in _NO_START:
            kept = line.rstrip("".join(_NO_END))
            lines.append(kept)
            line = line[len(kept) :]
        line += sign
    return [*lines, line]


def spoken(name: str) -> str:
    """A name as it is printed: two characters with a gap between them, single blanks elsewhere."""
    whole = "".join(name.split())
    if all(is_han(sign) for sign in whole):
        return whole[0] + GAP + whole[1] if len(whole) == 2 else whole
    return " ".join(name.split())


@dataclass(frozen=True)
class Name:
    """A name in one, two or three lines, and its size in points."""

    lines: tuple[str, ...]
    size: float


def largest(room: float, row: float, style: Style) -> float:
    """The size of usual names, those of up to four characters, in points."""
    return min(style.name, points(row * _FULL), points(room / USUAL))


def fitted(name: str, room: float, row: float, style: Style) -> Name | None:
    """A name in a place so wide and high; None where it cannot be set in a legible size."""
    told = spoken(name)
    usual = largest(room, row, style)
    one = min(usual, points(room / wide(told)))
    if one >= style.one_line:
        return Name((told,), _rounded(one))
    for count in MORE_LINES:
        highest = min(style.one_line, points(row / (count * LEADING)))
        legible = [
            (cost, parts, size)
            for cost, parts in _parted(told, count)
            if (size := min(highest, points(room / max(map(wide, parts))))) >= style.more_lines
        ]
        if legible:
            _cost, parts, size = min(legible)
            return Name(parts, _rounded(size))
    return None


def _rounded(size: float) -> float:
    """Down to a quarter of a point."""
    return int(size * 4) / 4


def _parted(told: str, count: int) -> Iterator[tuple[float, tuple[str, ...]]]:
    """The ways to part a name in lines, with what each costs: its widest line, and its breaks."""
    for cuts in combinations(range(1, len(told)), count - 1):
        if any(told[at] in _BOUND or told[at - 1] in "（(" for at in cuts):
            continue
        ends = zip((0, *cuts), (*cuts, len(told)), strict=True)
        lines = tuple(told[start:end].strip() for start, end in ends)
        if all(lines):
            bad = sum(not (told[at - 1] in _DOTS or told[at] in "（( ") for at in cuts)
            yield max(map(wide, lines)) + BAD * bad, lines


def height_of(lines: int, size: float) -> float:
    """How high so many lines of a sentence are, in millimetres."""
    return lines * mm(size) * 1.45
