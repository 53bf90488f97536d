"""The stage on which a history is acted: stories side by side, one clock that only goes forward."""

from __future__ import annotations

import datetime as dt
import heapq
import random
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Union

from guiju.clock import FixedClock, is_workday, using
from guiju.clock.moment import local

from .tree import WORKED_IN

Story = Iterator[Union[int, "Story"]]
"""What happens one after another, each part on its day. A number says how many working days pass
until the next part; another story begins beside this one."""
MORNING, DAY_LONG = dt.time(9, 0), 8 * 3600
Progress = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """Nobody watches."""


class Stage:
    """Stories from a day up to another one, which is not acted any more.

    The same stories with the same ``seed`` are acted at the same moments. ``nightly`` is done
    before the work of each day.
    """

    def __init__(
        self, since: dt.date, until: dt.date, *, seed: str, nightly: Callable[[], object]
    ) -> None:
        days = (since + dt.timedelta(days=n) for n in range((until - since).days))
        self.days = [day for day in days if is_workday(day, WORKED_IN)]
        self.acted = 0
        self._chance = random.Random(seed)  # noqa: S311
        self._nightly, self._waiting = nightly, list[tuple[dt.datetime, int, Story]]()
        self._told = 0

    def begin(self, story: Story, day: int = 0) -> None:
        """Let a story begin on a working day of the stage; a negative one counts from the end."""
        place = day if day >= 0 else max(0, len(self.days) + day)
        if place < len(self.days):
            self._wait(self._moment(place), story)

    def begin_on(self, story: Story, day: dt.date) -> None:
        """Let a story begin on a day, or the first working day after it."""
        self.begin(story, bisect_left(self.days, day))

    def run(self, progress: Progress = silent) -> int:
        """Act everything; how many parts were acted."""
        if not self._waiting:
            return 0
        with using(FixedClock(self._waiting[0][0].date()), back=True) as clock:
            assert isinstance(clock, FixedClock)
            night = None
            while self._waiting:
                moment, _, story = heapq.heappop(self._waiting)
                if moment.date() != night:
                    night = moment.date()
                    clock.set(dt.datetime.combine(night, dt.time(1)))
                    self._nightly()
                    progress(bisect_left(self.days, night), len(self.days))
                clock.set(moment)
                self._act(story, moment)
        progress(len(self.days), len(self.days))
        return self.acted

    def _act(self, story: Story, moment: dt.datetime) -> None:
        """One part of a story; what it leads to waits for its own moment."""
        self.acted += 1
        for told in story:
            if isinstance(told, int):
                place = bisect_left(self.days, moment.date()) + told
                if place < len(self.days):
                    self._wait(self._moment(place, moment), story)
                return
            self._wait(moment, told)

    def _wait(self, moment: dt.datetime, story: Story) -> None:
        self._told += 1
        heapq.heappush(self._waiting, (moment, self._told, story))

    def _moment(self, place: int, after: dt.datetime | None = None) -> dt.datetime:
        """Some moment in the office hours of a day; later than another one of the same day."""
        start = local(dt.datetime.combine(self.days[place], MORNING))
        moment = start + dt.timedelta(seconds=self._chance.randrange(DAY_LONG))
        return moment if after is None or moment > after else after + dt.timedelta(seconds=1)
