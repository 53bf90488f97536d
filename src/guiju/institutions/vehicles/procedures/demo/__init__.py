"""Invented cases of the demo city: some that wait today, so that every demo post has something to
do, and those of years before."""

from __future__ import annotations

import datetime as dt

from guiju.clock import today
from guiju.organs.demo.stage import Stage
from guiju.procedures.models import Case
from guiju.procedures.services import lapse_due

from .standing import begin_standing

__all__ = ["begin_standing", "load_cases"]


def load_cases() -> list[Case]:
    """Seven cases: waiting for each authority, for finance, for inspection, returned, overdue."""
    day = today()
    stage = Stage(day - dt.timedelta(days=61), day, seed="standing", nightly=lapse_due)
    begin_standing(stage)
    stage.run()
    lapse_due(day)
    return list(Case.objects.order_by("pk"))
