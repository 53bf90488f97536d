"""A real city's pages in a real browser: axe finds nothing, nothing overflows, no script needed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from guiju.jobs.models import Job
from guiju.jobs.worker import run_one
from guiju.ledger.services import Actor
from guiju.organs.changing import change_organ
from guiju.organs.models import Account, Organ
from guiju.sheets import SheetOut, write_xlsx

from .test_browser import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ORGANS = ("代码", "名称", "行政层级", "单位类别", "上级代码")
POSTS = ("机关代码", "职责", "岗位名称")
PEOPLE = ("用户名", "姓名", "机关代码", "岗位名称", "自", "至")


@pytest.fixture(autouse=True)
def own_data(settings: Any, tmp_path: Path) -> None:
    """Waiting passwords go to a folder of their own."""
    settings.DATA_DIR = tmp_path


def workbook(level: str = "市") -> dict[str, Any]:
    """A workbook as a browser hands it in; another level is a cell that cannot be used."""
    target = BytesIO()
    people = [("neu", "演示人", "4514-91", "经办", "2026-01-06", None)]
    write_xlsx(
        target,
        [
            SheetOut("机关", ORGANS, [("4514-91", "演示办", level, "行政机关", "4514")]),
            SheetOut("岗位", POSTS, [("4514-91", "用车单位经办", "经办")]),
            SheetOut("人员", PEOPLE, people),
        ],
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "city.xlsx", "mimeType": kind, "buffer": target.getvalue()}


def hand_in(page: Any, level: str = "市") -> str:
    """The address of a rehearsal that has run."""
    page.goto("/organs/import/")
    page.get_by_label("工作簿").set_input_files(workbook(level))
    page.get_by_role("button", name="试导入").click()
    page.wait_for_selector("progress")
    assert run_one("browser")
    return f"/organs/import/{Job.objects.latest('pk').pk}/"


def addresses(page: Any) -> list[str]:
    """Every page of the administrator that a real city needs."""
    organ = Organ.objects.get(code="4514-08")
    change_organ(Actor("演示甲", ""), organ=organ, name="市教育体育局", reason="试")
    account = f"/organs/accounts/{Account.objects.get(tenures__post__organ=organ).pk}/"
    return [
        "/organs/import/",
        hand_in(page),
        hand_in(page, "省"),
        "/organs/accounts/",
        account,
        f"{account}reset/",
        f"{account}close/",
        "/organs/4514-08/",
        "/organs/4514-08/rename/",
        "/organs/4514-08/end/",
        "/organs/",
        "/ledger/",
        "/ledger/?since=x",
    ]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_axe_finds_nothing_and_nothing_overflows(
    open_as: Callable[..., Any], language: str
) -> None:
    page = open_as("administrator", viewport={"width": 360, "height": 740})
    pages, wrong = addresses(page), []
    if language == "en":
        page.goto("/")
        page.get_by_role("button", name="English").click()
        page.wait_for_selector("html[lang=en]")
    for url in pages:
        page.goto(url)
        wrong += violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        wrong += [f"{url} {wide}"] if wide > 360 else []
    assert wrong == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_city_is_imported_and_a_forgotten_password_replaced(
    open_as: Callable[..., Any], javascript: bool
) -> None:
    page = open_as("administrator", java_script_enabled=javascript)
    page.get_by_role("link", name="机关").first.click()
    page.get_by_role("link", name="由工作簿导入").click()
    page.goto(hand_in(page))
    page.get_by_role("button", name="确认写入").click()
    page.wait_for_selector("progress")
    assert run_one("browser")
    page.goto(f"/organs/import/{Job.objects.latest('pk').pk}/")
    with page.expect_download() as taken:
        page.get_by_role("button", name="取走密码").click()
    text = Path(taken.value.path()).read_text("utf-8-sig")
    password = text.splitlines()[1].split(",")[2]
    assert Account.objects.get(username="neu").check_password(password)
    page.goto("/organs/accounts/?q=neu")
    page.get_by_role("link", name="neu").click()
    page.get_by_role("link", name="重置密码").click()
    page.get_by_role("button", name="重置密码").click()
    page.wait_for_selector("#error-summary")
    page.get_by_label("原因").fill("本人申请")
    page.get_by_role("button", name="重置密码").click()
    page.wait_for_selector("text=只显示这一次")
    shown = page.locator("dl strong").inner_text()
    assert not Account.objects.get(username="neu").check_password(password)
    page.get_by_role("button", name="退出").click()
    page.goto("/sign-in/")
    page.get_by_label("用户名").fill("neu")
    page.get_by_label("密码", exact=True).fill(shown)
    page.get_by_role("main").get_by_role("button", name="登录").click()
    page.wait_for_selector("text=先改成自己的密码")
