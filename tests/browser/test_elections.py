"""An election in a real browser: from set-up to the announcement, keyed in by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.institutions.elections.hands import (
    FUNCTIONS,
    NAMES,
    Hands,
    act,
    meet,
    release,
    set_up,
)

from guiju.clock import today
from guiju.institutions.elections.models import Election, Sheet, State
from guiju.institutions.elections.services.setup import record_sequence

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHEETS = ["11122"] * 5 + ["11212"] * 3 + ["22211", "3x?0" + "1"]
As = Callable[..., Any]


def key(page: Any, signs: str) -> None:
    """A sheet by keyboard: a sign for each candidate, then the sheet is kept."""
    page.keyboard.type(signs)
    page.keyboard.press("Control+Enter")


def kept(page: Any, code: str) -> None:
    """Wait until the page says that the server has a sheet."""
    page.wait_for_function(
        "code => document.getElementById('kept').textContent.includes(code)", arg=f"{code} 已保存"
    )


def begin(page: Any, election: Election) -> None:
    """Begin one's entry of the first batch."""
    page.goto(f"/elections/{election.pk}/batches/1/enter/")
    page.get_by_role("button", name="开始录入").click()
    page.wait_for_selector("#sheet-code")


def ready(page: Any) -> None:
    """Wait until the page listens to keys."""
    page.wait_for_selector(".keys [data-script]:not([hidden])")


def set_up_in_steps(page: Any) -> None:
    """What is elected, numbers, candidates, the rehearsal."""
    page.goto("/elections/")
    page.get_by_role("link", name="设置选举").click()
    page.get_by_label("名称").fill("第一次代表大会选举委员会委员")
    page.get_by_label("选举日期").fill(today().isoformat())
    page.get_by_label("选举事项").select_option("committee")
    page.get_by_label("选举会议").select_option("congress")
    page.get_by_role("button", name="继续").click()
    page.get_by_label("应到会有选举权人数").fill("10")
    page.get_by_label("应选人数").fill("3")
    page.get_by_role("button", name="继续").click()
    page.get_by_label("候选人", exact=True).fill("\n".join(reversed(NAMES)))
    page.get_by_role("button", name="继续").click()
    page.wait_for_selector("text=这是预演")
    page.get_by_role("button", name="确认，写入").click()
    page.wait_for_selector("text=已设置")


def set_people(page: Any, hands: Hands, election: Election) -> None:
    """Officers and method."""
    page.goto(f"/elections/{election.pk}/officers/")
    for row, (name, function) in enumerate(FUNCTIONS.items()):
        if page.locator(f"#id_function-{row}").count() == 0:
            page.get_by_role("button", name="保存，再加行").click()
            page.wait_for_selector(f"#id_function-{row}")
        page.locator(f"#id_function-{row}").select_option(function)
        page.locator(f"#id_account-{row}").select_option(str(hands[name].account.pk))
        if function in ("chief", "scrutineer"):
            page.locator(f"#id_voter-{row}").select_option("yes")
            page.locator(f"#id_voted_in-{row}").select_option("yes")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_selector("text=已确定工作人员")
    page.goto(f"/elections/{election.pk}/method/")
    page.get_by_label("同意选举办法人数").fill("10")
    page.get_by_role("button", name="登记").click()
    page.wait_for_selector("text=已登记")


def two(page: Any, other: Any, election: Election, kind: str) -> None:
    """An act of two persons, each on the page of the act."""
    address = f"/elections/{election.pk}/acts/{kind}/"
    page.goto(address)
    page.get_by_role("button", name="提出", exact=True).click()
    page.wait_for_selector("text=已办理")
    other.goto(address)
    other.get_by_role("button", name="核对无误，同意").click()
    other.wait_for_selector("text=已办理")


def key_all(page: Any, election: Election, sheets: list[str]) -> None:
    """A whole batch by keyboard, handed over."""
    begin(page, election)
    ready(page)
    for number, signs in enumerate(sheets, start=1):
        assert page.locator("#sheet-code").inner_text() == f"01-{number:04d}"
        key(page, signs)
        if number < len(sheets):
            kept(page, f"01-{number:04d}")
    page.wait_for_selector("#close button:not(.second)")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="这一批录完，交出").click()
    page.wait_for_selector("text=这一批录入完成")


def settle_all(one: Any, other: Any, election: Election) -> None:
    """Every doubtful sheet of the first batch settled by two scrutineers at their own screens."""
    batch = election.batches.get()
    for number in batch.adjudications.values_list("number", flat=True):
        address = f"/elections/{election.pk}/batches/1/sheets/{number}/"
        one.goto(address)
        for place in range(len(NAMES)):
            field = one.locator(f"#id_mark-{place}")
            if not field.input_value():
                field.select_option("6")
        one.get_by_label("认定理由").fill("看过原票")
        one.get_by_role("button", name="提出认定").click()
        one.wait_for_selector("text=已办理")
        other.goto(address)
        other.get_by_role("button", name="看过原票，同意").click()
        other.wait_for_selector("text=已办理")


