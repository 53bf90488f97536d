"""Frames whose rows fall under different versions: each row judged by its own, in one pass."""

from __future__ import annotations

import polars as pl

from ..versions import Versions
from .checking import MatterColumns
from .granted import Records
from .related import Totals

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
        # A day before the first version is refused as a fact; here it falls under the first.
        later = [(day >= first).cast(pl.UInt8) for first in self.versions.days[1:]]
        return sum(
            later,
            pl.Series([0], dtype=pl.UInt8).new_from_index(0, len(frame)).set(day.is_null(), None),
        )

    def _undated(
        self,
        frame: pl.DataFrame,
        sums: list[dict[str, pl.DataFrame]],
        records: Records | None,
    ) -> pl.DataFrame:
        """Rows without a day: what all versions agree on, row by row where they do not."""
        told = [
            columns.check(frame, found, records)
            for columns, found in zip(self.columns, sums, strict=True)
        ]
        first = told[0]
        key = self.versions.matter.dated
        assert key is not None
        rows = []
        for versions in zip(*(one.iter_rows(named=True) for one in told), strict=True):
            rows.append(_joined(versions, key.key))
        return pl.DataFrame(rows, schema=first.schema)


def _joined(versions: tuple[dict[str, object], ...], dated: str) -> dict[str, object]:
    first = dict(versions[0])
    outcomes = {(v["verdict"], v.get("amount")) for v in versions}
    if len(outcomes) == 1 and first["verdict"] != "unknown":
        return first
    missing = [name for v in versions for name in v["missing"]]  # type: ignore[attr-defined]
    first["verdict"], first["amount"] = "unknown", None
    first["low"] = min(v["low"] for v in versions)  # type: ignore[type-var]
    first["high"] = max(v["high"] for v in versions)  # type: ignore[type-var]
    first["missing"] = list(dict.fromkeys([*([dated] if len(outcomes) > 1 else []), *missing]))
    return first
