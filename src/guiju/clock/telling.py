"""How a limit was counted, told line by line in Chinese and English, with notice and article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from .notices import SATURDAY, Ruling
from .outcomes import Outcome, Span
from .workdays import WorkCalendar

# The law on limits in force on a day, and its articles on: the first day, the last day of a
# limit in months, and an end that falls on a day off. The oldest is silent on the second.
LAWS = (
    (dt.date(2021, 1, 1), "民法典", ("第二百零一条", "第二百零二条", "第二百零三条")),
    (dt.date(2017, 10, 1), "民法总则", ("第二百零一条", "第二百零二条", "第二百零三条")),
    (dt.date(1987, 1, 1), "民法通则", ("第一百五十四条", "", "第一百五十四条")),
)
FIRST_DAY, MONTH_END, DAY_OFF = range(3)
DAY = dt.timedelta(1)


class Line(NamedTuple):
    """One thing that mattered: what it was, from when to when, and the sentence in two languages.

    ``kind``: ``start``, ``off``, ``worked``, ``weekend``, ``suspended``, ``month``, ``day off``,
    ``rolled``, ``provisional``.
    """

    kind: str
    first: dt.date
    last: dt.date
    zh: str
    en: str


def tell(outcome: Outcome) -> tuple[Line, ...]:
    """How a day was reached."""
    start, end = outcome.start, outcome.unrolled
    lines = [_start(start)]
    if outcome.unit == "workdays":
        first, last = (end, start - DAY) if outcome.backward else (start + DAY, end)
        lines += _days(outcome.calendar, first, last, outcome.suspended)
    if outcome.unit == "months" and not _suspended(outcome) and start.day > end.day:
        lines.append(_month_end(start, end))
    if not outcome.backward:
        lines += [*_suspended(outcome), *_on_a_day_off(outcome)]
    if outcome.provisional:
        lines.append(_provisional(outcome.calendar, outcome.date))
    return tuple(lines)


def tell_span(span: Span) -> tuple[Line, ...]:
    """What lay between two days."""
    lines = [_start(span.start)]
    if span.unit == "workdays":
        lines += _days(span.calendar, span.start + DAY, span.end, ())
    if span.provisional:
        lines.append(_provisional(span.calendar, span.end))
    return tuple(lines)


def _start(day: dt.date) -> Line:
    law = _law(day, FIRST_DAY)
    return Line(
        "start", day, day, f"起始日 {day} 不计{law}", f"{day}, the first day: not counted{law}"
    )


def _days(
    working: WorkCalendar,
    first: dt.date,
    last: dt.date,
    periods: tuple[tuple[dt.date, dt.date], ...],
) -> Iterator[Line]:
    """What notices say of the days, run by run; weekends together at the end."""
    taken = {day for period in periods for day in _each(*period)}
    days = [day for day in _each(first, last) if day not in taken]
    place = {day: working.rulings.get(day.toordinal()) for day in days}
    for ruling, run in groupby(days, lambda day: place[day]):
        if ruling is not None:
            yield from _ruled(ruling, list(run))
    weekends = [day for day in days if place[day] is None and day.weekday() >= SATURDAY]
    if weekends:
        told = f"周末 {len(weekends)} 日不计（上列各日除外）"
        english = f"{len(weekends)} weekend days beside those named: not counted"
        yield Line("weekend", weekends[0], weekends[-1], told, english)


def _ruled(ruling: Ruling, days: list[dt.date]) -> Iterator[Line]:
    notice = f"（{ruling.notice.cited}）"
    if ruling.off:
        zh, en = _span(days[0], days[-1])
        told = f"{zh} {ruling.festival}{notice}不计"
        english = f"{en} {ruling.english}{notice}: not counted"
        yield Line("off", days[0], days[-1], told, english)
        return
    for day in days:
        how = "调休上班" if day.weekday() >= SATURDAY else "照常上班"
        told = f"{day} {ruling.festival}{how}{notice}计入"
        english = f"{day} worked for {ruling.english}{notice}: counted"
        yield Line("worked", day, day, told, english)


def _month_end(start: dt.date, end: dt.date) -> Line:
    law = _law(end, MONTH_END)
    told = f"到期月没有 {start.day} 日，以月末日 {end} 为末日{law}"
    english = f"the last month has no day {start.day}: its last day, {end}, is the end{law}"
    return Line("month", end, end, told, english)


def _suspended(outcome: Outcome) -> list[Line]:
    lines = []
    for first, last in outcome.suspended:
        since = max(first, outcome.start + DAY)
        if since <= last and since <= outcome.date:
            zh, en = _span(since, last)
            told = f"{zh} 中止，不计"
            lines.append(Line("suspended", since, last, told, f"{en} suspended: not counted"))
    return lines


def _on_a_day_off(outcome: Outcome) -> Iterator[Line]:
    end, date = outcome.unrolled, outcome.date
    if outcome.calendar.is_workday(end) and date == end:
        return
    ruling = outcome.calendar.rulings.get(end.toordinal())
    zh, en = "休息日", "a day off"
    if ruling is not None and ruling.off:
        notice = f"（{ruling.notice.cited}）"
        zh, en = ruling.festival + notice, ruling.english + notice
    law = _law(end, DAY_OFF)
    if date == end:
        told = f"末日 {end} 为{zh}，没有顺延"
        yield Line("day off", end, end, told, f"{end}, the last day, is {en}: not moved")
        return
    told = f"末日 {end} 为{zh}，顺延至 {date}{law}"
    yield Line("rolled", end, date, told, f"{end}, the last day, is {en}: moved to {date}{law}")


def _provisional(working: WorkCalendar, date: dt.date) -> Line:
    if date <= working.until:
        told = f"{working.first} 之前没有收录放假通知，只按周末计算：结果是暂定的"
        english = f"no notice is held for days before {working.first}: provisional, weekends alone"
        return Line("provisional", date, working.first - DAY, told, english)
    first = working.until + DAY
    told = f"{first} 起的放假通知尚未收录，只按周末计算：结果是暂定的，须在通知公布后重算"
    english = f"no notice is held yet from {first} on: provisional, weekends alone"
    return Line("provisional", first, date, told, english)


def _law(day: dt.date, which: int) -> str:
    for since, name, articles in LAWS:
        if day >= since:
            return f"（{name}{articles[which]}）" if articles[which] else ""
    return ""


def _span(first: dt.date, last: dt.date) -> tuple[str, str]:
    if first == last:
        return str(first), str(first)
    return f"{first} 至 {last}", f"{first} to {last}"


def _each(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield dt.date.fromordinal(ordinal)
