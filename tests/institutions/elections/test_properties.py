"""What holds of every election, whatever was voted: votes, seats, ties, ballots."""

from __future__ import annotations

import json
from dataclasses import replace

import polars as pl
from hypothesis import assume
from hypothesis import strategies as st

from guiju.institutions.elections.counting import Result
from guiju.institutions.elections.counting.marks import ABSTAIN, AGAINST, BLANK, FOR, NOTHING
from guiju.institutions.elections.counting.outcomes import (
    BEYOND,
    ELECTED,
    NO_MAJORITY,
    NOMINATED,
    TIED,
    VOID,
)
from guiju.institutions.elections.counting.tally import Votes

from .drawing import Drawn, always, drawn

LEVELS = {NO_MAJORITY: 0, BEYOND: 1, TIED: 2, ELECTED: 3, NOMINATED: 3}


def standing(result: Result, one: Votes) -> int:
    """How far somebody came: none, beyond the seats, tied, sure of a seat, sure of a member's."""
    ranked = result.ranked[one.post]
    if one in ranked.members:
        return 4
    sure_in = [run for run in ranked.runoffs if len(run.people) <= run.seats + run.rest]
    if any(one in run.people for run in sure_in):
        return 3  # Whom the members' seats leave out has an alternate's in any case (20).
    return LEVELS[result.outcomes[one]]


def ordinary(result: Result) -> list[Votes]:
    """Whoever could be elected in this round: in a runoff the candidates alone."""
    again = result.election.round == "runoff"
    return [one for one in result.votes if one.candidate is not None or not again]


@always(drawn(), st.data())
def test_one_more_vote_for_a_person_never_takes_a_seat_away(
    one: Drawn, data: st.DataObject
) -> None:
    before = one.decided()
    assume(before.valid)
    cells = one.cells(ABSTAIN)
    assume(cells)
    row, index = data.draw(st.sampled_from(cells))
    after = one.with_mark(row, index, FOR).decided()
    # A ballot that now chooses too many counts for nobody: that is another question.
    assume(after.judged.invalid == before.judged.invalid)
    was, now = before.votes[index], after.votes[index]
    assert now.for_ - was.for_ in (0, 1)
    assert standing(after, now) >= standing(before, was)
    if now.for_ > was.for_ and before.outcomes[was] == TIED:
        assert standing(after, now) >= 3


@always(drawn(), st.data())
def test_one_vote_less_for_a_person_never_gives_a_seat(one: Drawn, data: st.DataObject) -> None:
    before = one.decided()
    assume(before.valid)
    cells = one.cells(FOR)
    assume(cells)
    row, index = data.draw(st.sampled_from(cells))
    after = one.with_mark(row, index, ABSTAIN).decided()
    assume(after.judged.invalid == before.judged.invalid)
    assert standing(after, after.votes[index]) <= standing(before, before.votes[index])


@always(drawn(void=True))
def test_the_votes_for_each_candidate_add_up_to_the_valid_ballots(one: Drawn) -> None:
    result = one.decided()
    doubtful = one.ballots.marks.select(pl.all().gt(ABSTAIN))
    valid = len(one.ballots) - len(result.judged.invalid)
    for index, votes in enumerate(result.votes[: len(one.election.candidates)]):
        key = votes.candidate.key if votes.candidate else ""
        named = {
            row for row, names in one.ballots.written.items() if key in {n.name for n in names}
        }
        open_ = (named | {*doubtful[str(index)].arg_true()}) - set(result.judged.invalid)
        assert votes.against is not None
        assert votes.abstain is not None
        assert votes.for_ + votes.against + votes.abstain == valid - len(open_)


@always(drawn(void=True))
def test_every_ballot_is_accounted_for(one: Drawn) -> None:
    told = one.told()["ballots"]
    numbers = set(one.ballots.numbers)
    invalid = [ballot["ballot"] for ballot in told["invalid_ballots"]]
    open_ = [ballot["ballot"] for ballot in told["for_a_person"]]
    assert told["returned"] == len(one.ballots) == told["valid"] + told["invalid"]
    assert len(invalid) == len(set(invalid)) == told["invalid"]
    assert len(open_) == len(set(open_))
    assert not set(invalid) & set(open_)
    assert set(invalid) | set(open_) <= numbers


@always(drawn())
def test_names_written_count_on_valid_ballots_that_vote_against_somebody(one: Drawn) -> None:
    result = one.decided()
    candidates = {candidate.key for candidate in one.election.candidates}
    for votes in result.votes[len(one.election.candidates) :]:
        bearing = [
            row
            for row, names in one.ballots.written.items()
            if any((name.name, name.post) == (votes.name, votes.post) for name in names)
        ]
        refusing = [row for row in bearing if AGAINST in one.ballots.marks.row(row)]
        assert 0 < votes.for_ <= len(refusing)
        assert votes.name not in candidates


@always(drawn())
def test_a_ballot_is_invalid_exactly_where_it_chooses_more_than_there_are_seats(one: Drawn) -> None:
    """Names written count towards it where they count at all."""
    election, judged = one.election, one.decided().judged
    as_for = (FOR, BLANK) if election.blank == "for" else (FOR,)
    for row in range(len(one.ballots)):
        marks = one.ballots.marks.row(row)
        names = {name.name for name in one.ballots.written.get(row, ())}
        too_many = False
        for seat in election.groups:
            chosen = sum(
                mark in as_for and candidate.post == seat.post and candidate.key not in names
                for mark, candidate in zip(marks, election.candidates, strict=True)
            )
            others = sum(name.post == seat.post for name in judged.others.get(row, ()))
            too_many |= chosen + others > seat.seats
        assert (row in judged.invalid) is too_many


