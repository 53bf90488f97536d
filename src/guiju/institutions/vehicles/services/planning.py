"""The rehearsal of an adoption: what a ledger would change in the register; nothing is written."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from guiju.ledger.canonical import canonical
from guiju.organs.models import Organ
from guiju.rules import Known

from ..checking.columns import BY_NAME, CLASS, ORGAN, PLATE, shown, text
from ..checking.quota import Pair
from ..checking.reading import Row
from ..models import Adopted, Car, CarState, QuotaAccount, Source, SourceKind

CATEGORY, LEVEL = "单位类别", "行政层级"
Why = list[list[str]]


@dataclass(frozen=True)
class Planned:
    """One row: what it is to the register, what it changes, why it cannot be adopted."""

    number: int | None
    plate: str
    organ_name: str
    became: str
    organ: Organ | None = None
    car: Car | None = None
    fields: Mapping[str, Known] = field(default_factory=dict)
    changes: Mapping[str, list[str]] = field(default_factory=dict)
    why: Why = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """The row as history keeps it."""
        return {
            "number": self.number,
            "plate": self.plate,
            "organ": self.organ_name,
            "became": self.became,
            "changes": {column: list(both) for column, both in self.changes.items()},
            "why": self.why,
        }

    def facts_told(self) -> dict[str, str]:
        """The facts with which a new car would stand in the register."""
        if self.became != Adopted.NEW:
            return {}
        return {column: told_cell(column, value) for column, value in self.fields.items()}


@dataclass(frozen=True)
class PlannedNumber:
    """An organ's number for a class: what the register says, what the quota table says."""

    organ_name: str
    vehicle_class: str
    became: str
    before: int | None
    after: int | None
    organ: Organ | None = None

    def told(self) -> dict[str, Any]:
        """The number as history keeps it."""
        return {
            "organ": self.organ_name,
            "class": self.vehicle_class,
            "became": self.became,
            "authorised": [self.before, self.after],
        }


@dataclass(frozen=True)
class Plan:
    """Everything that an adoption would do."""

    lines: list[Planned]
    numbers: list[PlannedNumber]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are of each kind."""
        found = Counter(line.became for line in self.lines)
        return {kind: found[kind] for kind in Adopted.values}

    @property
    def fingerprint(self) -> str:
        """What a person confirms: the same plan, and no other."""
        told = [
            *({**one.told(), "facts": one.facts_told()} for one in self.lines),
            *(one.told() for one in self.numbers),
        ]
        return hashlib.sha256(canonical(told).encode()).hexdigest()

    def of(self, *kinds: str) -> list[Planned]:
        """The rows of some kinds."""
        return [line for line in self.lines if line.became in kinds]

    @property
    def new_numbers(self) -> list[PlannedNumber]:
        """The numbers that are new or other than the register's."""
        return [one for one in self.numbers if one.became in (Adopted.NEW, Adopted.CHANGED)]


def plan(
    rows: Iterable[Row], listed: Mapping[Pair, int | None] | None, organs: Iterable[Organ]
) -> Plan:
    """What would become of rows and quota table of a ledger, for the organs of a scope.

    An organ that has ended takes neither cars nor numbers; asked anew, as it may just have.
    """
    by_name: dict[str, list[Organ]] = {}
    ended = set(Organ.objects.exclude(ended=None).values_list("pk", flat=True))
    for organ in organs:
        if organ.pk not in ended:
            by_name.setdefault(organ.name, []).append(organ)
    rows = list(rows)
    plates = {str(row.facts[PLATE]) for row in rows if row.facts.get(PLATE) is not None}
    cars = _registered(plates)
    planner = _Planner(by_name, cars, _decided(cars.values()))
    lines = [planner.row(row) for row in rows]
    lines += _missing(planner.named, plates)
    return Plan(lines, _numbers(listed or {}, by_name))


def _registered(plates: set[str]) -> dict[str, Car]:
    """The cars of the register by plate, of those that a ledger lists."""
    found: dict[str, Car] = {}
    wanted = sorted(plates)
    standing = Car.objects.exclude(state=CarState.DISPOSED).select_related("organ")
    for start in range(0, len(wanted), 500):
        part = standing.filter(plate__in=wanted[start : start + 500])
        found |= {car.plate: car for car in part}
    return found


def _decided(cars: Iterable[Car]) -> set[int]:
    """The sources of these cars' facts that are decisions of cases."""
    named = {pk for car in cars for pk in car.sources.values()}
    decisions = Source.objects.filter(pk__in=named, kind=SourceKind.PROCEDURE)
    return set(decisions.values_list("pk", flat=True))


