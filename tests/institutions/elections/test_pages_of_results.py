"""The pages of what came of an election, who is shown what, and the rounds that follow."""

from __future__ import annotations

import pytest

from guiju.clock import today
from guiju.institutions.elections.models import Election, State

from .hands import (
    Hands,
    act,
    announce,
    decided,
    key_twice,
)
from .pages import entering, page, send, signed, text


def test_it_is_decided_reported_and_announced_on_the_pages(elections_hands: Hands) -> None:
    hands = elections_hands
    election, batch = entering(hands, 9)
    scrutineer, chief = signed(hands, "scrutineer"), signed(hands, "chief")
    assert "还没有比对" in text(scrutineer, page(election, "decide/"))
    key_twice(hands, batch, ["11122"] * 6 + ["22111"] * 3)
    assert "已判定" in send(scrutineer, page(election, "decide/"))
    secretary, chair = signed(hands, "secretary"), signed(hands, "chair")
    assert "还没有报告" in text(secretary, page(election, "result/"))
    send(scrutineer, page(election, "acts/figures/"), do="propose")
    figures = election.acts.get(kind="figures")
    send(chief, page(election, "acts/figures/"), do="confirm", seen=figures.pk)
    hall = text(chair, page(election, "projector/"))
    assert "丁一" in hall
    assert "当选名单" not in hall
    send(secretary, page(election, "acts/names/"), do="propose")
    names = election.acts.get(kind="names")
    send(chair, page(election, "acts/names/"), do="confirm", seen=names.pk)
    assert "当选名单" in text(chair, page(election, "projector/"))
    assert "当选" in text(signed(hands, "counter"), page(election, "result/"))
    election.refresh_from_db()
    assert election.state == State.ANNOUNCED


def test_figures_of_a_preselection_are_on_no_screen_and_no_counters_page(
    elections_hands: Hands,
) -> None:
    hands = elections_hands
    election = decided(hands, ["11122"] * 6 + ["22111"] * 3, round="preselection")
    act(hands, election, "figures", "scrutineer", "chief")
    for name in ("secretary", "counter"):
        assert '<td class="number"' not in text(signed(hands, name), page(election, "result/"))
    assert '<td class="number"' in text(signed(hands, "chair"), page(election, "result/"))
    hall = text(signed(hands, "chair"), page(election, "projector/"))
    assert "丁一" not in hall
    act(hands, election, "names", "secretary", "chair")
    hall = text(signed(hands, "chair"), page(election, "projector/"))
    assert "丁一" in hall
    assert 'class="number"' not in hall


@pytest.mark.parametrize(
    ("kind", "round_", "article"),
    [
        ("committee", "formal", "38/1"),
        ("alternates", "formal", "38/2"),
        ("standing", "formal", "38/3"),
        ("committee", "preselection", "30/1"),
    ],
)
def test_a_list_stands_under_the_article_that_orders_it(
    elections_hands: Hands, kind: str, round_: str, article: str
) -> None:
    from guiju.institutions.elections.selectors.articles import article_of_list

    election = Election(
        organ=elections_hands.organ, kind=kind, round=round_, body="congress", seats=1,
        eligible=2, code="A", day=today(),
    )  # fmt: skip
    election.save()
    assert article_of_list(election) == article


def test_single_ballots_stand_on_the_result_for_scrutineers_alone(elections_hands: Hands) -> None:
    election = decided(elections_hands, ["11122"] * 6 + ["11112"])
    assert "01-0007" in text(signed(elections_hands, "chief"), page(election, "result/"))
    assert "01-0007" not in text(signed(elections_hands, "chair"), page(election, "result/"))


TIE = ["12122"] * 4 + ["12212"] * 2 + ["22112"] * 2 + ["22212"] * 2
"""Three with six votes of ten each, for two seats."""


