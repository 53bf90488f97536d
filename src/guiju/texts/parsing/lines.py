"""A text as lines, with what Markdown made of them."""

from __future__ import annotations

import re

from .model import Line

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_MARK = re.compile(r"(#{1,6}|[-*•])[ \t]+(?=\S)")
_BOLD = re.compile(r"\*\*(?P<bold>[^*]+)\*\*")
_WHITE = " \t\u3000\xa0\u200b\u200c\u200d\u2060\ufeff\x00"


def lines_of(text: str) -> list[Line]:
    """The lines of a text whose marks of HTML are blanked; together they are the whole text."""
    found: list[Line] = []
    place = 0
    for match in _BREAK.finditer(text):
        found.append(_line(text, place, match.end(), match.start()))
        place = match.end()
    if place < len(text):
        found.append(_line(text, place, len(text), len(text)))
    return found


def _line(text: str, start: int, end: int, behind: int) -> Line:
    raw = text[start:behind]
    words = raw.rstrip(_WHITE + "\r\n").lstrip(_WHITE)
    if not words:
        return Line(start, end, start, "", "", 0)
    skipped = len(raw) - len(raw.lstrip(_WHITE))
    indent, level = raw[:skipped], 0
    if words[0] in "#-*•" and (mark := _MARK.match(words)):
        level = len(mark[1]) if mark[1][0] == "#" else -1
        skipped += mark.end()
        words = words[mark.end() :]
    if words[0] == "*" and (bold := _BOLD.fullmatch(words)):
        skipped += 2
        words = bold["bold"]
    return Line(start, end, start + skipped, words, indent, level)
