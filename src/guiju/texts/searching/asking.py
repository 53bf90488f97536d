"""A query answered: the entries found in each segment, put in one order, read for a page."""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from .folding import unfold, unfold_spans
from .model import KINDS, Hit, Kind, Span
from .segment import Counts, Segment

Rank = tuple[int, int, int, str, int, int]
"""Kind; a title's length, else occurrences from the most; order, name, part of the work; entry."""


class Question(NamedTuple):
    """Words that must all occur, in entries of some kinds and works (None: of all)."""

    words: tuple[str, ...]
    kinds: frozenset[Kind]
    works: frozenset[str] | None


class Part(NamedTuple):
    """A segment, and which of its works and entries count no more."""

    segment: Segment
    gone: frozenset[int]
    lost: frozenset[int]

    @classmethod
    def of(cls, segment: Segment, gone: frozenset[int]) -> Part:
        """The part with its lost entries written out."""
        lost = chain.from_iterable(segment.entries_of(gone)) if gone else ()
        return cls(segment, gone, frozenset(lost))


class Found:
    """All entries of an answer, in their order as far as somebody asked for it."""

    def __init__(self, parts: Sequence[Part], question: Question) -> None:
        self.parts, self.question = parts, question
        found = [_found(part, question) for part in parts]
        self.total = sum(len(entries) for entries, _ in found)
        ranked = (
            _ranks(at, part.segment, *one)
            for at, (part, one) in enumerate(zip(parts, found, strict=True))
        )
        self._rest = heapq.merge(*ranked)
        self._order = array("Q")

    def page(self, offset: int, limit: int) -> tuple[Hit, ...]:
        """The hits of a page; none beyond the last."""
        more = min(offset + limit, self.total) - len(self._order)
        for (*_, entry), at in islice(self._rest, max(0, more)):
            self._order.append(at << 32 | entry)
        page = self._order[offset : offset + limit]
        return tuple(self._hit(one >> 32, one & 0xFFFFFFFF) for one in page)

    def _hit(self, at: int, number: int) -> Hit:
        segment = self.parts[at].segment
        (entry,) = segment.read((number,))
        work = segment.works[segment.work_of(number)]
        spans = unfold_spans(spans_of(self.question.words, entry.text), entry.patches)
        text = unfold(entry.text, entry.patches)
        return Hit(work.work, work.title, entry.address, KINDS[entry.kind], text, spans)


def spans_of(words: Sequence[str], text: str) -> list[Span]:
    """Where folded words stand in a folded text, from left to right, a word never over itself."""
    found = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = text.find(word, at + len(word))
    return sorted(found)


def _found(part: Part, question: Question) -> tuple[array[int], array[int]]:
    """The entries of a segment in its order, kind by kind, and how often the words occur."""
    counts = _counts(part, question)
    entries = sorted(counts.keys() - part.lost if part.lost else counts)
    order, bounds = array("H"), part.segment.bounds
    for kind, name in enumerate(KINDS):
        if name in question.kinds:
            start, end = (bisect_left(entries, bound) for bound in bounds[kind : kind + 2])
            chosen = entries[start:end]
            if kind:
                chosen.sort(key=counts.__getitem__, reverse=True)
            order.extend(chosen)
    return order, array("I", map(counts.__getitem__, order))


def _counts(part: Part, question: Question) -> Counts:
    """How often all words together occur in the entries that hold each of them."""
    among: Collection[int] | None = None
    if question.works is not None:
        works = [at for at, one in enumerate(part.segment.works) if one.work in question.works]
        among = set(chain.from_iterable(part.segment.entries_of(works)))
    counts: Counts = {}
    for number, word in enumerate(sorted(question.words, key=len, reverse=True)):
        if among is not None and not among:
            return {}
        more = part.segment.count(word, among)
        counts = {entry: more[entry] + counts[entry] for entry in more} if number else more
        among = counts.keys()
    return counts


def _ranks(
    at: int, segment: Segment, entries: array[int], counts: array[int]
) -> Iterator[tuple[Rank, int]]:
    for entry, count in zip(entries, counts, strict=True):
        kind = segment.kind_of(entry)
        size = len(segment.text(entry)) if kind == 0 else -count
        order, work, part, _ = segment.works[segment.work_of(entry)]
        yield (kind, size, order, work, part, entry), at