@dataclass
class _Planner:
    by_name: Mapping[str, list[Organ]]
    cars: Mapping[str, Car]
    decided: set[int]
    named: dict[int, Organ] = field(default_factory=dict)

    def row(self, row: Row) -> Planned:
        """One row of the ledger."""
        plate, name = row.facts.get(PLATE), str(row.facts.get(ORGAN) or "")
        found = self.by_name.get(name, [])
        organ = found[0] if len(found) == 1 else None
        if organ is not None:
            self.named[organ.pk] = organ
        car = self.cars.get(str(plate)) if plate is not None else None
        fields = {c: v for c in Car.FIELDS if (v := row.facts.get(c)) is not None}
        why = [*_incomplete(row, found), *_disagreeing(row, organ, car)]
        subject = row.subject
        changes = {} if car is None else _changes(car, fields)
        if car is not None:
            why += _overruling(car, changes, self.decided)
        if why:
            return Planned(row.number, subject, name, Adopted.CONFLICT, organ, car, {}, {}, why)
        became = Adopted.NEW if car is None else Adopted.CHANGED if changes else Adopted.SAME
        return Planned(row.number, subject, name, became, organ, car, fields, changes)


def _incomplete(row: Row, found: list[Organ]) -> Why:
    """Why a row cannot stand in a register at all."""
    why = []
    if row.duplicate:
        why.append(["twice", row.subject])
    elif row.facts.get(PLATE) is None:
        why.append(["no plate", ""])
    if row.facts.get(CLASS) is None:
        why.append(["no class", ""])
    if len(found) != 1:
        why.append(["several organs" if found else "no organ", str(row.facts.get(ORGAN) or "")])
    return why


def _disagreeing(row: Row, organ: Organ | None, car: Car | None) -> Why:
    """Where a row contradicts what the house knows of its organ or its car."""
    why = []
    if organ is not None:
        for column, own in ((CATEGORY, organ.category), (LEVEL, organ.level)):
            if row.facts.get(column) not in (None, own):
                why.append([column, own])
    if car is not None:
        if organ is not None and car.organ_id != organ.pk:
            why.append(["other organ", car.organ.name])
        if row.facts.get(CLASS) not in (None, car.vehicle_class):
            why.append(["other class", car.vehicle_class])
        if car.state != CarState.IN_USE:
            why.append(["replaced", car.plate])
    return why


def _overruling(car: Car, changes: Mapping[str, list[str]], decided: set[int]) -> Why:
    """What a ledger would undo that a case decided (a waiver of marking): a person looks first."""
    return [
        ["decided", f"{column}：{before}"]
        for column, (before, _) in changes.items()
        if car.sources.get(column) in decided
    ]


def told_cell(column: str, value: Known | None) -> str:
    """A fact as a ledger would hold it."""
    fact = BY_NAME[column].fact
    if value is None:
        return ""
    return shown(fact, value) if fact is not None else text(value)


def _changes(car: Car, fields: Mapping[str, Known]) -> dict[str, list[str]]:
    """Before and after of what differs; a blank cell takes nothing away."""
    return {
        column: [told_cell(column, car.known(column)), told_cell(column, value)]
        for column, value in fields.items()
        if car.known(column) != value
    }


def _missing(named: Mapping[int, Organ], plates: set[str]) -> list[Planned]:
    """Cars in use of the organs that the ledger names, which it does not list."""
    cars = Car.objects.filter(state=CarState.IN_USE, organ__in=list(named))
    return [
        Planned(None, car.plate, car.organ.name, Adopted.MISSING, car.organ, car)
        for car in cars.select_related("organ").order_by("organ__path", "plate")
        if car.plate not in plates
    ]


def _numbers(
    listed: Mapping[Pair, int | None], by_name: Mapping[str, list[Organ]]
) -> list[PlannedNumber]:
    organs = {name: found[0] for name, found in by_name.items() if len(found) == 1}
    wanted = [organs[name].pk for name, _ in listed if name in organs]
    known = {
        (account.organ_id, account.vehicle_class): account.authorised
        for account in QuotaAccount.objects.filter(organ__in=wanted)
    }
    found = []
    for (name, vehicle_class), after in listed.items():
        organ = organs.get(name)
        before = known.get((organ.pk, vehicle_class)) if organ else None
        if organ is None or after is None:
            became = Adopted.CONFLICT
        elif before is None:
            became = Adopted.NEW
        else:
            became = Adopted.SAME if before == after else Adopted.CHANGED
        found.append(PlannedNumber(name, vehicle_class, became, before, after, organ))
    return found
