"""A text as lines, with what Markdown made of them."""

from __future__ import annotations

import re

from .model import Line

_MARK = re.compile(r"(#{1,6}|[-*•]|>)[ \t]+(?=\S)")
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\x00"
_WHITE = " \t\r\n\v\f\u3000\xa0\u2028\u2029\x85" + _UNSEEN


def lines_of(text: str) -> list[Line]:
    """The lines of a text whose marks of HTML are blanked; together they are the whole text."""
    found: list[Line] = []
    place = 0
    for raw in text.splitlines(keepends=True):
        end = place + len(raw)
        found.append(_line(raw, place, end))
        place = end
    return found


def _line(raw: str, start: int, end: int) -> Line:
    words = raw.strip()
    if words and (words[0] in _UNSEEN or words[-1] in _UNSEEN):
        words = words.strip(_WHITE)
    if not words:
        return Line(start, end, start)
    skipped = raw.index(words)
    indent, level = raw[:skipped], 0
    if words[0] in "#-*•>" and (mark := _MARK.match(words)):
        level = len(mark[1]) if mark[1][0] == "#" else -1 * (mark[1] != ">")
        skipped += mark.end()
        words = words[mark.end() :]
    return Line(start, end, start + skipped, words, indent, level)
