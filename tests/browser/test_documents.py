"""Documents in a real browser: made by a press of a button, with and without script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cases.conftest import kept
from tests.disclosure.conftest import chinese_font, text_of
from tests.oversight.conftest import BUREAU, found, taken

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def waiting(demo: Any) -> list[str]:
    """The pages of documents, where findings wait and a decision is kept."""
    if not chinese_font():
        pytest.skip("没有中文字体：安装 fonts-noto-cjk")
    taken(1, found(), found("桂F·演0002", provision="13", verdict="unknown"))
    receipt = kept()
    return [
        "/documents/notices/",
        f"/documents/notices/{BUREAU}/",
        f"/cases/{receipt.organ.code}/{receipt.reference}/",
    ]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_axe_finds_nothing_and_nothing_overflows(
    waiting: list[str], open_as: Callable[..., Any], language: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_as("vehicle_authority", viewport={"width": 360, "height": 740})
    if language == "en":
        page.goto("/")
        page.get_by_role("button", name="English").click()
        page.wait_for_selector("html[lang=en]")
    wrong: list[str] = []
    for url in waiting:
        page.goto(url)
        found_wrong = Axe().run(page).response["violations"]
        wrong += [f"{url} {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found_wrong]
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > 360:
            wrong.append(f"{url} is {wide} wide")
    assert wrong == []


@pytest.mark.parametrize("javascript", [True, False])
def test_the_authority_makes_a_notice(
    waiting: list[str], open_as: Callable[..., Any], javascript: bool
) -> None:
    page = open_as("vehicle_authority", java_script_enabled=javascript)
    page.goto("/")
    page.get_by_role("link", name="通知", exact=True).first.click()
    page.get_by_role("link", name="市教育局").click()
    page.get_by_role("button", name="制作通知（PDF）").click()
    page.wait_for_selector("text=有内容需要改正")
    page.get_by_label("联系人和电话").fill("联系人：演示甲，电话：演示")
    with page.expect_download() as coming:
        page.get_by_role("button", name="制作通知（PDF）").click()
    assert coming.value.suggested_filename == "通知-市教育局.pdf"
    text = text_of(Path(coming.value.path()).read_bytes())
    assert "市教育局：" in text
    assert "（联系人：演示甲，电话：演示）" in text


def test_a_decision_is_taken_along(waiting: list[str], open_as: Callable[..., Any]) -> None:
    page = open_as("vehicle_authority")
    page.goto(waiting[-1])
    with page.expect_download() as coming:
        page.get_by_role("button", name="决定书（DOCX）").click()
    assert Path(coming.value.path()).read_bytes().startswith(b"PK")
