"""A congress of 400 delegates and the plenary after it, from set-up to the signed report, at the
pages alone: a tie and its runoff, a shortfall and its repeat, the plenary's two elections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.institutions.elections.printed import need_chinese

from guiju.institutions.elections.demo.names import (
    ALTERNATES,
    DISCIPLINE,
    MEMBERS,
    OTHERS,
    votes,
)
from guiju.institutions.elections.demo.papers import Paper, deal, misread
from guiju.institutions.elections.models import Election, Sheet, State
from guiju.ledger.verifying import verify
from guiju.names import sort

from .congress import counting, papers, steps
from .congress.desks import Desks, sit_down

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DELEGATES, SEATS, HALF = 400, 40, 200
TYPED = 6
"""Sheets of the pile that is typed on the keyboard; all others are a second pile.

All who came return their ballot in the preselection; in the rounds behind it so many do as still
decide them, since each sheet is two requests."""
Result = Mapping[str, Any]


@dataclass
class Congress:
    """Both halls, and where packages are put."""

    congress: Desks
    plenary: Desks
    folder: Path
    held: list[int] = field(default_factory=list)


@pytest.fixture
def congress(
    chromium: Any, transactional_city: None, live_server: Any, tmp_path: Path
) -> Iterator[Congress]:
    """The demo city's congress before its first election, everybody at a screen."""
    need_chinese()
    first, second = sit_down(chromium, live_server.url)
    yield Congress(first, second, tmp_path)
    first.screens.close()


def described(title: str, kind: str, names: Sequence[str], seats: int, **told: Any) -> Result:
    """An election of the congress as a file says it."""
    candidates = [{"name": name} for name in names]
    base = {"title": title, "kind": kind, "round": "formal", "body": "congress"}
    base |= {"eligible": DELEGATES, "seats": seats, "candidates": candidates}
    return {**base, **told}


def by_strokes(names: Sequence[str]) -> list[str]:
    """Names in the order of lists."""
    return list(sort(names).names)


def released(desks: Desks, number: int, title: str) -> list[str]:
    """The ballot released by two and printed: the code, the title, every name; its order."""
    steps.two(desks, number, "ballot", "secretary", desks.chief)
    steps.at(desks["secretary"], number, "ballot/")
    order = steps.names_on(desks["secretary"])
    printed = papers.printed_ballot(desks, number)
    assert len(printed.pages) == 1
    # A longer name stands in two lines of its cell, its note in brackets in the second.
    parts = [part for name in order for part in name.replace("（", " （").split()]
    assert [part for part in (title, *parts) if part not in printed.text] == []
    return order


def dealt(
    order: Sequence[str], wanted: Mapping[str, int], seats: int, doubtful: int, **told: Any
) -> list[Paper]:
    """The ballots in the boxes, of which some are keyed in with a slip and as many not clear."""
    seed = f"{order[0]}{seats}"
    made = deal(order, wanted, seats=seats, seed=seed, **told)
    return misread(made, seed=seed, slips=doubtful, unclear=doubtful)


def in_piles(found: Sequence[Paper], typed: int) -> list[Sequence[Paper]]:
    """All ballots in one pile; a small one stands before it where it is typed by hand."""
    return [pile for pile in (found[:typed], found[typed:]) if pile]


def held(
    congress: Congress, desks: Desks, number: int, wanted: Mapping[str, int], **told: Any
) -> Result:
    """Released, printed, voted, counted, reported and announced; what the chair's page says."""
    election = Election.objects.get(pk=number)
    order = released(desks, number, election.title)
    typed, present = told.pop("typed", 0), told.pop("present", election.eligible)
    told.setdefault("ballots", present)
    # What the formal round has walked is not walked once more in its runoff or its repeat.
    again = election.round in {"runoff", "repeat"}
    doubtful = 0 if again else 1
    found = dealt(order, wanted, election.seats, doubtful, **told)
    piles = in_piles(found, typed)
    steps.meet(desks, number, present=present, sheets=[len(pile) for pile in piles])
    assert counting.count(desks, number, piles, typed=1 if typed else 0) == 2 * doubtful
    counting.decide(desks, number)
    reported(desks, number, votes_of := papers.votes_of(found, order, election.seats))
    result = announced(desks, number)
    assert {name: votes_of[name][0] for name in order} == {name: wanted[name] for name in order}
    if not again:
        fingerprint = papers.recounted(desks, number, congress.folder)
        assert fingerprint in papers.letter(desks["scrutineer"], number, "record").text
    congress.held.append(number)
    return result


