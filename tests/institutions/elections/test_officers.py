"""Who watches and counts, and who comes in when one of them falls out."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from guiju.institutions.elections.models import Election, Officer
from guiju.institutions.elections.services import comparing, entering, officers
from guiju.institutions.elections.services.acting import functions_of
from guiju.ledger.models import Entry as LedgerEntry
from guiju.organs.models import Role

from .hands import Hands, act, key_in, make_person, meet, release, set_up
from .test_acts import second_post


def place(election: Election, hands: Hands, name: str) -> Officer:
    """The row of an officer."""
    return election.officers.get(account=hands[name].account)


def test_a_counter_who_fell_out_is_replaced_and_another_keys_in(elections_hands: Hands) -> None:
    hands = elections_hands
    election = meet(hands, release(hands), [1])
    fresh = make_person(hands.organ, Role.COUNTER, "fresh")
    by = officers.OfficerIn("counter", fresh.account)
    gone = place(election, hands, "third")
    with pytest.raises(ValidationError, match="理由"):
        officers.replace_officer(gone, person=hands["secretary"], by=by, reason="")
    officers.replace_officer(gone, person=hands["secretary"], by=by, reason="生病")
    assert entering.open_entry(election.batches.get(), person=fresh).turn == 1
    with pytest.raises(ValidationError, match="计票人"):
        entering.open_entry(election.batches.get(), person=hands["third"])
    entry = LedgerEntry.objects.get(action="elections.officer.replaced")
    assert "甲third" not in entry.content


def test_who_keyed_in_does_not_become_a_scrutineer(elections_hands: Hands) -> None:
    hands = elections_hands
    election = meet(hands, release(hands), [1])
    key_in(hands, election.batches.get(), "counter", ["41122"])
    both = second_post(hands, "counter", Role.SCRUTINEER)
    place(election, hands, "counter").delete()
    by = officers.OfficerIn("scrutineer", both.account, voter=True, voted_in=True)
    with pytest.raises(ValidationError, match="不能监票"):
        officers.replace_officer(
            place(election, hands, "other"), person=hands["secretary"], by=by, reason="生病"
        )


def test_the_function_stays_and_nobody_has_two(elections_hands: Hands) -> None:
    hands = elections_hands
    election = release(hands)
    second_post(hands, "counter", Role.SCRUTINEER)
    gone = place(election, hands, "other")
    wrong = [
        (officers.OfficerIn("chief", hands["other"].account), "同样的职责"),
        (officers.OfficerIn("scrutineer", hands["counter"].account), "只担任一项"),
    ]
    for by, told in wrong:
        with pytest.raises(ValidationError, match=told):
            officers.replace_officer(gone, person=hands["secretary"], by=by, reason="生病")
    assert place(election, hands, "other").pk == gone.pk


def test_a_function_counts_in_the_post_for_it_alone(elections_hands: Hands) -> None:
    hands = elections_hands
    election = set_up(hands)
    other_post = second_post(hands, "chief", Role.COUNTER)
    assert functions_of(election, hands["chief"]) == {"chief"}
    assert functions_of(election, other_post) == set()


def test_a_scrutineer_of_another_election_has_no_say(elections_hands: Hands) -> None:
    hands = elections_hands
    election = meet(hands, release(hands), [1])
    stranger = make_person(hands.organ, Role.SCRUTINEER, "stranger")
    for name in ("counter", "second"):
        key_in(hands, election.batches.get(), name, ["11122"])
    with pytest.raises(ValidationError, match="本次选举"):
        comparing.compare(election.batches.get(), person=stranger)


def test_who_no_longer_holds_the_post_does_nothing(elections_hands: Hands) -> None:
    hands = elections_hands
    election = set_up(hands)
    hands["chief"].account.tenures.update(until="2021-01-01")
    with pytest.raises(ValidationError, match="今天不担任"):
        act(hands, election, "ballot", "secretary", "chief")
