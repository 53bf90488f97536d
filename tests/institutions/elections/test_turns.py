"""The count of elections that wait for a person says what the list of their steps says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guiju.clock import today
from guiju.institutions.elections.counting import parse_election
from guiju.institutions.elections.models import Election
from guiju.institutions.elections.selectors.inbox import waiting_for
from guiju.institutions.elections.selectors.turns import elections_waiting
from guiju.institutions.elections.services import (
    acts,
    adjudicating,
    comparing,
    deciding,
    entering,
    following,
    meeting,
    setup,
)

from .hands import ROLES, Hands, key_in, make_hands, meet, release, set_up, told
from .pages import signed, text

TIE = ["11222"] * 4 + ["12122"] * 4 + ["21122"] * 2


def stages(hands: Hands) -> Iterator[str]:
    """An election acted step by step; after each the stage it has reached."""
    secretary, chief, one = hands["secretary"], hands["chief"], hands["scrutineer"]
    bare = setup.create_election(
        person=secretary, parsed=parse_election(told()), organ=hands.organ, day=today()
    )
    yield "begun"
    bare.delete()
    election = set_up(hands, seats=2)
    yield "set up"
    act = acts.propose(election, kind="ballot", person=secretary)
    yield "ballot proposed"
    acts.confirm(act, person=chief)
    yield "released"
    meeting.record_meeting(election, person=chief, present=10, issued=10)
    yield "attended"
    for number in (5, 5):
        meeting.add_batch(election, person=one, sheets=number)
    yield "batches"
    meeting.start_counting(election, person=chief)
    yield "counting"
    yield from counted(hands, election)
    deciding.decide_election(election, person=one)
    yield "decided"
    act = acts.propose(election, kind="figures", person=one)
    yield "figures proposed"
    acts.confirm(act, person=chief)
    yield "reported"
    act = acts.propose(election, kind="names", person=secretary)
    yield "names proposed with a tie"
    following.make_runoff(election, person=secretary, day=today())
    yield "names proposed, runoff made"
    acts.confirm(act, person=hands["chair"])
    yield "announced"


def counted(hands: Hands, election: Election) -> Iterator[str]:
    """Two batches keyed in, compared, and their one doubtful sheet settled."""
    first, second = election.batches.order_by("number")
    entering.open_entry(first, person=hands["counter"])
    yield "one begun"
    key_in(hands, first, "counter", TIE[:5])
    yield "one keyed in"
    key_in(hands, first, "second", ["11422", *TIE[1:5]])
    yield "both keyed in"
    for name in ("counter", "third"):
        key_in(hands, second, name, TIE[5:])
    comparing.compare(first, person=hands["counter"])
    yield "one compared"
    comparing.compare(second, person=hands["scrutineer"])
    yield "both compared"
    sheet = first.adjudications.get()
    proposed = adjudicating.propose_settlement(
        sheet, person=hands["scrutineer"], marks=TIE[0], reason="看过原票"
    )
    yield "settlement proposed"
    adjudicating.confirm_settlement(proposed, person=hands["other"])
    yield "settled"


def test_the_count_agrees_with_the_steps_at_every_stage(elections_hands: Hands) -> None:
    """For everybody; whether the chief is set or not changes who confirms."""
    hands, waited = elections_hands, set()
    strangers = make_hands("E7")
    for stage in stages(hands):
        for name in ROLES:
            person = hands[name]
            found = {election.pk for election, _step in waiting_for(person)}
            assert elections_waiting(person) == len(found), (stage, name)
            waited |= {(stage, name)} if found else set()
            assert elections_waiting(strangers[name]) == 0
    assert {name for _stage, name in waited} == set(ROLES)
    assert ("both compared", "other") in waited
    assert ("settlement proposed", "scrutineer") not in waited


def test_where_no_chief_is_set_any_scrutineer_is_waited_for(elections_hands: Hands) -> None:
    hands = elections_hands
    election = set_up(hands, body="plenary")
    election.officers.filter(function="chief").delete()
    acts.propose(election, kind="ballot", person=hands["secretary"])
    assert [name for name in ROLES if elections_waiting(hands[name])] == ["scrutineer", "other"]
    assert all(waiting_for(hands[name]) for name in ("scrutineer", "other"))


def test_the_start_page_counts_what_waits_in_few_queries(
    elections_hands: Hands, django_assert_max_num_queries: Any
) -> None:
    hands = elections_hands
    for number in range(5):
        meet(hands, release(hands, title=f"选举{number}"), [2, 3])
        set_up(hands, title=f"草案{number}")
    for name, said in (("counter", "5 次选举等您办理"), ("secretary", "5 次选举等您办理")):
        client = signed(hands, name)
        with django_assert_max_num_queries(16):
            shown = text(client, "/")
        assert said in shown
        assert 'href="/elections/waiting/"' in shown
    assert "等您办理" not in text(signed(hands, "chair"), "/")