def reported(desks: Desks, number: int, counted: Mapping[str, Sequence[int]]) -> None:
    """The record and the report have every figure; nobody else sees one before the report."""
    steps.at(desks["secretary"], number, "result/")
    assert not desks["secretary"].locator("main table").count()
    steps.two(desks, number, "figures", "scrutineer", desks.chief)
    report = papers.letter(desks["chair"], number, "report")
    for place, (name, figures) in enumerate(counted.items(), start=1):
        post = Election.objects.get(pk=number).candidates.get(name=name).post
        assert report.row(place, name, post, *figures), report.pages


def announced(desks: Desks, number: int) -> Result:
    """The names announced by secretary and chair, in the hall and in the letter alike."""
    steps.two(desks, number, "names", "secretary", "chair")
    election = Election.objects.get(pk=number)
    assert election.state == State.ANNOUNCED
    result: Result = election.outcome.result
    steps.at(desks["chair"], number, "projector/")
    assert desks["chair"].locator(".elected li").all_inner_texts() == result["elected"]
    letter = papers.letter(desks["secretary"], number, "announcement")
    assert in_order(letter.text, result["elected"])
    return result


def in_order(text: str, names: Sequence[str]) -> bool:
    """Whether a text has these names one behind the other."""
    for name in names:
        _before, found, text = text.partition(name)
        if not found:
            return False
    return True


def outcomes(result: Result, *names: str) -> list[str]:
    """What came of persons."""
    known = {one["name"]: one["outcome"] for one in result["candidates"]}
    return [known[name] for name in names]


def preselected(congress: Congress) -> int:
    """44 stand for 40 seats; of four left over, two have a majority and one has exactly half."""
    desks = congress.congress
    told = described("市委委员选举", "committee", MEMBERS, SEATS, round="preselection")
    number = steps.set_up_in_steps(desks, told)
    steps.set_people(desks, number, DELEGATES)
    wanted = votes(MEMBERS, 394, 3, (236, 214, HALF, 187))
    result = held(congress, desks, number, wanted, present=397, spoilt=2, typed=TYPED)
    assert result["elected"] == by_strokes(MEMBERS[:SEATS])
    over, less = "not in the first N", "no majority"
    assert outcomes(result, *MEMBERS[SEATS:]) == [over, over, less, less]
    assert (result["ballots"]["returned"], result["ballots"]["invalid"]) == (397, 2)
    # Figures of the preselection are for the presidium alone (37/1).
    steps.at(desks["secretary"], number, "result/")
    assert not desks["secretary"].locator("main table").count()
    return number


def elected_members(congress: Congress, preselection: int) -> None:
    """As many as seats; one has exactly half, and the round is repeated for that seat."""
    desks = congress.congress
    formal = steps.follow(desks, preselection, "formal", seats=str(SEATS))
    short = MEMBERS[17]
    wanted = {**votes(MEMBERS[:SEATS], 258, 1, ()), short: HALF}
    result = held(congress, desks, formal, wanted, ballots=260, written=OTHERS)
    assert (result["open_seats"], result["runoffs"]) == (1, [])
    assert {one["name"]: one["for"] for one in result["write_ins"]} == dict.fromkeys(OTHERS, 1)
    repeat = steps.stand_again(desks, formal, [short])
    assert held(congress, desks, repeat, {short: 212}, present=330, ballots=220)["elected"] == [
        short
    ]
    steps.at(desks["secretary"], formal, "result/")
    assert steps.names_on(desks["secretary"], -1) == by_strokes(MEMBERS[:SEATS])


