"""Handing an entry over while its sheets are still on their way: one press is enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.institutions.elections.hands import Hands, meet, release

from guiju.institutions.elections.models import Election, Entry, Sheet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

As = Callable[..., Any]
KEEP = "**/enter/keep/"


def keyed(page: Any, election: Election, sheets: list[str]) -> None:
    """Begin the entry and key every sheet in, whether the server takes it or not."""
    page.goto(f"/elections/{election.pk}/batches/1/enter/")
    page.get_by_role("button", name="开始录入").click()
    page.wait_for_selector(".keys [data-script]:not([hidden])")
    for signs in sheets:
        page.keyboard.type(signs)
        page.keyboard.press("Control+Enter")


def holding(page: Any) -> list[Any]:
    """The first sheet that is sent is held until it is answered; those after it pass."""
    held: list[Any] = []
    once = iter([held.append])

    def sent(route: Any) -> None:
        next(once, lambda one: one.continue_())(route)

    page.route(KEEP, sent)
    return held


def hand_over(page: Any) -> None:
    """Press once."""
    page.get_by_role("button", name="这一批录完，交出").click()


def test_one_press_hands_over_what_is_still_being_sent(hands: Hands, at_elections: As) -> None:
    election = meet(hands, release(hands), [3])
    page = at_elections("counter")
    held = holding(page)
    keyed(page, election, ["11122", "11212", "22211"])
    hand_over(page)
    page.wait_for_selector("#kept.waiting:has-text('送达以后自动交出')")
    assert Sheet.objects.count() == 0
    assert Entry.objects.get().closed_at is None
    held.pop().continue_()
    page.wait_for_selector("text=这一批录入完成")
    assert list(Sheet.objects.values_list("marks", flat=True)) == ["11122", "11212", "22211"]
    assert Entry.objects.get().closed_at is not None
    assert page.evaluate("Object.keys(localStorage)") == []


def test_it_is_handed_over_when_the_server_is_there_again(hands: Hands, at_elections: As) -> None:
    election = meet(hands, release(hands), [1])
    page = at_elections("counter")
    page.route(KEEP, lambda route: route.abort())
    keyed(page, election, ["11122"])
    hand_over(page)
    page.wait_for_selector("#kept.waiting:has-text('送达以后自动交出')")
    page.unroute(KEEP)
    page.wait_for_selector("text=这一批录入完成")
    assert Entry.objects.get().closed_at is not None


def test_a_change_that_did_not_arrive_is_sent_by_a_fresh_page_before_handing_over(
    hands: Hands, at_elections: As
) -> None:
    election = meet(hands, release(hands), [1])
    page = at_elections("counter")
    keyed(page, election, ["11122"])
    page.wait_for_selector("#sheet", state="hidden")
    page.wait_for_load_state("networkidle")
    page.goto(f"/elections/{election.pk}/batches/1/enter/?sheet=1")
    page.wait_for_selector(".keys [data-script]:not([hidden])")
    page.route(KEEP, lambda route: route.abort())
    page.locator("#id_mark-0").focus()
    page.keyboard.type("2")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#kept.waiting")
    page.unroute(KEEP)
    page.goto(f"/elections/{election.pk}/batches/1/enter/")
    assert page.locator("#sheet").is_hidden()
    hand_over(page)
    page.wait_for_selector("text=这一批录入完成")
    assert Sheet.objects.get().marks == "21122"


def test_a_sheet_that_is_refused_on_the_way_is_put_right_first(
    hands: Hands, at_elections: As
) -> None:
    election = meet(hands, release(hands), [1])
    page = at_elections("counter")
    refused = {"errors": ["另选他人：不能这样写"]}
    held = holding(page)
    keyed(page, election, ["11122"])
    hand_over(page)
    page.wait_for_selector("#kept.waiting")
    held.pop().fulfill(status=400, json=refused)
    page.wait_for_selector("#kept.wrong:has-text('不能这样写')")
    assert page.locator("#id_mark-0").input_value() == "1"
    assert Entry.objects.get().closed_at is None
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#sheet", state="hidden")
    page.wait_for_load_state("networkidle")
    assert Entry.objects.get().closed_at is None
    hand_over(page)
    page.wait_for_selector("text=这一批录入完成")
