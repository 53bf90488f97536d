"""A calendar of working days 工作日历: one array of their ordinals, asked by bisection."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from .errors import ClockError
from .notices import SATURDAY, Notice, Ruling, Source

FIRST = dt.date(1949, 10, 1).toordinal()
LAST = dt.date(2199, 12, 31).toordinal()


class WorkCalendar:
    """The working days of the country, or of a region: weekdays, as the notices change them.

    ``first`` and ``until`` bound the days that notices rule; whatever relies on a day outside
    is *provisional*: weekends alone are known of it.
    """

    def __init__(self, chain: Sequence[Source]) -> None:
        self.region, self.english = chain[-1].region, chain[-1].english
        self.notices: list[Notice] = [notice for source in chain for notice in source.notices]
        self.rulings: dict[int, Ruling] = {}
        for source in chain:
            self.rulings |= {day.toordinal(): told for day, told in source.rulings.items()}
        self.first = chain[0].first
        self.until = min(source.until for source in chain)
        self.first_ordinal, self.until_ordinal = self.first.toordinal(), self.until.toordinal()
        self._off = {day for day, told in self.rulings.items() if told.off}
        self._worked = self.rulings.keys() - self._off
        # Ordinal 1 is a Monday: the remainder by seven is 6 on Saturdays, 0 on Sundays.
        weekdays = (day for day in range(FIRST, LAST + 1) if 0 < day % 7 < 6)
        self._days = sorted({*weekdays} - self._off | self._worked)

    def is_workday(self, day: dt.date) -> bool:
        """Whether a day is worked."""
        return self.works(day.toordinal())

    def works(self, ordinal: int) -> bool:
        """Whether the day of an ordinal is worked."""
        if ordinal in self.rulings:
            return ordinal in self._worked
        return (ordinal - 1) % 7 < SATURDAY

    def after(self, ordinal: int, n: int) -> int:
        """The n-th working day after a day, that day excluded."""
        place = bisect_right(self._days, ordinal) + n - 1
        if n < 1 or ordinal < FIRST or place >= len(self._days):
            raise self._outside(ordinal, n)
        return self._days[place]

    def before(self, ordinal: int, n: int) -> int:
        """The n-th working day before a day, that day excluded."""
        place = bisect_left(self._days, ordinal) - n
        if n < 1 or ordinal > LAST or place < 0:
            raise self._outside(ordinal, -n)
        return self._days[place]

    def count(self, first: int, last: int) -> int:
        """How many working days stand from one day to another, both included."""
        if first <= last and not FIRST <= first <= last <= LAST:
            raise self._outside(first, last - first)
        return max(0, bisect_right(self._days, last) - bisect_left(self._days, first))

    def relies_on_unknown(self, first: int, last: int) -> bool:
        """Whether a day from one to another is one that no notice rules yet."""
        return first <= last and (last > self.until_ordinal or first < self.first_ordinal)

    def _outside(self, ordinal: int, n: int) -> ClockError:
        told = f"{dt.date.fromordinal(FIRST)} 至 {dt.date.fromordinal(LAST)} 之内的工作日"
        return ClockError("工作日", f"{dt.date.fromordinal(ordinal)} {n:+}", told)
