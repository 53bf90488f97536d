"""What a meeting decided about seats that are short (36), recorded by two persons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from guiju.clock import today
from guiju.institutions.elections.counting import parse_election
from guiju.institutions.elections.models import Decision, Election
from guiju.institutions.elections.selectors.checks import SETUP, checks_of, standing_in_the_way
from guiju.institutions.elections.selectors.decisions import lacking, left_at_that, short_of
from guiju.institutions.elections.selectors.inbox import next_steps, waiting_for
from guiju.institutions.elections.selectors.turns import elections_waiting
from guiju.institutions.elections.services import decisions, following, setup
from guiju.institutions.elections.services.decisions import Told
from guiju.ledger.models import Entry as LedgerEntry

from .hands import Hands, act, announce, decide, decided, release, set_up

FEW = ["11222"] * 6 + ["22112"] * 4
"""Of three places two are filled: 丁一 and 王二 have six of ten votes, 李三 four."""


def fresh(election: Election) -> Election:
    """The election as it is kept."""
    return Election.objects.get(pk=election.pk)


def preselection(hands: Hands, **change: Any) -> Election:
    """A preselection for three places that leaves two candidates, announced."""
    return announce(hands, decided(hands, FEW, round="preselection", **change))


def formal(hands: Hands, before: Election, seats: int = 3) -> Election:
    """The formal election after it, being set up."""
    return following.make_formal(before, person=hands["secretary"], day=today(), seats=seats)


def said(**change: Any) -> Told:
    """Left at that by the presidium."""
    base = {"course": "leave", "decider": "presidium", "day": today(), "reason": "会议记录"}
    return Told(**{**base, "near": True, **change})


def put(hands: Hands, election: Election, **change: Any) -> Decision:
    """A decision put forward by the secretary."""
    secretary = hands["secretary"]
    return decisions.propose_decision(
        election, kind="shortage", person=secretary, told=said(**change)
    )


def few_check(election: Election) -> list[str]:
    """What the check of article 36/2 says."""
    return [one.state for one in checks_of(election) if one.provision == "36/2"]


def test_a_formal_election_that_lacks_candidates_waits_for_the_decision(
    elections_hands: Hands,
) -> None:
    hands = elections_hands
    before = preselection(hands)
    made = formal(hands, before)
    assert (lacking(made), few_check(made)) == (1, ["broken"])
    with pytest.raises(ValidationError, match="已经决定不再选举"):
        act(hands, made, "ballot", "secretary", "chief")
    decide(hands, before)
    assert few_check(fresh(made)) == ["holds"]
    assert standing_in_the_way(fresh(made), SETUP) == []
    # What article 7 lets be is not told as still to be decided.
    assert [one.state for one in checks_of(made) if one.provision == "7/1"] == ["holds"]
    act(hands, fresh(made), "ballot", "secretary", "chief")


def test_a_decision_put_forward_by_one_opens_nothing(elections_hands: Hands) -> None:
    hands = elections_hands
    before = preselection(hands)
    made = formal(hands, before)
    decision = put(hands, before)
    assert few_check(made) == ["broken"]
    decisions.refuse_decision(decision, person=hands["chair"], why="没有开会")
    assert few_check(made) == ["broken"]
    with pytest.raises(ValidationError, match="已经办结"):
        decisions.confirm_decision(decision, person=hands["chair"])
    decide(hands, before)
    assert few_check(made) == ["holds"]


def test_more_than_was_decided_is_not_left(elections_hands: Hands) -> None:
    """Two candidates for four seats lack two; it was decided about one."""
    hands = elections_hands
    before = preselection(hands)
    decide(hands, before)
    made = formal(hands, before, seats=4)
    assert (short_of(made), few_check(made)) == (2, ["broken"])
    own = decide(hands, made, decider="electors", agreed=5)
    assert (own.missing, few_check(made), left_at_that(made)) == (2, ["holds"], True)
    assert fresh(made).left_open == ""


def test_a_formal_election_set_up_by_itself_has_its_own_decision(elections_hands: Hands) -> None:
    """Its preselection was held elsewhere, and nothing of it is known here."""
    hands = elections_hands
    made = set_up(hands, preselected=True, seats=6)
    with pytest.raises(ValidationError, match="不能这样决定"):
        put(hands, made, course="repeat")
    assert "decide-shortage" not in [one.code for one in next_steps(made)]
    put(hands, made)
    steps = {one.code: one.mine for one in next_steps(made, hands["chair"])}
    assert steps["decide-shortage"]
    assert few_check(made) == ["broken"]
    decisions.confirm_decision(made.decisions.get(), person=hands["chair"])
    assert few_check(made) == ["holds"]


def test_who_is_waited_for_is_counted_as_it_is_listed(elections_hands: Hands) -> None:
    """A decision on a preselection that is reported and not announced waits for the chair."""
    hands = elections_hands
    before = decided(hands, FEW, round="preselection")
    act(hands, before, "figures", "scrutineer", "chief")
    seen: dict[str, list[int]] = {name: [] for name in ("secretary", "chair", "counter")}
    for step in range(3):
        for name, counts in seen.items():
            listed = {one.pk for one, _step in waiting_for(hands[name])}
            counts.append(elections_waiting(hands[name]))
            assert len(listed) == counts[-1], (step, name)
        if step == 0:
            put(hands, fresh(before))
        elif step == 1:
            decisions.confirm_decision(before.decisions.get(), person=hands["chair"])
    assert seen == {"secretary": [1, 1, 1], "chair": [0, 1, 0], "counter": [0, 0, 0]}


def test_enough_candidates_need_no_decision(elections_hands: Hands) -> None:
    hands = elections_hands
    made = formal(hands, preselection(hands), seats=2)
    assert (few_check(made), short_of(made)) == (["holds"], 0)
    with pytest.raises(ValidationError, match="没有须由会议决定"):
        put(hands, made)


def test_where_no_candidate_was_entered_nothing_is_known(elections_hands: Hands) -> None:
    made = set_up(elections_hands, preselected=True, candidates=[])
    assert (few_check(made), short_of(made)) == (["unknown"], 0)


def test_voting_again_goes_before_the_formal_election(elections_hands: Hands) -> None:
    hands = elections_hands
    before = preselection(hands)
    decide(hands, before, course="repeat", near=None)
    assert "repeat" in [one.code for one in next_steps(fresh(before))]
    with pytest.raises(ValidationError, match="已经决定重新选举"):
        formal(hands, fresh(before))
    made = following.make_repeat(
        fresh(before), person=hands["secretary"], day=today(), names=["李三", "陈四"]
    )
    with pytest.raises(ValidationError, match="还有没有宣布的轮次"):
        formal(hands, fresh(before))
    assert made.nominates


def test_left_at_that_nobody_votes_again(elections_hands: Hands) -> None:
    hands = elections_hands
    before = preselection(hands)
    put(hands, before)
    again = {"person": hands["secretary"], "day": today(), "names": ["李三"]}
    with pytest.raises(ValidationError, match="先同意或者退回"):
        following.make_repeat(fresh(before), **again)
    assert "repeat" not in [one.code for one in next_steps(fresh(before))]
    decisions.confirm_decision(before.decisions.get(), person=hands["chair"])
    with pytest.raises(ValidationError, match="已经决定不再选举"):
        following.make_repeat(fresh(before), **again)
    with pytest.raises(ValidationError, match="已经提出或者已经登记"):
        put(hands, before)


def test_a_round_that_is_made_is_not_decided_about(elections_hands: Hands) -> None:
    hands = elections_hands
    before = preselection(hands)
    following.make_repeat(before, person=hands["secretary"], day=today(), names=["李三"])
    with pytest.raises(ValidationError, match="已经设置重新选举"):
        put(hands, before)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"near": False}, "不符合〔"),
        ({"near": None}, "还不知道〔"),
        ({"decider": "electors", "agreed": 4}, "不符合〔"),
        ({"decider": "electors"}, "还不知道〔"),
        ({"decider": "electors", "agreed": 11}, "表决的人数之和"),
        ({"decider": "plenary"}, "不由其决定"),
        ({"course": "passed"}, "不能这样决定"),
        ({"reason": "  "}, "理由"),
        ({"day": today().replace(year=today().year + 1, day=1)}, "今天以后"),
        ({"day": today().replace(year=today().year - 1, day=1)}, "不能早于选举"),
    ],
)
def test_what_the_article_does_not_let_them_decide(
    elections_hands: Hands, change: dict[str, Any], told: str
) -> None:
    before = preselection(elections_hands)
    with pytest.raises(ValidationError) as refused:
        put(elections_hands, before, **change)
    assert any(told in one for one in refused.value.messages)
    assert not Decision.objects.exists()


def test_a_plenary_has_no_presidium(elections_hands: Hands) -> None:
    hands = elections_hands
    told = {"kind": "standing", "body": "plenary", "approved_order": []}
    before = preselection(hands, **told)
    with pytest.raises(ValidationError, match="不符合〔"):
        put(hands, before)
    assert decide(hands, before, decider="electors", agreed=5).standing


@pytest.mark.parametrize("name", ["chief", "scrutineer", "counter", "secretary"])
def test_the_chair_alone_confirms(elections_hands: Hands, name: str) -> None:
    decision = put(elections_hands, preselection(elections_hands))
    with pytest.raises(ValidationError):
        decisions.confirm_decision(decision, person=elections_hands[name])
    assert not Decision.objects.exclude(confirmed=None).exists()


@pytest.mark.parametrize("name", ["chair", "chief", "counter"])
def test_the_secretary_alone_puts_it_forward(elections_hands: Hands, name: str) -> None:
    before = preselection(elections_hands)
    with pytest.raises(ValidationError):
        decisions.propose_decision(
            before, kind="shortage", person=elections_hands[name], told=said()
        )
    assert not Decision.objects.exists()


def test_the_database_too_wants_two_persons_and_one_decision(elections_hands: Hands) -> None:
    decision = put(elections_hands, preselection(elections_hands))
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(confirmed=decision.proposed)
    decision.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.save(force_insert=True)


CHANGES: list[Callable[[Decision], object]] = [
    lambda one: Decision.objects.filter(pk=one.pk).update(reason="别的会议记录"),
    lambda one: Decision.objects.filter(pk=one.pk).update(missing=2),
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_confirmed_is_what_was_put_forward(
    elections_hands: Hands, change: Callable[[Decision], object]
) -> None:
    decision = put(elections_hands, preselection(elections_hands))
    change(decision)  # What no service allows: the database changed by hand between the two.
    with pytest.raises(ValidationError, match="与提出时不同"):
        decisions.confirm_decision(decision, person=elections_hands["chair"])


def test_candidates_added_meanwhile_leave_nothing_to_confirm(elections_hands: Hands) -> None:
    hands = elections_hands
    made = set_up(hands, preselected=True, seats=6)
    decision = put(hands, made)
    parsed = parse_election({**setup.described(made), "seats": 5})
    setup.change_election(made, person=hands["secretary"], parsed=parsed, day=today())
    with pytest.raises(ValidationError, match="与提出时不同"):
        decisions.confirm_decision(decision, person=hands["chair"])
    assert decisions.refuse_decision(decision, person=hands["secretary"], why="不须决定").refused_by


def test_who_put_it_forward_takes_it_back_with_a_reason(elections_hands: Hands) -> None:
    hands = elections_hands
    decision = put(hands, preselection(hands))
    with pytest.raises(ValidationError, match="理由"):
        decisions.refuse_decision(decision, person=hands["secretary"], why=" ")
    with pytest.raises(ValidationError):
        decisions.refuse_decision(decision, person=hands["counter"], why="不同意")
    assert decisions.refuse_decision(decision, person=hands["secretary"], why="写错").refused_by


def test_every_step_of_a_decision_stands_in_the_chain(elections_hands: Hands) -> None:
    hands = elections_hands
    before = preselection(hands)
    decisions.refuse_decision(put(hands, before), person=hands["chair"], why="没有开会")
    decide(hands, before)
    found = LedgerEntry.objects.filter(action__startswith="elections.decision.").order_by("number")
    steps = [one.action.rpartition(".")[2] for one in found]
    assert steps == ["proposed", "refused", "proposed", "confirmed"]
    assert all('"article":"36/2"' in one.content for one in found)
    assert found[2].actor_name != found[3].actor_name
    assert '"course":"leave"' in found[3].content
    assert "没有开会" in found[1].content


def test_nothing_is_short_before_the_report(elections_hands: Hands) -> None:
    election = release(elections_hands, round="preselection")
    with pytest.raises(ValidationError, match="没有须由会议决定"):
        put(elections_hands, election)


def test_no_step_names_open_seats_before_a_preselection_is_announced(
    elections_hands: Hands,
) -> None:
    """Its figures go to the presidium alone (37)."""
    hands = elections_hands
    election = decided(hands, FEW, round="preselection")
    act(hands, election, "figures", "scrutineer", "chief")
    told = {one.code: one.told for one in next_steps(fresh(election), hands["counter"])}
    assert "repeat" in told
    assert not any(character.isdigit() for character in told["repeat"])
    act(hands, election, "names", "secretary", "chair")
    told = {one.code: one.told for one in next_steps(fresh(election), hands["secretary"])}
    assert "1" in told["repeat"]
