"""The order of ballots, of candidates and of columns, and how a mark is written, change nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import polars as pl
from hypothesis import strategies as st

from guiju.institutions.elections.counting import Ballots, Election, as_json, decide, read_ballots
from guiju.institutions.elections.counting.asking import Asker
from guiju.institutions.elections.counting.marks import (
    ABSTAIN,
    AGAINST,
    BLANK,
    CONTRADICTORY,
    FOR,
    UNREADABLE,
)

from .drawing import KINDS, Drawn, always, drawn, in_any_order

WRITTEN = {
    FOR: ("赞成", "○", "√", " 赞成 ", "○√"),
    AGAINST: ("反对", "×", "反 对"),
    ABSTAIN: ("弃权",),
    BLANK: ("", " ", "　"),
    CONTRADICTORY: ("○×", "赞成反对", "×√"),
    UNREADABLE: ("?", "？", "不清"),
}


@always(drawn(void=True), st.data())
def test_the_order_of_the_ballots_changes_nothing(one: Drawn, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(one.ballots))))
    ballots = Ballots(
        one.ballots.numbers[order],
        one.ballots.marks[order],
        {
            place: one.ballots.written[r]
            for place, r in enumerate(order)
            if r in one.ballots.written
        },
    )
    other = replace(one, ballots=ballots)
    assert in_any_order(other.told()) == in_any_order(one.told())


@always(drawn(void=True), st.data())
def test_the_order_of_the_candidates_changes_nothing(one: Drawn, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(one.election.candidates))))
    candidates = tuple(one.election.candidates[index] for index in order)
    marks = pl.DataFrame(
        {str(place): one.ballots.marks[str(index)] for place, index in enumerate(order)}
    )
    other = Drawn(replace(one.election, candidates=candidates), replace(one.ballots, marks=marks))
    told, before = in_any_order(other.told()), in_any_order(one.told())
    # The reasons of one ballot are told in the order of the candidates.
    for answer in (told, before):
        for ballot in answer["ballots"]["for_a_person"]:
            ballot["reason"] = sorted(ballot["reason"].split("；"))
    assert told == before


def as_csv(one: Drawn, columns: Sequence[str], data: st.DataObject) -> str:
    """The ballots as a file, each mark written in one of its ways."""
    lines = [",".join(columns)]
    names = [candidate.key for candidate in one.election.candidates]
    for row, number in enumerate(one.ballots.numbers):
        cells = {
            name: data.draw(st.sampled_from(WRITTEN[one.ballots.marks[row, str(i)]]))
            for i, name in enumerate(names)
        }
        others = one.ballots.written.get(row, ())
        told = [f"{n.post}：{n.name}" if n.post else n.name for n in others]
        cells |= {"票号": number, "另选他人": "、".join(told)}
        lines.append(",".join(cells[column] for column in columns))
    return "\n".join(lines) + "\n"


@always(drawn(void=True), st.data())
def test_the_order_of_columns_and_the_writing_of_marks_change_nothing(
    one: Drawn, data: st.DataObject
) -> None:
    names = [candidate.key for candidate in one.election.candidates]
    columns = data.draw(st.permutations(["票号", *names, "另选他人"]))
    text = as_csv(one, columns, data)
    if data.draw(st.booleans()):
        text = "\ufeff" + text.replace("\n", "\r\n")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ballots.csv"
        path.write_bytes(text.encode("utf-8"))
        election, ballots = read_ballots(path, one.election)
    assert as_json(decide(election, ballots)) == one.told()


@always(drawn(kinds=("committee_and_alternates",), rounds=("formal", "repeat")))
def test_a_joint_election_elects_whom_one_list_of_all_seats_would(one: Drawn) -> None:
    joint = one.decided()
    whole = one.with_election(
        kind="committee", seats=one.election.seats + one.election.alternate_seats, alternate_seats=0
    ).decided()
    runoffs = joint.ranked[""].runoffs if joint.valid else []
    members_tied = {p.name for run in runoffs if not run.alternates for p in run.people}
    chosen = {person.name for person in (*joint.elected, *joint.alternates)}
    assert chosen <= {person.name for person in whole.elected}
    assert {person.name for person in whole.elected} - chosen <= members_tied
    assert joint.open_seats == whole.open_seats


@always(drawn(kinds=KINDS, rounds=("formal",)), st.integers(1, 60), st.data())
def test_half_and_two_thirds_are_as_fractions_say(
    one: Drawn, eligible: int, data: st.DataObject
) -> None:
    present = data.draw(st.integers(0, eligible))
    asker = Asker(one.election)
    share = Fraction(present, eligible)
    bounds = {"congress": Fraction(1, 2), "plenary": Fraction(2, 3)}
    told = [tested.holds for tested in asker.meeting(present, eligible)]
    body = one.election.body
    assert told == ([share > bounds[body]] if body in bounds else [])
    assert asker.majority(present, eligible) is (share > Fraction(1, 2))


def test_the_differential_is_as_fractions_say() -> None:
    """Articles 13, 17, 18 and 21 for every number of seats and candidates up to sixty."""
    least = {
        "delegates": Fraction(1, 5),
        "committee": Fraction(1, 10),
        "alternates": Fraction(1, 10),
    }
    for kind, bound in least.items():
        asker = Asker(_election(kind))
        for seats in range(1, 61):
            for candidates in range(seats, min(2 * seats, 60) + 1):
                share = Fraction(candidates - seats, seats)
                (tested,) = asker.ratios(candidates, seats, 0)
                assert tested.holds is (share >= bound), (kind, seats, candidates)


def _election(kind: str) -> Election:
    return Election("选举", kind, "formal", "congress", 1, 60, 60, 60)
