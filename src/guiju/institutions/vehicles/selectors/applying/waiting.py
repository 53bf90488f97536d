"""Other open requests of the same organ for places of the same class: told, not judged."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.organs.models import Organ
from guiju.procedures.models import Case

from ...models import Hold, QuotaAccount, RenewalCase
from ...rulebook import facts as f
from .kinds import PURCHASE


@dataclass(frozen=True)
class Waiting:
    """How many requests wait for how many cars, and how many places are free now."""

    cases: int
    cars: int
    free: int


def waiting_for(organ: Organ, vehicle_class: str) -> Waiting | None:
    """The requests of an organ that hold no place yet; None where there are none.

    A place is held by the plan, not by a request (第六条): whoever is planned first has it.
    """
    account = QuotaAccount.objects.filter(organ=organ, vehicle_class=vehicle_class).first()
    if account is None or account.free is None:
        return None
    cases = Case.objects.filter(organ=organ, procedure=PURCHASE, final=False)
    renewing = RenewalCase.objects.filter(case__in=cases).values("case")
    held = set(Hold.objects.filter(account__organ=organ).values_list("case", flat=True))
    asked = [
        case.given["facts"]
        for case in cases.exclude(pk__in=renewing)
        if f"{organ.code} {case.reference}" not in held
    ]
    same = [facts for facts in asked if facts.get(f.vehicle_class.key) == vehicle_class]
    if not same:
        return None
    return Waiting(len(same), sum(int(one.get(f.asked.key) or 1) for one in same), account.free)
