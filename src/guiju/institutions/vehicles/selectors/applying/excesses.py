"""Approved excesses (第十四条) of an organ that no car has been bought under yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from guiju.library.words import fact_name
from guiju.organs.models import Organ
from guiju.procedures.models import Case, Step

from ...models import ExcessUse
from ...rulebook import facts as f

PROCEDURE, APPROVED, BOUGHT = "vehicles/excess-standard", "approved", "registered"
NUMBER = "批准文号"
"""What the procedure calls the number of the approval."""
APPROVED_FACTS = (f.vehicle_class, f.body, f.make, f.power, f.price, f.displacement)
"""What an excess says of the car that it is for."""


@dataclass(frozen=True)
class Excess:
    """One approved excess: its case, the number of the approval, the car it was approved for."""

    case: Case
    number: str

    @property
    def facts(self) -> Mapping[str, str]:
        """The car as it was approved."""
        facts: Mapping[str, str] = self.case.given["facts"]
        return facts

    @property
    def car(self) -> list[tuple[str, str]]:
        """What it was approved for, for a page: the name of a fact and its value."""
        told = [(fact, self.facts.get(fact.key, "")) for fact in APPROVED_FACTS]
        return [(fact_name(fact), value) for fact, value in told if value]


def approved_excesses(organ: Organ) -> list[Excess]:
    """Every approved excess of an organ, used or not, the oldest first."""
    cases = Case.objects.filter(organ=organ, procedure=PROCEDURE, state=APPROVED)
    found = {case.pk: case for case in cases.select_related("organ").order_by("pk")}
    steps = Step.objects.filter(case__in=found, transition="approve").order_by("number")
    numbers = {step.case_id: _number(step) for step in steps}
    return [Excess(case, numbers[key]) for key, case in found.items() if numbers.get(key)]


def open_excesses(organ: Organ) -> list[Excess]:
    """Those that still serve: no case uses them but one that ended without a car."""
    every = approved_excesses(organ)
    used = set(using(excess.case for excess in every).values_list("excess", flat=True))
    return [excess for excess in every if excess.case.pk not in used]


def using(cases: Iterable[Case]) -> QuerySet[ExcessUse]:
    """What uses some excesses up."""
    found = ExcessUse.objects.filter(excess__in=list(cases))
    return found.filter(Q(case__final=False) | Q(case__state=BOUGHT))


def _number(step: Step) -> str:
    return str(step.told.get("entries", {}).get(NUMBER, "")).strip()
