"""One account with everything that happened to it, and who manages the cars of an organ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from guiju.ledger import actions
from guiju.ledger.models import Entry
from guiju.ledger.selectors import told as told_by
from guiju.organs.models import Organ, Post, Role
from guiju.procedures.acting import acts_as, organs_of
from guiju.procedures.definitions.shapes import LEVEL, By
from guiju.rules.places import Place

from ..models import Adopted, Adoption, Hold, Line, QuotaAccount
from ..services.adopting import ADOPTED
from ..services.changing import FIGURES

SHOWN = 200
"""So many entries of an account are shown, the newest first."""
_AUTHORITY = By(Role.AUTHORITY, LEVEL, Place("", 0))


def manages(post: Post, organ: Organ) -> bool:
    """Whether a post is of the authority of an organ's own level (第五条: 负责本级)."""
    return bool(acts_as(post, [_AUTHORITY], organ))


def authorities(organ: Organ) -> list[Organ]:
    """The authority of an organ's level."""
    return organs_of(_AUTHORITY, organ)


@dataclass(frozen=True)
class Happened:
    """One thing that happened to an account: when, by whom, why, and which figures it changed."""

    at: dt.datetime
    title: str
    by: str
    article: str = ""
    reason: str = ""
    document: str = ""
    number: int | None = None
    hash: str = ""
    changes: list[tuple[str, Any, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    adoption: int | None = None


def history(account: QuotaAccount) -> list[Happened]:
    """What happened to an account, the newest first: its entries, and adopted ledgers."""
    found = [*_entries(account), *_adoptions(account)]
    return sorted(found, key=lambda one: (one.at, one.number or 0), reverse=True)[:SHOWN]


def open_holds(account: QuotaAccount) -> list[Hold]:
    """What is approved and not delivered."""
    found = Hold.objects.filter(account=account).select_related("renews", "account__organ")
    return [hold for hold in found.order_by("made", "pk") if hold.open]


def _entries(account: QuotaAccount) -> Iterator[Happened]:
    found: QuerySet[Entry] = Entry.objects.filter(
        chain=account.organ.code, subject=f"quota {account.vehicle_class}"
    )
    for entry in found.order_by("-number")[:SHOWN]:
        content = told_by(entry)
        before, after = content["before"] or {}, content["after"] or {}
        names = [name for name in FIGURES if before.get(name) != after.get(name)]
        label = {n: str(QuotaAccount._meta.get_field(n).verbose_name) for n in names}  # type: ignore[union-attr]
        yield Happened(
            at=dt.datetime.fromisoformat(entry.at),
            title=actions.sentence(entry.action),
            by=f"{entry.actor_post} {entry.actor_name}".strip(),
            article=content["article"],
            reason=content["reason"],
            document=str(after.get("approval") or after.get("document") or ""),
            number=entry.number,
            hash=entry.hash,
            changes=[(label[n], before.get(n), after.get(n)) for n in names],
            notes=_notes(after),
        )


def _notes(after: dict[str, Any]) -> list[str]:
    """What else an entry tells: the case, and the other organ of a transfer or a merger."""
    told = []
    if after.get("case"):
        told.append(str(after["case"]))
    givers = after.get("from")
    codes = [*(givers if isinstance(givers, list) else [givers])]
    codes = [code for code in (*codes, after.get("to", after.get("into"))) if code]
    names = dict(Organ.objects.filter(code__in=codes).values_list("code", "name"))
    if len(known := [names.get(code, code) for code in codes]) > 1:
        told.append(_("%(from)s → %(to)s") % {"from": "、".join(known[:-1]), "to": known[-1]})
    return told


def _adoptions(account: QuotaAccount) -> Iterator[Happened]:
    """Ledgers whose adoption brought cars of this class or set the number: one entry for all."""
    lines = Line.objects.filter(
        organ_name=account.organ.name,
        became=Adopted.NEW,
        car__vehicle_class=account.vehicle_class,
    )
    counted = dict(lines.values_list("adoption").annotate(Count("pk")).order_by())
    kept = Adoption.objects.filter(organ__code__in=_codes(account.organ)).exclude(numbers=[])
    numbers = {one.pk: _number(one, account) for one in kept.only("pk", "numbers")}
    wanted = {*counted, *(key for key, both in numbers.items() if both)}
    for one in Adoption.objects.filter(pk__in=wanted).select_related("ledger"):
        both = numbers.get(one.pk)
        count = counted.get(one.pk, 0)
        yield Happened(
            at=one.at,
            title=actions.sentence(ADOPTED),
            by=one.confirmed_by,
            document=one.approval if both else "",
            changes=[(_("编制数"), *both)] if both else [],
            notes=[_("新增车辆 %(count)d 辆") % {"count": count}] if count else [],
            adoption=one.pk,
        )


def _codes(organ: Organ) -> list[str]:
    """The organ and those above it, with the departments of each: who may have adopted for it."""
    above = [code for code in organ.path.split("/") if code]
    departments = Organ.objects.filter(parent__code__in=above).values_list("code", flat=True)
    return [*above, *departments]


def _number(adoption: Adoption, account: QuotaAccount) -> tuple[Any, Any] | None:
    for one in adoption.numbers:
        if (one["organ"], one["class"]) == (account.organ.name, account.vehicle_class):
            before, after = one["authorised"]
            return before, after
    return None
