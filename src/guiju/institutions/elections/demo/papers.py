"""Invented ballots that add up to the votes wanted, and how two people key them in."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FOR, AGAINST, ABSTAIN, CONTRADICTORY, UNREADABLE = "12345"


@dataclass(frozen=True)
class Paper:
    """A ballot: what stands on it, and how the first and the second person saw it."""

    marks: str
    others: str = ""
    first: str = ""
    second: str = ""

    @property
    def keyed(self) -> tuple[str, str]:
        """The marks of both entries."""
        return self.first or self.marks, self.second or self.marks


def deal(
    names: Sequence[str],
    wanted: Mapping[str, int],
    *,
    ballots: int,
    seats: int,
    seed: str,
    spoilt: int = 0,
    written: Sequence[str] = (),
) -> list[Paper]:
    """Mixed ballots with exactly the votes wanted for each name, in the order of ``names``.

    Votes not given to a name are dealt round the ballots, so that none chooses more than the
    seats. ``spoilt`` of the ballots choose everybody; each name ``written`` stands on one ballot.

    Raises:
        ValueError: so many votes need ballots that choose more than the seats.
    """
    chance = random.Random(seed)  # noqa: S311
    good = ballots - spoilt
    rows, place = [[FOR] * len(names) for _ballot in range(good)], 0
    for column, name in enumerate(names):
        for turn in range(good - wanted[name]):
            rows[(place + turn) % good][column] = ABSTAIN if turn % 4 == 3 else AGAINST
        place += good - wanted[name]
    if any(row.count(FOR) > seats for row in rows):
        raise ValueError(f"{seed}: {sum(wanted.values())} votes on {good} ballots of {seats} seats")
    others = dict(zip(_room(rows, seats), written, strict=False))
    papers = [Paper("".join(row), others.get(number, "")) for number, row in enumerate(rows)]
    papers += [Paper(FOR * len(names))] * spoilt
    chance.shuffle(papers)
    return papers


def _room(rows: Sequence[Sequence[str]], seats: int) -> list[int]:
    """The ballots that vote against somebody and have a seat left for another person."""
    return [n for n, row in enumerate(rows) if AGAINST in row and row.count(FOR) < seats]


def misread(papers: Sequence[Paper], *, seed: str, slips: int, unclear: int) -> list[Paper]:
    """The same ballots, of which some are keyed in differently and some cannot be read for sure."""
    chance, found = random.Random(seed), list(papers)  # noqa: S311
    touched = chance.sample(range(len(found)), slips + unclear)
    for turn, number in enumerate(touched):
        paper = found[number]
        column = chance.randrange(len(paper.marks))
        if turn < slips:
            other = AGAINST if paper.marks[column] == FOR else FOR
            found[number] = Paper(
                paper.marks, paper.others, second=_with(paper.marks, column, other)
            )
        else:
            seen = _with(paper.marks, column, chance.choice((CONTRADICTORY, UNREADABLE)))
            found[number] = Paper(paper.marks, paper.others, seen, seen)
    return found


def _with(marks: str, column: int, mark: str) -> str:
    return marks[:column] + mark + marks[column + 1 :]
