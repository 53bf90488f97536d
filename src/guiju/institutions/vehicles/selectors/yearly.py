"""The yearly plan 年度配备更新计划 (第九条) and its money (第十条), put together from the cases."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from guiju.organs.models import Organ, Post, Role
from guiju.organs.scope import organs_of
from guiju.procedures.definitions import find_version
from guiju.procedures.models import Case, Step
from guiju.procedures.words import state_title
from guiju.rules import Fact
from guiju.rules.errors import RuleError
from guiju.rules.inputs import parse_value

from ..checking.columns import CLASS
from ..models import RenewalCase
from ..rulebook import facts as f

PROCEDURE = "vehicles/purchase"
YEAR = "计划年度"
"""What the step of the plan asks for; people type it."""
BUDGET = "预算指标文号"
LEVEL = "level:"
"""How the choice of a whole level begins: the organs under one authority (第九条)."""
DROPPED = ("unfunded", "withdrawn")
"""States of what the plan took in and what is in it no more."""
BEFORE_MONEY = ("planned",)
_TOLD = ("open", "resubmit", "plan", "fund")
_YEAR = re.compile(r"\s*(20\d\d)\s*(?:年(?:度)?)?\s*")


@dataclass(frozen=True)
class Planned:
    """One case that a plan took in, as it was taken in; None is not known, which is not nought.

    ``price``: fen for one car; ``count``: cars; ``year`` None: what was typed is no year.
    """

    case: Case
    year: int | None
    typed_year: str
    taken_in: dt.datetime
    vehicle_class: str
    body: str
    power: str
    price: int | None
    count: int | None
    renews: bool
    budget: str

    @property
    def money(self) -> int | None:
        """Fen for all its cars; not known where price or number is not."""
        if self.price is None or self.count is None:
            return None
        return self.price * self.count

    @property
    def dropped(self) -> bool:
        """Whether it left the plan: no money was arranged, or it was withdrawn."""
        return self.case.state in DROPPED

    @property
    def state(self) -> str:
        """Where the case stands, in words."""
        return state_title(find_version(self.case.procedure, self.case.version), self.case.state)


@dataclass(frozen=True)
class Sum:
    """Cars and money of some cases, and those of which either is not known."""

    cases: int
    cars: int
    money: int
    without_count: tuple[Planned, ...]
    without_money: tuple[Planned, ...]


@dataclass(frozen=True)
class YearPlan:
    """A plan of a year: what is in it, what left it, what has no readable year."""

    year: int
    lines: list[Planned]
    dropped: list[Planned]
    unreadable: list[Planned]

    @property
    def total(self) -> Sum:
        """Everything in the plan."""
        return summed(self.lines)

    @property
    def arranged(self) -> Sum:
        """That for which finance has arranged the money (第十条)."""
        return summed(one for one in self.lines if one.case.state not in BEFORE_MONEY)

    @property
    def waiting(self) -> Sum:
        """That for which the money is still to be arranged."""
        return summed(one for one in self.lines if one.case.state in BEFORE_MONEY)


def summed(lines: Iterable[Planned]) -> Sum:
    """Count and sum; what is not known is named and added to nothing."""
    lines = list(lines)
    return Sum(
        len(lines),
        sum(one.count for one in lines if one.count is not None),
        sum(one.money for one in lines if one.money is not None),
        tuple(one for one in lines if one.count is None),
        tuple(one for one in lines if one.money is None),
    )


def governments(post: Post) -> list[Organ]:
    """The governments of a scope whose own department draws up a plan of their level."""
    departments = Post.objects.filter(role=Role.AUTHORITY, organ__ended=None)
    heads = departments.values("organ__parent")
    return list(organs_of(post).filter(pk__in=heads, ended=None).order_by("path"))


def organs_of_plan(post: Post, chosen: str) -> QuerySet[Organ]:
    """The organs of a plan within a scope: one organ, or those of a level, or the whole scope.

    A level's are those that come under its authority: no lower government with a department of
    its own stands between (第五条, 第九条).
    """
    found = organs_of(post)
    code = chosen.removeprefix(LEVEL)
    if not chosen:
        return found
    if not chosen.startswith(LEVEL):
        return found.filter(code=code)
    heads = governments(post)
    head = next((one for one in heads if one.code == code), None)
    if head is None:
        return found.none()
    found = found.filter(path__startswith=head.path)
    for lower in heads:
        if lower.path != head.path and lower.path.startswith(head.path):
            found = found.exclude(path__startswith=lower.path)
    return found


def choice_of(post: Post, chosen: str | None) -> str:
    """What is shown: what was chosen, else the own level, else the whole scope."""
    if chosen is not None:
        return chosen
    parent = post.organ.parent
    if post.role == Role.USING_CLERK or parent is None:
        return ""
    return f"{LEVEL}{parent.code}"


def organs_with_cases(post: Post) -> list[tuple[str, str]]:
    """Code and name of the organs of a scope that asked for a car, for the choice."""
    asked = Case.objects.filter(procedure=PROCEDURE).values("organ")
    return list(organs_of(post).filter(pk__in=asked).order_by("path").values_list("code", "name"))


def draws_up(post: Post, chosen: str) -> bool:
    """Whether a post's organ draws up such a plan: of its own level, or of an organ of it.

    第九条: each authority for its own level; that of another level is only looked at.
    """
    if post.organ.parent is None:
        return False
    own = organs_of_plan(post, f"{LEVEL}{post.organ.parent.code}")
    organs = organs_of_plan(post, chosen)
    return organs.exists() and not organs.exclude(pk__in=own.values("pk")).exists()


def plan_of(organs: QuerySet[Organ], year: int) -> YearPlan:
    """The plan of a year of some organs, in the order of the tree."""
    lines = [one for one in _planned(organs) if one.year in (year, None)]
    of_year = [one for one in lines if one.year is not None]
    return YearPlan(
        year,
        [one for one in of_year if not one.dropped],
        [one for one in of_year if one.dropped],
        [one for one in lines if one.year is None],
    )


def years_of(organs: QuerySet[Organ]) -> list[int]:
    """The years of which something was planned, the latest first."""
    return sorted({one.year for one in _planned(organs) if one.year is not None}, reverse=True)


def _planned(organs: QuerySet[Organ]) -> list[Planned]:
    """Every case that a plan took in, each with what it said then."""
    taken = Step.objects.filter(
        case__procedure=PROCEDURE, case__organ__in=organs, transition="plan", kind="step"
    )
    cases = Case.objects.filter(pk__in=taken.values("case")).select_related("organ")
    cases = cases.order_by("organ__path", "year", "number")
    steps: defaultdict[int, list[Step]] = defaultdict(list)
    told = Step.objects.filter(case__in=cases, transition__in=_TOLD).order_by("case", "number")
    for step in told.iterator(chunk_size=2000):
        steps[step.case_id].append(step)
    renewals = set(RenewalCase.objects.filter(case__in=cases).values_list("case", flat=True))
    return [_line(case, steps[case.pk], renews=case.pk in renewals) for case in cases]


def _line(case: Case, steps: list[Step], *, renews: bool) -> Planned:
    facts: Mapping[str, Any] = {}
    taken, budget = steps[0], ""
    for step in steps:
        content = step.told
        if step.transition == "fund":
            budget = content.get("entries", {}).get(BUDGET, "")
            continue
        facts = content.get("given", {}).get("facts", facts)
        if step.transition == "plan":
            taken = step
    typed = taken.told.get("entries", {}).get(YEAR, "")
    year = _YEAR.fullmatch(typed)
    return Planned(
        case=case,
        year=int(year[1]) if year else None,
        typed_year=typed,
        taken_in=taken.at,
        vehicle_class=str(facts.get(CLASS, "")),
        body=str(facts.get(f.body.key, "")),
        power=str(facts.get(f.power.key, "")),
        price=_figure(f.price, facts),
        # A replacement renews one car, whatever was asked for.
        count=1 if renews else _figure(f.asked, facts),
        renews=renews,
        budget=budget,
    )


def _figure(fact: Fact, facts: Mapping[str, Any]) -> int | None:
    """A figure as it was typed; None where it is blank or none."""
    try:
        value = parse_value(fact, facts.get(fact.key))
    except RuleError:
        return None
    return value if isinstance(value, int) else None
