"""By when something is due, and why that date: working days, set by us where no article says."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings

from guiju import clock
from guiju.clock import Outcome

from .models import Finding, Lead
from .states import State


def set_due(one: Finding | Lead, since: dt.date) -> None:
    """Set what is due next and by when, from a day on; nothing where it is closed."""
    days = None if one.closed else _days(one)
    one.due_from = None if days is None else since
    one.due_days = days
    outcome = counted(one)
    one.due = outcome.date if outcome else None
    one.due_provisional = outcome.provisional if outcome else False


def counted(one: Finding | Lead) -> Outcome | None:
    """How the date was counted, by the notices known now; None where nothing is due."""
    if one.due_from is None or one.due_days is None:
        return None
    return clock.add(one.due_from, one.due_days, "workdays", settings.OVERSIGHT_REGION)


def fields() -> tuple[str, ...]:
    """The columns that ``set_due`` writes."""
    return ("due_from", "due_days", "due", "due_provisional")


def _days(one: Finding | Lead) -> int:
    """How many working days what is due next may take."""
    if isinstance(one, Lead):
        named: Any = settings.OVERSIGHT_LEAD_WORKDAYS
    elif one.state == State.EXPLAINED:
        named = settings.OVERSIGHT_JUDGE_WORKDAYS
    else:
        named = settings.OVERSIGHT_EXPLAIN_WORKDAYS
    return int(named)
