"""Very many lists, most of them short, one after the other: where each begins costs one byte.

A list's length is a byte; every sixteenth list's place is written out, and the lengths between
are added up. Lists of 255 bytes or more stand apart.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping

from .postings import unpack

_LONG, _MARK = 255, 16


def write_lists(lists: Iterable[bytes]) -> dict[str, bytes]:
    """The sections of packed lists."""
    lengths, short, long = bytearray(), bytearray(), bytearray()
    marks, places, ends = array("I"), array("I"), array("I", [0])
    for place, data in enumerate(lists):
        if place % _MARK == 0:
            marks.append(len(short))
        if len(data) < _LONG:
            lengths.append(len(data))
            short += data
        else:
            lengths.append(_LONG)
            long += data
            places.append(place)
            ends.append(len(long))
    numbers = {"marks": marks, "long_places": places, "long_ends": ends}
    sections = {name: found.tobytes() for name, found in numbers.items()}
    return {**sections, "lengths": bytes(lengths), "short": bytes(short), "long": bytes(long)}


class Lists:
    """The lists of a segment by their places."""

    def __init__(self, sections: Mapping[str, memoryview]) -> None:
        self._lengths, self._short, self._long = (
            sections[name] for name in ("lengths", "short", "long")
        )
        self._marks, self._places, self._ends = (
            sections[name].cast("I") for name in ("marks", "long_places", "long_ends")
        )

    def size(self, place: int) -> int:
        """The bytes of a list, about as many as it has numbers."""
        length = self._lengths[place]
        if length < _LONG:
            return length
        at = bisect_left(self._places, place)
        return self._ends[at + 1] - self._ends[at]

    def read(self, place: int) -> Iterable[int]:
        """The numbers of a list."""
        length = self._lengths[place]
        if length == _LONG:
            at = bisect_left(self._places, place)
            return unpack(bytes(self._long[self._ends[at] : self._ends[at + 1]]))
        before = bytes(self._lengths[place - place % _MARK : place])
        start = self._marks[place // _MARK] + sum(before) - _LONG * before.count(_LONG)
        return unpack(bytes(self._short[start : start + length]))
