"""Where pairs of characters occur: the numbers of entries, one for each occurrence, in order.

Pairs are of UTF-16 units, as one machine word each: the second unit above the first. An entry
begins behind a zero unit, so a text of one character has a pair too. A list is stored as
16-bit numbers, or as one byte for each step to the next number where that is shorter; a step of
255 or more is made in several, all but the last of 255. Steps are an odd number of bytes, by a
last 255 that leads nowhere, so the length of a list says what it is.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, compress
from operator import sub

_FAR = 255
_ARRIVED = bytes([1] * _FAR + [0])


def pairs(text: str) -> Iterator[int]:
    """The pairs of an entry's folded text, the first with the zero unit before it."""
    units = ("\0" + text).encode("utf-16-le")
    return chain(_words(units), _words(units[2:]))


def units(word: str) -> list[int]:
    """The UTF-16 units of a word."""
    data = word.encode("utf-16-le", "surrogatepass")
    return [low | high << 8 for low, high in zip(data[::2], data[1::2], strict=True)]


def pack(entries: Sequence[int]) -> bytes:
    """A list of entries as bytes."""
    if len(entries) > 1 and entries[-1] // _FAR < len(entries):
        steps = _steps(entries)
        if len(steps) < 2 * len(entries):
            return steps if len(steps) % 2 else steps + b"\xff"
    return array("H", entries).tobytes()


def unpack(data: bytes) -> Iterable[int]:
    """The entries of a list, an entry as often as the pair occurs in it."""
    if len(data) % 2 == 0:
        return array("H", data)
    return compress(accumulate(data), data.translate(_ARRIVED))


def _steps(entries: Sequence[int]) -> bytes:
    found = list(map(sub, entries, chain((0,), entries)))
    return bytes(found) if max(found) < _FAR else b"".join(map(_STEPS.__getitem__, found))


class _Steps(dict[int, bytes]):
    def __missing__(self, step: int) -> bytes:
        found = self[step] = b"\xff" * (step // _FAR) + bytes((step % _FAR,))
        return found


_STEPS = _Steps()


def _words(data: bytes) -> array[int]:
    found = array("I", data[: len(data) & ~3])
    if sys.byteorder == "big":
        found.byteswap()
    return found
