"""Limits that have run out: recorded by the system, which decides nothing; counted again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from ..limits import recount_running
from ..models import Case, Due, DueState, Kind
from .stepping import locked
from .writing import Taken, Who, definition_of, moment, write


def lapse_due(today: dt.date | None = None) -> int:
    """Record every limit whose last day is before today, case by case; how many there were.

    Each case is a transaction of its own: what one power cut leaves out, the next run records.
    """
    day = today or moment().date()
    running = Due.objects.filter(status=DueState.RUNNING, date__lt=day)
    found = list(running.order_by("date", "pk").values_list("pk", flat=True))
    return sum(_lapse(pk, day) for pk in found)


@transaction.atomic
def _lapse(due_pk: int, day: dt.date) -> int:
    case = locked(Due.objects.get(pk=due_pk).case_id)
    due = case.dues.filter(pk=due_pk, status=DueState.RUNNING, date__lt=day).first()
    if due is None or case.suspended or case.state != due.state:
        return 0
    due.status = DueState.LAPSED
    due.save(update_fields=["status"])
    definition = definition_of(case)
    name = definition.states[case.state].expires
    step = definition.transitions[name]
    told = {"due": due.date.isoformat()}
    taken = Taken(Kind.CLOCK, name, case.state, step.to, Who(), step.address, None, told)
    write(case, taken, moment(case))
    return 1


def recount_provisional() -> int:
    """Count provisional limits again, once notices are out; how many moved."""
    running = Due.objects.filter(status=DueState.RUNNING, provisional=True)
    return sum(_recount(pk) for pk in running.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _recount(due_pk: int) -> int:
    due = Due.objects.get(pk=due_pk)
    case: Case = locked(due.case_id)
    recount_running(case, definition_of(case))
    case.save(update_fields=["due"])
    again = Due.objects.get(pk=due_pk)
    return (again.date, again.provisional) != (due.date, due.provisional)
