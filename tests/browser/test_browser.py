"""What a person does in a real browser; axe finds nothing; nothing overflows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guiju.institutions.vehicles.models import Check
from guiju.jobs.worker import run_one
from guiju.organs.models import Organ

from ..institutions.vehicles.ledgers import cars, xlsx_file

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RELIEF = "/library/崇政发〔2020〕2号/decide"
ENTITLED = (
    "f:企业规模=中小企业&f:生产用品=其他&n:loans=1&r:loans:1:贷款日期=2020-03-01"
    "&r:loans:1:金融机构贷款=是&r:loans:1:2020年2—6月利息（元）=200000"
)
WRONG = "f:企业规模=小&n:loans=1&r:loans:1:贷款日期=2020-13-01&as_of=2019-01-01"
CAR = "f:车型=轿车&f:用车类别=机要通信&f:价格（元）=130000&f:行政层级=县&all=1"


def addresses() -> dict[str, list[str]]:
    """Every page by the role that looks at it."""
    check = Check.objects.latest("pk")
    row = check.checked_rows.filter(verdict="breach").first()
    assert row is not None
    house = f"/vehicles/checks/{check.pk}"
    return {
        "public": [
            "/",
            "/sign-in/",
            "/library/",
            "/library/崇政办发〔2020〕1号/",
            "/library/崇政办发〔2020〕1号/15/1/",
            "/library/崇政办发〔2020〕1号/7/",
            "/library/崇政发〔2020〕2号/5/",
            "/library/matters/",
            f"{RELIEF}/interest/",
            f"{RELIEF}/interest/?{ENTITLED}",
            f"{RELIEF}/interest/?{WRONG}",
            f"{RELIEF}/guarantee-loss/?f:企业规模=中小企业&add=guarantees",
            "/library/崇政规〔2020〕1号/decide/interest/?f:学校类别=小学&all=1",
            f"/library/崇政办发〔2020〕1号/decide/car/?{CAR}",
            "/nowhere/",
        ],
        "vehicle_authority": [
            "/",
            "/vehicles/checks/",
            "/vehicles/checks/new/",
            f"{house}/",
            f"{house}/rows/",
            f"{house}/problems/",
            f"{house}/rows/{row.number}/",
            f"{house}/rows/{row.number}/letter/",
            f"{house}/rows/{row.number}/cells/9/",
            f"{house}/rows/{row.number}/cells/5/",
            "/jobs/",
            f"/jobs/{check.job_id}/",
            "/ledger/",
        ],
        "administrator": [
            "/organs/",
            "/organs/new/",
            "/organs/4514-08/",
            "/organs/4514-08/appoint/",
            "/organs/4514-08/appoint-known/",
            "/organs/4514-08/posts/new/",
            "/password/",
            "/organs/4514-08/end-tenure/",
            "/vehicles/checks/",
        ],
    }


def violations(page: Any) -> list[str]:
    """What axe finds on the page as it stands."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{page.url} {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.mark.parametrize(("language", "large"), [("zh-hans", False), ("en", True)])
def test_axe_finds_nothing(open_as: Callable[..., Any], language: str, large: bool) -> None:
    wrong: list[str] = []
    for role, pages in addresses().items():
        page = open_as(role, viewport={"width": 1366, "height": 768})
        if language == "en":
            page.goto("/")
            page.get_by_role("button", name="English").click()
            page.wait_for_selector("html[lang=en]")
        if large:
            page.locator('form[action="/appearance/"] button').click()
            page.wait_for_selector("html.large")
        for url in pages:
            page.goto(url)
            for closed in page.locator("details").all():
                closed.evaluate("node => node.open = true")
            wrong += violations(page)
    assert wrong == []


