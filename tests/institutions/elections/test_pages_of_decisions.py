"""The page on which a meeting's decision is recorded: by two, seen by whom it concerns."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from guiju.clock import today
from guiju.institutions.elections.models import Election
from guiju.institutions.elections.services import following

from .hands import Hands, act, announce, decide, decided, make_hands, set_up
from .pages import WHAT, page, send, signed, text
from .test_decisions import FEW, preselection
from .test_passing import VOTE, elected

SHORTAGE, PASSING = "decisions/shortage/", "decisions/passing/"
LEFT = {"course": "leave", "decider": "presidium", "near": "yes", "reason": "主席团会议记录"}


def put(client: Client, address: str, **fields: Any) -> str:
    """A decision put forward on its page."""
    return send(client, address, do="propose", day=today().isoformat(), **fields)


def test_few_candidates_are_decided_on_the_page_and_the_formal_election_goes_on(
    elections_hands: Hands,
) -> None:
    hands = elections_hands
    before = preselection(hands)
    secretary, chair = signed(hands, "secretary"), signed(hands, "chair")
    made = following.make_formal(before, person=hands["secretary"], day=today(), seats=3)
    assert "预选后候选人少于应选人数的，已经决定不再选举" in text(secretary, page(made))
    refused = secretary.post(page(made, "acts/ballot/"), {"do": "propose"})
    assert (refused.status_code, made.acts.count()) == (400, 0)
    for one in (before, made):
        assert page(one, SHORTAGE) in text(secretary, page(one))
    assert page(before, SHORTAGE) in text(secretary, page(before, "result/"))
    asked = text(secretary, page(before, SHORTAGE))
    assert "不足 1 个名额" in asked
    assert "第三十六条" in asked
    told = put(secretary, page(before, SHORTAGE), **LEFT)
    assert "已办理，并记入历史" in told
    assert "等待另一人" in told
    assert "核对后同意或者退回" in text(chair, "/elections/waiting/")
    assert "核对无误，同意" in text(chair, page(before, SHORTAGE))
    done = send(chair, page(before, SHORTAGE), do="confirm", seen=before.decisions.get().pk)
    assert "主席团会议记录" in done
    send(secretary, page(made, "acts/ballot/"), do="propose")
    assert made.acts.count() == 1


def test_a_proposal_sent_back_stands_with_its_reason(elections_hands: Hands) -> None:
    hands = elections_hands
    before = preselection(hands)
    secretary, chair = signed(hands, "secretary"), signed(hands, "chair")
    put(secretary, page(before, SHORTAGE), **LEFT)
    own = text(secretary, page(before, SHORTAGE))
    assert "提出的人不能自己同意" in own
    assert "收回" in own
    stale = chair.post(page(before, SHORTAGE), {"do": "confirm", "seen": "0"}, follow=True)
    assert "有变化，请重新核对" in stale.content.decode()
    assert chair.post(page(before, SHORTAGE), {"do": "refuse", "why": ""}).status_code == 400
    told = send(chair, page(before, SHORTAGE), do="refuse", why="没有开会")
    assert "没有开会" in told
    assert "登记会议的决定：名额不足的处理" in text(secretary, page(before))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {**LEFT, "course": "passed"},
        {**LEFT, "near": "no"},
        {**LEFT, "decider": "electors", "agreed": "-1"},
        {**LEFT, "decider": "electors", "agreed": str(10**30)},
        {**LEFT, "reason": "长" * 321},
        {**LEFT, "day": "9999-12-31"},
    ],
)
def test_what_cannot_be_decided_is_refused_beside_its_field(
    elections_hands: Hands, fields: dict[str, str]
) -> None:
    before = preselection(elections_hands)
    client = signed(elections_hands, "secretary")
    sent = {"day": today().isoformat(), **fields, "do": "propose"}
    answer = client.post(page(before, SHORTAGE), sent)
    assert answer.status_code == 400
    assert "field-error" in answer.content.decode() or "〔" in answer.content.decode()
    assert not before.decisions.exists()


@pytest.mark.parametrize("name", ["counter", "scrutineer", "chair"])
def test_nobody_but_the_secretary_puts_it_forward(elections_hands: Hands, name: str) -> None:
    before = preselection(elections_hands)
    client = signed(elections_hands, name)
    assert 'value="propose"' not in text(client, page(before, SHORTAGE))
    sent = {"day": today().isoformat(), "do": "propose", **LEFT}
    assert client.post(page(before, SHORTAGE), sent).status_code == 400
    assert not before.decisions.exists()


def test_seats_of_a_preselection_that_is_not_announced_are_not_shown(
    elections_hands: Hands,
) -> None:
    """How many are short tells how many were nominated: as yet the presidium's (37)."""
    hands = elections_hands
    before = decided(hands, FEW, round="preselection")
    act(hands, before, "figures", "scrutineer", "chief")
    decide(hands, Election.objects.get(pk=before.pk))
    counter = signed(hands, "counter")
    assert counter.get(page(before, SHORTAGE)).status_code == 404
    assert "会议记录第三页" not in text(counter, page(before))
    for name in ("secretary", "chair", "chief"):
        assert "会议记录第三页" in text(signed(hands, name), page(before, SHORTAGE))
        assert "会议记录第三页" in text(signed(hands, name), page(before))


