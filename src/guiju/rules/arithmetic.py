"""Arithmetic of amounts 金额: products, one rounded division, caps, months from a day."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Any

from .errors import RuleError
from .expressions import Expression, Number, number
from .standards import SCALES, Standard

HUNDRED_PER_CENT = 100 * SCALES["%"]
"""The divisor of a rate: a percentage is held in hundredths of one per cent."""


@dataclass(frozen=True, eq=False)
class Product(Number):
    """Two figures multiplied (乘)."""

    left: Expression
    right: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        """Both factors."""
        return (self.left, self.right)

    def rebuilt(self, parts: tuple[Expression, ...]) -> Product:
        """The product of other nodes."""
        return Product(*parts)


@dataclass(frozen=True, eq=False)
class Rounded(Number):
    """A figure divided once, half and more rounded up (四舍五入): the only division there is."""

    over: Expression
    divisor: int

    @property
    def parts(self) -> tuple[Expression, ...]:
        """What is divided."""
        return (self.over,)

    def rebuilt(self, parts: tuple[Expression, ...]) -> Rounded:
        """The same division of another node."""
        return Rounded(parts[0], self.divisor)

    def of(self, value: int) -> int:
        """The quotient of a known figure."""
        return (value + self.divisor // 2) // self.divisor


@dataclass(frozen=True, eq=False)
class Bounded(Number):
    """The least (封顶, ``least``) or the greatest (保底) of two figures."""

    least: bool
    left: Expression
    right: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        """Both figures."""
        return (self.left, self.right)

    def rebuilt(self, parts: tuple[Expression, ...]) -> Bounded:
        """The same choice between other nodes."""
        return Bounded(self.least, *parts)


@dataclass(frozen=True, eq=False)
class Later(Number):
    """The same day some months later; where that month is shorter, its last day (期间届满日)."""

    day: Expression
    months: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        """The day and the number of months."""
        return (self.day, self.months)

    def rebuilt(self, parts: tuple[Expression, ...]) -> Later:
        """The same span from other nodes."""
        return Later(*parts)


def months_later(ordinal: int, months: int) -> int:
    """The ordinal of the same day so many months later, the last of the month where it lacks."""
    day = dt.date.fromordinal(ordinal)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last)).toordinal()


def share(base: Any, rate: Expression | Standard) -> Rounded:
    """A percentage of a figure (比例), rounded half up to the small unit."""
    unit = rate.unit if isinstance(rate, Standard) else getattr(rate, "unit", "%")
    if unit != "%":
        raise RuleError("share", unit, "a rate in %")
    return Rounded(Product(number(rate), number(base)), HUNDRED_PER_CENT)


def at_most(figure: Any, cap: Any) -> Bounded:
    """A figure capped (最高不超过)."""
    return Bounded(True, number(figure), number(cap))


def at_least(figure: Any, floor: Any) -> Bounded:
    """A figure with a floor (不少于)."""
    return Bounded(False, number(figure), number(floor))


def months_after(day: Expression, months: Any) -> Later:
    """The day on which a limit of months ends, the starting day excluded."""
    return Later(day, number(months))
