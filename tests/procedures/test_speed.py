"""What keeps cases quick at any number of them, counted: queries, indexes, nothing read twice."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guiju.clock import FixedClock, today
from guiju.ledger.models import Entry
from guiju.ledger.services import Actor, RunsAhead, record
from guiju.organs.models import Setting
from guiju.procedures.models import Case, Due, DueState

from .conftest import AUTHORITY, approved, marking, post_of, step


def test_steps_are_read_once_and_again_after_somebody_else_took_one(house: FixedClock) -> None:
    case = Case.objects.get(pk=marking().pk)
    with CaptureQueriesContext(connection) as asked:
        assert [one.number for one in case.taken()] == [one.number for one in case.taken()] == [1]
    assert len(asked) == 1
    approved(case)
    case.refresh_from_db()
    assert [one.transition for one in case.taken()] == ["open", "approve"]


def test_limits_end_in_time_or_late_as_the_day_says(house: FixedClock) -> None:
    in_time, late = marking(), marking()
    approved(in_time)
    house.advance(dt.timedelta(days=60))
    step(late, AUTHORITY, "refuse", reason="不属于免标识的用途")
    ended = {one.case_id: one.status for one in Due.objects.filter(state="proposed").order_by("pk")}
    assert ended == {in_time.pk: DueState.MET, late.pk: DueState.LATE}


def test_history_tells_the_time_of_the_clock_in_force(house: FixedClock) -> None:
    approved(marking())
    told = Entry.objects.filter(action__startswith="procedures.").values_list("at", flat=True)
    assert {dt.datetime.fromisoformat(at) for at in told} == {house.now()}


def test_a_clock_set_forward_writes_history_in_a_rehearsal_alone(
    city: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = today()
    monkeypatch.setenv("GUIJU_CLOCK_AHEAD", "30")
    case = marking()
    entry = Entry.objects.filter(subject=f"case {case.reference}").get()
    assert dt.datetime.fromisoformat(entry.at).date() >= before + dt.timedelta(days=29)
    Setting.objects.filter(key="demo").update(value=False)
    with pytest.raises(RunsAhead):
        marking(who=post_of("4514-09"))
    with pytest.raises(RunsAhead):
        record(chain="4514", actor=Actor("甲", "乙"), action="organs.signed_in", subject="丙")
    assert Case.objects.count() == 1
