"""The count 计票: votes for, against and abstaining for each candidate over the valid ballots."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from .ballots import Ballots
from .election import Candidate, Election
from .marks import ABSTAIN, AGAINST, BLANK, FOR, NOTHING
from .validity import Judged, written_votes


@dataclass(frozen=True)
class Votes:
    """The votes of one person; who was written in has votes for alone."""

    name: str
    post: str
    for_: int
    against: int | None = None
    abstain: int | None = None
    candidate: Candidate | None = None


def count_votes(election: Election, ballots: Ballots, judged: Judged) -> list[Votes]:
    """Candidates in the order of the election, then those written in."""
    valid = _without_invalid(ballots.marks, judged)
    found = []
    for index, candidate in enumerate(election.candidates):
        counts = _counts(valid[str(index)])
        for row, column in judged.dropped:
            if column == index and row not in judged.invalid:
                counts[ballots.marks[row, str(index)]] -= 1
        blank = FOR if election.blank == "for" else ABSTAIN
        counts[blank] += counts[BLANK]
        votes = (counts[FOR], counts[AGAINST], counts[ABSTAIN])
        found.append(Votes(candidate.name, candidate.post, *votes, candidate))
    others = written_votes(judged)
    return found + [Votes(one.name, one.post, count) for one, count in others.items()]


def _without_invalid(marks: pl.DataFrame, judged: Judged) -> pl.DataFrame:
    if not judged.invalid:
        return marks
    kept = pl.Series([True]).new_from_index(0, len(marks))
    kept[sorted(judged.invalid)] = False
    return marks.filter(kept)


def _counts(column: pl.Series) -> list[int]:
    """How often each mark occurs."""
    counts = [0] * (NOTHING + 1)
    for mark in range(NOTHING + 1):
        counts[mark] = int((column == mark).sum())
    return counts
