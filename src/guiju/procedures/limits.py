"""Limits of a case: set running by the clock, explained, met, lapsed, suspended, counted again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Case as Choice
from django.db.models import Value, When

from guiju.clock import Outcome, add

from .definitions import OPEN, Procedure
from .definitions.shapes import ENTERED, OPENED, Limit
from .models import Case, Due, DueState, Kind

Days = Iterable[tuple[dt.date, dt.date | None]]


def count(limit: Limit, start: dt.date, region: str, suspended: Days = ()) -> Outcome:
    """The last day of a limit, as the clock counts it."""
    return add(
        start,
        limit.amount,
        limit.unit,
        region or None,
        roll=limit.roll,
        suspended=suspended,
    )


def start_limit(case: Case, procedure: Procedure, today: dt.date) -> Due | None:
    """Set the limit of the state running that a case has just entered."""
    limit = procedure.states[case.state].limit
    case.due = None
    if limit is None or not limit.runs:
        return None
    start = event_day(case, limit, today)
    outcome = count(limit, start, procedure.region, suspended_days(case))
    due = Due(case=case, state=case.state, event=limit.event, start=start)
    _tell(due, outcome)
    due.save()
    case.due = due.date
    return due


def event_day(case: Case, limit: Limit, entered: dt.date) -> dt.date:
    """The day from which a limit runs: of the opening, of the state, or of a step."""
    if limit.event == ENTERED:
        return entered
    name = OPEN if limit.event == OPENED else limit.event
    found = [step for step in case.taken() if step.transition == name]
    if not found:
        raise ValueError(f"{case.procedure}: no step {name} before {case.state}")
    return local_day(found[-1].at)


def local_day(moment: dt.datetime) -> dt.date:
    """The day of a moment in Asia/Shanghai."""
    from guiju.clock.moment import local

    return local(moment).date()


def end_limits(case: Case, today: dt.date) -> None:
    """What runs for a case is met, or done late; what has lapsed was late already."""
    running = case.dues.filter(status__in=(DueState.RUNNING, DueState.LAPSED))
    met = When(date__gte=today, then=Value(DueState.MET))
    running.update(status=Choice(met, default=Value(DueState.LATE)))


def recount_running(case: Case, procedure: Procedure) -> None:
    """Count again what runs, its suspensions and today's notices taken in."""
    case.due = None
    limit = procedure.states[case.state].limit
    statuses = (DueState.RUNNING, DueState.SUSPENDED)
    for due in case.dues.filter(status__in=statuses, state=case.state):
        assert limit is not None
        outcome = count(limit, due.start, procedure.region, suspended_days(case))
        _tell(due, outcome)
        due.status = DueState.RUNNING
        due.save()
        case.due = due.date


def suspended_days(case: Case) -> list[tuple[dt.date, dt.date | None]]:
    """The suspensions of a case that are over and took at least a day."""
    if not any(step.kind == Kind.SUSPEND for step in case.taken()):
        return []
    return [
        (one.since, one.until)
        for one in case.suspensions.exclude(until=None).order_by("since")
        if one.until is not None and one.until >= one.since
    ]


def _tell(due: Due, outcome: Outcome) -> None:
    due.date, due.provisional = outcome.date, outcome.provisional
    due.counted = "\n".join(line.zh for line in outcome.counted)
    due.counted_en = "\n".join(line.en for line in outcome.counted)
