"""Facts 事实: what a rule may ask about a subject, each with its kind, its range and its name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from .errors import RuleError
from .expressions import Among, Expression, Number
from .outline import Provision

Known = str | int | dt.date


@dataclass(frozen=True)
class Judge:
    """The post that alone may answer a question of judgement (裁量), and by which provision."""

    post: str
    english: str
    provision: Provision


@dataclass(frozen=True)
class Between:
    """A figure of which only the bounds are known, both included (a count with blanks in it)."""

    low: int
    high: int


@dataclass(frozen=True, eq=False)
class Choice(Expression):
    """A fact with a closed list of values (选择): one of ``options``."""

    key: str
    options: tuple[str, ...]
    english: str = ""
    judge: Judge | None = None

    def among(self, *values: str) -> Among:
        """The condition that the fact has one of these values."""
        strange = [value for value in values if value not in self.options]
        if strange:
            raise RuleError(self.key, strange[0], "one of " + " · ".join(self.options))
        return Among(self, frozenset(values))

    def __eq__(self, other: Any) -> Among:  # type: ignore[override]
        return self.among(other)

    def __ne__(self, other: Any) -> Expression:  # type: ignore[override]
        return ~self.among(other)

    __hash__ = object.__hash__

    def classify(self, value: Known) -> str:
        """The member of the domain that a stored value stands for."""
        if value not in self.options:
            raise RuleError(self.key, value, "one of " + " · ".join(self.options))
        return str(value)

    def stored(self, member: str) -> str:
        """A stored value that stands for a member of the domain."""
        return member


GIVEN, NONE = "given", "none"


@dataclass(frozen=True, eq=False)
class Paper(Expression):
    """A number or a name that was given or expressly not (文号): ``none`` says that it was not."""

    key: str
    none: str = "无"
    english: str = ""
    options = (NONE, GIVEN)

    @property
    def given(self) -> Among:
        """The condition that a number or name stands there."""
        return Among(self, frozenset({GIVEN}))

    def classify(self, value: Known) -> str:
        """``given`` or ``none``."""
        return NONE if value == self.none else GIVEN

    def stored(self, member: str) -> str:
        """A stored value that stands for a member of the domain."""
        return self.none if member == NONE else "—"


@dataclass(frozen=True, eq=False)
class Quantity(Number):
    """A whole number of a small unit (数量): fen, millilitres, cars; both bounds included."""

    key: str
    unit: str
    low: int
    high: int
    english: str = ""
    judge: Judge | None = None

    def classify(self, value: Known) -> int:
        """The number itself, refused outside the declared range."""
        if isinstance(value, bool) or not isinstance(value, int):
            raise RuleError(self.key, value, f"a whole number of {self.unit}")
        if not self.low <= value <= self.high:
            raise RuleError(self.key, value, f"{self.low} to {self.high} {self.unit}")
        return value


@dataclass(frozen=True, eq=False)
class Day(Number):
    """A calendar day (日期), counted as a proleptic Gregorian ordinal."""

    key: str
    first: dt.date
    last: dt.date
    english: str = ""
    unit = "日"

    @property
    def low(self) -> int:
        """The first day as an ordinal."""
        return self.first.toordinal()

    @property
    def high(self) -> int:
        """The last day as an ordinal."""
        return self.last.toordinal()

    def classify(self, value: Known) -> int:
        """The day's ordinal, refused outside the declared range."""
        if not isinstance(value, dt.date) or not self.first <= value <= self.last:
            raise RuleError(self.key, value, f"a date from {self.first} to {self.last}")
        return value.toordinal()


Fact = Choice | Paper | Quantity | Day
