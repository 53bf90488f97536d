"""Outcomes: the day on which a limit ends, or how much lies between two days, and how it came."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, final

from .workdays import WorkCalendar

if TYPE_CHECKING:
    from .telling import Line

Unit = Literal["workdays", "days", "months"]
UNITS: tuple[Unit, ...] = ("workdays", "days", "months")
Period = tuple[dt.date, dt.date]


@final
@dataclass(frozen=True)
class Outcome:
    """The day that so many units lead to from a day, forward or ``backward``.

    ``provisional``: it relies on days that no notice rules yet, and is to be counted again.
    ``unrolled`` is the day before it was moved off a day off; the same day where it was not.
    """

    date: dt.date
    provisional: bool
    start: dt.date
    amount: int
    unit: Unit
    unrolled: dt.date
    roll: bool
    suspended: tuple[Period, ...]
    calendar: WorkCalendar
    backward: bool = False

    @cached_property
    def counted(self) -> tuple[Line, ...]:
        """How it was counted, line by line; told only when asked for."""
        from .telling import tell

        return tell(self)


@final
@dataclass(frozen=True)
class Span:
    """How many units lie between two days: the first excluded, the last included."""

    count: int
    provisional: bool
    start: dt.date
    end: dt.date
    unit: Unit
    calendar: WorkCalendar

    @cached_property
    def counted(self) -> tuple[Line, ...]:
        """How it was counted, line by line; told only when asked for."""
        from .telling import tell_span

        return tell_span(self)
