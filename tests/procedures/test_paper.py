"""A paper application: whether whoever typed it in may decide it is for the city to say."""

from __future__ import annotations

import pytest
from django.conf import settings as configured

from guiju.clock import FixedClock
from guiju.organs.models import Account, Organ, Post
from guiju.organs.services import Actor, appoint_new
from guiju.procedures.models import Case
from guiju.procedures.refusals import Refused
from guiju.procedures.services import take_step
from guiju.site.settings.procedures import switch

from .conftest import AUTHORITY, DISCIPLINE, USING, approved, marking, post_of, step, whole

pytestmark = pytest.mark.django_db
NUMBER = {"核准文号": "崇机管〔2026〕1号"}


def on_paper() -> Case:
    """A using organ's paper, typed in by the clerk of the authority."""
    return marking(who=post_of(AUTHORITY), paper=True, organ=Organ.objects.get(code=USING))


def second_clerk(house: FixedClock) -> tuple[Post, Account]:
    """Another person in the post of the authority."""
    post = post_of(AUTHORITY)[0]
    person = {"username": "zweite", "name": "演示乙", "password": "eine-lange-Reihe-9"}
    tenure = appoint_new(Actor("演示甲", "岗位"), person, post=post, since=house.now().date())
    return post, tenure.account


def decided(case: Case, who: tuple[Post, Account]) -> Case:
    return take_step(
        *who, case.pk, "approve", reason="属实", entries=NUMBER, expected_state="proposed"
    )


def test_it_is_off_unless_the_city_turns_it_on(house: FixedClock) -> None:
    assert configured.PAPER_DECIDED_BY_ANOTHER is False
    assert approved(on_paper()).state == "approved"


def test_turned_on_another_person_has_to_decide(house: FixedClock, settings: object) -> None:
    case = on_paper()
    settings.PAPER_DECIDED_BY_ANOTHER = True  # type: ignore[attr-defined]
    with pytest.raises(Refused) as refused:
        approved(case)
    assert refused.value.code == "own paper"
    assert "须由另一人办理" in refused.value.messages[0]
    assert Case.objects.get(pk=case.pk).steps == 1
    assert decided(case, second_clerk(house)).state == "approved"
    # What is no decision of the typist goes on as before.
    assert step(case, DISCIPLINE, "file", entries={"备案文号": "崇纪备〔2026〕1号"}).final
    assert whole()


def test_turned_on_what_is_no_decision_stays_open_to_the_typist(
    house: FixedClock, settings: object
) -> None:
    settings.PAPER_DECIDED_BY_ANOTHER = True  # type: ignore[attr-defined]
    assert step(on_paper(), AUTHORITY, "return", reason="缺少附件").state == "returned"


def test_turned_on_it_asks_nothing_of_what_was_handed_in_on_screen(
    house: FixedClock, settings: object
) -> None:
    settings.PAPER_DECIDED_BY_ANOTHER = True  # type: ignore[attr-defined]
    assert approved(marking()).state == "approved"


@pytest.mark.parametrize(("given", "wanted"), [("", False), ("no", False), ("yes", True)])
def test_the_switch(given: str, wanted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUIJU_PAPER_DECIDED_BY_ANOTHER", given)
    assert switch("GUIJU_PAPER_DECIDED_BY_ANOTHER") is wanted


def test_a_switch_is_yes_or_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUIJU_PAPER_DECIDED_BY_ANOTHER", "maybe")
    with pytest.raises(ValueError, match="expected yes or no"):
        switch("GUIJU_PAPER_DECIDED_BY_ANOTHER")
