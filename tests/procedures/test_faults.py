"""Faults: two at once, the wrong post, days that are over, a rule that changed, time set back,
an organ that ended, a crash in the middle; nothing is half done and the ledger holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db.models import ProtectedError

from guiju.clock import FixedClock, at
from guiju.ledger.models import AppendOnly, Entry
from guiju.ledger.services import Actor
from guiju.organs.models import Organ, Post, Role, Tenure
from guiju.organs.services import appoint
from guiju.procedures import hooks
from guiju.procedures.definitions import read_procedure
from guiju.procedures.definitions.registry import added
from guiju.procedures.models import Case, Due, Step, Waiting
from guiju.procedures.refusals import Refused
from guiju.procedures.services import (
    delegate,
    end_delegation,
    on,
    open_case,
    supplies,
    suspend,
    take_step,
    withdraw,
)

from .conftest import (
    AUTHORITY,
    DISCIPLINE,
    FINANCE,
    MARKING,
    REGION,
    USING,
    Who,
    approved,
    marking,
    post_of,
    step,
    substitute,
    whole,
)

ENTRIES = {"核准文号": "崇机管〔2026〕1号"}
MARKINGS = "vehicles/marking-exemption"


def refusal(act: Callable[[], object]) -> str:
    """The code for which something is refused; that it wrote nothing is looked at, too."""
    before = (Step.objects.count(), Entry.objects.count())
    with pytest.raises(Refused) as refused:
        act()
    assert (Step.objects.count(), Entry.objects.count()) == before
    assert refused.value.messages[0]
    return str(refused.value.code)


@pytest.mark.parametrize("code", [USING, FINANCE, DISCIPLINE, REGION, "451421-A"])
def test_the_wrong_post_takes_no_step(house: FixedClock, code: str) -> None:
    case = marking()
    act = lambda: step(case, code, "approve", reason="x", entries=ENTRIES)  # noqa: E731
    assert refusal(act) == "wrong post"
    assert whole()


def test_a_person_who_does_not_hold_the_post_takes_no_step(house: FixedClock) -> None:
    case, (post, _) = marking(), post_of(AUTHORITY)
    other = post_of(FINANCE)[1]
    told = {"reason": "x", "entries": ENTRIES, "expected_state": "proposed"}
    assert refusal(lambda: take_step(post, other, case.pk, "approve", **told)) == "not in post"
    Tenure.objects.filter(post=post).update(until=dt.date(2026, 3, 1))
    holder = post.tenures.get().account
    assert refusal(lambda: take_step(post, holder, case.pk, "approve", **told)) == "not in post"
    assert refusal(lambda: open_case(post, other, MARKINGS, MARKING)) == "not in post"


def test_who_may_not_open_opens_nothing(house: FixedClock) -> None:
    assert refusal(lambda: marking(who=post_of(DISCIPLINE))) == "wrong post"
    other = Organ.objects.get(code="4514-09")
    assert refusal(lambda: marking(organ=other)) == "wrong post"
    assert not Case.objects.exists()


def test_nobody_decides_their_own_application(house: FixedClock) -> None:
    case = marking()
    post, _ = post_of(AUTHORITY)
    applicant = post_of(USING)[1]
    appoint(Actor("试", ""), account=applicant, post=post, since=dt.date(2020, 1, 6))
    told = {"reason": "x", "entries": ENTRIES, "expected_state": "proposed"}
    act = lambda: take_step(post, applicant, case.pk, "approve", **told)  # noqa: E731
    assert refusal(act) == "own application"
    assert approved(case).state == "approved"


def test_a_decision_of_value_needs_its_reason_and_its_entries(house: FixedClock) -> None:
    case = marking()
    assert refusal(lambda: step(case, AUTHORITY, "approve", entries=ENTRIES)) == "reason"
    assert refusal(lambda: step(case, AUTHORITY, "approve", reason="  ")) == "reason"
    assert refusal(lambda: step(case, AUTHORITY, "approve", reason="x")) == "entry"
    more = {**ENTRIES, "另一项": "1"}
    assert refusal(lambda: step(case, AUTHORITY, "approve", reason="x", entries=more)) == (
        "not an entry"
    )
    assert refusal(lambda: step(case, AUTHORITY, "fund", reason="x")) == "no such step"
    assert refusal(lambda: step(case, AUTHORITY, "remind", reason="x")) == "no such step"


def test_what_a_person_did_not_see_is_stale(house: FixedClock) -> None:
    case = marking()
    stale = {"reason": "x", "entries": ENTRIES, "expected_state": "proposed", "expected_steps": 1}
    suspend(*post_of(AUTHORITY), case.pk, reason="等检测", expected_state="proposed")
    assert refusal(lambda: step(case, AUTHORITY, "approve", **stale)) == "stale"


# Delegation.


def test_a_delegate_acts_in_the_days_alone(house: FixedClock) -> None:
    taker = substitute()
    first, second, third = marking(), marking(), marking()
    assert refusal(lambda: _approve(taker, first)) == "wrong post"
    day = dt.date(2026, 3, 3)
    made = delegate(*post_of(AUTHORITY), taker[0], since=day, until=day, reason="出差")
    assert refusal(lambda: _approve(taker, first)) == "delegation over"
    house.set(dt.datetime(2026, 3, 3, 9))
    taken = _approve(taker, first).history.get(number=2)
    assert (taken.by_name, taken.for_post) == ("第三人", str(post_of(AUTHORITY)[0]))
    entry = Entry.objects.get(content__contains=taken.sha256)
    assert "代 市机关事务管理局" in entry.actor_post
    end_delegation(*post_of(AUTHORITY), made.pk)
    assert refusal(lambda: _approve(taker, second)) == "delegation over"
    house.set(dt.datetime(2026, 3, 4, 9))
    assert refusal(lambda: _approve(taker, third)) == "delegation over"
    assert whole()


def test_a_delegation_covers_the_procedure_it_names(house: FixedClock) -> None:
    taker, day = substitute(), dt.date(2026, 3, 2)
    told = {"since": day, "until": day, "reason": "出差"}
    delegate(*post_of(AUTHORITY), taker[0], procedure="vehicles/purchase", **told)
    case = marking()
    assert refusal(lambda: _approve(taker, case)) == "wrong post"
    delegate(*post_of(AUTHORITY), taker[0], procedure=MARKINGS, **told)
    assert _approve(taker, case).state == "approved"


def test_what_cannot_be_delegated(house: FixedClock) -> None:
    giver, taker, day = post_of(AUTHORITY), substitute()[0], dt.date(2026, 3, 2)
    told = {"since": day, "until": day, "reason": "出差"}
    administrator = Post.objects.get(organ__code=AUTHORITY, role=Role.ADMINISTRATOR)
    wrong: list[tuple[Post, dict[str, object]]] = [
        (post_of(FINANCE)[0], {}),
        (giver[0], {}),
        (administrator, {}),
        (taker, {"until": dt.date(2026, 3, 1)}),
        (taker, {"since": dt.date(2026, 3, 1)}),
        (taker, {"procedure": "vehicles/none"}),
        (taker, {"reason": " "}),
    ]
    for post, change in wrong:
        act = lambda post=post, change=change: delegate(*giver, post, **{**told, **change})  # noqa: E731
        assert refusal(act) == "delegation"
    made = delegate(*giver, taker, **told)
    assert refusal(lambda: end_delegation(*post_of(FINANCE), made.pk)) == "delegation"
    end_delegation(*giver, made.pk)
    assert refusal(lambda: end_delegation(*giver, made.pk)) == "delegation"


def _approve(who: Who, case: Case) -> Case:
    told = {"reason": "x", "entries": ENTRIES, "expected_state": "proposed"}
    return take_step(*who, case.pk, "approve", **told)


# Versions.


@pytest.fixture
def tomorrow(tmp_path: Path) -> Iterator[None]:
    """A version of the marking procedure from 3 March 2026 on, in which finance approves."""
    folder = Path(hooks.__file__).parents[1] / "institutions" / "vehicles" / "procedures"
    text = (folder / "marking-exemption.yaml").read_text("utf-8")
    text = text.replace("version: 2020-01-06", "version: 2026-03-03")
    by = "by: {role: vehicle_authority, organ: level}\n  address: 20/1\n  value: true"
    text = text.replace(by, by.replace("vehicle_authority", "finance"), 1)
    text = text.replace("amount: 15", "amount: 5")
    path = tmp_path / "vehicles" / "procedures" / "later.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    with added([read_procedure(path)]):
        yield


def test_a_case_stays_under_the_version_it_began_with(tomorrow: None, house: FixedClock) -> None:
    old = marking()
    house.set(dt.datetime(2026, 3, 4, 9))
    new = marking()
    assert (old.version, new.version) == (dt.date(2020, 1, 6), dt.date(2026, 3, 3))
    told = {"reason": "x", "entries": ENTRIES}
    assert refusal(lambda: step(old, FINANCE, "approve", **told)) == "wrong post"
    assert refusal(lambda: step(new, AUTHORITY, "approve", **told)) == "wrong post"
    assert step(old, AUTHORITY, "approve", **told).state == "approved"
    assert step(new, FINANCE, "approve", **told).state == "approved"
    assert old.dues.first().date == dt.date(2026, 3, 23)
    assert new.dues.first().date == dt.date(2026, 3, 11)


def test_a_case_is_judged_by_the_rules_of_the_day_it_began(house: FixedClock) -> None:
    case = marking()
    house.set(dt.datetime(2027, 3, 2, 9))
    receipt = approved(case).history.get(transition="approve").told["receipt"]
    assert receipt["as_of"] == "2026-03-02"
    assert receipt["made"].startswith("2027-03-02")


# Time.


def test_a_clock_set_back_is_refused(house: FixedClock) -> None:
    case = marking()
    before = dt.datetime(2026, 3, 1, 9)
    with at(before, back=True):
        assert refusal(lambda: approved(case)) == "clock back"
        assert refusal(lambda: withdraw(*post_of(USING), case.pk, expected_state="proposed")) == (
            "clock back"
        )
    assert approved(case).state == "approved"
    assert whole()


# A crash in the middle.


@pytest.fixture
def hook() -> Iterator[list[str]]:
    """What a hook at the approval was called with; it raises where the list says so."""
    seen: list[str] = []

    def called(case: Case, step: Step) -> None:
        seen.append(f"{case.state} {step.number}")
        if "crash" in seen:
            raise RuntimeError("power cut")

    on(MARKINGS, "approve", called)
    yield seen
    hooks._HOOKS[MARKINGS, "approve"].remove(called)


def test_a_hook_acts_in_the_same_transaction(house: FixedClock, hook: list[str]) -> None:
    approved(marking())
    assert hook == ["approved 2"]
    with pytest.raises(ValueError, match="no such step"):
        on(MARKINGS, "aprove", lambda case, step: None)


def test_a_crash_in_the_middle_leaves_nothing(house: FixedClock, hook: list[str]) -> None:
    case = marking()
    before = (Step.objects.count(), Entry.objects.count(), Due.objects.count())
    waiting = list(Waiting.objects.values_list("organ__code", flat=True))
    hook.append("crash")
    with pytest.raises(RuntimeError, match="power cut"):
        approved(case)
    assert (Step.objects.count(), Entry.objects.count(), Due.objects.count()) == before
    assert list(Waiting.objects.values_list("organ__code", flat=True)) == waiting
    case.refresh_from_db()
    assert (case.state, case.steps) == ("proposed", 1)
    assert case.dues.get().status == "running"
    hook.remove("crash")
    assert approved(case).state == "approved"
    assert whole()


def test_a_register_stands_above_what_the_application_says(house: FixedClock) -> None:
    supplies(MARKINGS, lambda case: {"facts": {"保密用途": "无"}, "related": {}})
    try:
        case = marking()
        assert refusal(lambda: approved(case)) == "guard"
    finally:
        del hooks._SUPPLIES[MARKINGS]
    assert approved(case).state == "approved"


# Organs and history.


def test_an_organ_with_cases_cannot_be_deleted_and_one_that_ended_asks_no_more(
    house: FixedClock,
) -> None:
    case = marking()
    organ = Organ.objects.get(code=USING)
    with pytest.raises(ProtectedError):
        organ.delete()
    Organ.objects.filter(pk=organ.pk).update(ended=dt.date(2026, 3, 2))
    who = post_of(USING)
    assert refusal(lambda: marking(who=who)) == "ended organ"
    assert step(case, AUTHORITY, "refuse", reason="机关已撤销").state == "refused"
    assert whole()


def test_steps_are_never_changed_or_deleted(house: FixedClock) -> None:
    kept = marking().history.get()
    for act in (
        kept.save,
        kept.delete,
        Step.objects.all().delete,
        lambda: Step.objects.update(by_name="别人"),
    ):
        with pytest.raises(AppendOnly):
            act()
