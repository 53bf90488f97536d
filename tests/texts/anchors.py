"""Places in a source, named by a few of its characters so that a reader can check them.

An anchor is those characters, or ``[characters, n]`` for their n-th occurrence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

BLANK = " \t\r\n\u3000\xa0\ufeff"


class AnchorError(LookupError):
    """The characters do not stand in the source that often."""


@dataclass(frozen=True)
class Place:
    """A half-open run of characters of a source."""

    start: int
    end: int

    def meets(self, other: Place) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def find(anchor: Any, source: str, since: int = 0) -> Place:
    """Where an anchor stands, its occurrences counted from ``since``."""
    words, count = anchor if isinstance(anchor, list) and len(anchor) == 2 else (anchor, 1)
    words = words[0] if isinstance(words, list) else str(words)
    place = since - 1
    for _ in range(int(count)):
        place = source.find(words, place + 1)
        if place < 0:
            raise AnchorError(f"{words!r} does not stand {count} times after {since}")
    return Place(place, place + len(words))


def span(start: Any, end: Any, source: str) -> Place:
    """From the beginning of one anchor to the end of another, counted from there."""
    first = find(start, source)
    return Place(first.start, find(end, source, first.start).end)


def line_around(place: Place, source: str) -> Place:
    """A place widened to the whole lines it stands on."""
    start = source.rfind("\n", 0, place.start) + 1
    end = source.find("\n", place.end)
    return Place(start, len(source) if end < 0 else end)


def trimmed(place: Place, source: str) -> Place:
    """A place without the blanks at both ends."""
    start, end = place.start, place.end
    while start < end and source[start] in BLANK:
        start += 1
    while end > start and source[end - 1] in BLANK:
        end -= 1
    return Place(start, end)
