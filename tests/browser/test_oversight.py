"""Findings and leads in a real browser: axe finds nothing, nothing overflows, no script needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from guiju.institutions.vehicles.models import Check
from guiju.institutions.vehicles.services.findings import follow_check
from guiju.ledger.services import Actor
from guiju.organs.models import Organ
from guiju.oversight.demo import load_states
from guiju.oversight.models import Finding, Lead

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW = "/oversight/leads/new/"


@pytest.fixture
def followed(demo: Any) -> None:
    """The demo's findings in every state, and its leads."""
    organs = Organ.objects.filter(path__startswith=Organ.objects.get(code="4514").path)
    for check in Check.objects.order_by("pk"):
        follow_check(check, organs=organs, actor=Actor("演示甲", "演示局 经办"))
    load_states()


def addresses() -> dict[str, list[str]]:
    """Every page of the room by the role that looks at it."""
    open_, explained, closed = (
        Finding.objects.filter(state=state).order_by("pk")[0].pk
        for state in ("open", "explained", "accepted")
    )
    lead = Lead.objects.get(state="received").pk
    findings = "/oversight/findings/"
    return {
        "public": [NEW],
        "vehicle_authority": [
            findings,
            f"{findings}?state=unclosed",
            "/oversight/summary/",
            f"{findings}{open_}/",
            f"{findings}{explained}/",
            f"{findings}{closed}/",
            f"{findings}{explained}/accept/",
        ],
        "using_clerk": [findings, f"{findings}{_own()}/explain/"],
        "discipline": [
            "/oversight/leads/",
            f"/oversight/leads/{lead}/",
            f"/oversight/leads/{lead}/join/",
            f"/oversight/leads/{lead}/reporter/",
        ],
    }


def _own() -> int:
    """A finding that the using organ's clerk can still explain."""
    return int(Finding.objects.filter(organ__code="4514-08", state="open").earliest("pk").pk)


@pytest.mark.parametrize(("language", "large"), [("zh-hans", False), ("en", True)])
def test_axe_finds_nothing(
    followed: None, open_as: Callable[..., Any], language: str, large: bool
) -> None:
    from axe_playwright_python.sync_playwright import Axe

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
            found = Axe().run(page).response["violations"]
            wrong += [f"{url} {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
    assert wrong == []


@pytest.mark.parametrize(("width", "large"), [(360, False), (360, True), (683, False)])
def test_nothing_overflows(
    followed: None, open_as: Callable[..., Any], width: int, large: bool
) -> None:
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


def test_a_visitor_reports_without_script_and_without_a_name(
    followed: None, open_as: Callable[..., Any]
) -> None:
    page = open_as("public", java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="反映问题").click()
    page.get_by_role("button", name="继续").click()
    page.wait_for_selector("text=有内容需要改正")
    page.get_by_label("所涉单位").select_option(label="市教育局")
    page.get_by_label("情况").fill("周末在景区看到一辆公务用车")
    page.get_by_role("button", name="继续").click()
    page.get_by_role("button", name="返回修改").click()
    page.get_by_label("情况").fill("周末在景区看到两辆公务用车")
    page.get_by_role("button", name="继续").click()
    page.get_by_role("button", name="确认反映").click()
    page.wait_for_selector("text=已收到您反映的问题")
    lead = Lead.objects.latest("pk")
    assert lead.text == "周末在景区看到两辆公务用车"
    assert page.get_by_text(lead.reference).is_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_clerk_explains_and_the_authority_accepts(
    followed: None, open_as: Callable[..., Any], javascript: bool
) -> None:
    number = _own()
    page = open_as("using_clerk", java_script_enabled=javascript)
    errors: list[str] = []
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    page.get_by_role("link", name="问题", exact=True).first.click()
    page.get_by_role("link", name=str(number), exact=True).click()
    page.get_by_role("link", name="说明情况").click()
    page.get_by_label("理由").fill("已经自治区批准")
    page.get_by_label("证明材料（可不交）").set_input_files(
        {"name": "批文.txt", "mimeType": "text/plain", "buffer": "演示批文".encode()}
    )
    page.get_by_role("button", name="继续").click()
    page.wait_for_selector("text=批文.txt")
    page.get_by_role("button", name="确认办理").click()
    page.wait_for_selector("text=决定是否认可说明")
    page = open_as("vehicle_authority", java_script_enabled=javascript)
    page.goto(f"/oversight/findings/{number}/")
    page.get_by_role("link", name="认可说明", exact=True).click()
    page.get_by_label("理由").fill("批文属实")
    page.get_by_role("button", name="继续").click()
    page.get_by_role("button", name="确认办理").click()
    page.wait_for_selector("text=已了结")
    assert Finding.objects.get(pk=number).state == "accepted"
    assert errors == []
