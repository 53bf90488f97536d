"""Where pairs of characters occur: the numbers of entries, one for each occurrence, in order.

Pairs are of UTF-16 units, as one machine word each: the second unit above the first. An entry
begins behind a zero unit, so a text of one character has a pair too. A list is stored as
16-bit numbers, or as one byte for each step to the next number where that is shorter; a step of
255 or more is made in several, all but the last of 255.
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


def pack(entries: Sequence[int]) -> tuple[bytes, bool]:
    """A list of entries as bytes, and whether as steps."""
    if len(entries) > 1 and entries[-1] // _FAR < len(entries):
        steps = _steps(entries)
        if len(steps) < 2 * len(entries):
            return steps, True
    return array("H", entries).tobytes(), False


def unpack(data: bytes | memoryview, steps: bool) -> Iterable[int]:
    """The entries of a list, an entry as often as the pair occurs in it."""
    if not steps:
        return array("H", bytes(data))
    data = bytes(data)
    return compress(accumulate(data), data.translate(_ARRIVED))


def _steps(entries: Sequence[int]) -> bytes:
    found = list(map(sub, entries, chain((0,), entries)))
    if max(found) < _FAR:
        return bytes(found)
    return b"".join(b"\xff" * (step // _FAR) + bytes((step % _FAR,)) for step in found)


def _words(data: bytes) -> array[int]:
    found = array("I", data[: len(data) & ~3])
    if sys.byteorder == "big":
        found.byteswap()
    return found
