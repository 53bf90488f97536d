"""Amounts 金额: an expression made into formulas without branches, proved to fit, and worked out.

Every formula is monotone in each of its facts (proved when it is made), so with facts left open
its least and greatest value stand at the ends of their ranges; and every value on the way is
proved to fit a 64-bit whole number, which the column reader counts in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from math import gcd, prod
from typing import Any

from .arithmetic import Bounded, Later, Product, Rounded, months_later
from .errors import RuleError
from .expressions import Case, Constant, Expression, Figure, Linear
from .facts import Day, Quantity
from .joint import Facts, corners, points
from .linear import LARGEST, Path

Span = tuple[int, int]
Ends = Callable[[Facts], Span]


def lifted(node: Expression) -> Iterator[tuple[Path, Expression]]:
    """Every way through the branches of an amount, with the amount that it leads to."""
    if isinstance(node, Case):
        denied: Path = ()
        for condition, figure in node.branches:
            for path, leaf in lifted(figure):
                yield (*denied, (condition, True), *path), leaf
            denied = (*denied, (condition, False))
        for path, leaf in lifted(node.otherwise):
            yield (*denied, *path), leaf
        return
    for ways in product(*(list(lifted(part)) for part in node.parts)):
        path = tuple(step for way, _ in ways for step in way)
        leaves = tuple(leaf for _, leaf in ways)
        same = all(a is b for a, b in zip(leaves, node.parts, strict=True))
        yield path, node if same else node.rebuilt(leaves)


def reduced(node: Expression, figures: Mapping[str, int]) -> Expression:
    """The same amount with every share in lowest terms: 30 % of a sum is 3 tenths of it."""
    parts = tuple(reduced(part, figures) for part in node.parts)
    if any(a is not b for a, b in zip(parts, node.parts, strict=True)):
        node = node.rebuilt(parts)
    if not isinstance(node, Rounded) or not isinstance(node.over, Product):
        return node
    rate, base = node.over.left, node.over.right
    if not isinstance(rate, Figure | Constant):
        return node
    figure = figures[rate.standard.name] if isinstance(rate, Figure) else rate.value
    common = gcd(figure, node.divisor)
    numerator, divisor = figure // common, node.divisor // common
    if divisor == 1:
        return Linear(((numerator, base),)) if numerator != 1 else base
    return Rounded(Linear(((numerator, base),)), divisor)


class Formula:
    """One amount without branches: its facts, its ends, its proofs."""

    def __init__(self, node: Expression, figures: Mapping[str, int], where: str) -> None:
        self.node, self.figures, self.where = reduced(node, figures), figures, where
        self.facts: dict[str, Quantity | Day] = {}
        self._signs: dict[str, int] = {}
        self.range = self._proved(self.node)
        self.signs = self._directions(self.node)
        self._value = self._compiled(self.node)
        self._keys = tuple(self.facts)
        self.written = _written(self.node)

    def ends(self, facts: Facts) -> Span:
        """The least and the greatest amount; the same where the amount is settled."""
        for key in self._keys:
            if type(facts.get(key)) is not int:
                return self._open_ends(facts)
        amount = self._value(facts)  # type: ignore[arg-type]
        return amount, amount

    def _open_ends(self, facts: Facts) -> Span:
        values = [self._value(corner) for corner in corners(tuple(self.facts.values()), facts)]
        return min(values), max(values)

    def value(self, known: Mapping[str, int]) -> int:
        """The amount on facts all known, days as ordinals."""
        return self._value(known)

    def open_facts(self, facts: Facts) -> list[str]:
        """The facts not known whose change moves the amount for some values of the others."""
        asked = tuple(self.facts.values())
        return [key for key, fact in self.facts.items() if self._moves(fact, asked, facts)]

    def _moves(self, fact: Quantity | Day, asked: tuple[Quantity | Day, ...], facts: Facts) -> bool:
        others = tuple(other for other in asked if other is not fact)
        # An amount rises or falls with the fact, so its ends tell; those of the others may not.
        for place in points(others, facts) or corners(others, facts):
            own = [self._value({**place, **end}) for end in corners((fact,), facts)]
            if own[0] != own[-1]:
                return True
        return False

    # The proofs.

    def _proved(self, node: Expression) -> Span:
        """The range of a node over all facts in their declared ranges; refused beyond 64 bits."""
        low, high = self._range(node)
        if not -LARGEST <= low <= high <= LARGEST:
            told = "figures that fit 64 bits for all facts in their declared ranges"
            raise RuleError(self.where, f"{low}…{high}", told)
        return low, high

    def _range(self, node: Expression) -> Span:
        if isinstance(node, Constant):
            return node.value, node.value
        if isinstance(node, Figure):
            return (self.figures[node.standard.name],) * 2
        if isinstance(node, Quantity | Day):
            self.facts[node.key] = node
            return node.low, node.high
        below = [self._proved(part) for part in node.parts]
        if isinstance(node, Rounded):
            self._fits(below[0][0], below[0][1] + node.divisor)
            return node.of(below[0][0]), node.of(below[0][1])
        if isinstance(node, Linear):
            ends = [
                sorted((k * low, k * high))
                for (k, _), (low, high) in zip(node.terms, below, strict=True)
            ]
            self._fits(sum(abs(low) for low, _ in ends), sum(abs(high) for _, high in ends))
            return sum(low for low, _ in ends), sum(high for _, high in ends)
        if isinstance(node, Product):
            found = [prod(pair) for pair in product(*below)]
            return min(found), max(found)
        if isinstance(node, Bounded):
            choose = min if node.least else max
            return choose(below[0][0], below[1][0]), choose(below[0][1], below[1][1])
        if isinstance(node, Later):
            return months_later(below[0][0], below[1][0]), months_later(below[0][1], below[1][1])
        raise RuleError(self.where, type(node).__name__, "a figure")

    def _fits(self, *values: int) -> None:
        if max(map(abs, values)) > LARGEST:
            told = "figures that fit 64 bits for all facts in their declared ranges"
            raise RuleError(self.where, max(map(abs, values)), told)

    def _directions(self, node: Expression) -> dict[str, int]:
        """By fact whether the figure rises (1) or falls (-1) with it; never both."""
        if isinstance(node, Quantity | Day):
            return {node.key: 1}
        if isinstance(node, Product):
            left, right = node.parts
            return self._merged(
                (self._directions(left), self._sign(right)),
                (self._directions(right), self._sign(left)),
            )
        if isinstance(node, Linear):
            return self._merged(*((self._directions(term), k) for k, term in node.terms))
        return self._merged(*((self._directions(part), 1) for part in node.parts))

    def _sign(self, node: Expression) -> int:
        low, high = self._range(node)
        if low < 0 < high:
            told = "a product whose factors do not change their sign"
            raise RuleError(self.where, f"{low}…{high}", told)
        return 1 if low >= 0 else -1

    def _merged(self, *found: tuple[dict[str, int], int]) -> dict[str, int]:
        merged: dict[str, int] = {}
        for directions, factor in found:
            for key, sign in directions.items():
                turned = sign if factor > 0 else -sign
                if merged.setdefault(key, turned) != turned:
                    told = "an amount that only rises or only falls with each fact"
                    raise RuleError(self.where, key, told)
        return merged

    # The value, as one function of the known facts.

    def _compiled(self, node: Expression) -> Callable[[Mapping[str, int]], int]:
        if isinstance(node, Constant):
            return _constant(node.value)
        if isinstance(node, Figure):
            return _constant(self.figures[node.standard.name])
        if isinstance(node, Quantity | Day):
            key = node.key
            return lambda known: known[key]
        below = [self._compiled(part) for part in node.parts]
        return _applied(node, below)


def differ(one: Formula, first: Facts, other: Formula, second: Facts) -> bool:
    """Whether two amounts come apart for some values of the facts that both leave open.

    Exact where those values are few enough to be tried one by one. Beyond that amounts written
    alike are taken to agree where they do so at the ends of all ranges, and amounts written
    differently to come apart.
    """
    asked = tuple({**one.facts, **other.facts}.values())
    here, there = points(asked, first), points(asked, second)
    if here is not None and there is not None:
        return any(one.value(a) != other.value(b) for a, b in zip(here, there, strict=True))
    if one.written != other.written:
        return True
    ends = zip(corners(asked, first), corners(asked, second), strict=True)
    return any(one.value(a) != other.value(b) for a, b in ends)


def _written(node: Expression) -> tuple[Any, ...]:
    """A node without branches as what it is made of, so that those written alike are equal."""
    if isinstance(node, Quantity | Day):
        return (node.key,)
    own: Any = None
    if isinstance(node, Constant):
        own = node.value
    elif isinstance(node, Figure):
        own = node.standard.name
    elif isinstance(node, Linear):
        own = tuple(factor for factor, _ in node.terms)
    elif isinstance(node, Rounded):
        own = node.divisor
    elif isinstance(node, Bounded):
        own = node.least
    return (type(node).__name__, own, *map(_written, node.parts))


def _constant(value: int) -> Callable[[Mapping[str, int]], int]:
    return lambda known: value


def _applied(
    node: Expression, below: list[Callable[[Mapping[str, int]], int]]
) -> Callable[[Mapping[str, int]], int]:
    if isinstance(node, Rounded):
        over, divisor, half = below[0], node.divisor, node.divisor // 2
        return lambda known: (over(known) + half) // divisor
    if isinstance(node, Linear):
        terms = [(k, part) for (k, _), part in zip(node.terms, below, strict=True)]
        if len(terms) == 1:
            factor, only = terms[0]
            return lambda known: factor * only(known)
        return lambda known: sum(k * part(known) for k, part in terms)
    left, right = below
    if isinstance(node, Product):
        return lambda known: left(known) * right(known)
    if isinstance(node, Later):
        return lambda known: months_later(left(known), right(known))
    assert isinstance(node, Bounded)
    if node.least:
        return lambda known: min(left(known), right(known))
    return lambda known: max(left(known), right(known))
