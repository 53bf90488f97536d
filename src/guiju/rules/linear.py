"""Figures as polynomials of facts: what a numeric node comes to, branch by branch.

A polynomial is a constant and whole multiples of products of facts, no fact twice in a product
(cross-multiplied ratios); a day counted some months on stands as an atom of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from math import prod

from .arithmetic import Later, Product, months_later
from .errors import RuleError
from .expressions import Case, Constant, Expression, Figure, Linear
from .facts import Day, Quantity

Atom = tuple[str, int]
"""A fact by its key and, for a day, how many months later it is counted."""

Sum = tuple[int, tuple[tuple[tuple[Atom, ...], int], ...]]
"""A constant and, by product of atoms, a whole factor."""

LARGEST = 2**63 - 1
"""The largest whole number of a column."""

Path = tuple[tuple[Expression, bool], ...]
Quantities = Quantity | Day


def plus(left: Sum, right: Sum, factor: int = 1) -> Sum:
    """``left + factor × right``, products in the order of their atoms."""
    terms = dict(left[1])
    for atoms, k in right[1]:
        terms[atoms] = terms.get(atoms, 0) + factor * k
    return left[0] + factor * right[0], _sorted(terms)


def times(left: Sum, right: Sum) -> Sum:
    """The product of two polynomials; a fact multiplied with itself is refused."""
    terms: dict[tuple[Atom, ...], int] = {}
    for (a, j), (b, k) in product((((), left[0]), *left[1]), (((), right[0]), *right[1])):
        atoms = tuple(sorted(a + b))
        keys = [key for key, _ in atoms]
        if len(keys) != len(set(keys)):
            raise RuleError(keys[0], "multiplied with itself", "a product of different facts")
        terms[atoms] = terms.get(atoms, 0) + j * k
    constant = terms.pop((), 0)
    return constant, _sorted(terms)


def _sorted(terms: Mapping[tuple[Atom, ...], int]) -> tuple[tuple[tuple[Atom, ...], int], ...]:
    return tuple(sorted((atoms, k) for atoms, k in terms.items() if k))


def keys_of(total: Sum) -> list[str]:
    """The facts of a polynomial, each once, in the order of its atoms."""
    return list(dict.fromkeys(key for atoms, _ in total[1] for key, _ in atoms))


def at(total: Sum, values: Mapping[str, int]) -> int:
    """The polynomial at known values."""
    constant, terms = total
    return constant + sum(
        k * prod(months_later(values[key], m) if m else values[key] for key, m in atoms)
        for atoms, k in terms
    )


def single(total: Sum) -> bool:
    """Whether the polynomial is a multiple of one fact, so that a bound cuts its values in two."""
    return len(total[1]) == 1 and len(total[1][0][0]) == 1 and total[1][0][0][0][1] == 0


def outcomes(
    node: Expression, figures: Mapping[str, int], seen: Callable[[Expression], None]
) -> Iterator[tuple[Path, Sum]]:
    """Every polynomial that a figure can come to, with the branch conditions that lead to it.

    ``seen`` is told of every condition and fact met on the way.
    """
    if isinstance(node, Constant):
        yield (), (node.value, ())
    elif isinstance(node, Figure):
        yield (), (figures[node.standard.name], ())
    elif isinstance(node, Quantity | Day):
        seen(node)
        yield (), (0, ((((node.key, 0),), 1),))
    elif isinstance(node, Later):
        yield from _later(node, figures, seen)
    elif isinstance(node, Linear):
        yield from _sums(node, figures, seen)
    elif isinstance(node, Product):
        rights = list(outcomes(node.right, figures, seen))
        for (path, left), (further, right) in product(outcomes(node.left, figures, seen), rights):
            yield (*path, *further), times(left, right)
    elif isinstance(node, Case):
        denied: Path = ()
        for condition, figure in node.branches:
            seen(condition)
            for path, total in outcomes(figure, figures, seen):
                yield (*denied, (condition, True), *path), total
            denied = (*denied, (condition, False))
        for path, total in outcomes(node.otherwise, figures, seen):
            yield (*denied, *path), total
    else:
        raise RuleError(type(node).__name__, "compared", "a figure that is not rounded or capped")


def _later(
    node: Later, figures: Mapping[str, int], seen: Callable[[Expression], None]
) -> Iterator[tuple[Path, Sum]]:
    for (path, day), (further, months) in product(
        outcomes(node.day, figures, seen), list(outcomes(node.months, figures, seen))
    ):
        if not single(day) or day[0] or months[1]:
            raise RuleError("months after", day, "a day and a fixed number of months")
        key = day[1][0][0][0][0]
        yield (*path, *further), (0, ((((key, months[0]),), 1),))


def _sums(
    node: Linear, figures: Mapping[str, int], seen: Callable[[Expression], None]
) -> Iterator[tuple[Path, Sum]]:
    totals: list[tuple[Path, Sum]] = [((), (0, ()))]
    for factor, term in node.terms:
        totals = [
            ((*path, *further), plus(total, more, factor))
            for path, total in totals
            for further, more in outcomes(term, figures, seen)
        ]
    yield from totals
