"""Restored wording of pieces of a text, and where each of its characters stands in the original."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable

Span = tuple[int, int]
"""From the first character to behind the last, counted in characters of the decoded file."""

_STRAY = "\\s\u200b-\u200d\u2060\ufeff"
_WHITE = re.compile(f"[{_STRAY}]+")
_VISIBLE = re.compile(f"[^{_STRAY}]+")
_WORD = re.compile("[0-9A-Za-z]")


def join(text: str, pieces: Iterable[Span]) -> str:
    """The pieces as one line: white space out, but one blank between two Latin words or figures.

    A line that breaks inside a figure would gain a blank here; such a break joins without one.
    """
    return "".join(text[start:end] for start, end in _visible(text, pieces))


def offsets(text: str, pieces: Iterable[Span]) -> array[int]:
    """For each character of ``join(text, pieces)`` its offset in ``text``."""
    found = array("q")
    for start, end in _visible(text, pieces):
        found.extend(range(start, end))
    return found


def _visible(text: str, pieces: Iterable[Span]) -> Iterable[Span]:
    """The spans that stay: what is visible, and a blank that parts two Latin words."""
    last = ""
    for begin, finish in pieces:
        for match in _VISIBLE.finditer(text, begin, finish):
            start, end = match.span()
            parts = start > begin and text[start - 1] == " "
            if parts and last and _WORD.match(last) and _WORD.match(text[start]):
                yield start - 1, start
            yield start, end
            last = text[end - 1]


def stretch(places: array[int], start: int, end: int) -> Span:
    """The span in the original of characters ``start`` to ``end`` of a restored text."""
    return places[start], places[end - 1] + 1
