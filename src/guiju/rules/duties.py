"""Duties 义务: what a provision requires or forbids, of whom, and what overrides it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from .citing import cited, refuse_no_citation
from .errors import RuleError
from .expressions import ALWAYS, Expression, Number
from .facts import Choice, Fact, Paper
from .outline import Provision
from .places import Place, written


class Strength(StrEnum):
    """How strongly a provision binds; in this order of weight."""

    MUST = "must"
    NORMALLY = "normally"
    MAY = "may"


class Verdict(StrEnum):
    """What can be said of a duty."""

    BREACH = "breach"
    UNKNOWN = "unknown"
    CONFORMS = "conforms"


def refuse_no_condition(place: Place, name: str, given: object) -> None:
    """Refuse what is no condition: two words compared are a truth value, not a question."""
    if not isinstance(given, Expression) or isinstance(given, Number | Choice | Paper):
        raise RuleError(name, _kind(given), "a condition made of facts", place=place)


def refuse_no_figure(place: Place, name: str, given: object) -> None:
    """Refuse what is no figure: a condition, a word, a standard that is not made one."""
    if not isinstance(given, Number):
        raise RuleError(name, _kind(given), "a figure made of facts", place=place)


def _kind(given: object) -> str:
    plain = isinstance(given, bool | int | str) or given is None
    return repr(given) if plain else type(given).__name__


@dataclass(frozen=True, eq=False)
class Part:
    """One thing that a duty asks for: a condition, the facts that show it and its figure."""

    title: str
    english: str
    condition: Expression
    shows: tuple[Fact, ...]
    standard: Expression | None = None
    place: Place = field(default_factory=written, kw_only=True, repr=False)

    def __post_init__(self) -> None:
        refuse_no_condition(self.place, self.title, self.condition)
        if self.standard is not None:
            refuse_no_figure(self.place, self.title, self.standard)


@cited
@dataclass(frozen=True, eq=False)
class Excuse:
    """A case in which a duty does not bind although its parts are not met (除外)."""

    title: str
    english: str
    provision: Provision
    condition: Expression
    place: Place = field(default_factory=written, kw_only=True, repr=False)

    def __post_init__(self) -> None:
        refuse_no_condition(self.place, self.title, self.condition)


@cited
@dataclass(frozen=True, eq=False)
class Reserve:
    """A case in which nobody but a person can say whether a duty that is not met is broken."""

    title: str
    english: str
    provision: Provision
    condition: Expression
    cited: bool = False
    place: Place = field(default_factory=written, kw_only=True, repr=False)

    def __post_init__(self) -> None:
        refuse_no_condition(self.place, self.title, self.condition)


@cited
@dataclass(frozen=True, eq=False)
class Repeat:
    """A provision that forbids the same thing again, but only where a condition holds."""

    provision: Provision
    condition: Expression
    place: Place = field(default_factory=written, kw_only=True, repr=False)

    def __post_init__(self) -> None:
        refuse_no_condition(self.place, str(self.provision), self.condition)


@cited
@dataclass(frozen=True, eq=False)
class Duty:
    """One duty: address, strength, to what it applies, what it asks for, what overrides it.

    ``excuses`` come before ``reserves``: a duty not met is excused, else left to a person,
    else broken. ``also`` names provisions that forbid the same thing again, ``repeats`` those
    that do so in some cases only; ``subject`` says what kind of record the duty is asked of.
    """

    name: str
    provision: Provision
    strength: Strength
    title: str
    english: str
    parts: tuple[Part, ...]
    applies: Expression = ALWAYS
    excuses: tuple[Excuse, ...] = ()
    reserves: tuple[Reserve, ...] = ()
    also: tuple[Provision, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    subject: str = "vehicle"
    since: dt.date | None = None
    until: dt.date | None = None
    """The days on which the duty is in force, both included; None: as long as its rulebook."""
    place: Place = field(default_factory=written, kw_only=True, repr=False)

    def __post_init__(self) -> None:
        refuse_no_condition(self.place, self.name, self.applies)
        refuse_no_citation(self.place, f"{self.name} also", self.also)

    def conditions(self) -> list[Expression]:
        """Every condition of the duty, in the order in which they are asked."""
        return [
            self.applies,
            *(part.condition for part in self.parts),
            *(excuse.condition for excuse in self.excuses),
            *(reserve.condition for reserve in self.reserves),
            *(repeat.condition for repeat in self.repeats),
        ]
