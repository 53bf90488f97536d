"""Rows as numbers: one digit for each question of a diagram, one digit more for a blank."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from math import prod
from typing import Any

import polars as pl

from ..diagram import Facts, Variable
from ..facts import Choice, Day, Paper
from ..linear import Sum
from .frames import EPOCH


class Coder:
    """Gives every row of a frame its number, over the questions of one or more diagrams."""

    def __init__(self, variables: Sequence[Variable]) -> None:
        # A question with one answer (a fact only held against others) needs no digit.
        self.variables = [v for v in variables if v.width > 1]
        self.radices = [v.width + 1 for v in self.variables]
        self.size = prod(self.radices)

    def codes(self, frame: pl.DataFrame) -> tuple[pl.Series, pl.Series | None]:
        """The number of every row, and which rows leave a comparison of several facts open."""
        kind = pl.UInt32 if self.size < 1 << 32 else pl.UInt64
        total = pl.Series([0], dtype=kind).new_from_index(0, len(frame))
        hard: pl.Series | None = None
        for variable, radix in zip(self.variables, self.radices, strict=True):
            answer = digit(variable, frame)
            if variable.joint is not None:
                open_ = answer.is_null()
                hard = open_ if hard is None else hard | open_
            total = total * radix + answer.fill_null(variable.width).cast(kind)
        return total, hard

    def facts(self, code: int) -> Facts:
        """Facts that stand for all rows of a number: a value or a span for each digit."""
        found: dict[str, Any] = {}
        for variable, radix in zip(self.variables[::-1], self.radices[::-1], strict=True):
            code, answer = divmod(code, radix)
            if answer == variable.width:
                continue
            if variable.joint is not None:
                found[variable.token] = answer
            else:
                found[variable.facts[0].key] = variable.representatives()[answer]
        return found


def digit(variable: Variable, frame: pl.DataFrame) -> pl.Series:
    """The cell in which every row answers a question; null where it leaves it open."""
    if variable.joint is not None:
        return (_polynomial(variable.joint, variable, frame) <= 0).cast(pl.UInt8)
    fact = variable.facts[0]
    if fact.key not in frame.columns:
        return pl.Series([None], dtype=pl.UInt8).new_from_index(0, len(frame))
    column = frame[fact.key]
    if isinstance(fact, Choice | Paper):
        cells = [variable.groups[option] for option in fact.options]
        if cells == [*range(len(cells))]:
            return column.to_physical()
        return pl.Series(cells, dtype=pl.UInt8).gather(column.to_physical())
    values = ordinals(column) if isinstance(fact, Day) else column
    above = [(values > cut).cast(pl.UInt8) for cut in variable.cuts]
    return reduce(lambda a, b: a + b, above)


def ordinals(column: pl.Series) -> pl.Series:
    """A column of days as ordinals."""
    return column.to_physical().cast(pl.Int64) + EPOCH


def _polynomial(total: Sum, variable: Variable, frame: pl.DataFrame) -> pl.Series:
    """A comparison's polynomial in every row; null where one of its facts is blank."""
    days = {fact.key for fact in variable.facts if isinstance(fact, Day)}

    def column(key: str, months: int) -> pl.Series:
        values = frame[key]
        if key not in days:
            return values
        return ordinals(values.dt.offset_by(f"{months}mo") if months else values)

    result: pl.Series | int = total[0]
    for atoms, factor in total[1]:
        result = result + factor * reduce(lambda a, b: a * b, (column(*atom) for atom in atoms))
    assert isinstance(result, pl.Series)
    return result
