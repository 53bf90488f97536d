"""Titles broken into lines: shaped as a trapezoid, broken where it is least bad."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from .text import width

ACROSS = 19
"""How many characters of the title's size stand in a line at most."""
SLOPE = 1.5
"""By how many characters each line of a trapezoid is wider or narrower than the one above."""
MORE_LINES = 4
"""How many lines more than the fewest are tried before a word is cut."""
_NO_START = set("的了〉》」』〕）)】，、。：；！？!?,.:;”’")
_NO_END = set("〈《「『〔（(【“‘第")
_GOOD_END = set("的、，》〉）及和与对为于")
_GOOD_START = set("《〈（关")
_TOGETHER = re.compile(r"[0-9A-Za-z.\-—%〔〕]{2}|[0-9][年月日号]|〕.")
"""Two characters between which nothing is broken."""


def title_lines(title: str) -> list[str]:
    """The lines of a title; line breaks that its author set stay where they are, if they fit."""
    given = title.split("\n")
    if len(given) > 1 and all(width(line) <= ACROSS + 1 for line in given):
        return given
    return balanced(title.replace("\n", ""), ACROSS)


def balanced(text: str, across: int) -> list[str]:
    """Text in as few lines as fit, each a little wider or a little narrower than the last."""
    fewest = max(1, -int(-width(text) // across))
    for count in range(fewest, fewest + MORE_LINES):
        middle = width(text) / count
        shapes = [
            [middle + slope * (line - (count - 1) / 2) for line in range(count)]
            for slope in ((-SLOPE, SLOPE) if count > 1 else (0.0,))
        ]
        found = [best for shape in shapes if (best := _broken(text, shape, across)) is not None]
        if found:
            return list(min(found)[1])
    return [text[at : at + across] for at in range(0, len(text), across)]  # one endless word


def _broken(text: str, shape: Sequence[float], across: int) -> tuple[float, tuple[str, ...]] | None:
    """The least bad lines of a shape with what they cost; None where they do not fit."""

    @cache
    def best(start: int, line: int) -> tuple[float, tuple[str, ...]] | None:
        last = line == len(shape) - 1
        found = []
        for end in [len(text)] if last else range(start + 1, len(text)):
            piece = text[start:end]
            if width(piece) > across:
                break
            cost = 0.0 if last else _cost(text, end)
            after = (0.0, ()) if last else best(end, line + 1)
            if after is not None and cost is not None:
                uneven = (width(piece) - shape[line]) ** 2
                found.append((cost + uneven + after[0], (piece, *after[1])))
        return min(found, default=None)

    return best(0, 0)


def _cost(text: str, at: int) -> float | None:
    """How bad a break before a place is; None where there may be none."""
    before, after = text[at - 1], text[at]
    if after in _NO_START or before in _NO_END or _TOGETHER.match(before + after):
        return None
    return 0.0 if before in _GOOD_END or after in _GOOD_START else 12.0
