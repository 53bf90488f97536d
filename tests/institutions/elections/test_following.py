"""Rounds that follow, and what is next at every stage with who does it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from guiju.clock import today
from guiju.institutions.elections.models import Election
from guiju.institutions.elections.selectors.inbox import next_steps, waiting_for
from guiju.institutions.elections.selectors.plain import described
from guiju.institutions.elections.selectors.rounds import final_list
from guiju.institutions.elections.selectors.seeing import result_for
from guiju.institutions.elections.services import (
    acts,
    comparing,
    deciding,
    entering,
    following,
    setup,
)

from .hands import (
    Hands,
    act,
    announce,
    decide,
    decided,
    key_in,
    key_twice,
    meet,
    release,
    set_up,
)

SHORT = ["11222"] * 6 + ["22112"] * 4


def reported(hands: Hands, sheets: list[str], **change: object) -> Election:
    """An election whose figures were reported."""
    election = decided(hands, sheets, **change)
    act(hands, election, "figures", "scrutineer", "chief")
    return Election.objects.get(pk=election.pk)


def tie(hands: Hands, **change: object) -> Election:
    """Three for two seats: 丁一 is elected, 王二 and 李三 have six votes each."""
    sheets = ["11222"] * 4 + ["12122"] * 4 + ["21122"] * 2
    return reported(hands, sheets, seats=2, **change)


def test_those_tied_are_voted_on_again(elections_hands: Hands) -> None:
    election = tie(elections_hands)
    assert election.outcome.result["elected"] == ["丁一"]
    made = following.make_runoff(election, person=elections_hands["secretary"], day=today())
    told = described(made)
    assert (told["round"], told["seats"]) == ("runoff", 1)
    assert [one["name"] for one in told["candidates"]] == ["王二", "李三"]
    assert made.previous == election and made.code != election.code
    assert made.officers.count() == election.officers.count()
    assert made.title == "代表大会选举委员会委员（再次投票）"
    act(elections_hands, made, "ballot", "secretary", "chief")
    with pytest.raises(ValidationError, match="已经设置"):
        following.make_runoff(election, person=elections_hands["secretary"], day=today())


def test_a_runoff_is_counted_and_the_one_with_more_votes_is_elected(
    elections_hands: Hands,
) -> None:
    hands = elections_hands
    made = following.make_runoff(tie(hands), person=hands["secretary"], day=today())
    act(hands, made, "ballot", "secretary", "chief")
    made = meet(hands, Election.objects.get(pk=made.pk), [3])
    batch = made.batches.get()
    for name in ("counter", "second"):
        key_in(hands, batch, name, ["12", "21", "21"])
    comparing.compare(batch, person=hands["counter"])
    result = deciding.decide_election(made, person=hands["chief"]).result
    assert result["elected"] == ["李三"]


def test_without_a_tie_there_is_no_runoff(elections_hands: Hands) -> None:
    election = reported(elections_hands, SHORT)
    with pytest.raises(ValidationError, match="没有票数相等"):
        following.make_runoff(election, person=elections_hands["secretary"], day=today())


def test_nothing_follows_before_the_report(elections_hands: Hands) -> None:
    election = decided(elections_hands, SHORT)
    with pytest.raises(ValidationError, match="得票已报告"):
        following.make_repeat(
            election, person=elections_hands["secretary"], day=today(), names=["李三"]
        )


def test_open_seats_are_voted_on_again_among_those_with_most_votes(
    elections_hands: Hands,
) -> None:
    election = reported(elections_hands, SHORT)
    result = election.outcome.result
    assert (result["elected"], result["open_seats"]) == (["丁一", "王二"], 1)
    secretary = elections_hands["secretary"]
    made = following.make_repeat(election, person=secretary, day=today(), names=["李三", "陈四"])
    told = described(made)
    assert (told["round"], told["seats"]) == ("repeat", 1)
    assert [one["name"] for one in told["candidates"]] == ["李三", "陈四"]


@pytest.mark.parametrize(
    ("names", "told"),
    [(["丁一"], "只能从未当选"), (["钱六"], "只能从未当选"), ([], "只能从未当选"),
     (["赵五"], "得票更多")],
)  # fmt: skip
def test_who_may_not_stand_again(elections_hands: Hands, names: list[str], told: str) -> None:
    election = reported(elections_hands, SHORT)
    with pytest.raises(ValidationError, match=told):
        following.make_repeat(
            election, person=elections_hands["secretary"], day=today(), names=names
        )
    assert Election.objects.count() == 1


def test_seats_may_be_left_open_by_those_who_decide(elections_hands: Hands) -> None:
    election, secretary = reported(elections_hands, SHORT), elections_hands["secretary"]
    decide(elections_hands, election)
    told = Election.objects.get(pk=election.pk)
    assert told.left_open.endswith("大会主席团决定")
    assert "repeat" not in [one.code for one in next_steps(told)]
    with pytest.raises(ValidationError, match="不再选举"):
        following.make_repeat(told, person=secretary, day=today(), names=["李三"])


def test_a_formal_election_follows_a_preselection(elections_hands: Hands) -> None:
    hands = elections_hands
    sheets = ["11122"] * 10
    election = announce(hands, decided(hands, sheets, round="preselection"))
    made = following.make_formal(election, person=hands["secretary"], day=today(), seats=3)
    told = described(made)
    assert (told["round"], told["preselected"], told["seats"]) == ("formal", True, 3)
    assert [one["name"] for one in told["candidates"]] == ["丁一", "王二", "李三"]
    act(hands, made, "ballot", "secretary", "chief")
    assert Election.objects.get(pk=made.pk).state == "released"


def count(hands: Hands, made: Election, sheets: list[str]) -> Election:
    """A round that follows, from its release to its announcement."""
    act(hands, made, "ballot", "secretary", "chief")
    made = meet(hands, Election.objects.get(pk=made.pk), [len(sheets)])
    key_twice(hands, made.batches.get(), sheets)
    deciding.decide_election(made, person=hands["chief"])
    return announce(hands, Election.objects.get(pk=made.pk))


def test_the_list_over_all_rounds_stands_in_the_prescribed_order(elections_hands: Hands) -> None:
    hands = elections_hands
    election = tie(hands)
    act(hands, election, "names", "secretary", "chair")
    election.refresh_from_db()
    made = following.make_runoff(election, person=hands["secretary"], day=today())
    assert (final_list(election).elected, final_list(election).pending) == (["丁一"], [made])
    count(hands, made, ["21"] * 6)
    final = final_list(election)
    assert (final.elected, final.pending) == (["丁一", "李三"], [])


def test_a_formal_election_waits_for_the_rounds_of_its_preselection(
    elections_hands: Hands,
) -> None:
    hands = elections_hands
    election = tie(hands, round="preselection")
    act(hands, election, "names", "secretary", "chair")
    election.refresh_from_db()
    made = following.make_runoff(election, person=hands["secretary"], day=today())
    with pytest.raises(ValidationError, match="没有宣布的轮次"):
        following.make_formal(election, person=hands["secretary"], day=today(), seats=2)
    count(hands, made, ["21"] * 6)
    formal = following.make_formal(election, person=hands["secretary"], day=today(), seats=2)
    assert [one.name for one in formal.candidates.all()] == ["丁一", "李三"]


def test_a_later_round_of_a_preselection_nominates_and_its_figures_stay_with_the_presidium(
    elections_hands: Hands,
) -> None:
    hands = elections_hands
    election = tie(hands, round="preselection")
    act(hands, election, "names", "secretary", "chair")
    election.refresh_from_db()
    made = following.make_runoff(election, person=hands["secretary"], day=today())
    count(hands, made, ["21"] * 6)
    made = Election.objects.get(pk=made.pk)
    outcomes = {one["name"]: one["outcome"] for one in made.outcome.result["candidates"]}
    assert outcomes == {"李三": "nominated", "王二": "not in the first N"}
    assert made.nominates and made.outcome.result["nominates"]
    for person in (None, hands["secretary"], hands["counter"]):
        shown = result_for(made, person)
        assert shown is not None and shown["elected"] == ["李三"]
        assert "candidates" not in shown
    seen = result_for(made, hands["chair"])
    assert seen is not None and seen["candidates"]


def joint(hands: Hands, sheets: list[str]) -> Election:
    """Two members and two alternates elected together from five."""
    change = {"kind": "committee_and_alternates", "seats": 2, "alternate_seats": 2}
    return reported(hands, sheets, **change)


def test_a_tie_across_the_border_is_voted_on_for_both(elections_hands: Hands) -> None:
    hands = elections_hands
    # 丁一 10, 王二 and 李三 8 each: one is the second member, the other the first alternate.
    election = joint(hands, ["11122"] * 6 + ["11212"] * 2 + ["12112"] * 2)
    made = following.make_runoff(election, person=hands["secretary"], day=today())
    told = described(made)
    assert (told["kind"], told["seats"], told["alternate_seats"]) == (
        "committee_and_alternates", 1, 1,
    )  # fmt: skip
    assert [one["name"] for one in told["candidates"]] == ["王二", "李三"]
    act(hands, election, "names", "secretary", "chair")
    count(hands, made, ["21"] * 6 + ["12"] * 4)
    final = final_list(Election.objects.get(pk=election.pk))
    assert final.elected == ["丁一", "李三"]
    assert final.alternates[0] == "王二"


def test_a_tie_for_the_last_alternate_is_voted_on_among_alternates(elections_hands: Hands) -> None:
    hands = elections_hands
    # 丁一 10, 王二 9, 李三 8; 陈四 and 赵五 6 each for the second alternate.
    election = joint(hands, ["11112"] * 4 + ["11121"] * 4 + ["11211", "12211"])
    result = election.outcome.result
    assert (result["elected"], result["elected_alternates"]) == (["丁一", "王二"], ["李三"])
    runoff = result["runoffs"][0]
    made = following.make_runoff(election, person=hands["secretary"], day=today())
    assert runoff.get("for") == "alternates"
    assert (made.kind, made.seats, made.alternate_seats) == ("alternates", 1, 0)
    act(hands, made, "ballot", "secretary", "chief")
    assert made.members_done


def test_open_seats_of_a_joint_election_are_members_first(elections_hands: Hands) -> None:
    hands = elections_hands
    election = joint(hands, ["12222"] * 10)
    made = following.make_repeat(
        election, person=hands["secretary"], day=today(), names=["王二", "李三", "陈四", "赵五"]
    )
    assert (made.kind, made.seats, made.alternate_seats) == ("committee_and_alternates", 1, 2)


def test_each_post_of_secretaries_is_voted_on_again_by_itself(elections_hands: Hands) -> None:
    people = [("丁一", "书记"), ("王二", "副书记"), ("李三", "副书记")]
    hands = elections_hands
    election = set_up(
        hands,
        kind="secretaries",
        body="plenary",
        posts=[{"post": "书记", "seats": 1}, {"post": "副书记", "seats": 2}],
        candidates=[{"name": name, "post": post} for name, post in people],
        approved_order=[name for name, _post in people],
    )
    setup.record_sequence(election, person=hands["secretary"], standing_done=True)
    act(hands, election, "ballot", "secretary", "chief")
    election = meet(hands, Election.objects.get(pk=election.pk), [10])
    key_twice(hands, election.batches.get(), ["112"] * 6 + ["122"] * 4)
    deciding.decide_election(election, person=hands["chief"])
    act(hands, election, "figures", "scrutineer", "chief")
    with pytest.raises(ValidationError, match="没有空缺"):
        following.make_repeat(
            election, person=hands["secretary"], day=today(), names=["丁一"], post="书记"
        )
    made = following.make_repeat(
        election, person=hands["secretary"], day=today(), names=["李三"], post="副书记"
    )
    told = described(made)
    assert told["posts"] == [{"post": "副书记", "seats": 1}]
    assert [(one["name"], one["post"]) for one in told["candidates"]] == [("李三", "副书记")]


def test_a_void_election_is_held_anew(elections_hands: Hands) -> None:
    hands = elections_hands
    election = decided(hands, ["11122"] * 10, issued=9)
    act(hands, election, "figures", "scrutineer", "chief")
    assert "again" in codes(election, hands, "secretary")
    made = following.make_again(election, person=hands["secretary"], day=today())
    told = described(made)
    assert (told["round"], told["seats"], len(told["candidates"])) == ("formal", 3, 5)
    assert "present" not in told
    assert "again" not in codes(election, hands, "secretary")


def test_a_valid_election_is_not_held_anew(elections_hands: Hands) -> None:
    with pytest.raises(ValidationError, match="选举有效"):
        following.make_again(
            reported(elections_hands, SHORT), person=elections_hands["secretary"], day=today()
        )


def codes(election: Election, hands: Hands, name: str) -> list[str]:
    """The steps that a person may take now."""
    election = Election.objects.get(pk=election.pk)
    return [one.code for one in next_steps(election, hands[name]) if one.mine]


def test_what_is_next_and_whose_turn_it_is(elections_hands: Hands) -> None:
    hands = elections_hands
    election = set_up(hands)
    setup.record_method(election, person=hands["secretary"], assenting=None)
    assert codes(election, hands, "secretary") == ["setup"]
    setup.record_method(election, person=hands["secretary"], assenting=10)
    assert codes(election, hands, "secretary") == ["propose-ballot"]
    proposed = acts.propose(election, kind="ballot", person=hands["secretary"])
    assert codes(election, hands, "secretary") == []
    assert codes(election, hands, "chief") == ["confirm-ballot"]
    acts.confirm(proposed, person=hands["chief"])
    assert codes(election, hands, "chief") == ["meeting"]
    assert codes(election, hands, "counter") == []


def test_what_is_next_while_ballots_are_counted(elections_hands: Hands) -> None:
    hands = elections_hands
    election = meet(hands, release(hands), [1])
    batch = election.batches.get()
    assert codes(election, hands, "counter") == ["enter-1"]
    key_in(hands, batch, "counter", ["41122"])
    assert codes(election, hands, "counter") == []
    entering.open_entry(batch, person=hands["second"])
    assert codes(election, hands, "third") == []
    key_in(hands, batch, "second", ["41122"])
    assert codes(election, hands, "scrutineer") == ["compare-1"]
    comparing.compare(batch, person=hands["scrutineer"])
    assert codes(election, hands, "scrutineer") == ["adjudicate-1"]
    assert codes(election, hands, "counter") == []
    assert [(e.pk, one.code) for e, one in waiting_for(hands["other"])] == [
        (election.pk, "adjudicate-1")
    ]


def test_what_is_next_after_the_decision(elections_hands: Hands) -> None:
    hands = elections_hands
    election = decided(hands, SHORT)
    assert codes(election, hands, "counter") == ["propose-figures"]
    proposed = acts.propose(election, kind="figures", person=hands["chief"])
    assert codes(election, hands, "chief") == []
    acts.refuse(proposed, person=hands["chief"], why="由监票人提出")
    act(hands, election, "figures", "scrutineer", "chief")
    assert codes(election, hands, "secretary") == ["propose-names", "repeat"]
    act(hands, Election.objects.get(), "names", "secretary", "chair")
    assert codes(election, hands, "secretary") == ["repeat"]
