"""Lines of a text as the parser makes them, for tests of what reads lines."""

from __future__ import annotations

import re

from guiju.texts.parsing.body import Body, read_body
from guiju.texts.parsing.model import Line

_MARK = re.compile(r"(#{1,6}|[-*])[ ]+")


def lines_of(text: str) -> list[Line]:
    """Every line with its indent; marks of Markdown at its head are no part of it."""
    found, place = [], 0
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        indent = raw[: len(raw) - len(raw.lstrip())] if words else ""
        mark = _MARK.match(words)
        level = 0 if mark is None else -1 if mark[1] in "-*" else len(mark[1])
        skipped = mark.end() if mark else 0
        first = place + len(indent) + skipped
        found.append(Line(place, place + len(raw), first, words[skipped:], indent, level))
        place += len(raw)
    return found


def body_of(text: str) -> Body:
    """The body that all lines of a text are read into."""
    return read_body(text, lines_of(text))


def worded(text: str) -> dict[str, str]:
    """The wording at every address, in the order of the text."""
    return {str(one.address): one.text for one in body_of(text).provisions}
