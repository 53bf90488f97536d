"""The outline 条款目录: every provision of an instrument and what becomes of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from guiju.texts import Address

from .errors import RuleError

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

_KEYS = {"address", "gist", "gist_en", "hash", "kind", "by", "readings"}


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

    def __getitem__(self, address: str) -> Provision:
        for provision in self.provisions:
            if str(provision.address) == address:
                return provision
        raise RuleError(self.instrument, address, "an address that stands in the outline")

    def __iter__(self) -> Iterator[Provision]:
        return iter(self.provisions)

    def totals(self) -> dict[str, int]:
        """How many provisions there are of each kind; ``unclaimed`` is always counted."""
        counts = Counter(provision.kind for provision in self.provisions)
        kinds = {kind: counts[kind] for kind in KINDS if counts[kind]}
        return {**kinds, "unclaimed": counts["unclaimed"]}


def read_outline(path: Path) -> Outline:
    """The outline in a YAML file; unknown keys, kinds and repeated addresses are refused."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    number = data["instrument"]
    several = {
        Address.parse(str(entry["address"])).article
        for entry in data["provisions"]
        if [step[0] for step in Address.parse(str(entry["address"])).steps[1:2]] > [1]
    }
    numbering = data.get("numbering", NUMBERINGS[0])
    if numbering not in NUMBERINGS:
        raise RuleError(f"{number} numbering", numbering, f"one of {' '.join(NUMBERINGS)}")
    provisions = tuple(
        _provision(number, entry, several, numbering) for entry in data["provisions"]
    )
    repeated = Counter(str(p.address) for p in provisions).most_common(1)
    if repeated and repeated[0][1] > 1:
        raise RuleError(path.name, repeated[0][0], "an address listed once")
    return Outline(
        number,
        data["title"],
        data["issued"],
        data["effective"],
        data.get("until"),
        tuple(data["chapters"]),
        provisions,
    )


def _provision(number: str, entry: dict[str, Any], several: set[int], numbering: str) -> Provision:
    where = f"{number} {entry.get('address')}"
    if set(entry) - _KEYS or (_KEYS - {"readings"}) - set(entry):
        raise RuleError(where, sorted(entry), f"the keys {sorted(_KEYS)}")
    if entry["kind"] not in KINDS:
        raise RuleError(where, entry["kind"], f"one of {' '.join(KINDS)}")
    address = Address.parse(str(entry["address"]))
    return Provision(
        number,
        address,
        entry["gist"],
        entry["gist_en"],
        entry["hash"],
        entry["kind"],
        tuple(entry["by"]),
        tuple(Reading(**reading) for reading in entry.get("readings") or ()),
        address.article not in several,
        numbering,
    )
