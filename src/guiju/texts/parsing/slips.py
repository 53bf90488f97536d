"""Slips that the text itself contradicts: a character printed twice, words in the wrong order.

Only what stands right elsewhere in the same file is proposed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from .model import Document, Flag

_TWICE = re.compile(
    r"([\u4e00-\u9fff]{2})([\u4e00-\u9fff])\2(?=([\u4e00-\u9fff])([\u4e00-\u9fff]?))"
)
_SWAPPED = re.compile(r"(?=([\u4e00-\u9fff]{2})([\u4e00-\u9fff]{2})(局|委|厅|部(?!门)|办))")
_OFTEN = 2
_LEAST, _STEPS = 64, 200_000_000


class Counts:
    """How often words stand in a text; no more are counted than its length allows."""

    def __init__(self, text: str) -> None:
        self._text, self._known = text, dict[str, int]()
        self._left = max(_LEAST, _STEPS // (len(text) + 1))

    def of(self, words: str) -> int:
        """How often the words stand in the text; -1 where that is not looked for any more."""
        if words not in self._known:
            if self._left <= 0:
                return -1
            self._left -= 1
            self._known[words] = self._text.count(words)
        return self._known[words]


def twice(text: str, document: Document, counts: Counts) -> Iterator[Flag]:
    """非税收收入 where the same text has 非税收入."""
    for begin, finish in document.parts:
        for match in _TWICE.finditer(text, begin, finish):
            right = match[1] + match[2] + match[3]
            start, end = match.start(), match.end() + 1
            printed = counts.of(text[start:end])
            if counts.of(right + match[4]) > 1 and counts.of(right) > 2 * printed > 0:
                reason = f"同一文本另有“{right}”，疑多一字"
                yield Flag("recognition", start, end, text[start:end], right, reason)


def swapped(text: str, documents: list[Document]) -> None:
    """农村农业局 once where the same file has 农业农村局 again and again."""
    found = [(m[1], m[2], m[3], m.start()) for m in _SWAPPED.finditer(text)]
    counts = Counter(a + b + c for a, b, c, _ in found)
    for first, second, organ, start in found:
        printed, right = first + second + organ, second + first + organ
        if first == second or counts[printed] > 1 or counts[right] <= _OFTEN:
            continue
        reason = f"同一文本多处为“{right}”，疑为词序颠倒"
        for document in documents:
            if any(a <= start < b for a, b in document.parts):
                flag = Flag("recognition", start, start + 5, printed, right, reason)
                document.flags.append(flag)
