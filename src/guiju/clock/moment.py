"""The one present moment 现在: in Asia/Shanghai, injectable in tests, ahead in a rehearsal.

Whoever needs the present asks ``now()`` or ``today()`` here. ``using(clock)`` and ``at(moment)``
put another clock in its place for a while; ``GUIJU_CLOCK_AHEAD`` (whole days) sets a rehearsal
forward, the same in every process. Time never goes back silently: a machine whose clock is set
back is refused, and an earlier moment inside a later one has to be asked for.
"""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol
from zoneinfo import ZoneInfo

from .errors import ClockError, ClockSetBackError

ZONE = ZoneInfo("Asia/Shanghai")
AHEAD = "GUIJU_CLOCK_AHEAD"
TOLERANCE = dt.timedelta(seconds=2)
"""How far a machine may correct its clock backwards; time then stands still for as long."""


class Clock(Protocol):
    """Whatever tells the present moment."""

    def now(self) -> dt.datetime:
        """The present moment, in Asia/Shanghai."""


class SystemClock:
    """The machine's clock, for as long as it does not go back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latest = dt.datetime.min.replace(tzinfo=ZONE)

    def now(self) -> dt.datetime:
        """The machine's time; ``ClockSetBackError`` where it was set back."""
        moment = self.read()
        with self._lock:
            if moment + TOLERANCE < self._latest:
                told = f"{self._latest.isoformat()} 或以后的时间：机器的时钟被拨回"
                raise ClockSetBackError("时钟", moment.isoformat(), told)
            self._latest = max(moment, self._latest)
            return self._latest

    def read(self) -> dt.datetime:
        """What the machine says now."""
        return dt.datetime.now(ZONE)


class FixedClock:
    """A clock that stands still until it is set forward."""

    def __init__(self, moment: dt.datetime | dt.date) -> None:
        self._moment = local(moment)

    def now(self) -> dt.datetime:
        """The moment at which it stands."""
        return self._moment

    def advance(self, by: dt.timedelta) -> None:
        """Set it forward by some time."""
        self.set(self._moment + by)

    def set(self, moment: dt.datetime | dt.date) -> None:
        """Set it forward to a moment; never back."""
        _refuse_earlier(local(moment), self._moment)
        self._moment = local(moment)


class AheadClock:
    """A clock that runs some whole days ahead of another: a rehearsal."""

    def __init__(self, days: int, base: Clock) -> None:
        if days < 0:
            raise ClockError(AHEAD, days, "零或更大的整数（天）：时钟只能拨前，不能拨回")
        self._by, self._base = dt.timedelta(days=days), base

    def now(self) -> dt.datetime:
        """The other clock's moment, so many days later."""
        return self._base.now() + self._by


_SYSTEM = SystemClock()
_INSTEAD: list[Clock] = []


def now() -> dt.datetime:
    """The present moment, in Asia/Shanghai."""
    return current().now()


def today() -> dt.date:
    """The present day in Asia/Shanghai."""
    return now().date()


def current() -> Clock:
    """The clock in force: the one put in place last, else the machine's, ahead in a rehearsal."""
    if _INSTEAD:
        return _INSTEAD[-1]
    days = os.environ.get(AHEAD, "")
    return AheadClock(_whole(days), _SYSTEM) if days else _SYSTEM


@contextmanager
def using(clock: Clock, *, back: bool = False) -> Iterator[Clock]:
    """Another clock for a while, in the whole process; ``back`` where it is earlier than one
    that was put in place before it."""
    if _INSTEAD and not back:
        _refuse_earlier(clock.now(), _INSTEAD[-1].now())
    _INSTEAD.append(clock)
    try:
        yield clock
    finally:
        _INSTEAD.remove(clock)


@contextmanager
def at(moment: dt.datetime | dt.date, *, back: bool = False) -> Iterator[FixedClock]:
    """Time stands still at a moment, for a test; the clock can be set forward."""
    clock = FixedClock(moment)
    with using(clock, back=back):
        yield clock


def local(moment: dt.datetime | dt.date) -> dt.datetime:
    """A moment in Asia/Shanghai: a day begins at midnight, a time without a zone is local."""
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time())
    return moment.replace(tzinfo=ZONE) if moment.tzinfo is None else moment.astimezone(ZONE)


def _refuse_earlier(moment: dt.datetime, present: dt.datetime) -> None:
    if moment < present:
        told = f"{present.isoformat()} 或以后的时间：时钟不能悄悄拨回"
        raise ClockSetBackError("时钟", moment.isoformat(), told)


def _whole(days: str) -> int:
    if not days.isascii() or not days.isdigit():
        raise ClockError(AHEAD, days, "零或更大的整数（天）：时钟只能拨前，不能拨回")
    return int(days)
