"""The steps of an election at its pages: setting up, two persons' acts, the meeting, rounds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from guiju.clock import today

from .desks import Desks

MAIN = "main form"
PROPOSING, CONFIRMING = (f"{MAIN}:has([name=do][value={do}])" for do in ("propose", "confirm"))


def press(page: Any, form: str = MAIN, button: str = "button:not(.second, .plain)") -> None:
    """Press a form's button; the page that comes refuses nothing."""
    with page.expect_navigation() as told:
        page.locator(f"{form} {button}").click()
    wrong = page.locator("main .notice.error, main .field-error").all_inner_texts()
    assert (told.value.status, wrong) == (200, [])


def fill(page: Any, form: str = MAIN, **fields: str) -> None:
    """Fill a form's fields by their names; a choice is taken by its value."""
    for name, value in fields.items():
        found = page.locator(f'{form} [name="{name}"]')
        if found.evaluate("one => one.tagName") == "SELECT":
            found.select_option(value)
        else:
            found.fill(value)


def at(page: Any, election: int, rest: str = "") -> None:
    """Go to a page of an election."""
    answer = page.goto(f"/elections/{election}/{rest}")
    assert answer.status == 200, page.url


def names_on(page: Any, nth: int = 0) -> list[str]:
    """The names of a page's list, without posts."""
    items = page.locator("main ol.names").nth(nth).locator("li")
    return [
        str(one) for one in items.evaluate_all("all => all.map(li => li.firstChild.data.trim())")
    ]


def _number(page: Any) -> int:
    return int(page.url.partition("/elections/")[2].split("/")[0])


def set_up_in_steps(desks: Desks, told: Mapping[str, Any]) -> int:
    """What is elected, the numbers, the candidates, the rehearsal; the election's number."""
    page, day = desks["secretary"], today().isoformat()
    page.goto("/elections/")
    page.locator('main a[href="/elections/new/"]').click()
    what = {key: told[key] for key in ("title", "kind", "round", "body")}
    fill(page, organ=str(desks.hall.organ.pk), day=day, **what)
    press(page)
    fill(page, eligible=str(told["eligible"]), seats=str(told["seats"]))
    press(page)
    fill(page, candidates="\n".join(one["name"] for one in told["candidates"]))
    press(page)
    return _written(page)


def set_up_from_file(desks: Desks, told: Mapping[str, Any]) -> int:
    """One file that says everything, rehearsed in the same way; the election's number."""
    page = desks["secretary"]
    page.goto("/elections/new/file/")
    fill(page, organ=str(desks.hall.organ.pk), day=today().isoformat())
    content = json.dumps(told, ensure_ascii=False).encode("utf-8")
    upload = {"name": "election.json", "mimeType": "application/json", "buffer": content}
    page.locator(f'{MAIN} [name="file"]').set_input_files(upload)
    press(page)
    return _written(page)


def _written(page: Any) -> int:
    """What was rehearsed is written."""
    press(page, 'main form[action$="/new/write/"]')
    return _number(page)


def set_people(desks: Desks, election: int, assenting: int, **sequence: str) -> None:
    """Officers a row each, the method adopted by all, what was elected before."""
    page = desks["secretary"]
    at(page, election, "officers/")
    for row, one in enumerate(desks.hall.officers):
        if not page.locator(f'[name="account-{row}"]').count():
            press(page, button="[name=more]")
        fields = {f"function-{row}": one.function, f"account-{row}": str(one.account.pk)}
        if one.voter:
            fields |= {f"voter-{row}": "yes", f"voted_in-{row}": "yes"}
        fill(page, **fields, **{f"named_by-{row}": one.named_by})
    press(page)
    at(page, election, "method/")
    fill(page, assenting=str(assenting), **sequence)
    press(page)


def two(desks: Desks, election: int, kind: str, proposer: str, confirmer: str) -> None:
    """An act of two persons, each on the page of the act; who proposes confirms nothing."""
    one, other = desks[proposer], desks[confirmer]
    at(one, election, f"acts/{kind}/")
    press(one, PROPOSING)
    at(one, election, f"acts/{kind}/")
    assert not one.locator(CONFIRMING).count()
    at(other, election, f"acts/{kind}/")
    press(other, CONFIRMING)


def meet(desks: Desks, election: int, *, present: int, sheets: Sequence[int]) -> None:
    """Those present and their ballots recorded, the piles counted by hand, the count begun."""
    chief, watching = desks[desks.chief], desks["scrutineer"]
    at(chief, election, "meeting/")
    recording = 'main form[action$="/meeting/"]'
    fill(chief, recording, present=str(present), issued=str(present))
    press(chief, recording)
    at(watching, election, "meeting/")
    adding = 'main form[action$="/batches/add/"]'
    for number, count in enumerate(sheets, start=1):
        fill(watching, adding, sheets=str(count), label=f"第 {number} 票箱")
        press(watching, adding, "button")
    at(chief, election, "meeting/")
    press(chief, 'main form[action$="/meeting/start/"]')


def follow(desks: Desks, election: int, kind: str, **fields: str) -> int:
    """A round that follows, from the link on the result's page; the number of the new election."""
    page = desks["secretary"]
    at(page, election, "result/")
    page.locator(f'main .cards a[href$="/{kind}/"]').click()
    fill(page, day=today().isoformat(), **fields)
    press(page)
    assert _number(page) != election
    return _number(page)


def stand_again(desks: Desks, election: int, names: Sequence[str]) -> int:
    """A repeat among those ticked; nobody with more votes is passed over (36)."""
    page = desks["secretary"]
    at(page, election, "result/")
    page.locator('main .cards a[href$="/repeat/"]').click()
    page.wait_for_selector("[name=names]")
    boxes = page.locator("[name=names]")
    shown = boxes.evaluate_all("all => all.map(one => one.value)")
    assert shown[: len(names)] == list(names)
    page.locator('[name="day"]').fill(today().isoformat())
    boxes.nth(len(names)).check()
    page.locator(f"{MAIN} button:not(.second)").click()
    page.wait_for_selector("text=不能越过")
    page.locator('[name="day"]').fill(today().isoformat())
    for place in range(boxes.count()):
        boxes.nth(place).set_checked(place < len(names))
    press(page)
    return _number(page)
