"""Limits: counted by the clock, suspended, lapsed, counted again; recorded and never deciding."""

from __future__ import annotations

import datetime as dt

import pytest
from typer.testing import CliRunner

from guiju.clock import FixedClock, add, almanac
from guiju.ledger.models import Entry
from guiju.procedures.commands import app
from guiju.procedures.definitions import OPEN, find
from guiju.procedures.definitions.shapes import Limit
from guiju.procedures.limits import count, event_day
from guiju.procedures.models import Due, DueState, Kind, Told
from guiju.procedures.refusals import Refused
from guiju.procedures.services import lapse_due, recount_provisional, resume, suspend, withdraw

from .conftest import AUTHORITY, DISCIPLINE, FINANCE, USING, approved, marking, post_of, step, whole


def test_the_date_is_that_of_the_clock_and_says_why(house: FixedClock) -> None:
    house.set(dt.datetime(2026, 4, 13, 10))
    due = marking().dues.get()
    outcome = add(dt.date(2026, 4, 13), 15, "workdays", "广西")
    assert (due.date, due.provisional) == (outcome.date, outcome.provisional)
    assert due.counted.splitlines() == [line.zh for line in outcome.counted]
    assert due.counted_en.splitlines() == [line.en for line in outcome.counted]
    assert "三月三" in due.counted
    assert due.date != add(dt.date(2026, 4, 13), 15, "workdays").date


def test_a_limit_may_run_from_an_earlier_step(house: FixedClock) -> None:
    case = approved(marking())
    house.set(dt.datetime(2026, 3, 5, 9))
    limit = find(case.procedure).states["approved"].limit
    assert limit is not None
    assert event_day(case, limit, dt.date(2026, 3, 5)) == dt.date(2026, 3, 2)
    opened = Limit(limit.place, 1, "days", "opened")
    assert event_day(case, opened, dt.date(2026, 3, 5)) == dt.date(2026, 3, 2)
    assert case.history.get(transition=OPEN).number == 1
    assert case.due == add(dt.date(2026, 3, 2), 10, "workdays", "广西").date


def test_a_suspension_takes_its_days_out(house: FixedClock) -> None:
    case = marking()
    house.set(dt.datetime(2026, 3, 4, 9))
    suspend(*post_of(AUTHORITY), case.pk, reason="等待鉴定", expected_state="proposed")
    case.refresh_from_db()
    assert (case.suspended, case.due) == (True, None)
    assert case.dues.get().status == DueState.SUSPENDED
    with pytest.raises(Refused) as refused:
        approved(case)
    assert refused.value.code == "suspended"
    house.set(dt.datetime(2026, 3, 30, 9))
    assert lapse_due() == 0
    case = resume(*post_of(AUTHORITY), case.pk, expected_state="proposed")
    days = [(dt.date(2026, 3, 4), dt.date(2026, 3, 29))]
    outcome = add(dt.date(2026, 3, 2), 15, "workdays", "广西", suspended=days)
    assert case.due == outcome.date == case.dues.get().date
    assert "2026-03-04 至 2026-03-29 中止，不计" in case.dues.get().counted
    assert [s.kind for s in case.history.order_by("number")] == [Kind.OPEN, "suspend", "resume"]
    assert approved(case).state == "approved"
    assert whole()


def test_what_was_resumed_on_the_same_day_lost_no_day(house: FixedClock) -> None:
    case = marking()
    suspend(*post_of(AUTHORITY), case.pk, reason="等", expected_state="proposed")
    case = resume(*post_of(AUTHORITY), case.pk, expected_state="proposed")
    assert case.due == add(dt.date(2026, 3, 2), 15, "workdays", "广西").date


def test_who_may_suspend_and_when(house: FixedClock) -> None:
    case = marking()
    codes = []
    for act in (
        lambda: suspend(*post_of(FINANCE), case.pk, reason="x", expected_state="proposed"),
        lambda: suspend(*post_of(AUTHORITY), case.pk, reason=" ", expected_state="proposed"),
        lambda: resume(*post_of(AUTHORITY), case.pk, expected_state="proposed"),
        lambda: suspend(*post_of(AUTHORITY), case.pk, reason="x", expected_state="approved"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        codes.append(refused.value.code)
    assert codes == ["cannot suspend", "reason", "not suspended", "stale"]
    suspend(*post_of(AUTHORITY), case.pk, reason="x", expected_state="proposed")
    assert withdraw(*post_of(USING), case.pk, expected_state="proposed").final


def test_a_limit_that_runs_out_is_recorded_once_and_decides_nothing(house: FixedClock) -> None:
    case = marking()
    due = case.dues.get().date
    house.set(dt.datetime.combine(due, dt.time(23)))
    assert lapse_due() == 0
    house.set(dt.datetime.combine(due, dt.time(23)) + dt.timedelta(days=1))
    assert (lapse_due(), lapse_due()) == (1, 0)
    case.refresh_from_db()
    assert (case.state, case.final, case.due) == ("proposed", False, due)
    assert case.dues.get().status == DueState.LAPSED
    recorded = case.history.get(kind=Kind.CLOCK)
    assert (recorded.transition, recorded.by_name, recorded.account) == ("remind", "系统", None)
    assert recorded.told["due"] == due.isoformat()
    assert Told.objects.get(step=recorded).organ.code == AUTHORITY
    assert Entry.objects.filter(action="procedures.lapsed").count() == 1
    assert approved(case).dues.get(state="proposed").status == DueState.LATE
    assert whole()


def test_a_step_in_time_meets_its_limit(house: FixedClock) -> None:
    case = approved(marking())
    step(case, DISCIPLINE, "file", entries={"备案文号": "1"})
    house.set(dt.datetime(2027, 1, 1))
    assert lapse_due() == 0
    assert set(Due.objects.values_list("status", flat=True)) == {DueState.MET}


def test_a_provisional_date_is_counted_again_once_a_notice_is_out(
    house: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.set(dt.datetime(2030, 12, 30, 9))
    case = marking()
    due = case.dues.get()
    assert due.provisional
    assert "暂定" in due.counted
    assert recount_provisional() == 0
    later = dt.date(2031, 1, 30)

    def noticed(*told: object, **more: object) -> object:
        outcome = add(*told, **more)  # type: ignore[arg-type]
        object.__setattr__(outcome, "date", later)
        object.__setattr__(outcome, "provisional", False)
        return outcome

    monkeypatch.setattr("guiju.procedures.limits.add", noticed)
    assert recount_provisional() == 1
    case.refresh_from_db()
    assert (case.due, case.dues.get().provisional) == (later, False)
    assert "广西" in almanac().regions


def test_months_and_rolling_are_the_clocks(house: FixedClock) -> None:
    limit = find("vehicles/purchase").states["funded"].limit
    assert limit is not None
    start = dt.date(2026, 8, 31)
    assert count(limit, start, "广西").date == add(start, 6, "months").date == dt.date(2027, 2, 28)
    rolled = Limit(limit.place, 1, "days", roll=True)
    assert count(rolled, dt.date(2026, 3, 6), "").date == dt.date(2026, 3, 9)


def test_the_command_records_what_has_run_out(house: FixedClock) -> None:
    marking()
    house.set(dt.datetime(2026, 6, 1))
    assert '"lapsed": 1' in CliRunner().invoke(app, ["lapse", "--json"]).stdout
    assert "记录届满 0 个期限" in CliRunner().invoke(app, ["lapse"]).stdout
