"""Who is elected 当选: by votes among those with a majority; ties are voted again (20, 36)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from .tally import Votes

ELECTED, NOMINATED, NO_MAJORITY, BEYOND, TIED, VOID, WITHDRAWN = (
    "elected",
    "nominated",
    "no majority",
    "not in the first N",
    "tied",
    "void",
    "withdrawn",
)


@dataclass(frozen=True)
class Runoff:
    """Tied persons and the seats at stake among them; ``rest``: what the others then fill."""

    people: tuple[Votes, ...]
    seats: int
    post: str = ""
    alternates: bool = False
    rest: int = 0


@dataclass
class Ranked:
    """What came of the votes for one kind of seats."""

    members: list[Votes] = field(default_factory=list)
    alternates: list[Votes] = field(default_factory=list)
    runoffs: list[Runoff] = field(default_factory=list)
    outcomes: dict[Votes, str] = field(default_factory=dict)
    open_seats: int = 0


def rank(
    people: Sequence[Votes], seats: int, alternates: int, majority: Callable[[Votes], bool]
) -> Ranked:
    """Fill seats, then those of alternates, by votes among those with a majority."""
    ranked = Ranked()
    pool = [one for one in people if majority(one)]
    ranked.outcomes |= {one: NO_MAJORITY for one in people if one not in pool}
    total = seats + alternates
    for first, tied in _by_votes(pool):
        last = first + len(tied)
        if first < seats < last:
            rest = min(last, total) - seats if alternates else 0
            ranked.runoffs.append(Runoff(tuple(tied), seats - first, tied[0].post, False, rest))
            outcome = TIED
        elif first < total < last:
            ranked.runoffs.append(Runoff(tuple(tied), total - first, tied[0].post, True))
            outcome = TIED
        else:
            outcome = ELECTED if last <= total else BEYOND
            if last <= seats:
                ranked.members += tied
            elif last <= total:
                ranked.alternates += tied
        ranked.outcomes |= dict.fromkeys(tied, outcome)
    ranked.open_seats = max(0, total - len(pool))
    return ranked


def _by_votes(pool: Sequence[Votes]) -> Iterator[tuple[int, list[Votes]]]:
    """Those of equal votes together, most first, each group with how many stand before it."""
    before = 0
    ordered = sorted(pool, key=lambda one: -one.for_)
    for _, equal in groupby(ordered, key=lambda one: one.for_):
        group = list(equal)
        yield before, group
        before += len(group)
