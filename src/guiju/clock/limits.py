"""Limits 期间: days added, subtracted and counted as the law counts them.

The day of the event is never counted (民法典第二百零一条). A limit in months ends on the same
day of the month, or on the last day of a month that lacks it (第二百零二条).

``roll``: a limit whose last day is a day off ends on the next working day (第二百零三条); days
off are here those really taken, weekends and moved days included. An administrative limit may or
may not have it, so whoever defines a limit says it; without it the last day stays where it
falls, which no reading makes too late, and the explanation points out that it is a day off. A
limit in working days ends on one anyhow. What is counted back (``subtract``) is never rolled:
that article speaks of ends alone.

A suspension 中止 takes its days out of the limit, first and last day included: they are added at
the end, as working days where the limit is in working days, else as days.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Sequence
from typing import TypeVar

from .almanac import Almanac, calendar
from .errors import ClockError
from .outcomes import UNITS, Outcome, Period, Span, Unit
from .workdays import WorkCalendar

Counted = TypeVar("Counted", Outcome, Span)


def is_workday(day: dt.date, region: str | None = None) -> bool:
    """Whether a day is worked, in the country or in a region."""
    return calendar(region).works(_ordinal(day))


def add(
    day: dt.date,
    n: int,
    unit: Unit,
    region: str | None = None,
    *,
    roll: bool = False,
    suspended: Iterable[tuple[dt.date, dt.date | None]] = (),
) -> Outcome:
    """The last day of a limit of ``n`` units that an event on ``day`` sets running."""
    return _forward(calendar(region), day, n, unit, roll, _periods(suspended))


def subtract(day: dt.date, n: int, unit: Unit, region: str | None = None) -> Outcome:
    """The day ``n`` units before a day, that day excluded."""
    return _backward(calendar(region), day, n, unit)


def between(start: dt.date, end: dt.date, unit: Unit, region: str | None = None) -> Span:
    """How many whole units lie between two days: the first excluded, the last included."""
    return _span(calendar(region), start, end, unit)


def recount(outcome: Counted, almanac: Almanac) -> Counted:
    """The same counted again by another almanac: what was provisional, once a notice is out."""
    working = almanac.calendar(outcome.calendar.region)
    if isinstance(outcome, Span):
        return _span(working, outcome.start, outcome.end, outcome.unit)
    start, n, unit = outcome.start, outcome.amount, outcome.unit
    if outcome.backward:
        return _backward(working, start, n, unit)
    return _forward(working, start, n, unit, outcome.roll, outcome.suspended)


def _forward(
    working: WorkCalendar,
    day: dt.date,
    n: int,
    unit: Unit,
    roll: bool,
    periods: tuple[Period, ...],
) -> Outcome:
    start = _ordinal(day)
    _hold_amount(n)
    end = _end(working, day, n, unit)
    for first, last in _ordinals(periods, start):
        if first > end:
            break
        if unit == "workdays":
            lost = working.count(first, last)
            end = working.after(end, lost) if lost else end
        else:
            end += last - first + 1
    rolled = _rolled(working, end, periods) if roll else end
    asked = start + 1 if unit == "workdays" and n else end if roll else rolled + 1
    provisional = working.relies_on_unknown(asked, rolled)
    date, unrolled = _date(rolled, n), _date(end, n)
    return Outcome(date, provisional, day, n, unit, unrolled, roll, periods, working)


def _backward(working: WorkCalendar, day: dt.date, n: int, unit: Unit) -> Outcome:
    start = _ordinal(day)
    _hold_amount(n)
    end = _end(working, day, -n, unit)
    asked = end if unit == "workdays" and n else start
    provisional = working.relies_on_unknown(asked, start - 1)
    date = _date(end, -n)
    return Outcome(date, provisional, day, n, unit, date, False, (), working, backward=True)


def _span(working: WorkCalendar, start: dt.date, end: dt.date, unit: Unit) -> Span:
    first, last = _ordinal(start), _ordinal(end)
    if last < first:
        raise ClockError("终止日", end, f"{start} 或以后的日期")
    if unit == "workdays":
        unknown = working.relies_on_unknown(first + 1, last)
        return Span(working.count(first + 1, last), unknown, start, end, unit, working)
    if unit == "days":
        return Span(last - first, False, start, end, unit, working)
    _hold_unit(unit)
    months = (end.year - start.year) * 12 + end.month - start.month
    months -= _month(start, months) > last
    return Span(months, False, start, end, unit, working)


def _end(working: WorkCalendar, day: dt.date, n: int, unit: Unit) -> int:
    """The ordinal that so many units lead to, nothing suspended and nothing rolled."""
    start = day.toordinal()
    if unit == "workdays":
        if n == 0:
            return start
        return working.after(start, n) if n > 0 else working.before(start, -n)
    if unit == "days":
        return start + n
    _hold_unit(unit)
    return _month(day, n)


def _month(day: dt.date, n: int) -> int:
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise ClockError("期间", f"{n} months", "结果在公元 1 年至 9999 年之间的期间")
    last = monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last)).toordinal()


def _rolled(working: WorkCalendar, end: int, periods: Sequence[Period]) -> int:
    """The first day from the end on that is worked and not suspended."""
    taken = list(_ordinals(periods, end - 1))
    while not working.works(end) or any(first <= end <= last for first, last in taken):
        end += 1
    return end


def _periods(given: Iterable[tuple[dt.date, dt.date | None]]) -> tuple[Period, ...]:
    """Suspensions in order, those that touch or overlap joined."""
    found: list[Period] = []
    for first, last in sorted(_ended(period) for period in given):
        if found and first.toordinal() <= found[-1][1].toordinal() + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def _ended(period: tuple[dt.date, dt.date | None]) -> Period:
    first, last = period
    if last is None:
        raise ClockError("中止", f"{first} 起未恢复", "已经恢复的中止：恢复之前算不出届满日")
    if _ordinal(last) < _ordinal(first):
        raise ClockError("中止", f"{first}..{last}", "先起后止的两天")
    return first, last


def _ordinals(periods: Sequence[Period], start: int) -> Iterable[tuple[int, int]]:
    """First and last ordinal of what each period takes after a day."""
    for first, last in periods:
        if last.toordinal() > start:
            yield max(first.toordinal(), start + 1), last.toordinal()


def _ordinal(day: dt.date) -> int:
    if type(day) is not dt.date:
        raise ClockError("日期", day, "一个日期，不带时刻")
    return day.toordinal()


def _date(ordinal: int, n: int) -> dt.date:
    if not 0 < ordinal <= dt.date.max.toordinal():
        raise ClockError("期间", f"{n} days", "结果在公元 1 年至 9999 年之间的期间")
    return dt.date.fromordinal(ordinal)


def _hold_amount(n: int) -> None:
    if type(n) is not int or n < 0:
        raise ClockError("期间", n, "零或更大的整数；往回算用 subtract")


def _hold_unit(unit: str) -> None:
    if unit not in UNITS:
        raise ClockError("单位", unit, "、".join(UNITS))
