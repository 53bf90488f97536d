"""The rulebook asked about an election, a ballot, a person: no article is written down twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from guiju.rules import Compiled, Decision, Duty, Provision, Verdict
from guiju.rules.deciding import ENTITLED
from guiju.rules.telling import Teller

from ..rulebook import rulebook
from ..rulebook.facts import (
    BODIES,
    COMMITTEES,
    KINDS,
    LEVELS,
    ROUNDS,
    against,
    alternate_seats,
    body,
    chosen,
    eligible,
    fewest_again,
    issued,
    kind,
    level,
    limit,
    listed,
    most_left_out,
    preselected,
    present,
    returned,
    seats,
    surplus,
    turn,
    votes,
    whose,
    written,
)
from ..rulebook.instrument import OUTLINE
from .election import Election

Facts = Mapping[str, str | int]


@cache
def rules_of(day: dt.date) -> Compiled:
    """The rules of a day."""
    return rulebook().in_force(day)


def first_day() -> dt.date:
    """The day on which the regulation took effect; an election knows no day of its own."""
    return OUTLINE.effective


def ratio_facts(standing: int, filled: int, alternates: int) -> dict[str, str | int]:
    """Candidates and seats as the articles ask of them."""
    return {
        surplus.key: standing - filled - alternates,
        seats.key: filled,
        alternate_seats.key: alternates,
    }


@dataclass(frozen=True)
class Tested:
    """A provision that applied, whether it holds, and the duty that says so."""

    duty: Duty
    holds: bool

    @property
    def provision(self) -> Provision:
        """The provision that was tested."""
        return self.duty.provision


class Asker:
    """One election's questions, each asked once."""

    def __init__(self, election: Election, rules: Compiled | None = None) -> None:
        self.election, self.rules = election, rules or rules_of(first_day())
        self.facts: dict[str, str | int] = {
            kind.key: KINDS[election.kind],
            turn.key: ROUNDS[election.round],
            body.key: BODIES[election.body],
            level.key: LEVELS[election.level],
            preselected.key: "是" if election.preselected else "否",
        }
        if election.commission is not None:
            self.facts[whose.key] = COMMITTEES[election.commission]
        self._teller = Teller(self.rules.figures)
        self._ballots: dict[tuple[int, int, int, int], dict[str, Verdict]] = {}
        self._majorities: dict[int, bool] = {}

    def tested(self, matter: str, facts: Facts) -> list[Tested]:
        """The duties of a matter that apply, in the order of the articles."""
        return [
            Tested(duty, verdict is Verdict.CONFORMS)
            for duty, verdict in self.verdicts(matter, facts)
        ]

    def verdicts(self, matter: str, facts: Facts) -> Iterator[tuple[Duty, Verdict]]:
        """What each duty of a matter says by itself; one that does not apply is left out."""
        compiled, known = self.rules.matter(matter), {**self.facts, **facts}
        for duty in compiled.matter.duties:
            if self._teller.told(duty.applies, known).truth is not False:
                yield duty, compiled.duties.verdict(duty, known)

    def holds(self, matter: str, facts: Facts) -> bool:
        """Whether every duty of a matter that applies is met."""
        return all(tested.holds for tested in self.tested(matter, facts))

    def meeting(self, attending: int, entitled: int) -> list[Tested]:
        """Article 24."""
        facts = {present.key: attending, eligible.key: entitled}
        return [*self.tested("congress", facts), *self.tested("plenary", facts)]

    def reconciliation(self, attending: int, out: int, back: int) -> list[Tested]:
        """Articles 33 and 34/1."""
        facts = {present.key: attending, issued.key: out, returned.key: back}
        return self.tested("reconciliation", facts)

    def ratios(self, standing: int, filled: int, alternates: int) -> list[Tested]:
        """Articles 4/2, 13, 17, 18 and 21, for candidates and seats."""
        facts = ratio_facts(standing, filled, alternates)
        return [*self.tested("ratio", facts), *self.tested("national", facts)]

    def ballot(self, choices: int, most: int, others: int, refused: int) -> dict[str, Verdict]:
        """What articles 32 and 34/2 say of a ballot: verdicts by provision, none if it conforms."""
        key = (choices, most, others, refused)
        if key not in self._ballots:
            facts = dict(zip((chosen.key, limit.key, written.key, against.key), key, strict=True))
            decision: Decision = self.rules.matter("ballot").decide(facts)
            self._ballots[key] = {str(o.provision): o.verdict for o in decision.outcomes}
        return self._ballots[key]

    def majority(self, received: int, entitled: int) -> bool:
        """Article 36: whether so many votes elect (or nominate) at all."""
        if received not in self._majorities:
            facts = {votes.key: received, eligible.key: entitled}
            self._majorities[received] = self.holds("person", facts)
        return self._majorities[received]

    def electable(self, on_the_ballot: bool) -> bool:
        """Article 36/1: whether somebody can be elected in this round whatever the votes."""
        return self.holds("standing", {listed.key: "是" if on_the_ballot else "否"})

    def in_order_of_votes(self, fewest: int, left_out: int) -> bool:
        """Article 36/1: whether those who stand again pass over nobody with more votes."""
        return self.holds("again", {fewest_again.key: fewest, most_left_out.key: left_out})

    def order(self) -> str:
        """Article 38: how the list of those elected is ordered: strokes, votes or approved."""
        for name in ("strokes", "votes", "approved"):
            if self.rules.matter(f"list-{name}").decide(self.facts).verdict == ENTITLED:
                return name
        raise ValueError(f"{self.election.kind}: article 38 names no order")
