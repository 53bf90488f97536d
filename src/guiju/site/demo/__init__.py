"""The whole demo: the city's organs and people, what its clerks handed in and decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from guiju.cases.demo import load_decisions
from guiju.clock import at, today
from guiju.institutions.elections.demo import congress
from guiju.institutions.vehicles.demo import load_checks, load_register
from guiju.institutions.vehicles.models import Check
from guiju.institutions.vehicles.procedures.demo import begin_standing
from guiju.institutions.vehicles.services.findings import follow_check
from guiju.organs.demo import load_organs
from guiju.organs.demo.people import actor, holder
from guiju.organs.demo.stage import Stage, Story
from guiju.organs.models import Organ
from guiju.organs.scope import organs_of
from guiju.oversight.demo import load_states
from guiju.procedures.services import lapse_due

DAYS = 63
"""How far back the small city goes."""


@transaction.atomic
def load_city() -> bool:
    """Fill an empty database with the last weeks; False where there are organs already."""
    if Organ.objects.exists():
        return False
    day = today()
    since = day - dt.timedelta(days=DAYS)
    with at(dt.datetime.combine(since, dt.time(8)), back=True):
        load_organs()
    stage = Stage(since, day, seed="standing", nightly=lapse_due)
    stage.begin(_once(load_checks, load_register))
    stage.begin(_once(_follow_checks, load_states, load_decisions), -6)
    begin_standing(stage)
    stage.begin(congress(), -4)
    stage.run()
    lapse_due(day)
    return True


def _once(*acts: Callable[[], object]) -> Story:
    """Some acts of one day, each at its moment."""
    for act in acts:
        act()
        yield 0


def _follow_checks() -> None:
    """Follow what the demo's ledgers showed, each by whoever handed it in."""
    for check in Check.objects.select_related("organ").order_by("pk"):
        by = holder(check.organ.code)
        follow_check(check, organs=organs_of(by.post), actor=actor(by))
