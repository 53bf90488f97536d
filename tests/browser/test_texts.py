"""The pages of imported texts in a real browser: looked at by axe, narrow, searched, imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from tests.library.texts import FEES, PARKS, PARKS_LATER, take_in

from guiju.library.coverage import find_outline

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NUMBER = "崇政办发〔2020〕1号"
TABLE = "第六条　收费标准如下：\n\n| 公园 | 元 |\n| --- | --- |\n| 甲园 | 5 |\n| 乙园 | 6 |\n"


@pytest.fixture
def texts(open_as: Callable[..., Any], settings: Any, tmp_path: Path) -> list[str]:
    """Some invented texts; the addresses of every page of theirs."""
    settings.TEXT_INDEX_DIR = tmp_path / "texts-index"
    outline = find_outline(NUMBER)
    assert outline is not None
    take_in(PARKS + TABLE)
    take_in(FEES)
    take_in(PARKS_LATER)
    take_in(PARKS.replace("甲市公园管理办法", outline.title))
    done = take_in("本报讯 今天天气很好。\n\n" + PARKS.replace("甲市", "丙市"))
    slug = quote("甲市公园管理办法")
    return [
        "/library/",
        "/library/texts/",
        "/library/texts/search/?q=公园",
        "/library/texts/search/?q=没有的话",
        f"/library/texts/{slug}/?version=2020-04-01",
        f"/library/texts/{slug}/2/",
        f"/library/texts/{slug}/4/1/",
        f"/library/texts/{slug}/quantities/",
        f"/library/texts/{quote('甲市公园收费规定')}/1/",
        f"/library/texts/files/{done.file.pk}/",
        f"/library/{quote(NUMBER)}/",
        f"/library/{quote(NUMBER)}/1/1/",
    ]


def visit(page: Any, address: str) -> None:
    """Open a page that is there."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_axe_finds_nothing(texts: list[str], open_as: Callable[..., Any], language: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_as("administrator", viewport={"width": 1280, "height": 800})
    if language == "en":
        page.goto("/")
        page.get_by_role("button", name="English").click()
        page.wait_for_selector("html[lang=en]")
    wrong = []
    for address in [*texts, "/library/texts/import/"]:
        visit(page, address)
        found = Axe().run(page).response["violations"]
        wrong += [f"{address} {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
    assert wrong == []


@pytest.mark.parametrize("large", [False, True])
def test_nothing_overflows_at_360(
    texts: list[str], open_as: Callable[..., Any], large: bool
) -> None:
    page = open_as("administrator", viewport={"width": 360, "height": 740})
    if large:
        page.goto("/")
        page.locator('form[action="/appearance/"] button').click()
        page.wait_for_selector("html.large")
    wrong = []
    for address in [*texts, "/library/texts/import/"]:
        visit(page, address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > 360:
            wrong.append((address, wide))
    assert wrong == []


def test_a_text_is_imported_searched_and_followed_to_what_it_cites(
    texts: list[str], open_as: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "丁市公园管理办法.txt"
    path.write_text(PARKS.replace("甲市", "丁市").replace("社区公园", "口袋公园"), "utf-8")
    page = open_as("administrator")
    page.goto("/library/texts/import/")
    page.set_input_files("input[type=file]", path)
    page.locator("main form button").click()
    page.wait_for_selector(".notice.success")
    page.goto("/library/")
    page.fill("input[name=q]", "口袋公园")
    page.press("input[name=q]", "Enter")
    page.wait_for_selector("mark")
    page.locator("main ol li a").first.click()
    page.wait_for_selector("text=第三条")
    assert page.locator("h1").inner_text() == "第二条第（二）项"
    page.locator("main ul a", has_text="第三条").click()
    page.wait_for_selector("h1:has-text('第三条')")