@pytest.mark.parametrize(
    ("width", "large"), [(360, False), (360, True), (683, False), (1366, True)]
)
def test_nothing_overflows(open_as: Callable[..., Any], width: int, large: bool) -> None:
    wrong = []
    for role, pages in addresses().items():
        page = open_as(role, viewport={"width": width, "height": 740})
        if large:
            page.goto("/")
            page.locator('form[action="/appearance/"] button').click()
            page.wait_for_selector("html.large")
        for url in pages:
            page.goto(url)
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                wrong.append((url, wide))
    assert wrong == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_clerk_checks_a_ledger_and_corrects_a_cell(
    open_as: Callable[..., Any], tmp_path: Path, javascript: bool
) -> None:
    page = open_as("vehicle_authority", java_script_enabled=javascript)
    errors: list[str] = []
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    path = xlsx_file(tmp_path / "台账.xlsx", cars({}, {"价格（元）": "135000.00"}))
    page.get_by_role("link", name="核对台账").first.click()
    page.get_by_label("台账文件").set_input_files(str(path))
    page.get_by_role("button", name="开始核对").click()
    page.wait_for_selector("progress")
    assert run_one("browser")
    if javascript:
        page.wait_for_selector("text=按条款")
    else:
        page.reload()
    page.get_by_role("link", name="桂F·T001").click()
    page.wait_for_selector("text=第七条第一款第（一）项")
    page.get_by_text("怎样得出的").click()
    assert page.locator(".why").first.is_visible()
    page.get_by_role("link", name="改正 价格（元）").click()
    page.get_by_label("改为").fill("119000")
    page.get_by_role("button", name="改正并重新核对").click()
    page.wait_for_selector("text=没有发现")
    assert page.get_by_text("已改正").first.is_visible()
    assert errors == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_visitor_decides_a_case(open_as: Callable[..., Any], javascript: bool) -> None:
    page = open_as("public", java_script_enabled=javascript)
    errors: list[str] = []
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)

    def answer(what: Callable[[], Any]) -> None:
        what()
        if not javascript:
            page.get_by_role("button", name="判定", exact=True).click()

    page.goto("/library/matters/")
    page.get_by_role("link", name="企业贷款贴息").click()
    assert page.get_by_text("还没有输入事实").is_visible()
    answer(page.get_by_role("group", name="生产用品").get_by_label("其他").check)
    page.wait_for_selector("text=已经回答的")
    answer(page.get_by_label("中小企业").check)
    page.wait_for_selector("text=300000.00")
    page.get_by_role("button", name="加一条").click()
    loan = page.get_by_role("group", name="贷款 1")
    loan.wait_for()
    page.get_by_role("group", name="贷款 1").get_by_label("是", exact=True).check()
    page.get_by_label("贷款日期").fill("2020-03-01")
    interest = page.get_by_label("2020年2—6月利息（元）")
    answer(lambda: (interest.fill("200000"), interest.blur()))
    page.wait_for_selector("text=符合，可以享受")
    assert page.get_by_text("60000.00").first.is_visible()
    assert page.get_by_text("逐步推导").is_visible()
    assert "2020-03-01" in page.url
    page.get_by_role("button", name="English").click()
    page.wait_for_selector("text=Amount")
    assert page.get_by_text("60000.00").first.is_visible()
    assert errors == []


def test_an_answer_of_the_server_does_not_overwrite_what_is_being_typed(
    open_as: Callable[..., Any],
) -> None:
    page = open_as("public")
    page.goto(f"{RELIEF}/unemployment/")
    page.get_by_label("上年度裁员人数").fill("1")
    page.keyboard.press("Tab")
    page.keyboard.type("12")
    page.wait_for_timeout(400)
    page.keyboard.type("34")
    page.keyboard.press("Tab")
    page.wait_for_selector("text=已经回答的")
    page.wait_for_function("() => decodeURIComponent(location.search).includes('1234')")
    assert page.get_by_label("上年度裁员人数").input_value() == "1"


def test_a_dropped_file_is_sent(open_as: Callable[..., Any], tmp_path: Path) -> None:
    page = open_as("using_clerk")
    page.goto("/vehicles/checks/new/")
    page.evaluate(
        """() => {
            const held = new DataTransfer();
            held.items.add(new File(["号牌号码\\n"], "a.csv"));
            document.querySelector("[data-drop]").dispatchEvent(
                new DragEvent("drop", {dataTransfer: held, bubbles: true, cancelable: true}));
        }"""
    )
    page.wait_for_selector("progress")
    assert run_one("browser")
    page.wait_for_selector("text=不能核对")
    assert page.get_by_text("使用单位").first.is_visible()


def test_one_click_for_every_demo_post(open_as: Callable[..., Any]) -> None:
    page = open_as()
    page.goto("/")
    names = page.locator("button[name=post]").all_inner_texts()
    assert len(names) == 8
    for name in names:
        page.goto("/")
        page.get_by_role("button", name=name, exact=True).click()
        page.wait_for_selector(".who")
        assert name in page.locator(".who").inner_text()
        page.get_by_role("button", name="退出").click()
        page.wait_for_selector("#demo")


def test_the_keyboard_reaches_the_content(open_as: Callable[..., Any]) -> None:
    page = open_as()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#content"
    assert Organ.objects.exists()
