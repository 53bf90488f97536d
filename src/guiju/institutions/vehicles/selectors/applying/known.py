"""What the register knows already: nobody is asked for it, and its source is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from guiju.clock import today
from guiju.organs.models import Organ
from guiju.rules import Fact

from ...models import Car, CarState, Hold, QuotaAccount, Source
from ...rulebook import facts as f
from ...services.cars import cell
from .excesses import APPROVED_FACTS, Excess
from .kinds import Kind


@dataclass(frozen=True)
class KnownFact:
    """A fact that is known: as it is typed, from where, whether the applicant may know better."""

    fact: Fact
    value: str
    source: str
    changeable: bool = False


def known_facts(
    kind: Kind,
    organ: Organ,
    car: Car | None,
    hold: Hold | None,
    vehicle_class: str,
    excess: Excess | None = None,
) -> list[KnownFact]:
    """Everything known of an application, of the facts that its matter asks for."""
    wanted = {fact.key for fact in (*kind.matter.facts(), *kind.matter.aggregates(), *kind.also)}
    found: dict[str, KnownFact] = {}
    by_case = (*_of_hold(hold), *_of_excess(excess))
    for one in (*_of_organ(organ), *_of_day(kind), *_of_car(car), *by_case):
        found.setdefault(one.fact.key, one)
    if known := found.get(f.vehicle_class.key):
        vehicle_class = known.value
    for one in _of_quota(organ, vehicle_class, hold):
        found.setdefault(one.fact.key, one)
    return [one for key, one in found.items() if key in wanted]


def _of_organ(organ: Organ) -> Iterator[KnownFact]:
    source = _("机构树")
    yield KnownFact(f.organ_category, organ.category, source)
    yield KnownFact(f.level, organ.level, source)


def _of_day(kind: Kind) -> Iterator[KnownFact]:
    """Today; a car that is still to be bought is bought no earlier."""
    day, source = today().isoformat(), _("申请当日")
    yield KnownFact(f.asked_on, day, source)
    if kind.matter_name == "acquisition":
        yield KnownFact(f.bought, day, source)


_CHANGEABLE = (f.safety_test, f.emission_test, f.secrecy)
"""What a later inspection, or the organ itself, may know better than the register."""


def _of_car(car: Car | None) -> Iterable[KnownFact]:
    if car is None:
        return
    replaced = "是" if car.state == CarState.REPLACED else "否"
    yield KnownFact(f.replaced, replaced, _("车辆登记册"))
    columns = (f.vehicle_class, f.bought, *_CHANGEABLE)
    changeable = {fact.key for fact in _CHANGEABLE}
    sources = Source.objects.in_bulk({car.source_of(fact.key) for fact in columns})
    for fact in columns:
        if value := cell(car, fact.key):
            told = str(sources[car.source_of(fact.key)])
            yield KnownFact(fact, value, told, fact.key in changeable)


def _of_hold(hold: Hold | None) -> Iterator[KnownFact]:
    """An approved replacement: one car of the class of the old one."""
    if hold is not None:
        source = _("已批准的更新 %(case)s") % {"case": hold.case}
        yield KnownFact(f.vehicle_class, hold.account.vehicle_class, source)
        yield KnownFact(f.asked, "1", source)


def _of_excess(excess: Excess | None) -> Iterator[KnownFact]:
    """An approved excess: its number, one car, of the class and kind that it was approved for."""
    if excess is None:
        return
    source = _("已批准的超标准 %(case)s") % {"case": excess.case.reference}
    yield KnownFact(f.excess_approval, excess.number, source)
    yield KnownFact(f.asked, "1", source)
    for fact in APPROVED_FACTS:
        if value := excess.facts.get(fact.key):
            yield KnownFact(fact, value, source, fact is not f.vehicle_class)


def _of_quota(organ: Organ, vehicle_class: str, hold: Hold | None) -> Iterator[KnownFact]:
    account = QuotaAccount.objects.filter(organ=organ, vehicle_class=vehicle_class).first()
    if account is None:
        return
    source = _("车辆编制")
    if account.authorised is not None:
        told = f"{source} {account.approval}".strip()
        yield KnownFact(f.authorised, str(account.authorised), told)
    retiring = 1 if hold is not None else 0
    yield KnownFact(f.held, str(max(0, account.held - retiring)), source)
    yield KnownFact(f.claimed, str(account.claimed), source)
