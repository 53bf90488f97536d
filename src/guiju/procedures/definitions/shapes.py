"""The parts of a procedure: states, limits, transitions, who takes them and under which guard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from guiju.clock.outcomes import Unit
from guiju.rules.places import Place

OPEN = "open"
"""The transition by which a case begins."""
RESERVED = (OPEN, "suspend", "resume")
"""Names of steps that every procedure has by nature."""
CLOCK = "clock"
"""Who takes a transition that a limit sets off: nobody, and it decides nothing of value."""
OWN, LEVEL, CITY, REGION = "own", "level", "city", "region"
ORGANS = (OWN, LEVEL, CITY, REGION)
"""Whose posts: the applicant's organ, or the department of its level, its city, its region."""
OPENED, ENTERED = "opened", "entered"
"""From what a limit runs: the day the case began, or the day its state was entered."""


@dataclass(frozen=True)
class By:
    """Who may act: the posts of a role in an organ named by its relation to the applicant."""

    role: str
    organ: str
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Limit:
    """How long a state may last; ``none`` says why there is no limit, ``ours`` that we set it."""

    place: Place
    amount: int = 0
    unit: Unit = "workdays"
    event: str = ENTERED
    roll: bool = False
    address: str = ""
    ours: bool = False
    none: str = ""
    none_en: str = ""

    @property
    def runs(self) -> bool:
        """Whether there is a limit at all."""
        return not self.none


@dataclass(frozen=True)
class Suspension:
    """Who may suspend the limit of a state, under which provision or by our own setting."""

    by: tuple[By, ...]
    address: str
    ours: bool
    place: Place


@dataclass(frozen=True)
class State:
    """Where a case stands until a post takes the next step; a final one ends it."""

    name: str
    title: str
    english: str
    final: bool
    limit: Limit | None
    expires: str
    suspend: Suspension | None
    place: Place


@dataclass(frozen=True)
class Guard:
    """A matter of a rulebook and the verdicts under which a step may be taken.

    ``only``: the provisions that count, all where none is named; ``cases``: the cases of a grant
    that count, all where none is named. ``supposing``: facts that the step itself would make
    true (a number of approval that does not exist before it).
    """

    rule: str
    verdicts: tuple[str, ...]
    only: tuple[str, ...]
    cases: tuple[str, ...]
    supposing: Mapping[str, str]
    place: Place


@dataclass(frozen=True)
class Countersign:
    """The posts that sign together, and how many of them suffice."""

    of: tuple[By, ...]
    need: int
    ours: bool
    place: Place


@dataclass(frozen=True)
class Entry:
    """What is written down with a step: a fact of the matter, or words under a name."""

    name: str
    english: str
    fact: bool
    place: Place


@dataclass(frozen=True, eq=False)
class Transition:
    """A step: from which states to which, by whom, under which provision and guard."""

    name: str
    title: str
    english: str
    sources: tuple[str, ...]
    to: str
    by: tuple[By, ...]
    address: str
    value: bool
    place: Place
    clock: bool = False
    guard: Guard | None = None
    tells: tuple[By, ...] = ()
    returns: bool = False
    resubmits: bool = False
    withdraws: bool = False
    countersign: Countersign | None = None
    entries: tuple[Entry, ...] = ()

    @property
    def actors(self) -> tuple[By, ...]:
        """Everyone who may take it or sign it."""
        return self.countersign.of if self.countersign else self.by

    @property
    def applicants(self) -> bool:
        """Whether it is the applicant's: corrected and handed in again, or withdrawn."""
        return self.resubmits or self.withdraws


@dataclass(frozen=True, eq=False)
class Procedure:
    """One version of a procedure; ``name`` is the institution's and its own: vehicles/purchase.

    ``matter``: whose facts the application carries; ``also``: further facts of the same rulebook.
    """

    name: str
    version: dt.date
    title: str
    english: str
    instrument: str
    subject: str
    subject_en: str
    matter: str
    also: tuple[str, ...]
    region: str
    opening: Transition
    states: Mapping[str, State]
    transitions: Mapping[str, Transition]
    place: Place

    @cached_property
    def first(self) -> str:
        """The state in which a case begins."""
        return self.opening.to

    def leaving(self, state: str) -> list[Transition]:
        """The transitions that leave a state, in the order of the definition."""
        return [one for one in self.transitions.values() if state in one.sources]

    def step(self, name: str) -> Transition:
        """A transition by name, the opening too."""
        return self.opening if name == OPEN else self.transitions[name]
