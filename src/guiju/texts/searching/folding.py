"""The form in which texts and queries are compared, and the way back to the text as it was.

White space and characters without a shape are left out; full-width letters, compatibility
characters and capitals become the plain ones (NFKC and case folding, character by character);
punctuation of which Chinese has a wide form becomes the wide one, so that most official wording
is its own folded form. Nothing is turned from traditional into simplified characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from .model import Span

_WIDE = dict(zip(",;:?!()", "，；：？！（）", strict=True))
_SHAPELESS = {"Cc", "Cf", "Zs", "Zl", "Zp"}
_UNUSUAL = re.compile(
    r"\s+|[^\u3400-\u4db5\u4e00-\u9fa50-9a-z。，、；：？！“”‘’（）《》〈〉【】〔〕—·]"
)


class Patch(NamedTuple):
    """At a place of the folded text: what stood in the text, and what stands for it."""

    at: int
    was: str
    now: str


class _Folds(dict[str, str]):
    def __missing__(self, piece: str) -> str:
        found = "".join(map(_folded, piece))
        if len(piece) == 1:
            self[piece] = found
        return found


_FOLDS = _Folds()


def fold(text: str) -> tuple[str, list[Patch]]:
    """The folded text and, in order, where it differs from the text."""
    parts: list[str] = []
    patches: list[Patch] = []
    last = shift = 0
    for found in _UNUSUAL.finditer(text):
        was = found.group()
        now = _FOLDS[was]
        if was != now:
            parts += (text[last : found.start()], now)
            patches.append(Patch(found.start() + shift, was, now))
            last, shift = found.end(), shift + len(now) - len(was)
    return ("".join((*parts, text[last:])), patches) if patches else (text, patches)


def unfold(folded: str, patches: Sequence[Patch]) -> str:
    """The text as it was."""
    parts: list[str] = []
    last = 0
    for at, was, now in patches:
        parts += (folded[last:at], was)
        last = at + len(now)
    return "".join((*parts, folded[last:]))


def unfold_spans(spans: Sequence[Span], patches: Sequence[Patch]) -> tuple[Span, ...]:
    """Spans of the folded text, in order of their starts, as spans of the text.

    A character that folds into several belongs to the span as soon as one of them does.
    """
    if not patches:
        return tuple(spans)
    starts, ends, shift = [], [], 0
    for at, was, now in patches:
        starts.append((at, at + shift))
        shift += len(was) - len(now)
        ends.append((at + len(now), at + len(now) + shift))
    return tuple(
        (_was(first, starts, ends)[0], _was(last - 1, starts, ends)[1]) for first, last in spans
    )


def _was(place: int, starts: list[Span], ends: list[Span]) -> Span:
    """The span in the text of one folded character."""
    low, high = 0, len(ends)
    while low < high:  # the patches that end at or before the place
        middle = (low + high) // 2
        low, high = (middle + 1, high) if ends[middle][0] <= place else (low, middle)
    if low < len(starts) and starts[low][0] <= place:
        return starts[low][1], ends[low][1]
    before = ends[low - 1] if low else (0, 0)
    real = place - before[0] + before[1]
    return real, real + 1


def _folded(character: str) -> str:
    category = unicodedata.category(character)
    if category in _SHAPELESS or character.isspace():
        return ""
    if category == "Cs":  # half a character: not text, and no file could hold it
        return "\ufffd"
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    plain = "".join(_WIDE.get(one, one) for one in plain)
    return plain if plain == character else "".join(map(_folded, plain))
