"""Segments are built: entries are gathered up to a limit, put in their order and written."""

from __future__ import annotations

import json
import zlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from .alphabet import Alphabet
from .folding import Patch, fold
from .layout import write
from .lists import write_lists
from .model import KINDS, Entry, Text
from .postings import pack, pairs

MOST_ENTRIES, MOST_CHARACTERS = 1 << 16, 4_000_000
RECORDS = 32
"""So many entries share a compressed block of addresses and patches."""


class Folded(NamedTuple):
    """An entry as the index keeps it."""

    kind: int
    address: str
    text: str
    patches: list[Patch]


class Work(NamedTuple):
    """A work as far as one segment has it; ``part`` counts its entries in segments before."""

    order: int
    work: str
    part: int
    title: str


def folded(text: Text) -> Iterator[Folded]:
    """The entries of a text, its title first."""
    for address, kind, wording in (Entry("", "title", text.title), *text.entries):
        yield Folded(KINDS.index(kind), address, *fold(wording))


class Builder:
    """Gathers entries and gives them to segments: ``place`` names the file of the next one."""

    def __init__(self, place: Callable[[], Path]) -> None:
        self.place = place
        self.paths: list[Path] = []
        self._clear()

    def put(self, work: Work, entries: Iterable[Folded]) -> None:
        """The entries of a work, or of a part of it, which are not yet written."""
        here, start = None, work.part
        for number, entry in enumerate(entries):
            if self.full:
                self.close()
                here = None
            if here is None:
                here = len(self.works)
                self.works.append(work._replace(part=start + number))
            length = len(entry.text) if entry.kind == 0 else 0
            self.entries.append((entry.kind, length, work[:3], len(self.entries), here, entry))
            self.characters += len(entry.text)

    @property
    def full(self) -> bool:
        """Whether the next entry belongs into the next segment."""
        return len(self.entries) >= MOST_ENTRIES or self.characters >= MOST_CHARACTERS

    def close(self) -> None:
        """Write what is gathered, if there is anything."""
        if not self.entries:
            return
        self.entries.sort(key=itemgetter(0, 1, 2, 3))
        self.paths.append(self.place())
        _write(self.paths[-1], self.works, [row[4:] for row in self.entries], self.characters)
        self._clear()

    def _clear(self) -> None:
        self.works: list[Work] = []
        self.entries: list[tuple[int, int, tuple, int, int, Folded]] = []
        self.characters = 0


def _write(path: Path, works: list[Work], rows: list[tuple[int, Folded]], size: int) -> None:
    entries = [entry for _, entry in rows]
    kinds = [entry.kind for entry in entries]
    runs, at = [], 0
    for (_, work), group in groupby(rows, key=lambda row: (row[1].kind, row[0])):
        runs.append((at, work))
        at += sum(1 for _ in group)
    alphabet = Alphabet.of(entry.text for entry in entries)
    changes: dict[tuple[str, str], int] = {}
    sections = {**_texts(alphabet, entries), **_records(entries, changes), **_pairs(entries)}
    head = {
        "works": works,
        "bounds": [sum(kind < limit for kind in kinds) for limit in range(len(KINDS) + 1)],
        "runs": runs,
        "entries": len(entries),
        "characters": size,
        "alphabet": alphabet.characters,
        "changes": list(changes),
    }
    write(path, head, sections)


def _texts(alphabet: Alphabet, entries: list[Folded]) -> dict[str, bytes]:
    ends, data = array("I", [0]), bytearray()
    for entry in entries:
        data += alphabet.encode(entry.text)
        ends.append(len(data))
    return {"text_ends": ends.tobytes(), "texts": bytes(data)}


def _records(entries: list[Folded], changes: dict[tuple[str, str], int]) -> dict[str, bytes]:
    """Addresses, and the patches as steps from place to place and numbers of changes."""
    ends, data = array("I", [0]), bytearray()
    for first in range(0, len(entries), RECORDS):
        block = []
        for entry in entries[first : first + RECORDS]:
            record: list[str | int] = [entry.address]
            last = 0
            for at, was, now in entry.patches:
                record += (at - last, changes.setdefault((was, now), len(changes)))
                last = at
            block.append(record)
        data += zlib.compress(json.dumps(block, separators=(",", ":")).encode(), 6)
        ends.append(len(data))
    return {"record_ends": ends.tobytes(), "records": bytes(data)}


def _pairs(entries: list[Folded]) -> dict[str, bytes]:
    """The lists of all pairs; pairs of the same second unit stand together."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        if entry.text:
            for pair in pairs(entry.text):
                found[pair].append(number)
    seconds, starts, firsts = array("H"), array("I"), array("H")
    ordered = sorted(found)
    for place, pair in enumerate(ordered):
        if not seconds or seconds[-1] != pair >> 16:
            seconds.append(pair >> 16)
            starts.append(place)
        firsts.append(pair & 0xFFFF)
    starts.append(len(firsts))
    lists = write_lists(pack(found[pair]) for pair in ordered)
    names = {"seconds": seconds, "starts": starts, "firsts": firsts}
    return {**{name: numbers.tobytes() for name, numbers in names.items()}, **lists}