def test_from_set_up_to_the_announcement(hands: Hands, at_elections: As) -> None:
    secretary, chief, scrutineer, other = (
        at_elections(name) for name in ("secretary", "chief", "scrutineer", "other")
    )
    set_up_in_steps(secretary)
    election = Election.objects.get()
    set_people(secretary, hands, election)
    two(secretary, chief, election, "ballot")
    chief.goto(f"/elections/{election.pk}/meeting/")
    chief.get_by_label("到会人数").fill("10")
    chief.get_by_label("发出选票数").fill("10")
    chief.get_by_role("button", name="登记", exact=True).click()
    chief.get_by_label("张数").fill("10")
    chief.get_by_role("button", name="登记一批").click()
    chief.get_by_role("button", name="核对完毕，开始计票").click()
    chief.wait_for_selector("text=计票开始")
    counter, second = at_elections("counter"), at_elections("second")
    key_all(counter, election, SHEETS)
    key_all(second, election, ["11212", *SHEETS[1:]])
    second.get_by_role("button", name="比对").click()
    second.wait_for_selector("text=已比对")
    settle_all(scrutineer, other, election)
    scrutineer.goto(f"/elections/{election.pk}/decide/")
    scrutineer.get_by_role("button", name="判定", exact=True).click()
    scrutineer.wait_for_selector("text=已判定")
    two(scrutineer, chief, election, "figures")
    chair = at_elections("chair")
    chair.goto(f"/elections/{election.pk}/projector/")
    assert "当选名单" not in chair.inner_text("main")
    two(secretary, chair, election, "names")
    chair.goto(f"/elections/{election.pk}/projector/")
    assert chair.locator(".elected li").all_inner_texts() == ["丁一", "王二"]
    election.refresh_from_db()
    assert election.state == State.ANNOUNCED
    assert [one["for"] for one in election.outcome.result["candidates"]] == [8, 8, 4, 4, 2]


def test_a_killed_browser_and_a_server_that_is_away_lose_no_sheet(
    hands: Hands, at_elections: As
) -> None:
    election = meet(hands, release(hands), [3])
    page = at_elections("counter")
    begin(page, election)
    ready(page)
    page.route("**/enter/keep/", lambda route: route.abort())
    key(page, "11122")
    page.wait_for_selector("#kept.waiting")
    assert page.locator("#sheet-code").inner_text() == "01-0002"
    page.keyboard.type("12")
    page.close(run_before_unload=False)
    assert Sheet.objects.count() == 0
    again = page.context.new_page()
    again.goto(f"/elections/{election.pk}/batches/1/enter/")
    kept(again, "01-0001")
    assert Sheet.objects.get().marks == "11122"
    again.goto(f"/elections/{election.pk}/batches/1/enter/")
    assert again.locator("#id_mark-1").input_value() == "2"
    again.wait_for_selector("text=恢复了没有录完的内容")
    assert again.evaluate("document.activeElement.id") == "id_mark-2"
    key(again, "122")
    kept(again, "01-0002")
    assert Sheet.objects.get(number=2).marks == "12122"


def test_a_sign_in_that_ended_loses_no_sheet(hands: Hands, at_elections: As) -> None:
    election = meet(hands, release(hands), [2])
    page = at_elections("counter")
    begin(page, election)
    ready(page)
    page.context.clear_cookies()
    key(page, "11122")
    page.wait_for_selector("text=登录已经过期")
    assert Sheet.objects.count() == 0
    client = Client()
    client.force_login(hands["counter"].account)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": page.url}])
    kept(page, "01-0001")
    assert Sheet.objects.get().marks == "11122"


def test_keys_move_correct_and_refuse(hands: Hands, at_elections: As) -> None:
    election = meet(hands, release(hands), [2])
    page = at_elections("counter")
    begin(page, election)
    ready(page)
    page.keyboard.type("11")
    page.keyboard.press("ArrowUp")
    page.keyboard.type("X7")
    page.wait_for_selector("#kept.wrong")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=还有候选人没有标记")
    assert Sheet.objects.count() == 0
    page.keyboard.type("?03")
    page.keyboard.insert_text("孙六")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "keep"
    page.keyboard.press("Enter")
    kept(page, "01-0001")
    sheet = Sheet.objects.get()
    assert (sheet.marks, sheet.others) == ("14503", "孙六")
    page.locator("#goto-sheet").fill("1")
    page.get_by_role("button", name="打开").click()
    page.wait_for_selector("text=这一张已经录入过")
    ready(page)
    page.locator("#id_mark-0").focus()
    page.keyboard.type("2")
    page.keyboard.press("Control+Enter")
    kept(page, "01-0001")
    assert Sheet.objects.get().marks == "24503"
    assert page.locator("#sheet-code").inner_text() == "01-0002"


def test_a_sheet_that_the_server_refuses_comes_back_to_be_put_right(
    hands: Hands, at_elections: As
) -> None:
    posts = [{"post": "书记", "seats": 1}, {"post": "副书记", "seats": 1}]
    people = [{"name": "丁一", "post": "书记"}, {"name": "王二", "post": "副书记"}]
    told = {"body": "plenary", "seats": 2, "posts": posts, "candidates": people}
    election = set_up(hands, kind="secretaries", approved_order=["丁一", "王二"], **told)
    record_sequence(election, person=hands["secretary"], standing_done=True)
    act(hands, election, "ballot", "secretary", "chief")
    election.refresh_from_db()
    page = at_elections("counter")
    begin(page, meet(hands, election, [1]))
    ready(page)
    page.keyboard.type("21")
    page.keyboard.insert_text("孙六")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#kept.wrong")
    assert page.locator("#sheet-code").inner_text() == "01-0001"
    assert page.get_by_label("另选他人").input_value() == "孙六"
    page.get_by_label("另选他人").fill("书记:孙六")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#close button:not(.second)")
    page.wait_for_load_state("networkidle")
    assert Sheet.objects.get().others == "书记:孙六"


def test_without_a_script_a_sheet_is_a_page(hands: Hands, at_elections: As) -> None:
    election = meet(hands, release(hands), [1])
    page = at_elections("counter", java_script_enabled=False)
    begin(page, election)
    for place, sign in enumerate("11X?0"):
        page.locator(f"#id_mark-{place}").fill(sign)
    page.get_by_role("button", name="保存这张").click()
    page.get_by_role("button", name="这一批录完，交出").click()
    page.wait_for_selector("text=这一批录入完成")
    assert Sheet.objects.get().marks == "11450"
