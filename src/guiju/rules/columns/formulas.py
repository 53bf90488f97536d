"""Amounts in columns: a formula's least and greatest value in every row, in whole numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import polars as pl

from ..amounts import Formula
from ..arithmetic import Bounded, Later, Product, Rounded
from ..expressions import Constant, Expression, Figure, Linear
from ..facts import Day, Quantity
from .frames import EPOCH

LOW, HIGH = "⌊", "⌉"
"""What follows a sum's name in the columns that hold its least and its greatest value."""


def value(formula: Formula) -> pl.Expr:
    """The amount where every fact is known; null where one is not."""
    return _column(formula, formula.node, _known)


def ends(formula: Formula, spanned: frozenset[str]) -> tuple[pl.Expr, pl.Expr]:
    """The least and the greatest amount; ``spanned`` are the facts with columns of their ends."""

    def end(wanted: int) -> pl.Expr:
        def read(fact: Quantity | Day) -> pl.Expr:
            lowest = formula.signs[fact.key] == wanted
            if fact.key in spanned:
                return pl.col(fact.key + (LOW if lowest else HIGH))
            return _known(fact).fill_null(fact.low if lowest else fact.high)

        return _column(formula, formula.node, read)

    return end(1), end(-1)


def _known(fact: Quantity | Day) -> pl.Expr:
    if isinstance(fact, Day):
        return pl.col(fact.key).to_physical().cast(pl.Int64) + EPOCH
    return pl.col(fact.key)


def _column(
    formula: Formula, node: Expression, read: Callable[[Quantity | Day], pl.Expr]
) -> pl.Expr:
    if isinstance(node, Constant):
        return pl.lit(node.value, pl.Int64)
    if isinstance(node, Figure):
        return pl.lit(formula.figures[node.standard.name], pl.Int64)
    if isinstance(node, Quantity | Day):
        return read(node)
    if isinstance(node, Later):
        return _later(formula, node)
    parts = [_column(formula, part, read) for part in node.parts]
    if isinstance(node, Rounded):
        return (parts[0] + node.divisor // 2) // node.divisor
    if isinstance(node, Linear):
        terms = [
            part if factor == 1 else part * factor
            for (factor, _), part in zip(node.terms, parts, strict=True)
        ]
        return reduce(lambda a, b: a + b, terms)
    if isinstance(node, Product):
        return parts[0] * parts[1]
    assert isinstance(node, Bounded)
    return pl.min_horizontal(parts) if node.least else pl.max_horizontal(parts)


def _later(formula: Formula, node: Later) -> pl.Expr:
    months = formula.figures[node.months.standard.name] if isinstance(node.months, Figure) else 0
    assert isinstance(node.day, Day)
    later = pl.col(node.day.key).dt.offset_by(f"{months}mo")
    return later.to_physical().cast(pl.Int64) + EPOCH