def test_open_seats_are_voted_again_among_those_with_most_votes(elections_hands: Hands) -> None:
    hands = elections_hands
    short = announce(hands, decided(hands, ["11122"] * 3 + ["11212"] * 3, eligible=6))
    secretary = signed(hands, "secretary")
    assert "还有 1 个名额" in text(secretary, page(short, "result/"))
    assert "李三（3）" in text(secretary, page(short, "repeat/"))
    passed = secretary.post(page(short, "repeat/"), {"day": today().isoformat(), "names": ["赵五"]})
    assert passed.status_code == 400
    assert "不能越过" in passed.content.decode()
    made = send(secretary, page(short, "repeat/"), day=today().isoformat(), names=["李三", "陈四"])
    assert "已设置" in made
    assert {one.name for one in short.following.get().candidates.all()} == {"李三", "陈四"}


def test_those_tied_are_voted_on_again(elections_hands: Hands) -> None:
    hands = elections_hands
    tied = announce(hands, decided(hands, TIE, seats=2))
    secretary = signed(hands, "secretary")
    assert "就票数相等的人再次投票" in text(secretary, page(tied, "result/"))
    assert "丁一、李三、陈四" in text(secretary, page(tied, "runoff/"))
    day = today().isoformat()
    assert "再次投票" in send(secretary, page(tied, "runoff/"), which=0, day=day)
    made = tied.following.get()
    assert (made.round, made.seats, made.candidates.count()) == ("runoff", 2, 3)
    assert (
        "已经设置"
        in secretary.post(page(tied, "runoff/"), {"which": 0, "day": day}).content.decode()
    )
    assert secretary.get(page(tied, "repeat/")).status_code == 404


def test_a_void_election_is_held_anew_and_open_seats_may_stay_open(elections_hands: Hands) -> None:
    hands = elections_hands
    secretary = signed(hands, "secretary")
    void = decided(hands, ["11122"] * 4, issued=3, eligible=4)
    act(hands, void, "figures", "scrutineer", "chief")
    assert "选举无效" in text(secretary, page(void, "result/"))
    assert "已设置" in send(secretary, page(void, "again/"), day=today().isoformat())
    assert void.following.count() == 1
    few = announce(hands, decided(hands, ["11222"] * 4, eligible=4))
    assert secretary.get(page(few, "runoff/")).status_code == 404
    address, chair = page(few, "decisions/shortage/"), signed(hands, "chair")
    assert secretary.post(address, {"do": "propose", "course": "leave"}).status_code == 400
    told = {"course": "leave", "decider": "presidium", "near": "yes", "reason": "会议记录"}
    send(secretary, address, do="propose", day=today().isoformat(), **told)
    send(chair, address, do="confirm", seen=few.decisions.get().pk)
    few.refresh_from_db()
    assert few.left_open.endswith("大会主席团决定")


def test_those_nominated_stand_in_the_formal_election(elections_hands: Hands) -> None:
    hands = elections_hands
    before = decided(hands, ["11122"] * 6 + ["22111"] * 3, round="preselection")
    before = announce(hands, before)
    secretary = signed(hands, "secretary")
    fields = {"day": today().isoformat(), "seats": 2}
    assert "正式选举" in send(secretary, page(before, "formal/"), **fields)
    made = before.following.get()
    assert (made.round, made.preselected, made.candidates.count()) == ("formal", True, 3)


@pytest.mark.parametrize(
    ("sheets", "issued", "chinese", "english"),
    [
        (["11122"] * 3, 2, "收回的选票多于发出的选票", "More ballots returned than issued"),
        (["11112"] + ["11122"] * 8, 9, "所选4人，多于应选3人", "chooses more persons"),
    ],
)
def test_why_ballots_or_an_election_are_void_is_said_in_english_too(
    elections_hands: Hands, sheets: list[str], issued: int, chinese: str, english: str
) -> None:
    """The result is kept in Chinese; an English page says what its provision says."""
    eligible = max(len(sheets), issued)
    election = decided(elections_hands, sheets, issued=issued, eligible=eligible)
    client = signed(elections_hands, "scrutineer")
    assert chinese in text(client, page(election, "result/"))
    client.cookies["django_language"] = "en"
    shown = text(client, page(election, "result/"))
    assert english in shown
    assert chinese not in shown
