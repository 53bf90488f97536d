"""One segment read: its entries, and those that hold a word, with how often they do."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice, pairwise
from pathlib import Path

from .alphabet import Alphabet
from .building import RECORDS, Folded, Work
from .folding import Patch
from .layout import read
from .lists import Lists
from .postings import units

Counts = dict[int, int]
"""Entries by number, in their order or not, and how often each holds a word."""

_MOST_PAIRS = 32
_READ_OR_VERIFY = 8
"""To look a word up in an entry's text takes as long as to read so many numbers of a list."""


class Segment:
    """A file of entries with its lists; ``SearchError`` where it is damaged."""

    def __init__(self, path: Path) -> None:
        head, sections = read(path)
        self.path = path
        self.works = [Work(*row) for row in head["works"]]
        self.bounds: list[int] = head["bounds"]
        self.entries: int = head["entries"]
        self.characters: int = head["characters"]
        self._runs = [start for start, _ in head["runs"]]
        self._run_works = [work for _, work in head["runs"]]
        self._changes: list[tuple[str, str]] = head["changes"]
        self._alphabet = Alphabet(head["alphabet"])
        self._texts, self._records = sections["texts"], sections["records"]
        self._lists = Lists(sections)
        self._seconds, self._firsts = (sections[name].cast("H") for name in ("seconds", "firsts"))
        self._starts, self._text_ends, self._record_ends = (
            sections[name].cast("I") for name in ("starts", "text_ends", "record_ends")
        )

    def work_of(self, entry: int) -> int:
        """The place in ``works`` of the work that an entry belongs to."""
        return self._run_works[bisect_right(self._runs, entry) - 1]

    def kind_of(self, entry: int) -> int:
        """The kind of an entry, as its place in ``KINDS``."""
        return bisect_right(self.bounds, entry) - 1

    def entries_of(self, works: Collection[int]) -> Iterator[range]:
        """The entries of works, given by their places."""
        limits = zip(self._runs, [*self._runs[1:], self.entries], self._run_works, strict=True)
        return (range(start, end) for start, end, work in limits if work in works)

    def text(self, entry: int) -> str:
        """The folded text of an entry."""
        return self._alphabet.decode(bytes(self._text(entry)))

    def read(self, entries: Iterable[int]) -> Iterator[Folded]:
        """Entries whole; neighbours cheaply, as their records are unpacked once."""
        block, records = -1, []
        for entry in entries:
            if entry // RECORDS != block:
                block = entry // RECORDS
                start, end = self._record_ends[block : block + 2]
                records = json.loads(zlib.decompress(self._records[start:end]))
            address, *steps = records[entry % RECORDS]
            yield Folded(self.kind_of(entry), address, self.text(entry), self._patches(steps))

    def count(self, word: str, among: Collection[int] | None = None) -> Counts:
        """The entries (of those given) that hold a folded word, and how often they do."""
        parts = units(word)
        if len(parts) == 1 and among is None:
            return Counter(chain.from_iterable(self._lists_ending_in(parts[0])))
        if len(parts) == 1:
            return self._verified(word, among or ())
        places = self._places(parts)
        if places is None:
            return {}
        if len(parts) == 2 and parts[0] != parts[1]:
            found = self._lists.read(places[0])
            return Counter(found if among is None else filter(among.__contains__, found))
        return self._verified(word, self._candidates(places, among))

    def _places(self, parts: list[int]) -> list[int] | None:
        """Where the pairs of a word have their lists, the shortest first; None for no list."""
        found = set()
        for first, second in islice(pairwise(parts), _MOST_PAIRS):
            start, end = self._slice(second)
            place = bisect_left(self._firsts, first, start, end)
            if place == end or self._firsts[place] != first:
                return None
            found.add(place)
        return sorted(found, key=self._lists.size)

    def _candidates(self, places: list[int], among: Collection[int] | None) -> Collection[int]:
        """Entries that may hold a word: lists are met as long as that is quicker than to look."""
        found = among
        for place in places:
            if found is None:
                found = set(self._lists.read(place))
            elif self._lists.size(place) < _READ_OR_VERIFY * len(found):
                found = set(filter(found.__contains__, self._lists.read(place)))
            else:
                break
        return found or ()

    def _verified(self, word: str, entries: Collection[int]) -> Counts:
        sought = self._alphabet.word(word)
        if sought is None:
            return {}
        texts, ends = self._texts, self._text_ends
        return {
            one: count
            for one in entries
            if (count := bytes(texts[ends[one] : ends[one + 1]]).count(sought))
        }

    def _slice(self, second: int) -> tuple[int, int]:
        at = bisect_left(self._seconds, second)
        if at == len(self._seconds) or self._seconds[at] != second:
            return 0, 0
        return self._starts[at], self._starts[at + 1]

    def _lists_ending_in(self, second: int) -> Iterator[Iterable[int]]:
        return map(self._lists.read, range(*self._slice(second)))

    def _text(self, entry: int) -> memoryview:
        return self._texts[self._text_ends[entry] : self._text_ends[entry + 1]]

    def _patches(self, steps: list[int]) -> list[Patch]:
        found, at = [], 0
        for step, change in zip(steps[::2], steps[1::2], strict=True):
            at += step
            found.append(Patch(at, *self._changes[change]))
        return found
