"""The expression tree 条件: conditions and figures over facts, built by Python's own operators."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from .facts import Choice, Paper
    from .standards import Standard


class Expression:
    """A node of the tree; compared and combined it makes further nodes, never a truth value."""

    def __and__(self, other: Expression) -> All:
        return All((self, other))

    def __or__(self, other: Expression) -> Some:
        return Some((self, other))

    def __invert__(self) -> Expression:
        return Not(self)

    def __bool__(self) -> NoReturn:
        raise TypeError("an expression has no truth value of its own; use &, | and ~")

    @property
    def parts(self) -> tuple[Expression, ...]:
        """The nodes directly below."""
        return ()

    def rebuilt(self, parts: tuple[Expression, ...]) -> Expression:
        """The same node over other nodes."""
        return self


class Number(Expression):
    """A node whose value is a whole number."""

    def __le__(self, other: Any) -> Compare:
        return Compare("<=", self, number(other))

    def __lt__(self, other: Any) -> Compare:
        return Compare("<", self, number(other))

    def __ge__(self, other: Any) -> Compare:
        return Compare("<=", number(other), self)

    def __gt__(self, other: Any) -> Compare:
        return Compare("<", number(other), self)

    def __add__(self, other: Any) -> Linear:
        return Linear(((1, self), (1, number(other))))

    def __sub__(self, other: Any) -> Linear:
        return Linear(((1, self), (-1, number(other))))

    def __mul__(self, factor: Any) -> Number:
        if isinstance(factor, int):
            return Linear(((factor, self),))
        from .arithmetic import Product

        return Product(self, number(factor))

    __rmul__ = __mul__


@dataclass(frozen=True, eq=False)
class Constant(Number):
    """A figure that no provision sets: a count of the text itself, a day."""

    value: int


@dataclass(frozen=True, eq=False)
class Figure(Number):
    """A standard 标准 at its value on the day for which the rulebook is compiled."""

    standard: Standard


@dataclass(frozen=True, eq=False)
class Linear(Number):
    """A sum of whole multiples."""

    terms: tuple[tuple[int, Expression], ...]

    @property
    def parts(self) -> tuple[Expression, ...]:
        """The nodes that are summed."""
        return tuple(term for _, term in self.terms)

    def rebuilt(self, parts: tuple[Expression, ...]) -> Linear:
        """The same multiples of other nodes."""
        return Linear(tuple((k, p) for (k, _), p in zip(self.terms, parts, strict=True)))


@dataclass(frozen=True, eq=False)
class Among(Expression):
    """A fact has one of the listed values."""

    fact: Choice | Paper
    values: frozenset[str]


@dataclass(frozen=True, eq=False)
class Compare(Expression):
    """``left <= right`` or ``left < right``; the two other orders are these turned round."""

    operator: str
    left: Expression
    right: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        """Both sides."""
        return (self.left, self.right)

    def rebuilt(self, parts: tuple[Expression, ...]) -> Compare:
        """The same comparison of other nodes."""
        return Compare(self.operator, *parts)


@dataclass(frozen=True, eq=False)
class _Group(Expression):
    operands: tuple[Expression, ...]

    @property
    def parts(self) -> tuple[Expression, ...]:
        """What is joined."""
        return self.operands

    def rebuilt(self, parts: tuple[Expression, ...]) -> Expression:
        """The same junction of other nodes."""
        return type(self)(parts)


class All(_Group):
    """Every one holds (且)."""

    def __and__(self, other: Expression) -> All:
        return All((*self.operands, other))


class Some(_Group):
    """At least one holds (或)."""

    def __or__(self, other: Expression) -> Some:
        return Some((*self.operands, other))


@dataclass(frozen=True, eq=False)
class Not(Expression):
    """It does not hold (非)."""

    operand: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        """What is denied."""
        return (self.operand,)

    def rebuilt(self, parts: tuple[Expression, ...]) -> Not:
        """The denial of another node."""
        return Not(parts[0])


@dataclass(frozen=True, eq=False)
class Case(Number):
    """The figure of the first branch whose condition holds, else ``otherwise`` (分情形)."""

    branches: tuple[tuple[Expression, Expression], ...]
    otherwise: Expression

    @property
    def parts(self) -> tuple[Expression, ...]:
        """Conditions and figures in turn, then the last figure."""
        return (*(node for branch in self.branches for node in branch), self.otherwise)

    def rebuilt(self, parts: tuple[Expression, ...]) -> Case:
        """The same choice over other nodes."""
        pairs = tuple(zip(parts[:-1:2], parts[1:-1:2], strict=True))
        return Case(pairs, parts[-1])


@dataclass(frozen=True, eq=False)
class Named(Expression):
    """A condition with a name of its own, so that an explanation can speak of it."""

    title: str
    condition: Expression
    english: str = ""

    @property
    def parts(self) -> tuple[Expression, ...]:
        """The condition."""
        return (self.condition,)

    def rebuilt(self, parts: tuple[Expression, ...]) -> Named:
        """The same name for another condition."""
        return Named(self.title, parts[0], self.english)


ALWAYS = All(())
NEVER = Some(())


def number(value: Any) -> Expression:
    """A figure as a node; a day counts as its ordinal."""
    from .standards import Standard

    if isinstance(value, Expression):
        return value
    if isinstance(value, Standard):
        return Figure(value)
    if isinstance(value, dt.date):
        return Constant(value.toordinal())
    if isinstance(value, int) and not isinstance(value, bool):
        return Constant(value)
    raise TypeError(f"{value!r} is no whole number, day or standard")


def case(*branches: tuple[Expression, Any], otherwise: Any) -> Case:
    """Branches in order, each a condition and its figure."""
    return Case(tuple((c, number(n)) for c, n in branches), number(otherwise))


def walk(node: Expression) -> list[Expression]:
    """Every node from this one down, in the order of writing."""
    return [node, *(below for part in node.parts for below in walk(part))]
