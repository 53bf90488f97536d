"""Comparisons of several facts: where they can turn, with some of the facts left open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from .facts import Between, Day, Fact, Known, Quantity
from .linear import Sum, at

Facts = Mapping[str, "Known | Between | None"]


def extent(fact: Fact, value: Known | Between | None) -> tuple[int, int]:
    """The least and the greatest figure that a fact may have."""
    assert isinstance(fact, Quantity | Day)
    if value is None:
        return fact.low, fact.high
    if isinstance(value, Between):
        return value.low, value.high
    return (fact.classify(value),) * 2


def corners(asked: Sequence[Fact], facts: Facts) -> Iterator[dict[str, int]]:
    """Every choice of the least or greatest value of each fact."""
    ends = [sorted(set(extent(fact, facts.get(fact.key)))) for fact in asked]
    for values in product(*ends):
        yield {fact.key: value for fact, value in zip(asked, values, strict=True)}


TRIED = 4_096
"""So many values of the facts left open are tried one by one where nothing shorter is exact."""


def points(asked: Sequence[Fact], facts: Facts) -> Iterator[dict[str, int]] | None:
    """Every choice of values that the facts can have; None where there are too many to try."""
    ends = [extent(fact, facts.get(fact.key)) for fact in asked]
    if prod(high - low + 1 for low, high in ends) > TRIED:
        return None
    ranges = [range(low, high + 1) for low, high in ends]
    keys = [fact.key for fact in asked]
    return (dict(zip(keys, values, strict=True)) for values in product(*ranges))


def turns(total: Sum, fact: Fact, asked: Sequence[Fact], facts: Facts) -> bool:
    """Whether for some values of the others a change of this fact moves the sum across zero.

    A polynomial that is linear in each fact changes its sign inside a box only if it does so
    along an edge; so the ends of the others and the places where an edge crosses zero suffice.
    """
    least, most = extent(fact, facts.get(fact.key))
    if least == most:
        return False

    def holds(value: int, others: Mapping[str, int]) -> bool:
        return at(total, {**others, fact.key: value}) <= 0

    others = [other for other in asked if other is not fact]
    return any(
        holds(least, place) != holds(most, place)
        for place in _places(total, fact, others, facts, (least, most))
    )


def _places(
    total: Sum, fact: Fact, others: Sequence[Fact], facts: Facts, ends: tuple[int, int]
) -> Iterator[Mapping[str, int]]:
    for corner in corners(others, facts):
        yield corner
        for other in others:
            low, high = extent(other, facts.get(other.key))
            for end in ends:
                for value in _crossing(total, {**corner, fact.key: end}, other.key, low, high):
                    yield {**corner, other.key: value}


def _crossing(
    total: Sum, values: Mapping[str, int], key: str, low: int, high: int
) -> tuple[int, ...]:
    """The two neighbouring values of a fact between which the sum changes its sign, if any."""

    def holds(value: int) -> bool:
        return at(total, {**values, key: value}) <= 0

    first = holds(low)
    if first == holds(high):
        return ()
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) == first else (low, middle)
    return low, high
