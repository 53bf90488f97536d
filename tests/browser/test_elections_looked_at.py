"""Every main page of elections looked at by axe and on a narrow screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.institutions.elections.hands import (
    Hands,
    announce,
    decided,
    key_in,
    meet,
    release,
    set_up,
)

from guiju.institutions.elections.models import Batch
from guiju.institutions.elections.services.comparing import compare

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

As = Callable[..., Any]


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
            f"/elections/{short.pk}/decisions/shortage/",
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
def test_axe_finds_nothing(
    everything: dict[str, list[str]], at_elections: As, language: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    wrong: list[str] = []
    for name, addresses in everything.items():
        page = at_elections(name, viewport={"width": 1280, "height": 800})
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
    everything: dict[str, list[str]], at_elections: As, large: bool
) -> None:
    wrong = []
    for name, addresses in everything.items():
        page = at_elections(name, viewport={"width": 360, "height": 740})
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
