"""Doubtful sheets: two scrutineers settle each, with a reason, and nobody else sees them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from guiju.institutions.elections.models import Adjudication, Settled
from guiju.institutions.elections.selectors.seeing import both_entries
from guiju.institutions.elections.services import adjudicating, comparing, deciding
from guiju.ledger.models import Entry as LedgerEntry
from guiju.organs.models import Role

from .hands import Hands, key_in, meet, release
from .test_acts import second_post


@pytest.fixture
def doubtful(elections_hands: Hands) -> Adjudication:
    """A sheet on which one name was keyed in differently and another is contradictory."""
    hands = elections_hands
    batch = meet(hands, release(hands), [2]).batches.get()
    key_in(hands, batch, "counter", ["11122", "41122"])
    key_in(hands, batch, "second", ["11122", "42122"])
    comparing.compare(batch, person=hands["counter"])
    return Adjudication.objects.get()


def proposed(hands: Hands, doubtful: Adjudication, **change: str) -> Adjudication:
    """What the first scrutineer says of it."""
    told = {"marks": "61122", "reason": "丁一一栏两个标记，不计", **change}
    return adjudicating.propose_settlement(doubtful, person=hands["scrutineer"], **told)


def test_two_scrutineers_settle_a_sheet(elections_hands: Hands, doubtful: Adjudication) -> None:
    one = proposed(elections_hands, doubtful)
    assert not Settled.objects.filter(number=2).exists()
    settled = adjudicating.confirm_settlement(one, person=elections_hands["other"])
    assert (settled.number, settled.marks, settled.adjudicated) == (2, "61122", True)
    election = doubtful.batch.election
    result = deciding.decide_election(election, person=elections_hands["chief"]).result
    first = result["candidates"][0]
    assert (first["for"], first["against"], first["abstain"]) == (1, 0, 0)
    assert result["ballots"]["for_a_person"] == []


def test_nobody_confirms_their_own(elections_hands: Hands, doubtful: Adjudication) -> None:
    one = proposed(elections_hands, doubtful)
    again = second_post(elections_hands, "scrutineer", Role.SCRUTINEER)
    for person in (elections_hands["scrutineer"], again):
        with pytest.raises(ValidationError, match="不能自己同意"):
            adjudicating.confirm_settlement(one, person=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adjudication.objects.filter(pk=one.pk).update(confirmed=one.proposed)
    assert not Settled.objects.filter(number=2).exists()


def test_only_scrutineers_settle(elections_hands: Hands, doubtful: Adjudication) -> None:
    hands = elections_hands
    for name in ("counter", "secretary", "chair"):
        with pytest.raises(ValidationError, match="监票人"):
            adjudicating.propose_settlement(
                doubtful, person=hands[name], marks="11122", reason="看过"
            )
    one = proposed(hands, doubtful)
    with pytest.raises(ValidationError, match="监票人"):
        adjudicating.confirm_settlement(one, person=hands["counter"])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"reason": " "}, "理由"),
        ({"marks": "41122"}, "不能用"),
        ({"marks": "1112"}, "须有 5 个标记"),
        ({"others": "丁一"}, "是候选人"),
        ({"others": "?"}, "须能辨认"),
    ],
)
def test_what_leaves_a_doubt_is_refused(
    elections_hands: Hands, doubtful: Adjudication, change: dict[str, str], told: str
) -> None:
    with pytest.raises(ValidationError, match=told):
        proposed(elections_hands, doubtful, **change)
    assert Adjudication.objects.get().proposed is None


def test_nothing_is_confirmed_that_nobody_proposed(
    elections_hands: Hands, doubtful: Adjudication
) -> None:
    with pytest.raises(ValidationError, match="还没有提出"):
        adjudicating.confirm_settlement(doubtful, person=elections_hands["other"])


def test_a_proposal_sent_back_starts_afresh(elections_hands: Hands, doubtful: Adjudication) -> None:
    hands = elections_hands
    one = proposed(hands, doubtful)
    with pytest.raises(ValidationError, match="已由"):
        proposed(hands, doubtful)
    back = adjudicating.refuse_settlement(one, person=hands["other"], why="丁一一栏是赞成")
    assert (back.marks, back.proposed, back.returned_why) == ("", None, "丁一一栏是赞成")
    again = adjudicating.propose_settlement(
        back, person=hands["other"], marks="11122", reason="改过的标记以后一个为准"
    )
    adjudicating.confirm_settlement(again, person=hands["scrutineer"])
    assert Settled.objects.get(number=2).marks == "11122"
    with pytest.raises(ValidationError, match="已经认定"):
        adjudicating.refuse_settlement(again, person=hands["chief"], why="再看")


def test_both_entries_are_seen_by_scrutineers_alone(
    elections_hands: Hands, doubtful: Adjudication
) -> None:
    seen = both_entries(doubtful, elections_hands["chief"])
    assert [one.marks for one in seen] == ["41122", "42122"]
    for name in ("counter", "second", "secretary", "chair"):
        assert both_entries(doubtful, elections_hands[name]) == []


def test_the_chain_names_both_people_and_no_sheet(
    elections_hands: Hands, doubtful: Adjudication
) -> None:
    one = proposed(elections_hands, doubtful)
    adjudicating.confirm_settlement(one, person=elections_hands["other"])
    entries = LedgerEntry.objects.filter(action__startswith="elections.settlement.")
    assert [one.actor_name for one in entries.order_by("number")] == ["甲scrutineer", "甲other"]
    texts = "".join(one.content for one in entries)
    assert "61122" not in texts and "不计" not in texts
    assert {one.subject for one in entries} == {f"election {doubtful.batch.election_id} batch 1"}
