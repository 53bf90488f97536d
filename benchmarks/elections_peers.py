"""Approval totals by abcvoting and votelib beside ours, on equal ballots."""

import statistics
import time
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version

import numpy as np
import polars as pl

from guiju.institutions.elections.counting import Ballots, Candidate, Election, decide
from guiju.institutions.elections.counting.marks import FOR

RUNS = 5


def compare(agree: Callable[[str, bool], None], ballots: int, candidates: int, seats: int) -> None:
    """Print the seconds of each, loading told apart, and hold the totals to each other."""
    chance = np.random.default_rng(2)
    approved = chance.random((ballots, candidates)) < np.linspace(0.4, 0.8, candidates)
    lists = [np.flatnonzero(row).tolist() for row in approved]
    right = approved.sum(axis=0).tolist()
    print(f"approval totals of {ballots:,} ballots × {candidates}, medians of {RUNS} (slowest):")
    agree("ours", ours(approved, seats) == right)
    agree(f"votelib {version('votelib')}", by_votelib(lists, candidates) == right)
    totals, elected = by_abcvoting(lists, candidates, seats)
    agree(f"abcvoting {version('abcvoting')}", totals == right)
    ordered = sorted(right, reverse=True)
    if ordered[seats - 1] > ordered[seats]:
        best = {index for index, total in enumerate(right) if total >= ordered[seats - 1]}
        agree("abcvoting, who is elected", elected == best)


def told(what: str, run: Callable[[], object]) -> None:
    """The median of the runs and the slowest."""
    found = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    print(f"  {what}: {statistics.median(found):.3f} s ({max(found):.3f})")


def ours(approved: np.ndarray, seats: int) -> list[int]:
    """The whole decision: limits, majority, lists, reasons; not totals alone."""
    rows, columns = approved.shape
    names = [Candidate(f"候选{index}") for index in range(columns)]
    election = Election(
        *("", "delegates", "formal", "unit"), columns, rows, rows, rows, tuple(names)
    )

    def load() -> Ballots:
        marks = pl.DataFrame({str(i): (approved[:, i] * FOR) for i in range(columns)})
        numbers = pl.Series(range(rows)).cast(pl.String)
        return Ballots(numbers, marks.cast(pl.UInt8))

    ballots = load()
    told("ours, loaded from arrays", load)
    told("ours, every ballot judged and everybody decided", lambda: decide(election, ballots))
    return [one.for_ for one in decide(election, ballots).votes]


def by_votelib(lists: list[list[int]], candidates: int) -> list[int]:
    """Totals of votelib; it holds equal ballots once, which loading makes."""
    from votelib.convert import ApprovalToSimpleVotes

    def load() -> Counter[frozenset[int]]:
        return Counter(frozenset(ballot) for ballot in lists)

    votes, converter = load(), ApprovalToSimpleVotes()
    told("votelib, loaded", load)
    told("votelib, totals", lambda: converter.convert(votes))
    totals = converter.convert(votes)
    return [int(totals.get(index, 0)) for index in range(candidates)]


def by_abcvoting(lists: list[list[int]], candidates: int, seats: int) -> tuple[list[int], set[int]]:
    """Totals and the winning committee of approval voting; ballots are voters with sets."""
    from abcvoting import abcrules, scores
    from abcvoting.preferences import Profile

    def load() -> Profile:
        profile = Profile(candidates)
        profile.add_voters(lists)
        return profile

    profile = load()
    told("abcvoting, loaded", load)
    told("abcvoting, approval voting", lambda: abcrules.compute("av", profile, seats))
    totals = [int(scores.thiele_score("av", profile, [index])) for index in range(candidates)]
    (committee, *_) = abcrules.compute("av", profile, seats)
    return totals, {int(index) for index in committee}
