"""Frames whose rows fall under different versions: each row judged by its own, in one pass."""

from __future__ import annotations

from functools import reduce

import polars as pl

from ..deciding import UNKNOWN
from ..versions import Versions
from .checking import MatterColumns
from .related import Totals
from .single import Records, cases

_PLACE = "⁂version"


class VersionedColumns:
    """One matter under all versions of its figures, over frames of subjects."""

    def __init__(self, versions: Versions) -> None:
        self.versions = versions
        self.columns = [MatterColumns(compiled) for compiled in versions.compiled]

    def totals(self) -> list[Totals]:
        """Sums over related records under each version, to be added up."""
        return [columns.totals() for columns in self.columns]

    def check(
        self,
        frame: pl.DataFrame,
        sums: list[dict[str, pl.DataFrame]] | None = None,
        records: Records | None = None,
    ) -> pl.DataFrame:
        """What every row comes to, in the order of the rows."""
        found = sums or [{} for _ in self.columns]
        if len(self.columns) == 1:
            return self.columns[0].check(frame, found[0], records)
        places = self._places(frame)
        parts = []
        for place, columns in enumerate(self.columns):
            here = (places == place).fill_null(False)
            if here.any():
                told = columns.check(frame.filter(here), found[place], records)
                parts.append(told.with_columns(here.arg_true().alias(_PLACE)))
        unknown = places.is_null()
        if unknown.any():
            told = self._undated(frame.filter(unknown), found, records)
            parts.append(told.with_columns(unknown.arg_true().alias(_PLACE)))
        return pl.concat(parts, how="vertical_relaxed").sort(_PLACE).drop(_PLACE)

    def _places(self, frame: pl.DataFrame) -> pl.Series:
        """Which version every row falls under; null where its day is not known."""
        dated = self.versions.matter.dated
        assert dated is not None
        day = frame[dated.key]
        # No day lies before the first version: a matter's days begin with it.
        later = [(day >= first).cast(pl.UInt8) for first in self.versions.days[1:]]
        nought = pl.Series([0], dtype=pl.UInt8).new_from_index(0, len(frame))
        return reduce(lambda a, b: a + b, later, nought.set(day.is_null(), None))

    def _undated(
        self, frame: pl.DataFrame, sums: list[dict[str, pl.DataFrame]], records: Records | None
    ) -> pl.DataFrame:
        """Rows without a day: what all versions agree on, told one by one with their records."""
        first = self.columns[0]
        if records is None and first.compiled.records:
            return self._agreed(frame, sums)
        # Sums that are given stand in the frame; others differ by version and are left to it.
        found = cases(first.compiled, frame, records or {}, first.summed)
        return first.told_of([self.versions.decide(*case) for case in found])

    def _agreed(self, frame: pl.DataFrame, sums: list[dict[str, pl.DataFrame]]) -> pl.DataFrame:
        """Rows without a day or records, of which only sums are at hand: unknown where these
        make a difference."""
        told = [
            columns.check(frame, found) for columns, found in zip(self.columns, sums, strict=True)
        ]
        same = reduce(
            lambda a, b: a & b,
            (
                (one["verdict"] == told[0]["verdict"]) & one["amount"].eq_missing(told[0]["amount"])
                for one in told
            ),
        )
        unknown = pl.lit(UNKNOWN).cast(told[0]["verdict"].dtype)
        return told[0].with_columns(
            verdict=pl.when(same).then("verdict").otherwise(unknown),
            amount=pl.when(same).then("amount"),
            low=pl.min_horizontal(one["low"] for one in told),
            high=pl.max_horizontal(one["high"] for one in told),
        )
