"""An election decided from what was settled: the result, the package, what stands in the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from guiju.clock import today
from guiju.institutions.elections.counting import as_json, decide, parse_election
from guiju.institutions.elections.models import Election, State
from guiju.institutions.elections.selectors.checks import checks_of
from guiju.institutions.elections.selectors.seeing import projected, result_for
from guiju.institutions.elections.services import comparing, deciding, meeting
from guiju.institutions.elections.services.packaging import package_of
from guiju.institutions.elections.services.sheets import ballots_from

from .hands import Hands, act, announce, decided, key_in, key_twice, meet, release, settle, told

VOTES = ["11122"] * 6 + ["22111"] * 3
ORDER = ("丁一", "王二", "李三", "陈四", "赵五")


def test_from_set_up_to_the_announcement(elections_hands: Hands) -> None:
    election = announce(elections_hands, decided(elections_hands, VOTES))
    assert election.state == State.ANNOUNCED
    result = election.outcome.result
    assert [one["for"] for one in result["candidates"]] == [6, 6, 9, 3, 3]
    assert result["elected"] == ["丁一", "王二", "李三"]
    assert result["ballots"] == {
        "returned": 9, "valid": 9, "invalid": 0, "invalid_ballots": [], "for_a_person": [],
    }  # fmt: skip


def test_the_result_is_that_of_the_same_ballots_counted_from_files(elections_hands: Hands) -> None:
    election = decided(elections_hands, VOTES)
    described = told(candidates=[{"name": name} for name in ORDER], present=10, issued=10)
    plain = parse_election(described)
    rows = [(number, marks, "") for number, marks in enumerate(VOTES, start=1)]
    numbers = [f"01-{number:04d}" for number, _marks, _others in rows]
    counted = as_json(decide(plain, ballots_from(plain, numbers, rows, frozenset())))
    assert election.outcome.result == counted


def test_the_package_is_hashed_and_comes_out_the_same_again(elections_hands: Hands) -> None:
    election = decided(elections_hands, VOTES)
    outcome = election.outcome
    again = hashlib.sha256(package_of(election, outcome.result)).hexdigest()
    assert outcome.package_sha256 == again
    election = announce(elections_hands, election)
    assert hashlib.sha256(package_of(election, outcome.result)).hexdigest() == again
    assert outcome.rules_version


def test_nothing_is_decided_while_anything_is_open(elections_hands: Hands) -> None:
    hands = elections_hands
    election = meet(hands, release(hands), [2, 1])
    first, second = election.batches.all()
    chief = hands["chief"]
    with pytest.raises(ValidationError, match="还没有比对"):
        deciding.decide_election(election, person=chief)
    key_twice(hands, first, ["11122", "14122"])
    key_twice(hands, second, ["11122"])
    with pytest.raises(ValidationError, match="第 1 批还有 1 张选票须认定"):
        deciding.decide_election(election, person=chief)
    settle(hands, first, "11122")
    outcome = deciding.decide_election(election, person=chief)
    assert outcome.result["candidates"][0]["for"] == 3
    assert not outcome.result["provisional"]
    with pytest.raises(ValidationError, match="计票中"):
        deciding.decide_election(election, person=chief)


def test_only_scrutineers_decide(elections_hands: Hands) -> None:
    hands = elections_hands
    election = meet(hands, release(hands), [1])
    key_twice(hands, election.batches.get(), ["11122"])
    for name in ("secretary", "chair", "counter"):
        with pytest.raises(ValidationError):
            deciding.decide_election(election, person=hands[name])
    assert not hasattr(Election.objects.get(), "outcome")


def test_more_ballots_than_were_issued_make_it_void_and_are_recorded(
    elections_hands: Hands,
) -> None:
    election = decided(elections_hands, ["11122"] * 10, issued=9)
    result = election.outcome.result
    assert result["valid"] is False
    assert result["elected"] == []
    assert {one["outcome"] for one in result["candidates"]} == {"void"}
    assert result["candidates"][0]["for"] == 10
    assert [one.state for one in checks_of(election) if one.provision == "34/1"] == ["broken"]


def test_as_many_ballots_as_were_issued_are_valid(elections_hands: Hands) -> None:
    election = decided(elections_hands, ["11122"] * 9, issued=9)
    assert election.outcome.result["valid"] is True


def test_a_ballot_that_chooses_too_many_is_invalid_and_needs_no_scrutineer(
    elections_hands: Hands,
) -> None:
    election = decided(elections_hands, [*VOTES, "11112"])
    ballots = election.outcome.result["ballots"]
    assert ballots["invalid"] == 1
    assert ballots["invalid_ballots"][0]["ballot"] == "01-0010"


def test_who_withdrew_is_counted_and_not_elected(elections_hands: Hands) -> None:
    hands = elections_hands
    election = release(hands)
    meeting.withdraw_candidate(
        election.candidates.get(name="李三"), person=hands["secretary"], on=today(), why="本人申请"
    )
    election = meet(hands, election, [len(VOTES)])
    key_twice(hands, election.batches.get(), VOTES)
    result = deciding.decide_election(election, person=hands["chief"]).result
    third = next(one for one in result["candidates"] if one["name"] == "李三")
    assert (third["for"], third["outcome"]) == (9, "withdrawn")
    assert result["elected"] == ["丁一", "王二"]
    assert result["open_seats"] == 1
    assert any("李三" in told for told in result["notices"])


def test_who_withdrew_takes_no_seat_from_those_behind(elections_hands: Hands) -> None:
    hands = elections_hands
    election = release(hands, seats=2)
    meeting.withdraw_candidate(
        election.candidates.get(name="丁一"), person=hands["secretary"], on=today(), why="本人申请"
    )
    sheets = ["11222"] * 4 + ["12122"] * 4 + ["21122"] * 2
    election = meet(hands, election, [len(sheets)])
    key_twice(hands, election.batches.get(), sheets)
    result = deciding.decide_election(election, person=hands["chief"]).result
    assert result["elected"] == ["王二", "李三"]
    assert result["candidates"][0]["for"] == 8


def test_a_withdrawn_candidate_of_a_void_election_is_void(elections_hands: Hands) -> None:
    people = [{"name": name, "withdrawn": name == "丁一"} for name in ORDER]
    plain = parse_election(told(candidates=people, present=10, issued=1))
    rows = [(1, "11122", ""), (2, "11122", "")]
    result = as_json(decide(plain, ballots_from(plain, ["1", "2"], rows, frozenset())))
    assert {one["outcome"] for one in result["candidates"]} == {"void"}


def test_nobody_sees_anything_before_the_decision(elections_hands: Hands) -> None:
    hands = elections_hands
    election = meet(hands, release(hands), [1])
    key_in(hands, election.batches.get(), "counter", ["11122"])
    key_in(hands, election.batches.get(), "second", ["11122"])
    comparing.compare(election.batches.get(), person=hands["scrutineer"])
    seen = [result_for(election, person) for person in (*hands.people.values(), None)]
    assert seen == [None] * len(seen)
    assert projected(election) == {"title": election.title, "state": "counting"}


@pytest.fixture
def seen(elections_hands: Hands) -> Callable[[Election], dict[str, object]]:
    """Who sees figures, names, or nothing."""

    def look(election: Election) -> dict[str, object]:
        people = {**elections_hands.people, "public": None}
        return {name: _seen(result_for(election, person)) for name, person in people.items()}

    return look


def _seen(result: dict[str, object] | None) -> str:
    if result is None:
        return "nothing"
    keys = {"candidates": "figures", "elected": "names"}
    return " and ".join(told for key, told in keys.items() if key in result)


ALL, FIGURES, NAMES, NOTHING = "figures and names", "figures", "names", "nothing"


def test_a_formal_election_is_seen_step_by_step(
    elections_hands: Hands, seen: Callable[[Election], dict[str, object]]
) -> None:
    hands = elections_hands
    election = decided(hands, VOTES)
    counting = dict.fromkeys(("chief", "scrutineer", "other", "counter", "second", "third"), ALL)
    assert seen(election) == {
        **counting, "chair": ALL, "secretary": NOTHING, "public": NOTHING
    }  # fmt: skip
    act(hands, election, "figures", "scrutineer", "chief")
    election.refresh_from_db()
    assert seen(election)["public"] == FIGURES
    assert "outcome" not in projected(election)["candidates"][0]
    act(hands, election, "names", "secretary", "chair")
    election.refresh_from_db()
    assert seen(election)["public"] == ALL


def test_figures_of_a_preselection_are_for_the_presidium(
    elections_hands: Hands, seen: Callable[[Election], dict[str, object]]
) -> None:
    hands = elections_hands
    election = decided(hands, VOTES, round="preselection")
    act(hands, election, "figures", "scrutineer", "chief")
    election.refresh_from_db()
    found = seen(election)
    assert (found["chair"], found["chief"]) == (ALL, ALL)
    assert (found["public"], found["counter"], found["secretary"]) == (NOTHING, NOTHING, NAMES)
    act(hands, election, "names", "secretary", "chair")
    election.refresh_from_db()
    assert seen(election)["public"] == NAMES
    assert "candidates" not in projected(election)


def test_what_is_said_of_a_single_ballot_is_for_scrutineers(elections_hands: Hands) -> None:
    election = announce(elections_hands, decided(elections_hands, [*VOTES, "11112"]))
    told = result_for(election, elections_hands["chief"])
    assert told is not None and told["ballots"]["invalid_ballots"]
    for name in ("chair", "secretary", "counter"):
        shown = result_for(election, elections_hands[name])
        assert shown is not None and "invalid_ballots" not in shown["ballots"]
