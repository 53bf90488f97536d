"""A matter of duties in columns, its counts and sums over related records included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from ..deciding import CompiledMatter, Decision
from .judged import DutyColumns
from .related import SumColumns, settled, summed
from .single import Records, cases, replaced


class MatterDuties:
    """The duties of one matter over frames of subjects and of their records."""

    def __init__(self, compiled: CompiledMatter) -> None:
        self.compiled = compiled
        self.sums = [SumColumns(gatherer) for gatherer in compiled.gatherers]
        keys = [one.aggregate.key for one in self.sums]
        self.columns = DutyColumns(compiled.duties, (*compiled.facts, *keys))

    def summed(self, frame: pl.DataFrame, found: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
        """Subjects with the columns of their sums; a sum without records stays blank."""
        known = [s for s in self.sums if s.kind in found or s.aggregate.key in frame.columns]
        return summed(frame, known, found)

    def check(self, frame: pl.DataFrame, records: Records | None = None) -> pl.DataFrame:
        """Verdict, one column a provision, the lists of provisions and of what is missing."""
        frame, open_ = settled(frame, self.sums)
        lacking = [one.aggregate for one in self.sums if one.aggregate.key not in frame.columns]
        blank = pl.lit(None, pl.Int64)
        told = self.columns.check(frame.with_columns(blank.alias(one.key) for one in lacking))
        for one in lacking:
            # Which records there are is what is not known where their number is blank.
            assert one.records is not None
            title = pl.lit(one.records.title)
            name = pl.when(pl.element() == one.key).then(title).otherwise(pl.element())
            told = told.with_columns(pl.col("missing").list.eval(name))
        if open_ is None or not open_.any():
            return told
        places = open_.arg_true().to_list()
        found = cases(self.compiled, frame[places], records, self.sums)
        decisions = [self.compiled.decide(*case) for case in found]
        return replaced(told, places, self.told_of(decisions))

    def told_of(self, decisions: Sequence[Decision]) -> pl.DataFrame:
        """What the scalar reader said of some rows, as a frame."""
        return self.columns.told_of(decisions)
