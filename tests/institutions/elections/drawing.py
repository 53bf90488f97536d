"""Elections and ballots drawn at random, so small that ties, majorities and faults are common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.institutions.elections.counting import (
    Ballots,
    Candidate,
    Election,
    Result,
    Seat,
    Written,
    as_json,
    decide,
)
from guiju.institutions.elections.counting.marks import (
    ABSTAIN,
    AGAINST,
    BLANK,
    CONTRADICTORY,
    FOR,
    UNREADABLE,
)

from .casefiles import FOLDER

PLAIN = ("delegates", "committee", "alternates", "discipline", "standing")
KINDS = (*PLAIN, "committee_and_alternates", "secretaries")
ROUNDS = ("preselection", "formal", "repeat", "runoff")
NOT_CHOSEN = (AGAINST, ABSTAIN, BLANK)
DOUBTS = (CONTRADICTORY, UNREADABLE)
POSTS = ("书记", "副书记")


def always(*drawn_: Any) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """A property tried on many elections, however slow the machine is just now."""
    return lambda test: settings(deadline=None, max_examples=60)(given(*drawn_)(test))


@cache
def pool() -> tuple[str, ...]:
    """Invented names, those of the cases."""
    return tuple((FOLDER / "pool.txt").read_text("utf-8").split())


@dataclass(frozen=True)
class Drawn:
    """An election with its ballots."""

    election: Election
    ballots: Ballots

    def decided(self) -> Result:
        """What the count says."""
        return decide(self.election, self.ballots)

    def told(self) -> dict[str, Any]:
        """What the count says, in the contract's form."""
        return as_json(self.decided())

    def with_mark(self, row: int, index: int, mark: int) -> Drawn:
        """The same with another mark in one cell."""
        column = self.ballots.marks[str(index)].clone()
        column[row] = mark
        marks = self.ballots.marks.with_columns(column)
        return replace(self, ballots=replace(self.ballots, marks=marks))

    def cells(self, *marks: int) -> list[tuple[int, int]]:
        """Rows and columns where a mark of these stands on a ballot that is valid."""
        invalid = self.decided().judged.invalid
        return [
            (row, index)
            for index in range(len(self.election.candidates))
            for row, mark in enumerate(self.ballots.marks[str(index)])
            if mark in marks and row not in invalid
        ]

    def with_election(self, **changes: Any) -> Drawn:
        """The same with other figures of the election."""
        return replace(self, election=replace(self.election, **changes))


@st.composite
def elections(
    draw: st.DrawFn, kinds: tuple[str, ...] = KINDS, rounds: tuple[str, ...] = ROUNDS
) -> Election:
    """An election without its figures of the meeting: three to six candidates."""
    kind = draw(st.sampled_from(kinds))
    names = draw(st.lists(st.sampled_from(pool()), min_size=3, max_size=6, unique=True))
    seats = draw(st.integers(1, 4))
    posts: tuple[Seat, ...] = ()
    candidates = tuple(Candidate(name) for name in names)
    if kind == "secretaries":
        posts = (Seat(POSTS[0], 1), Seat(POSTS[1], draw(st.integers(1, 2))))
        places = [draw(st.sampled_from(POSTS)) for _ in names]
        candidates = tuple(Candidate(n, post) for n, post in zip(names, places, strict=True))
        seats = sum(seat.seats for seat in posts)
    joint = kind == "committee_and_alternates"
    return Election(
        title="选举",
        kind=kind,
        round=draw(st.sampled_from(rounds)),
        body=draw(st.sampled_from(("congress", "plenary", "unit"))),
        seats=seats,
        eligible=None,
        present=None,
        issued=None,
        candidates=candidates,
        posts=posts,
        alternate_seats=draw(st.integers(1, 3)) if joint else 0,
        approved_order=tuple(draw(st.permutations(names))[: draw(st.integers(0, len(names)))]),
        blank=draw(st.sampled_from(("abstain", "for"))),
    )


@st.composite
def drawn(
    draw: st.DrawFn,
    kinds: tuple[str, ...] = KINDS,
    rounds: tuple[str, ...] = ROUNDS,
    doubts: bool = True,
    void: bool = False,
) -> Drawn:
    """An election with up to thirty ballots; doubtful marks and written names where asked for."""
    election = draw(elections(kinds, rounds))
    # Some few kinds of ballots, each cast several times: majorities and ties are then common.
    kinds_of_ballot = draw(st.lists(ballot_marks(election, doubts), min_size=1, max_size=4))
    cast = [row for row in kinds_of_ballot for _ in range(draw(st.integers(1, 6)))]
    rows = len(cast)
    columns = {
        str(index): pl.Series([row[index] for row in cast], dtype=pl.UInt8)
        for index in range(len(election.candidates))
    }
    chosen = draw(st.sets(st.integers(0, rows - 1), max_size=5))
    written = {row: draw(names_written(election, doubts)) for row in sorted(chosen)}
    numbers = pl.Series([f"{n:04d}" for n in range(1, rows + 1)])
    more = draw(st.sampled_from((0, 0, 1, 4)))
    issued = rows + draw(st.integers(-1, 2)) if void else rows
    present = max(issued, rows) + (draw(st.integers(0, 9)) if void else 0)
    election = replace(election, eligible=present + more, present=present, issued=issued)
    return Drawn(election, Ballots(numbers, pl.DataFrame(columns), written))


@st.composite
def ballot_marks(draw: st.DrawFn, election: Election, doubts: bool) -> list[int]:
    """The marks of one ballot; it seldom chooses more than there are seats."""
    size = len(election.candidates)
    most = min(
        size, election.seats + election.alternate_seats + draw(st.sampled_from((0, 0, 0, 1)))
    )
    least = draw(st.sampled_from((0, most - 1, most)))
    chosen = draw(st.sets(st.integers(0, size - 1), min_size=least, max_size=most))
    others = NOT_CHOSEN if election.blank == "abstain" else NOT_CHOSEN[:-1]
    other = st.sampled_from(others + (DOUBTS if doubts and draw(st.booleans()) else ()))
    return [FOR if index in chosen else draw(other) for index in range(size)]


@st.composite
def names_written(draw: st.DrawFn, election: Election, doubts: bool) -> tuple[Written, ...]:
    """Names in 另选他人: of others, and where doubts are asked for of candidates or unreadable."""
    keys = [candidate.key for candidate in election.candidates]
    others = [name for name in pool() if name not in keys][:4]
    known = others + ([*keys, "?"] if doubts else [])
    posts = [seat.post for seat in election.posts] or [""]
    found = draw(
        st.lists(
            st.builds(Written, st.sampled_from(known), st.sampled_from(posts)),
            min_size=1,
            max_size=2,
            unique=True,
        )
    )
    return tuple(found)


def in_any_order(told: dict[str, Any]) -> dict[str, Any]:
    """An answer without the orders that follow from the order of rows or candidates."""
    ballots = {
        key: sorted(value, key=str) if isinstance(value, list) else value
        for key, value in told["ballots"].items()
    }
    runoffs = [{**one, "names": sorted(one["names"])} for one in told["runoffs"]]
    return {
        "valid": told["valid"],
        "provisional": told["provisional"],
        "checks": told["checks"],
        "ballots": ballots,
        "candidates": sorted(told["candidates"], key=lambda one: one["name"]),
        "write_ins": told["write_ins"],
        "elected": told["elected"],
        "elected_alternates": told["elected_alternates"],
        "runoffs": runoffs,
        "open_seats": told["open_seats"],
    }
