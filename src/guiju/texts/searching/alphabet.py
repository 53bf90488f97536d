"""Texts in few bytes that can be searched as they stand.

Each segment numbers its characters, the frequent ones first. The first 112 are one byte, the
next some five thousand two, all others five. Bytes that begin a character never stand inside
one, so the bytes of a word are found in the bytes of a text exactly where the word is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

SINGLE, LEADS, TRAILS = 112, 63, 80
_LONG, _TRAIL = SINGLE + LEADS, SINGLE + LEADS + 1
_DOUBLE = SINGLE + LEADS * TRAILS
_CHARACTER = re.compile(
    rf"[\0-\x{SINGLE - 1:x}]|[\x{SINGLE:x}-\x{_LONG - 1:x}].|\x{_LONG:x}.{{4}}", re.S
)


class Alphabet:
    """The characters of a segment in order of their numbers."""

    def __init__(self, characters: str) -> None:
        self.characters = characters

    @classmethod
    def of(cls, texts: Iterable[str]) -> Alphabet:
        """The characters of texts, the frequent ones first."""
        counted: Counter[str] = Counter()
        for text in texts:
            counted.update(text)
        return cls("".join(sorted(counted, key=lambda one: (-counted[one], one))))

    def encode(self, text: str) -> bytes:
        """The bytes of a text whose characters are all in the alphabet."""
        return text.translate(self._codes).encode("latin-1")

    def word(self, text: str) -> bytes | None:
        """The bytes of a word; None where a character of it is not in the alphabet."""
        places = [self.characters.find(one) for one in text]
        return None if -1 in places else "".join(map(_code, places)).encode("latin-1")

    def decode(self, data: bytes) -> str:
        """The text of its bytes."""
        return "".join(map(self._read.__getitem__, _CHARACTER.findall(data.decode("latin-1"))))

    @cached_property
    def _codes(self) -> dict[int, str]:
        return {ord(one): _code(place) for place, one in enumerate(self.characters)}

    @cached_property
    def _read(self) -> dict[str, str]:
        return {_code(place): one for place, one in enumerate(self.characters)}


def _code(place: int) -> str:
    if place < SINGLE:
        return chr(place)
    if place < _DOUBLE:
        lead, trail = divmod(place - SINGLE, TRAILS)
        return chr(SINGLE + lead) + chr(_TRAIL + trail)
    trails, rest = [], place - _DOUBLE
    for _ in range(4):
        rest, trail = divmod(rest, TRAILS)
        trails.append(chr(_TRAIL + trail))
    return chr(_LONG) + "".join(trails)
