"""The scalar reader: all values that a node can still have, blanks joined branch by branch.

Where each blank occurs once this is exact; where one occurs more often, `cells` splits it
first. The decision diagrams answer the same question in one walk; tests hold them together.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from .arithmetic import Bounded, Later, Product, Rounded, months_later
from .expressions import (
    All,
    Among,
    Case,
    Compare,
    Constant,
    Expression,
    Figure,
    Linear,
    Named,
    Not,
    Some,
)
from .facts import Choice, Day, Paper, Quantity
from .joint import Facts, extent

Spans = frozenset[tuple[int, int]]
"""Figures still possible: spans, both ends included."""


def truths(node: Expression, facts: Facts, figures: Mapping[str, int]) -> frozenset[bool]:
    """Which of true and false a condition can still be."""
    if isinstance(node, Named):
        return truths(node.condition, facts, figures)
    if isinstance(node, Not):
        return frozenset(not truth for truth in truths(node.operand, facts, figures))
    if isinstance(node, All | Some):
        return _joined(node, facts, figures)
    if isinstance(node, Among):
        return frozenset(member in node.values for member in members(node.fact, facts))
    if isinstance(node, Compare):
        pairs = product(spans(node.left, facts, figures), spans(node.right, facts, figures))
        return frozenset(t for a, b in pairs for t in _compared(node.operator, a, b))
    raise TypeError(f"{type(node).__name__} is no condition")


def members(fact: Choice | Paper | Quantity | Day, facts: Facts) -> tuple[str, ...]:
    """The values of a closed list that a fact may still have."""
    assert isinstance(fact, Choice | Paper)
    value = facts.get(fact.key)
    if value is None:
        return fact.options
    assert isinstance(value, str)
    return (fact.classify(value),)


def _joined(node: All | Some, facts: Facts, figures: Mapping[str, int]) -> frozenset[bool]:
    deciding = isinstance(node, Some)
    open_ = False
    for operand in node.operands:
        found = truths(operand, facts, figures)
        if found == {deciding}:
            return found
        open_ = open_ or len(found) == 2
    return frozenset({True, False}) if open_ else frozenset({not deciding})


def _compared(operator: str, left: tuple[int, int], right: tuple[int, int]) -> set[bool]:
    strict = operator == "<"
    can = left[0] < right[1] if strict else left[0] <= right[1]
    cannot = left[1] >= right[0] if strict else left[1] > right[0]
    return ({True} if can else set()) | ({False} if cannot else set())


def spans(node: Expression, facts: Facts, figures: Mapping[str, int]) -> Spans:
    """The figures that a numeric node can still be; a choice joins all branches possible."""
    if isinstance(node, Constant):
        return frozenset({(node.value, node.value)})
    if isinstance(node, Figure):
        return frozenset({(figures[node.standard.name],) * 2})
    if isinstance(node, Quantity | Day):
        return frozenset({extent(node, facts.get(node.key))})
    if isinstance(node, Linear):
        return _summed(node, facts, figures)
    if isinstance(node, Case):
        return _chosen(node, facts, figures)
    if isinstance(node, Rounded):
        return frozenset((node.of(a), node.of(b)) for a, b in spans(node.over, facts, figures))
    if isinstance(node, Product | Bounded | Later):
        return _paired(node, facts, figures)
    raise TypeError(f"{type(node).__name__} is no figure")


def _summed(node: Linear, facts: Facts, figures: Mapping[str, int]) -> Spans:
    totals = {(0, 0)}
    for factor, term in node.terms:
        ends = [sorted((factor * a, factor * b)) for a, b in spans(term, facts, figures)]
        totals = {(low + a, high + b) for low, high in totals for a, b in ends}
    return frozenset(totals)


def _paired(node: Product | Bounded | Later, facts: Facts, figures: Mapping[str, int]) -> Spans:
    pairs = product(*(spans(part, facts, figures) for part in node.parts))
    return frozenset(_ends(node, left, right) for left, right in pairs)


def _ends(
    node: Product | Bounded | Later, left: tuple[int, int], right: tuple[int, int]
) -> tuple[int, int]:
    if isinstance(node, Product):
        products = [a * b for a, b in product(left, right)]
        return min(products), max(products)
    if isinstance(node, Later):
        return months_later(left[0], right[0]), months_later(left[1], right[1])
    choose = min if node.least else max
    return choose(left[0], right[0]), choose(left[1], right[1])


def _chosen(node: Case, facts: Facts, figures: Mapping[str, int]) -> Spans:
    found: set[tuple[int, int]] = set()
    for condition, figure in node.branches:
        state = truths(condition, facts, figures)
        if True in state:
            found |= spans(figure, facts, figures)
        if state == {True}:
            return frozenset(found)
    return frozenset(found | spans(node.otherwise, facts, figures))
