"""Acts of two persons: the release of the ballot, the figures and the names, and calling off."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from guiju.clock import today
from guiju.institutions.elections.models import Act, Candidate, Election, State
from guiju.institutions.elections.services import acts, officers, setup
from guiju.institutions.elections.services.acting import Person
from guiju.ledger.models import Entry as LedgerEntry
from guiju.organs.models import Post, Role, Tenure

from .hands import FUNCTIONS, Hands, act, announce, decided, release, set_up

VOTES = ["11122", "11122", "11122", "11122", "11122", "11122"]


def second_post(hands: Hands, name: str, role: str) -> Person:
    """The same person in a post of another role."""
    account = hands[name].account
    post = Post.objects.create(organ=hands.organ, role=role, title=f"{role} {name}")
    Tenure.objects.create(account=account, post=post, since=today())
    return Person(account, post)


def test_the_release_orders_the_candidates_and_freezes(elections_hands: Hands) -> None:
    election = release(elections_hands)
    assert election.state == State.RELEASED
    placed = list(election.candidates.order_by("place").values_list("place", "name"))
    assert placed == list(enumerate(["丁一", "王二", "李三", "陈四", "赵五"], start=1))
    entries = LedgerEntry.objects.filter(action__startswith="elections.act.").order_by("number")
    assert [one.action for one in entries] == ["elections.act.proposed", "elections.act.confirmed"]
    assert entries[0].actor_name != entries[1].actor_name


def test_who_proposed_does_not_confirm_in_another_post_either(elections_hands: Hands) -> None:
    hands = elections_hands
    election = set_up(hands)
    both = second_post(hands, "secretary", Role.SCRUTINEER)
    wanted = [hands.officer(name) for name in FUNCTIONS if name != "chief"]
    chief = officers.OfficerIn("chief", both.account, voter=True, voted_in=True)
    officers.set_officers(election, person=hands["secretary"], officers=[*wanted, chief])
    proposed = acts.propose(election, kind="ballot", person=hands["secretary"])
    with pytest.raises(ValidationError, match="不能自己同意"):
        acts.confirm(proposed, person=both)
    election.refresh_from_db()
    assert election.state == State.DRAFT


@pytest.mark.parametrize("name", ["scrutineer", "counter", "chair"])
def test_only_the_chief_confirms_the_ballot(elections_hands: Hands, name: str) -> None:
    proposed = acts.propose(
        set_up(elections_hands), kind="ballot", person=elections_hands["secretary"]
    )
    with pytest.raises(ValidationError, match="总监票人"):
        acts.confirm(proposed, person=elections_hands[name])


def test_a_check_that_does_not_hold_stands_in_the_way(elections_hands: Hands) -> None:
    election = set_up(elections_hands, seats=5)
    with pytest.raises(ValidationError) as refused:
        acts.propose(election, kind="ballot", person=elections_hands["secretary"])
    assert any("不符合〔" in told for told in refused.value.messages)
    assert not Act.objects.exists()


def test_what_is_not_known_stands_in_the_way_too(elections_hands: Hands) -> None:
    election = set_up(elections_hands)
    setup.record_method(election, person=elections_hands["secretary"], assenting=None)
    with pytest.raises(ValidationError) as refused:
        acts.propose(election, kind="ballot", person=elections_hands["secretary"])
    assert any("还不知道〔" in told for told in refused.value.messages)


def test_too_few_counters_cannot_count(elections_hands: Hands) -> None:
    election = set_up(elections_hands)
    wanted = [elections_hands.officer(n) for n in FUNCTIONS if n not in ("second", "third")]
    officers.set_officers(election, person=elections_hands["secretary"], officers=wanted)
    with pytest.raises(ValidationError, match="两名以上计票人"):
        acts.propose(election, kind="ballot", person=elections_hands["secretary"])


def test_what_is_confirmed_is_what_was_proposed(elections_hands: Hands) -> None:
    election = set_up(elections_hands)
    proposed = acts.propose(election, kind="ballot", person=elections_hands["secretary"])
    # What no service allows: the database changed by hand between the two.
    Candidate.objects.filter(name="丁一").update(name="丁乙")
    with pytest.raises(ValidationError, match="与提出时不同"):
        acts.confirm(proposed, person=elections_hands["chief"])


def test_an_act_sent_back_leaves_the_way_free(elections_hands: Hands) -> None:
    election = set_up(elections_hands)
    proposed = acts.propose(election, kind="ballot", person=elections_hands["secretary"])
    with pytest.raises(ValidationError, match="理由"):
        acts.refuse(proposed, person=elections_hands["chief"], why=" ")
    back = acts.refuse(proposed, person=elections_hands["chief"], why="名单缺一人")
    with pytest.raises(ValidationError, match="已经办结"):
        acts.confirm(back, person=elections_hands["chief"])
    act(elections_hands, election, "ballot", "secretary", "chief")
    assert list(Act.objects.values_list("refused_why", flat=True)) == ["名单缺一人", ""]


def test_who_proposed_may_take_it_back_and_nobody_else(elections_hands: Hands) -> None:
    election = set_up(elections_hands)
    proposed = acts.propose(election, kind="ballot", person=elections_hands["secretary"])
    with pytest.raises(ValidationError):
        acts.refuse(proposed, person=elections_hands["counter"], why="不同意")
    assert acts.refuse(proposed, person=elections_hands["secretary"], why="写错").refused_by


def test_the_database_too_wants_two_persons(elections_hands: Hands) -> None:
    election = set_up(elections_hands)
    proposed = acts.propose(election, kind="ballot", person=elections_hands["secretary"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Act.objects.filter(pk=proposed.pk).update(confirmed=proposed.proposed)


def test_calling_off_takes_secretary_and_chair(elections_hands: Hands) -> None:
    election = release(elections_hands)
    with pytest.raises(ValidationError, match="理由"):
        acts.propose(election, kind="call_off", person=elections_hands["secretary"])
    proposed = acts.propose(
        election, kind="call_off", person=elections_hands["secretary"], reason="延期"
    )
    with pytest.raises(ValidationError):
        acts.confirm(proposed, person=elections_hands["chief"])
    acts.confirm(proposed, person=elections_hands["chair"])
    assert Election.objects.get().state == State.CALLED_OFF


def test_the_chair_proposes_calling_off_and_the_secretary_confirms(
    elections_hands: Hands,
) -> None:
    proposed = acts.propose(
        set_up(elections_hands), kind="call_off", person=elections_hands["chair"], reason="延期"
    )
    acts.confirm(proposed, person=elections_hands["secretary"])
    assert Election.objects.get().state == State.CALLED_OFF


def test_figures_and_names_are_two_releases_of_two_posts(elections_hands: Hands) -> None:
    election = decided(elections_hands, VOTES)
    with pytest.raises(ValidationError, match="得票已报告"):
        acts.propose(election, kind="names", person=elections_hands["secretary"])
    figures = acts.propose(election, kind="figures", person=elections_hands["counter"])
    with pytest.raises(ValidationError, match="总监票人"):
        acts.confirm(figures, person=elections_hands["chair"])
    acts.confirm(figures, person=elections_hands["chief"])
    election.refresh_from_db()
    assert election.state == State.REPORTED
    names = acts.propose(election, kind="names", person=elections_hands["secretary"])
    with pytest.raises(ValidationError):
        acts.confirm(names, person=elections_hands["chief"])
    acts.confirm(names, person=elections_hands["chair"])
    election.refresh_from_db()
    assert election.state == State.ANNOUNCED


def test_where_no_chief_is_set_another_scrutineer_confirms(elections_hands: Hands) -> None:
    hands = elections_hands
    election = set_up(hands, body="plenary")
    wanted = [hands.officer(name) for name in FUNCTIONS if name != "chief"]
    officers.set_officers(election, person=hands["secretary"], officers=wanted)
    act(hands, election, "ballot", "secretary", "scrutineer")
    assert Election.objects.get().state == State.RELEASED


def test_the_chain_says_nothing_of_votes(elections_hands: Hands) -> None:
    announce(elections_hands, decided(elections_hands, VOTES))
    texts = "".join(LedgerEntry.objects.values_list("content", flat=True))
    assert "11122" not in texts
    assert not any(f'"for":{n}' in texts for n in range(10))
    assert "丁一" not in texts