def elected_alternates(congress: Congress) -> None:
    """Ten for eight seats, by votes; the eighth is tied and voted on again between the two."""
    desks = congress.congress
    told = described("市委候补委员选举", "alternates", ALTERNATES, 8)
    number = steps.set_up_from_file(desks, told)
    steps.set_people(desks, number, DELEGATES, members_done="yes")
    tied = ALTERNATES[7:9]
    result = held(congress, desks, number, votes(ALTERNATES, 232, 2, (215, 215, 205)), ballots=280)
    assert result["elected"] == ALTERNATES[:7]
    assert result["runoffs"] == [{"names": by_strokes(tied), "seats": 1}]
    runoff = steps.follow(desks, number, "runoff")
    # In a runoff the most votes elect, however few they are.
    told = held(congress, desks, runoff, {tied[0]: 90, tied[1]: 100}, present=330, ballots=210)
    assert told["elected"] == [tied[1]]
    steps.at(desks["secretary"], number, "result/")
    assert steps.names_on(desks["secretary"], -1) == [*ALTERNATES[:7], tied[1]]


def elected_discipline(congress: Congress) -> None:
    """28 stand for 25 seats, and every seat is filled."""
    desks = congress.congress
    number = steps.set_up_from_file(
        desks, described("市纪委委员选举", "discipline", DISCIPLINE, 25)
    )
    steps.set_people(desks, number, DELEGATES)
    wanted = votes(DISCIPLINE, 228, 1, (190, 180, 170))
    result = held(congress, desks, number, wanted, present=330, ballots=240)
    assert result["elected"] == by_strokes(DISCIPLINE[:25])


def elected_by_plenary(congress: Congress) -> None:
    """The standing committee, then the secretaries, each list in the order approved above."""
    desks, standing = congress.plenary, MEMBERS[:13]
    at_plenary = {"body": "plenary", "eligible": SEATS, "commission": False}
    order = {"approved_order": standing[::-1]}
    told = described("市委常委会委员选举", "standing", standing, 11, **at_plenary, **order)
    first = steps.set_up_from_file(desks, told)
    steps.set_people(desks, first, SEATS)
    posts = ("书记", "副书记", "副书记")
    told = {**described("市委书记、副书记选举", "secretaries", (), 3, **at_plenary)}
    pairs = zip(standing[:3], posts, strict=True)
    told |= {"candidates": [{"name": name, "post": post} for name, post in pairs]}
    told |= {"posts": [{"post": "书记", "seats": 1}, {"post": "副书记", "seats": 2}]}
    second = steps.set_up_from_file(desks, {**told, "approved_order": standing[:3]})
    steps.set_people(desks, second, SEATS)
    steps.at(desks["secretary"], second)
    assert desks["secretary"].locator("#next ~ .cards #setup").count() == 1  # Too early (22).
    result = held(congress, desks, first, votes(standing, 40, 1, (20, 19)))
    assert result["elected"] == standing[:11][::-1]
    steps.at(desks["secretary"], second, "method/")
    steps.fill(desks["secretary"], standing_done="yes")
    steps.press(desks["secretary"])
    result = held(congress, desks, second, votes(standing[:3], 39, 2, ()))
    assert result["elected"] == standing[:3]


def test_a_congress_at_the_pages_with_a_tie_and_a_shortfall_on_the_way(congress: Congress) -> None:
    elected_members(congress, preselected(congress))
    elected_alternates(congress)
    elected_discipline(congress)
    elected_by_plenary(congress)
    assert congress.held == list(
        Election.objects.order_by("outcome__pk").values_list("pk", flat=True)
    )
    assert Election.objects.filter(state=State.ANNOUNCED).count() == 8
    assert Sheet.objects.count() == 2 * (397 + 260 + 220 + 280 + 210 + 240 + 40 + 40)
    assert verify().broken is None
