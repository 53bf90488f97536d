"""Duties 义务: what a provision requires or forbids, of whom, and what overrides it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .expressions import ALWAYS, Expression
from .facts import Fact
from .outline import Provision


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


@dataclass(frozen=True, eq=False)
class Part:
    """One thing that a duty asks for: a condition, the facts that show it and its figure."""

    title: str
    english: str
    condition: Expression
    shows: tuple[Fact, ...]
    standard: Expression | None = None


@dataclass(frozen=True, eq=False)
class Excuse:
    """A case in which a duty does not bind although its parts are not met (除外)."""

    title: str
    english: str
    provision: Provision
    condition: Expression


@dataclass(frozen=True, eq=False)
class Reserve:
    """A case in which nobody but a person can say whether a duty that is not met is broken."""

    title: str
    english: str
    provision: Provision
    condition: Expression
    cited: bool = False


@dataclass(frozen=True, eq=False)
class Repeat:
    """A provision that forbids the same thing again, but only where a condition holds."""

    provision: Provision
    condition: Expression


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

    def conditions(self) -> list[Expression]:
        """Every condition of the duty, in the order in which they are asked."""
        return [
            self.applies,
            *(part.condition for part in self.parts),
            *(excuse.condition for excuse in self.excuses),
            *(reserve.condition for reserve in self.reserves),
            *(repeat.condition for repeat in self.repeats),
        ]
