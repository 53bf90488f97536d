"""What is searched and what is found: texts with their entries, hits with their spans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["title", "head", "text"]
KINDS: tuple[Kind, ...] = ("title", "head", "text")
"""Titles 标题, heads of parts, chapters, articles 章节条标题, wording 正文; as they are ranked."""

Span = tuple[int, int]
"""First character and the one behind the last, counted in the entry's own text."""


class SearchError(Exception):
    """An index that cannot be used: its folder, and what is wrong with it."""


class Entry(NamedTuple):
    """One piece of a text that is found as a whole: a head, a provision.

    ``address`` says where it stands in its text; the index keeps it and never reads it.
    """

    address: str
    kind: Kind
    text: str


class Text(NamedTuple):
    """One work 文本 with its entries in their order; the title is an entry of its own.

    Works of a smaller ``order`` stand first among equal hits, then those of a smaller ``work``.
    """

    work: str
    title: str
    entries: Iterable[Entry]
    order: int = 0


@dataclass(frozen=True)
class Hit:
    """An entry in which every word of the query occurs, and where they do, in its own text."""

    work: str
    title: str
    address: str
    kind: Kind
    text: str
    spans: tuple[Span, ...]

    def piece(self, width: int = 80) -> tuple[str, tuple[Span, ...], int]:
        """At most so many characters around the first span, its spans, and where it begins."""
        first, last = self.spans[0]
        start = max(0, min(first - max(0, width - (last - first)) // 2, len(self.text) - width))
        end = start + width
        inside = ((max(a, start) - start, min(b, end) - start) for a, b in self.spans)
        return self.text[start:end], tuple(span for span in inside if span[0] < span[1]), start


@dataclass(frozen=True)
class Page:
    """So many hits in all, and those of one page in their order."""

    total: int
    hits: tuple[Hit, ...]
