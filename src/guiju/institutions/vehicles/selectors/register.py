"""Reading the register: cars and accounts of a post's scope, one car with facts and history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from guiju.ledger import actions
from guiju.ledger.models import Entry
from guiju.ledger.selectors import told as told_by
from guiju.organs.models import Organ, Post
from guiju.organs.scope import organs_of
from guiju.rules import Known

from ..checking.columns import CLASS, COLUMNS, ORDER, Column
from ..models import Adoption, Car, Hold, Line, QuotaAccount, Source
from ..services.cars import cell
from .explaining import Explanation, explain_facts

CATEGORY, LEVEL, ORGAN = "单位类别", "行政层级", "使用单位"
CORRECTABLE = [column for column in Car.FIELDS if column != CLASS]
"""The facts of a car that are put right one by one; its class goes with the number."""


def cars(post: Post) -> QuerySet[Car]:
    """The cars of the organs that a post sees, in the order of the tree."""
    found = Car.objects.filter(organ__in=organs_of(post)).select_related("organ")
    return found.order_by("organ__path", "plate", "pk")


def search_cars(found: QuerySet[Car], told: Mapping[str, str]) -> QuerySet[Car]:
    """Cars by words (plate, make, organ), organ, class and state.

    Organs are few and looked up first: a comparison over a join is slow among many cars.
    """
    if words := told.get("q", ""):
        named = list(Organ.objects.filter(name__icontains=words).values_list("pk", flat=True))
        worded = Q(plate__icontains=words) | Q(model__icontains=words)
        found = found.filter(worded | Q(organ__in=named) if named else worded)
    if told.get("organ"):
        found = found.filter(organ__code=told["organ"])
    for key, name in (("class", "vehicle_class"), ("state", "state")):
        if told.get(key):
            found = found.filter(**{name: told[key]})
    return found


def organs_with_cars(post: Post) -> list[tuple[str, str]]:
    """Code and name of the organs of a scope that have cars or numbers, for a filter."""
    cars, numbers = (one.objects.filter(organ=OuterRef("pk")) for one in (Car, QuotaAccount))
    used = organs_of(post).filter(Exists(cars) | Exists(numbers))
    return list(used.order_by("path").values_list("code", "name"))


def accounts(post: Post) -> QuerySet[QuotaAccount]:
    """The accounts of a scope with what is free of each."""
    free = F("authorised") - F("held") - F("pending") - F("frozen")
    found = QuotaAccount.objects.filter(organ__in=organs_of(post)).select_related("organ")
    return found.annotate(free_places=free).order_by("organ__path", "pk")


def search_accounts(
    found: QuerySet[QuotaAccount], told: Mapping[str, str]
) -> QuerySet[QuotaAccount]:
    """Accounts by words, organ and class, or those overdrawn only."""
    if words := told.get("q", ""):
        found = found.filter(organ__name__icontains=words)
    if told.get("organ"):
        found = found.filter(organ__code=told["organ"])
    if told.get("class"):
        found = found.filter(vehicle_class=told["class"])
    if told.get("over"):
        found = found.filter(excess__gt=0)
    return found


def account_of(organ: Organ, vehicle_class: str) -> QuotaAccount | None:
    """The account of an organ and class; None where nothing is known."""
    return QuotaAccount.objects.filter(organ=organ, vehicle_class=vehicle_class).first()


def facts_of(car: Car) -> dict[str, Known | None]:
    """A car as rules take it, with category and level of its organ."""
    own = {column: car.known(column) for column in Car.FIELDS}
    return {**own, ORGAN: car.organ.name, CATEGORY: car.organ.category, LEVEL: car.organ.level}


def judged(car: Car, day: dt.date) -> list[Explanation]:
    """What the rules of a day say of a car as the register has it."""
    return explain_facts(day, facts_of(car), row=None, subject=car.plate, organ=car.organ.name)


@dataclass(frozen=True)
class Shown:
    """One fact of a car: its column, its value as printed, where it comes from."""

    column: Column
    value: str
    source: Source | None

    @property
    def place(self) -> int | None:
        """Where it stands among the columns; None for what is not put right here."""
        return ORDER[self.column.name] if self.column.name in CORRECTABLE else None


def shown_facts(car: Car) -> list[Shown]:
    """Every fact of a car in the order of the ledger's columns, each with its source."""
    wanted = {car.source_id, *(int(pk) for pk in car.sources.values())}
    known = Source.objects.in_bulk(wanted)
    own = {ORGAN: car.organ.name, CATEGORY: car.organ.category, LEVEL: car.organ.level}
    return [
        Shown(column, own[column.name], None)
        if column.name in own
        else Shown(column, cell(car, column.name), known.get(car.source_of(column.name)))
        for column in COLUMNS
    ]


@dataclass(frozen=True)
class Event:
    """Something that happened to a car: when, who, what, and what changed."""

    at: str
    by: str
    action: str
    article: str
    changes: Mapping[str, Any]
    reason: str = ""
    document: str = ""
    number: int | None = None

    @property
    def when(self) -> dt.datetime:
        """The time, for the page."""
        return dt.datetime.fromisoformat(self.at)

    @property
    def title(self) -> str:
        """The action in words."""
        return actions.sentence(self.action)


def history(car: Car) -> list[Event]:
    """What happened to a car, the newest first: adoptions that changed it, and its own entries."""
    lines = Line.objects.filter(car=car).exclude(became="same").select_related("adoption")
    found = [
        Event(
            line.adoption.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
            line.adoption.confirmed_by,
            "vehicles.ledger.adopted",
            "",
            line.changes,
        )
        for line in lines
    ]
    own = Entry.objects.filter(subject=f"car {car.pk}", action__startswith="vehicles.")
    contents = [(entry, told_by(entry)) for entry in own]
    codes = {(c["after"] or {}).get(key) for _, c in contents for key in ("from", "to")} - {None}
    names = dict(Organ.objects.filter(code__in=codes).values_list("code", "name"))
    for entry, content in contents:
        by = f"{entry.actor_post} {entry.actor_name}".strip()
        after = content["after"] or {}
        changes = {k: v for k, v in after.items() if isinstance(v, list)}
        if after.get("from") and after.get("to"):
            changes[ORGAN] = [names.get(code, code) for code in (after["from"], after["to"])]
        document = str(after.get("reference") or after.get("approval") or "")
        article, reason = content["article"], content["reason"]
        told = Event(entry.at, by, entry.action, article, changes, reason, document, entry.number)
        found.append(told)
    # What moved a car stands in the chains of both organs.
    once = {(event.at[:19], event.action, str(event.changes)): event for event in found}
    return sorted(once.values(), key=lambda event: event.at, reverse=True)


def open_holds(post: Post) -> QuerySet[Hold]:
    """What is approved and not delivered in a scope, the oldest first."""
    found = Hold.objects.filter(account__organ__in=organs_of(post))
    found = found.filter(count__gt=F("delivered") + F("released"))
    return found.select_related("account__organ", "renews").order_by("made", "pk")


def adoptions(post: Post) -> QuerySet[Adoption]:
    """The adoptions of a scope, newest first."""
    found = Adoption.objects.filter(organ__in=organs_of(post))
    return found.select_related("organ", "ledger", "source").order_by("-at", "-pk")
