"""The present: one place, in Asia/Shanghai, replaced in tests, never set back silently."""

import datetime as dt

import pytest

from guiju.clock import (
    ClockError,
    ClockSetBackError,
    FixedClock,
    SystemClock,
    at,
    now,
    today,
    using,
)
from guiju.clock.moment import AHEAD, ZONE, AheadClock, current

HOUR = dt.timedelta(hours=1)


class Machine(SystemClock):
    """A machine whose clock the test sets."""

    def __init__(self, *moments: dt.datetime) -> None:
        super().__init__()
        self.moments = list(moments)

    def read(self) -> dt.datetime:
        """The next moment."""
        return self.moments.pop(0)


def moment(hour: int, second: int = 0) -> dt.datetime:
    """A moment of one day."""
    return dt.datetime(2026, 3, 1, hour, 0, second, tzinfo=ZONE)


def test_now_is_the_machines_time_in_shanghai() -> None:
    before = dt.datetime.now(dt.UTC)
    found = now()
    assert before <= found <= dt.datetime.now(dt.UTC)
    assert found.utcoffset() == 8 * HOUR
    assert today() in (before.astimezone(ZONE).date(), found.date())


def test_the_day_is_shanghais_even_where_it_is_still_yesterday_elsewhere() -> None:
    with at(dt.datetime(2026, 2, 28, 16, 30, tzinfo=dt.UTC)):
        assert today() == dt.date(2026, 3, 1)
        assert now().isoformat() == "2026-03-01T00:30:00+08:00"


def test_a_fixed_clock_is_put_in_place_and_taken_away() -> None:
    machine = current()
    with at(dt.date(2020, 1, 20)) as clock:
        assert current() is clock
        assert now() == now() == dt.datetime(2020, 1, 20, tzinfo=ZONE)
        clock.advance(25 * HOUR)
        assert today() == dt.date(2020, 1, 21)
        with using(FixedClock(dt.datetime(2021, 1, 1, 9))):
            assert now().hour == 9
        assert today() == dt.date(2020, 1, 21)
        raise_inside()
    assert current() is machine


def raise_inside() -> None:
    """A fault inside takes the clock away too."""
    before = current()
    with pytest.raises(ZeroDivisionError), at(dt.date(2030, 1, 1)):
        _ = 1 // 0
    assert current() is before


def test_a_fixed_clock_never_goes_back() -> None:
    clock = FixedClock(dt.date(2020, 1, 20))
    with pytest.raises(ClockSetBackError):
        clock.set(dt.date(2020, 1, 19))
    with pytest.raises(ClockSetBackError):
        clock.advance(-HOUR)
    clock.set(dt.date(2020, 1, 20))
    assert clock.now().date() == dt.date(2020, 1, 20)


def test_an_earlier_clock_inside_a_later_one_has_to_be_asked_for() -> None:
    with at(dt.date(2020, 1, 20)):
        with pytest.raises(ClockSetBackError), at(dt.date(2020, 1, 19)):
            pass
        with at(dt.date(2020, 1, 19), back=True):
            assert today() == dt.date(2020, 1, 19)
        assert today() == dt.date(2020, 1, 20)


def test_a_machine_whose_clock_is_set_back_is_refused() -> None:
    machine = Machine(moment(9), moment(10), moment(9), moment(11))
    assert [machine.now().hour, machine.now().hour] == [9, 10]
    with pytest.raises(ClockSetBackError) as refused:
        machine.now()
    assert "2026-03-01T10:00:00+08:00" in refused.value.expected
    assert machine.now().hour == 11


def test_a_small_correction_lets_time_stand_still() -> None:
    machine = Machine(moment(9, 10), moment(9, 9), moment(9, 11))
    assert [machine.now().second for _ in range(3)] == [10, 10, 11]


def test_a_rehearsal_runs_whole_days_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AHEAD, "45")
    with_setting = now()
    monkeypatch.delenv(AHEAD)
    ahead = with_setting - now()
    assert dt.timedelta(days=44, hours=23) < ahead <= dt.timedelta(days=45)
    assert AheadClock(2, FixedClock(moment(9))).now() == moment(9) + dt.timedelta(2)


@pytest.mark.parametrize("value", ["-1", "1.5", "morgen", "１", " 3"])
def test_a_rehearsal_never_runs_behind(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(AHEAD, value)
    with pytest.raises(ClockError) as refused:
        now()
    assert (refused.value.where, refused.value.value) == (AHEAD, value)
    with pytest.raises(ClockError):
        AheadClock(-1, SystemClock())