@always(drawn())
def test_equal_votes_are_treated_alike(one: Drawn) -> None:
    result = one.decided()
    found: dict[tuple[str, int], set[str]] = {}
    for person in ordinary(result):
        found.setdefault((person.post, person.for_), set()).add(result.outcomes[person])
    assert all(len(outcomes) == 1 for outcomes in found.values())


@always(drawn())
def test_who_is_voted_on_again_is_exactly_who_is_tied(one: Drawn) -> None:
    result = one.decided()
    assume(result.valid)
    runoffs = [run for ranked in result.ranked.values() for run in ranked.runoffs]
    again = [person for run in runoffs for person in run.people]
    assert sorted(again, key=id) == sorted(
        (person for person, outcome in result.outcomes.items() if outcome == TIED), key=id
    )
    for run in runoffs:
        assert len({person.for_ for person in run.people}) == 1
        assert 0 < run.seats < len(run.people)
    told = one.told()
    assert [sorted(run["names"]) for run in told["runoffs"]] == [
        sorted(person.name for person in run.people) for run in runoffs
    ]


@always(drawn(void=True))
def test_no_seat_is_filled_twice_or_forgotten(one: Drawn) -> None:
    result, election = one.decided(), one.election
    again = sum(run.seats + run.rest for r in result.ranked.values() for run in r.runoffs)
    if election.kind != "committee_and_alternates":
        assert not result.alternates
    assert len(result.elected) <= election.seats
    assert len(result.alternates) <= election.alternate_seats
    filled = len(result.elected) + len(result.alternates)
    assert filled + again + result.open_seats == election.seats + election.alternate_seats
    for seat in election.posts:
        assert sum(1 for person in result.elected if person.post == seat.post) <= seat.seats


@always(drawn())
def test_who_is_elected_has_a_majority_and_nobody_with_more_votes_is_passed_over(
    one: Drawn,
) -> None:
    result = one.decided()
    assume(result.valid)
    eligible = one.election.eligible or 0
    for person in (*result.elected, *result.alternates):
        assert one.election.round == "runoff" or 2 * person.for_ > eligible
        rivals = [other for other in ordinary(result) if other.post == person.post]
        for other in rivals:
            if other.for_ > person.for_:
                assert standing(result, other) >= standing(result, person)
    for person, outcome in result.outcomes.items():
        if outcome == NO_MAJORITY:
            assert 2 * person.for_ <= eligible


@always(drawn(void=True))
def test_a_void_election_elects_nobody_and_a_valid_one_decides_about_everybody(one: Drawn) -> None:
    result = one.decided()
    assert set(result.outcomes) == set(result.votes)
    assert result.valid is (VOID not in result.outcomes.values())
    if not result.valid:
        assert not result.elected
        assert not result.alternates
        assert one.told()["runoff"] is None


@always(drawn(), st.integers(1, 5))
def test_more_people_entitled_elect_nobody_more(one: Drawn, more: int) -> None:
    before = one.decided()
    assume(before.valid)
    assume(one.election.body == "unit")  # No quorum is asked for there, which more could miss.
    after = one.with_election(eligible=(one.election.eligible or 0) + more).decided()
    for was, now in zip(before.votes, after.votes, strict=True):
        if after.outcomes[now] == NO_MAJORITY or was.candidate is None:
            continue
        assert before.outcomes[was] != NO_MAJORITY
    assert after.open_seats >= before.open_seats


@always(drawn())
def test_what_a_blank_means_is_as_if_it_were_written(one: Drawn) -> None:
    mark = FOR if one.election.blank == "for" else ABSTAIN
    marks = one.ballots.marks.select(pl.all().replace(BLANK, mark))
    other = replace(one, ballots=replace(one.ballots, marks=marks))
    assert one.told() == other.told()


@always(drawn())
def test_two_scrutineers_leave_nothing_provisional(one: Drawn) -> None:
    """Whatever is doubtful settled as nothing: what was clear counts as before."""
    before = one.decided()
    doubts = frozenset(before.judged.doubts)
    settled = doubts | frozenset(one.ballots.written)
    marks = one.ballots.marks.select(
        pl.when(pl.col(str(i)) > ABSTAIN).then(NOTHING).otherwise(pl.col(str(i))).alias(str(i))
        for i in range(len(one.election.candidates))
    )
    written = {
        row: tuple(before.judged.others.get(row, ()))
        for row in one.ballots.written
        if row not in before.judged.invalid
    }
    ballots = replace(one.ballots, marks=marks, written=written, settled=settled)
    after = replace(one, ballots=ballots).decided()
    assert not after.provisional
    assert len(after.judged.invalid) >= len(before.judged.invalid) - len(one.ballots.written)


@always(drawn(void=True))
def test_the_answer_is_the_same_however_often_it_is_asked_and_lives_in_json(one: Drawn) -> None:
    told = one.told()
    assert one.told() == told
    assert json.loads(json.dumps(told, ensure_ascii=False)) == told
