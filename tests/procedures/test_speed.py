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
from guiju.procedures import grams
from guiju.procedures.models import Case, Due, DueState
from guiju.procedures.selectors import inbox, search, visible

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


def found(words: str) -> set[str]:
    """The subjects of the cases that the city's authority finds by some words."""
    post, _ = post_of(AUTHORITY)
    return {one.subject for one in search(visible(post), {"q": words})}


SUBJECTS = ("桂F·演0001", "山区防汛抢险用车", "100%电动_客车", "O'Neil “引号”\\车")


@pytest.fixture
def cases(house: FixedClock) -> None:
    """Cases with all manner of subjects."""
    for subject in SUBJECTS:
        case = marking()
        Case.objects.filter(pk=case.pk).update(subject=subject)


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("防汛", SUBJECTS[1]),
        ("汛抢险用", SUBJECTS[1]),
        ("汛", SUBJECTS[1]),
        ("演0001", SUBJECTS[0]),
        ("f·演", SUBJECTS[0]),
        ("0%电", SUBJECTS[2]),
        ("动_客", SUBJECTS[2]),
        ("O'N", SUBJECTS[3]),
        ("”\\车", SUBJECTS[3]),
        ("-0002", SUBJECTS[1]),
    ],
)
def test_words_find_what_holds_them_be_it_two_characters(
    cases: None, words: str, subject: str
) -> None:
    assert found(words) == {subject}


def test_pairs_of_characters_alone_find_nothing(cases: None) -> None:
    assert found("抢险防汛") == set()
    assert found("车山") == set()


def test_an_organ_and_a_procedure_are_found_by_their_names(cases: None) -> None:
    assert found("教育局") == found("统一标识") == set(SUBJECTS)
    assert found("没有这样") == set()


def test_the_inbox_is_searched_by_the_same_words(cases: None) -> None:
    waiting = inbox(post_of(AUTHORITY)[0])
    assert [one.case.subject for one in search(waiting, {"q": "防汛"}, "case__")] == [SUBJECTS[1]]


def test_words_of_very_many_cases_are_found_without_their_keys(
    cases: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grams, "FEW", 0)
    assert found("防汛") == {SUBJECTS[1]}
