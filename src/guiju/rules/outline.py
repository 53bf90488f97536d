"""The outline 条款目录: every provision of an instrument and what becomes of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from guiju.texts import Address, AddressError

from .errors import RuleError
from .lines import Lined, read_lines
from .places import Place, written

KINDS = (
    "executed",
    "standard",
    "definition",
    "procedure",
    "judgement",
    "record",
    "disclosure",
    "outside",
    "later",
    "unclaimed",
)
NUMBERINGS = ("articles", "measures", "bracketed")
"""How an instrument numbers what it says: 第七条, 五、 or （八）."""

_HEAD = ("instrument", "title", "issued", "effective", "chapters", "provisions")
_HEAD_MAY = ("until", "numbering")
_KEYS = ("address", "gist", "gist_en", "hash", "kind", "by")
_READING = ("reading", "alternative", "settled_by")


@dataclass(frozen=True)
class Reading:
    """How a doubtful wording is read, what else it could mean and who may settle it."""

    reading: str
    alternative: str
    settled_by: str


@dataclass(frozen=True)
class Provision:
    """An addressable piece of an instrument (条款): the typed argument of every citation."""

    instrument: str
    address: Address
    gist: str
    gist_en: str
    wording: str
    kind: str
    by: tuple[str, ...]
    readings: tuple[Reading, ...]
    sole_paragraph: bool = False
    numbering: str = "articles"
    place: Place = field(default_factory=written, kw_only=True, compare=False, repr=False)

    @property
    def label(self) -> str:
        """第七条第一款第（一）项; 第十三条 where the article has one paragraph; 第（八）条第1项."""
        return self.address.label(sole_paragraph=self.sole_paragraph, numbering=self.numbering)

    def __str__(self) -> str:
        return str(self.address)


@dataclass(frozen=True)
class Outline:
    """All provisions of one instrument in the order of the text."""

    instrument: str
    title: str
    issued: dt.date
    effective: dt.date
    until: dt.date | None
    chapters: tuple[dict[str, Any], ...]
    provisions: tuple[Provision, ...]
    place: Place = field(default_factory=written, kw_only=True, compare=False, repr=False)

    def __getitem__(self, address: str) -> Provision:
        found = self.find(address)
        if found is None:
            told = "an address that stands in the outline"
            raise RuleError(self.instrument, address, told, place=written())
        return found

    def find(self, address: str) -> Provision | None:
        """The provision at an address; None where the outline lacks it."""
        return self._by_address.get(address)

    @cached_property
    def _by_address(self) -> dict[str, Provision]:
        return {str(provision.address): provision for provision in self.provisions}

    def __iter__(self) -> Iterator[Provision]:
        return iter(self.provisions)

    def totals(self) -> dict[str, int]:
        """How many provisions there are of each kind; ``unclaimed`` is always counted."""
        counts = Counter(provision.kind for provision in self.provisions)
        kinds = {kind: counts[kind] for kind in KINDS if counts[kind]}
        return {**kinds, "unclaimed": counts["unclaimed"]}


def read_outline(path: Path) -> Outline:
    """The outline in a YAML file; whatever is not foreseen is refused with its line."""
    data = read_lines(path)
    if not isinstance(data, Lined):
        raise RuleError("", type(data).__name__, "an outline", place=Place(str(path), 1))
    data.hold_to(_HEAD, _HEAD_MAY)
    number = data.text("instrument")
    numbering = data.get("numbering", NUMBERINGS[0])
    if numbering not in NUMBERINGS:
        raise data.refuse("numbering", numbering, f"one of {' '.join(NUMBERINGS)}")
    entries = data.entries("provisions")
    addresses = [_address(entry) for entry in entries]
    several = {a.article for a in addresses if [step[0] for step in a.steps[1:2]] > [1]}
    return Outline(
        number,
        data.text("title"),
        data.day("issued"),
        data.day("effective"),
        None if data.get("until") is None else data.day("until"),
        tuple(data.entries("chapters")),
        tuple(
            _provision(number, entry, address, address.article not in several, numbering)
            for entry, address in zip(entries, _once(entries, addresses), strict=True)
        ),
        place=data.place,
    )


def _address(entry: Lined) -> Address:
    entry.hold_to(_KEYS, ("readings",), str(entry.get("address", "")))
    try:
        return Address.parse(str(entry["address"]))
    except AddressError as error:
        raise entry.refuse("address", error.value, error.expected) from None


def _once(entries: list[Lined], addresses: list[Address]) -> list[Address]:
    """The addresses, of which none may be listed twice."""
    first: dict[Address, Place] = {}
    for entry, address in zip(entries, addresses, strict=True):
        if address in first:
            told = f"an address listed once; it stands at {first[address]}"
            raise entry.refuse("address", address, told)
        first[address] = entry.at("address")
    return addresses


def _provision(
    number: str, entry: Lined, address: Address, sole_paragraph: bool, numbering: str
) -> Provision:
    where = str(address)
    if entry["kind"] not in KINDS:
        raise entry.refuse("kind", entry["kind"], f"one of {' '.join(KINDS)}", where)
    by = entry["by"]
    if not isinstance(by, list) or not all(isinstance(name, str) for name in by):
        raise entry.refuse("by", by, "a list of words", where)
    if not isinstance(entry["hash"], str):
        raise entry.refuse("hash", entry["hash"], "the hash of the wording, as text", where)
    return Provision(
        number,
        address,
        entry.text("gist", where),
        entry.text("gist_en", where),
        entry["hash"],
        entry["kind"],
        tuple(by),
        _readings(entry, where),
        sole_paragraph,
        numbering,
        place=entry.place,
    )


def _readings(entry: Lined, where: str) -> tuple[Reading, ...]:
    found = []
    for reading in entry.entries("readings", where) if entry.get("readings") else ():
        reading.hold_to(_READING, (), where)
        found.append(Reading(*(reading.text(key, where) for key in _READING)))
    return tuple(found)
