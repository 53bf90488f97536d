"""The count at its pages: sheets keyed in twice, compared, settled by two scrutineers, decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guiju.institutions.elections.demo.papers import Paper

from .desks import Desks
from .steps import CONFIRMING, PROPOSING, at, press

SIGNS = "0123X?"
"""What is typed for the digit that is kept."""
SEND = """async (sheets) => {
  const say = document.getElementById("sheet").dataset;
  const token = document.querySelector("#sheet [name=csrfmiddlewaretoken]").value;
  const refused = [];
  for (const [number, signs, others] of sheets) {
    const body = new URLSearchParams({ number, others });
    [...signs].forEach((sign, place) => body.set(`mark-${place}`, sign));
    const answer = await fetch(say.keep, {
      method: "POST", body, credentials: "same-origin", redirect: "manual",
      headers: { "X-CSRFToken": token },
    });
    if (!answer.ok || (await answer.json()).kept !== number) refused.push(number);
  }
  return refused;
}"""
"""Sheet after sheet in the request of the page's own script (entry.js), from within the page."""
OPEN_MARKS = """all => all.filter(one => !one.value).map(one => Number(one.name.split("-")[1]))"""


def count(desks: Desks, election: int, piles: Sequence[Sequence[Paper]], *, typed: int = 0) -> int:
    """Every pile keyed in twice, compared and settled; how many sheets two scrutineers settled."""
    settled = 0
    for number, pile in enumerate(piles, start=1):
        for turn, who in enumerate(("counter", "second")):
            key_in(desks[who], election, number, pile, turn, by_hand=number == typed)
        settled += settle(desks, election, number, pile)
    return settled


def key_in(
    page: Any, election: int, number: int, pile: Sequence[Paper], turn: int, *, by_hand: bool
) -> None:
    """A pile keyed in by one counter as they saw it, and handed over."""
    at(page, election, f"batches/{number}/enter/")
    press(page, 'main form[action$="/enter/begin/"]')
    page.wait_for_selector("#sheet [data-script]:not([hidden]), .keys [data-script]:not([hidden])")
    rows = [(n, _signs(one.keyed[turn]), one.others) for n, one in enumerate(pile, start=1)]
    (_type if by_hand else _send)(page, number, rows)
    page.wait_for_selector("#close button:not(.second)")
    press(page, "#close", "button")


def _signs(marks: str) -> str:
    return "".join(SIGNS[int(mark)] for mark in marks)


def _type(page: Any, number: int, rows: Sequence[tuple[int, str, str]]) -> None:
    """On the keyboard: a sign for each candidate, then the sheet is kept and the next one comes."""
    for place, signs, others in rows:
        code = f"{number:02d}-{place:04d}"
        assert page.locator("#sheet-code").inner_text() == code
        page.keyboard.type(signs)
        page.keyboard.insert_text(others)
        if place < len(rows):
            page.keyboard.press("Control+Enter")
            page.wait_for_function(
                "code => document.getElementById('kept').textContent.startsWith(code)", arg=code
            )
    with page.expect_navigation():  # All are in: the page comes anew.
        page.keyboard.press("Control+Enter")


def _send(page: Any, _number: int, rows: Sequence[tuple[int, str, str]]) -> None:
    assert page.evaluate(SEND, [list(row) for row in rows]) == []
    page.reload()


def settle(desks: Desks, election: int, number: int, pile: Sequence[Paper]) -> int:
    """Compare, then each doubtful sheet: one proposes what the paper says, another agrees."""
    one, other = desks["scrutineer"], desks[desks.chief]
    at(one, election, f"batches/{number}/")
    press(one, 'main form[action$="/compare/"]')
    links = one.locator("#doubts ~ .table-box a")
    sheets = [int(told.partition("-")[2]) for told in links.all_inner_texts()]
    wrong = [n for n, paper in enumerate(pile, start=1) if set(paper.keyed) != {paper.marks}]
    assert sheets == wrong
    for sheet in sheets:
        _settle(one, other, f"batches/{number}/sheets/{sheet}/", election, pile[sheet - 1])
    return len(sheets)


def _settle(one: Any, other: Any, rest: str, election: int, paper: Paper) -> None:
    at(one, election, rest)
    fields = one.locator(f"{PROPOSING} select")
    missing = fields.evaluate_all(OPEN_MARKS)
    assert missing == [n for n, mark in enumerate(paper.marks) if set(_at(paper, n)) != {mark}]
    for place in missing:
        one.locator(f'{PROPOSING} [name="mark-{place}"]').select_option(paper.marks[place])
    one.locator(f"{PROPOSING} [name=reason]").fill("两人查看原票")
    press(one, PROPOSING)
    at(one, election, rest)
    assert not one.locator(CONFIRMING).count()
    at(other, election, rest)
    press(other, CONFIRMING)


def _at(paper: Paper, place: int) -> tuple[str, str]:
    """How both saw a mark."""
    first, second = paper.keyed
    return first[place], second[place]


def decide(desks: Desks, election: int) -> None:
    """Nothing is open any more: a scrutineer decides."""
    page = desks["scrutineer"]
    at(page, election, "decide/")
    press(page)
