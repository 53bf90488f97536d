"""Figures as sums of facts: what a numeric node comes to, branch by branch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from .expressions import Case, Constant, Expression, Figure, Linear
from .facts import Day, Quantity

Sum = tuple[int, tuple[tuple[str, int], ...]]
"""A constant and, by fact, a whole factor."""

Quantities = Quantity | Day


def plus(left: Sum, right: Sum, factor: int = 1) -> Sum:
    """``left + factor × right``, facts in the order of their keys."""
    terms = dict(left[1])
    for key, k in right[1]:
        terms[key] = terms.get(key, 0) + factor * k
    kept = tuple(sorted((key, k) for key, k in terms.items() if k))
    return left[0] + factor * right[0], kept


def outcomes(
    node: Expression, figures: Mapping[str, int], seen: Callable[[Expression], None]
) -> Iterator[tuple[tuple[tuple[Expression, bool], ...], Sum]]:
    """Every sum that a figure can come to, with the branch conditions that lead to it.

    ``seen`` is told of every condition and fact met on the way.
    """
    if isinstance(node, Constant):
        yield (), (node.value, ())
    elif isinstance(node, Figure):
        yield (), (figures[node.standard.name], ())
    elif isinstance(node, Quantity | Day):
        seen(node)
        yield (), (0, ((node.key, 1),))
    elif isinstance(node, Linear):
        yield from _sums(node, figures, seen)
    elif isinstance(node, Case):
        denied: tuple[tuple[Expression, bool], ...] = ()
        for condition, figure in node.branches:
            seen(condition)
            for path, total in outcomes(figure, figures, seen):
                yield (*denied, (condition, True), *path), total
            denied = (*denied, (condition, False))
        for path, total in outcomes(node.otherwise, figures, seen):
            yield (*denied, *path), total
    else:
        raise TypeError(f"{type(node).__name__} is no figure")


def _sums(
    node: Linear, figures: Mapping[str, int], seen: Callable[[Expression], None]
) -> Iterator[tuple[tuple[tuple[Expression, bool], ...], Sum]]:
    totals: list[tuple[tuple[tuple[Expression, bool], ...], Sum]] = [((), (0, ()))]
    for factor, term in node.terms:
        totals = [
            ((*path, *further), plus(total, more, factor))
            for path, total in totals
            for further, more in outcomes(term, figures, seen)
        ]
    yield from totals