def test_where_nothing_is_to_be_decided_there_is_no_page(elections_hands: Hands) -> None:
    hands = elections_hands
    whole = announce(hands, decided(hands, ["11122"] * 10))
    client = signed(hands, "secretary")
    for rest in (SHORTAGE, PASSING, "decisions/ballot/"):
        assert client.get(page(whole, rest)).status_code == 404
    stranger = signed(make_hands("E9"), "secretary")
    assert stranger.get(page(preselection(hands), SHORTAGE)).status_code == 404


def test_the_plenary_s_passing_is_recorded_on_the_page(elections_hands: Hands) -> None:
    hands = elections_hands
    election = elected(hands)
    secretary, chair = signed(hands, "secretary"), signed(hands, "chair")
    before = text(secretary, page(election))
    assert "纪委常委会委员" in before
    assert "宣布以后" in before
    assert page(election, PASSING) in before
    assert secretary.get(page(election, "documents/submission/")).status_code == 404
    vote = {name: str(number) for name, number in VOTE.items()}
    put(secretary, page(election, PASSING), course="passed", reason="党委全会记录", **vote)
    told = send(chair, page(election, PASSING), do="confirm", seen=election.decisions.get().pk)
    assert "同意 36 · 不同意 1 · 弃权 1" in told
    assert "documents/submission/" in told


def test_whose_it_is_must_be_chosen_when_it_is_set_up(elections_hands: Hands) -> None:
    client = signed(elections_hands, "secretary")
    fields = {**WHAT, "kind": "standing", "body": "plenary", "day": today().isoformat()}
    fields |= {"organ": str(elections_hands.organ.pk), "eligible": "10", "seats": "2"}
    fields |= {"blank": "abstain", "step": "numbers"}
    assert client.post("/elections/new/", fields).status_code == 400
    assert "批准的顺序" in send(client, "/elections/new/", **fields, commission="yes")
    own = set_up(elections_hands, kind="standing", body="plenary", commission=True)
    shown = text(client, page(own, "change/"))
    assert "选举的委员会" not in shown
    again = send(client, page(own, "change/"), **{**fields, "step": "what"})
    assert '<option value="yes" selected>' in again


def test_the_page_is_in_english_too(elections_hands: Hands) -> None:
    before = preselection(elections_hands)
    client = signed(elections_hands, "secretary")
    client.cookies["django_language"] = "en"
    shown = text(client, page(before, SHORTAGE))
    assert "1 seats are short" in shown
    assert "The presidium" in shown


def test_the_page_asks_few_questions(
    elections_hands: Hands, django_assert_max_num_queries: Any
) -> None:
    before = preselection(elections_hands)
    decide(elections_hands, before)
    client = signed(elections_hands, "chair")
    with django_assert_max_num_queries(14):
        assert "会议记录第三页" in text(client, page(before, SHORTAGE))
