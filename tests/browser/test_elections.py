"""An election in a real browser: from set-up to the announcement, keyed in by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from tests.institutions.elections.hands import (
    FUNCTIONS,
    NAMES,
    Hands,
    act,
    announce,
    decided,
    key_in,
    make_hands,
    meet,
    release,
    set_up,
)

from guiju.clock import today
from guiju.institutions.elections.models import Batch, Election, Sheet, State
from guiju.institutions.elections.services.comparing import compare
from guiju.institutions.elections.services.setup import record_sequence

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHEETS = ["11122"] * 5 + ["11212"] * 3 + ["22211", "3x?0" + "1"]
As = Callable[..., Any]


@pytest.fixture
def hands(transactional_db: None) -> Hands:
    """Those who work at the elections of an organ."""
    return make_hands()


@pytest.fixture
def open_page(chromium: Any, live_server: Any, hands: Hands) -> Iterator[As]:
    """A page signed in as one of those people, in a browser of its own."""
    contexts = []

    def page_of(name: str, **options: Any) -> Any:
        client = Client()
        client.force_login(hands[name].account)
        context = chromium.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield page_of
    for context in contexts:
        context.close()


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


def test_from_set_up_to_the_announcement(hands: Hands, open_page: As) -> None:
    secretary, chief, scrutineer, other = (
        open_page(name) for name in ("secretary", "chief", "scrutineer", "other")
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
    counter, second = open_page("counter"), open_page("second")
    key_all(counter, election, SHEETS)
    key_all(second, election, ["11212", *SHEETS[1:]])
    second.get_by_role("button", name="比对").click()
    second.wait_for_selector("text=已比对")
    settle_all(scrutineer, other, election)
    scrutineer.goto(f"/elections/{election.pk}/decide/")
    scrutineer.get_by_role("button", name="判定", exact=True).click()
    scrutineer.wait_for_selector("text=已判定")
    two(scrutineer, chief, election, "figures")
    chair = open_page("chair")
    chair.goto(f"/elections/{election.pk}/projector/")
    assert "当选名单" not in chair.inner_text("main")
    two(secretary, chair, election, "names")
    chair.goto(f"/elections/{election.pk}/projector/")
    assert chair.locator(".elected li").all_inner_texts() == ["丁一", "王二"]
    election.refresh_from_db()
    assert election.state == State.ANNOUNCED
    assert [one["for"] for one in election.outcome.result["candidates"]] == [8, 8, 4, 4, 2]


def test_a_killed_browser_and_a_server_that_is_away_lose_no_sheet(
    hands: Hands, open_page: As
) -> None:
    election = meet(hands, release(hands), [3])
    page = open_page("counter")
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


def test_a_sign_in_that_ended_loses_no_sheet(hands: Hands, open_page: As) -> None:
    election = meet(hands, release(hands), [2])
    page = open_page("counter")
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


def test_keys_move_correct_and_refuse(hands: Hands, open_page: As) -> None:
    election = meet(hands, release(hands), [2])
    page = open_page("counter")
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
    hands: Hands, open_page: As
) -> None:
    posts = [{"post": "书记", "seats": 1}, {"post": "副书记", "seats": 1}]
    people = [{"name": "丁一", "post": "书记"}, {"name": "王二", "post": "副书记"}]
    told = {"body": "plenary", "seats": 2, "posts": posts, "candidates": people}
    election = set_up(hands, kind="secretaries", approved_order=["丁一", "王二"], **told)
    record_sequence(election, person=hands["secretary"], standing_done=True)
    act(hands, election, "ballot", "secretary", "chief")
    election.refresh_from_db()
    page = open_page("counter")
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


def test_without_a_script_a_sheet_is_a_page(hands: Hands, open_page: As) -> None:
    election = meet(hands, release(hands), [1])
    page = open_page("counter", java_script_enabled=False)
    begin(page, election)
    for place, sign in enumerate("11X?0"):
        page.locator(f"#id_mark-{place}").fill(sign)
    page.get_by_role("button", name="保存这张").click()
    page.get_by_role("button", name="这一批录完，交出").click()
    page.wait_for_selector("text=这一批录入完成")
    assert Sheet.objects.get().marks == "11450"


@pytest.fixture
def everything(hands: Hands) -> dict[str, list[str]]:
    """Every main page by who looks at it: a draft, one being counted, one announced."""
    counting = meet(hands, release(hands, title="正在计票的选举"), [2])
    batch: Batch = counting.batches.get()
    key_in(hands, batch, "counter", ["11122", "14222"])
    key_in(hands, batch, "second", ["11122", "11222"])
    compare(batch, person=hands["counter"])
    entering = meet(hands, release(hands, title="正在录入的选举"), [2])
    done = announce(hands, decided(hands, ["11122"] * 6 + ["22111"] * 3, title="已经宣布的选举"))
    tie = ["12122"] * 4 + ["12212"] * 2 + ["22112"] * 2 + ["22212"] * 2
    tied = announce(hands, decided(hands, tie, seats=2, title="票数相等的选举"))
    short = announce(hands, decided(hands, ["11222"] * 6, eligible=6, title="不足名额的选举"))
    draft = _draft(hands)
    return {
        "secretary": [
            "/elections/",
            "/elections/waiting/",
            "/elections/new/",
            "/elections/new/file/",
            f"/elections/{draft}/",
            f"/elections/{draft}/officers/",
            f"/elections/{draft}/method/",
            f"/elections/{draft}/ballot/",
            f"/elections/{draft}/acts/ballot/",
            f"/elections/{draft}/acts/call_off/",
            f"/elections/{counting.pk}/withdraw/",
            f"/elections/{done.pk}/result/",
            f"/elections/{done.pk}/projector/",
            f"/elections/{done.pk}/acts/names/",
            f"/elections/{tied.pk}/result/",
            f"/elections/{tied.pk}/runoff/",
            f"/elections/{short.pk}/repeat/",
            f"/elections/{short.pk}/left-open/",
        ],
        "scrutineer": [
            f"/elections/{counting.pk}/",
            f"/elections/{counting.pk}/meeting/",
            f"/elections/{counting.pk}/batches/1/",
            f"/elections/{counting.pk}/batches/1/sheets/2/",
            f"/elections/{counting.pk}/batches/1/sheets/2/slip/",
            f"/elections/{counting.pk}/decide/",
        ],
        "third": [f"/elections/{entering.pk}/batches/1/enter/"],
    }


def _draft(hands: Hands) -> int:
    return set_up(hands, title="正在设置的选举").pk


def visit(page: Any, address: str) -> None:
    """Open a page; an entry is begun first."""
    answer = page.goto(address)
    assert answer.status == 200, address
    start = page.locator('form[action$="enter/begin/"] button')
    if start.count():
        start.click()
        page.wait_for_selector("#sheet-code")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_axe_finds_nothing(everything: dict[str, list[str]], open_page: As, language: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    wrong: list[str] = []
    for name, addresses in everything.items():
        page = open_page(name, viewport={"width": 1280, "height": 800})
        if language == "en":
            page.goto("/")
            page.get_by_role("button", name="English").click()
            page.wait_for_selector("html[lang=en]")
        for address in addresses:
            visit(page, address)
            found = Axe().run(page).response["violations"]
            wrong += [f"{address} {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
    assert wrong == []


@pytest.mark.parametrize("large", [False, True])
def test_nothing_overflows_at_360(
    everything: dict[str, list[str]], open_page: As, large: bool
) -> None:
    wrong = []
    for name, addresses in everything.items():
        page = open_page(name, viewport={"width": 360, "height": 740})
        if large:
            page.goto("/")
            page.locator('form[action="/appearance/"] button').click()
            page.wait_for_selector("html.large")
        for address in addresses:
            visit(page, address)
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > 360:
                wrong.append((address, wide))
    assert wrong == []
