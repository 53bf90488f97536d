"""Facts 事实: what a rule may ask about a subject, each with its kind, its range and its name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from .citing import cited
from .errors import RuleError
from .expressions import Among, Expression, Number
from .outline import Provision
from .places import Place, written

Known = str | int | dt.date


@cited
@dataclass(frozen=True)
class Judge:
    """The post that alone may answer a question of judgement (裁量), and by which provision."""

    post: str
    english: str
    provision: Provision
    place: Place = field(default_factory=written, kw_only=True, compare=False, repr=False)


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
    place: Place = field(default_factory=written, kw_only=True, repr=False)

    def __post_init__(self) -> None:
        twice = [option for option in self.options if self.options.count(option) > 1]
        if twice or not self.options:
            value = twice[0] if twice else "no option"
            raise RuleError(self.key, value, "options, each listed once", place=self.place)

    def among(self, *values: str) -> Among:
        """The condition that the fact has one of these values."""
        strange = [value for value in values if value not in self.options]
        if strange:
            told = "one of " + " · ".join(self.options)
            raise RuleError(self.key, strange[0], told, place=written())
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
    place: Place = field(default_factory=written, kw_only=True, repr=False)
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
    place: Place = field(default_factory=written, kw_only=True, repr=False)

    def __post_init__(self) -> None:
        self.refuse_range()

    def refuse_range(self) -> None:
        """Refuse a range that is empty or does not fit the columns."""
        from .linear import LARGEST

        if not -LARGEST <= self.low <= self.high <= LARGEST:
            told = "a range from the lower to the higher that fits 64 bits"
            raise RuleError(self.key, f"{self.low}…{self.high}", told, place=self.place)

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
    place: Place = field(default_factory=written, kw_only=True, repr=False)
    unit = "日"

    def __post_init__(self) -> None:
        if self.first > self.last:
            value, told = f"{self.first} to {self.last}", "a first day that is not after the last"
            raise RuleError(self.key, value, told, place=self.place)

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
