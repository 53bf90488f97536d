"""Procedures in a real browser: the pages of cases, and one case led through by its posts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.procedures.conftest import USING, increase, marking, post_of

from guiju.procedures.models import Case
from guiju.procedures.services import withdraw

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
INCREASE = "增加车辆编制"


@pytest.fixture
def cases(demo: Any) -> list[str]:
    """The pages of cases: waiting for the authority, and closed."""
    marking()
    one, other = increase(), marking()
    withdraw(*post_of(USING), other.pk, expected_state="proposed")
    place, closed = (f"/procedures/cases/{USING}/{case.reference}/" for case in (one, other))
    return [
        "/procedures/",
        "/procedures/inbox/",
        "/procedures/cases/",
        "/procedures/delegations/",
        "/procedures/vehicles/purchase/",
        "/procedures/vehicles/purchase/form/",
        place,
        closed,
        f"{place}steps/review/",
        f"{place}application/",
    ]


@pytest.mark.parametrize(("language", "large"), [("zh-hans", False), ("en", True)])
def test_axe_finds_nothing_and_nothing_overflows(
    cases: list[str], open_as: Callable[..., Any], language: str, large: bool
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_as("vehicle_authority", viewport={"width": 360, "height": 740})
    page.goto("/")
    if language == "en":
        page.get_by_role("button", name="English").click()
        page.wait_for_selector("html[lang=en]")
    if large:
        page.locator('form[action="/appearance/"] button').click()
        page.wait_for_selector("html.large")
    wrong: list[str] = []
    for url in cases:
        page.goto(url)
        for closed in page.locator("details").all():
            closed.evaluate("node => node.open = true")
        found = Axe().run(page).response["violations"]
        wrong += [f"{url} {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > 360:
            wrong.append(f"{url} is {wide} wide")
    assert wrong == []


@pytest.mark.parametrize("javascript", [True, False])
def test_city_and_finance_sign_together(
    cases: list[str], open_as: Callable[..., Any], javascript: bool
) -> None:
    page = open_as("vehicle_authority", java_script_enabled=javascript)
    page.goto("/")
    page.get_by_role("link", name="待办", exact=True).first.click()
    page.get_by_role("row").filter(has_text=INCREASE).get_by_role("link").first.click()
    page.get_by_role("link", name="初审同意（会签）").click()
    page.get_by_role("button", name="下一步：核对").click()
    page.wait_for_selector("text=有内容需要改正")
    page.get_by_label("确需增加编制", exact=True).select_option("是")
    page.get_by_label("判断的理由：确需增加编制").fill("新设三个科室")
    page.get_by_label("理由", exact=True).fill("情况属实")
    page.get_by_role("button", name="下一步：核对").click()
    page.get_by_role("button", name="确认办理").click()
    page.wait_for_selector("text=已办理：初审同意（会签）")
    page = open_as("finance", java_script_enabled=javascript)
    page.goto("/procedures/inbox/")
    page.get_by_role("row").filter(has_text=INCREASE).get_by_role("link").first.click()
    page.get_by_role("link", name="初审同意（会签）").click()
    assert page.get_by_text("新设三个科室").count() == 1
    page.get_by_label("理由", exact=True).fill("同意")
    page.get_by_role("button", name="下一步：核对").click()
    page.get_by_role("button", name="确认办理").click()
    page.wait_for_selector("text=待自治区审批")
    assert Case.objects.get(procedure="vehicles/quota-increase").state == "reviewed"
