"""Who stood and what came of them, most votes first: from whom a repeat round is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from ..counting.marks import without_spaces
from ..counting.outcomes import BEYOND, NO_MAJORITY
from ..models import Election

_AGAIN = (NO_MAJORITY, BEYOND)


@dataclass(frozen=True)
class Standing:
    """A person voted for: votes for them, and what came of it."""

    name: str
    post: str
    votes: int
    outcome: str

    @property
    def key(self) -> str:
        """The name without spaces."""
        return without_spaces(self.name)

    @property
    def may_stand(self) -> bool:
        """Whether the person may stand again for an open seat: neither elected nor withdrawn."""
        return self.outcome in _AGAIN


def standing_after(election: Election) -> list[Standing]:
    """Candidates and those written in, most votes first; empty before the decision."""
    outcome = getattr(election, "outcome", None)
    if outcome is None:
        return []
    people = [*outcome.result["candidates"], *outcome.result["write_ins"]]
    found = [Standing(p["name"], p.get("post", ""), p["for"], p["outcome"]) for p in people]
    return sorted(found, key=lambda one: -one.votes)
