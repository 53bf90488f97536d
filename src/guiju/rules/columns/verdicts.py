"""Many versions of a matter over one frame, each checked whole: duties, and grants dated by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from ..deciding import BREACH, UNKNOWN
from ..versions import Versions
from .counting import Statistics, counted
from .granted import GrantColumns
from .related import Frames
from .spread import amounts_of
from .versions import VersionedColumns


class CheckedSpread:
    """A matter under a baseline and scenarios, every row under its own version."""

    def __init__(self, versions: Sequence[Versions], records: Mapping[str, Frames]) -> None:
        self.columns = [VersionedColumns(one) for one in versions]
        totals = [columns.totals() for columns in self.columns]
        for kind, frames in records.items():
            for frame in [frames] if isinstance(frames, pl.DataFrame) else frames:
                for one in (one for under in totals for one in under):
                    one.add(kind, frame)
        self._sums = [[one.found() for one in under] for under in totals]

    def statistics(self, frame: pl.DataFrame, by: list[str]) -> Iterator[Statistics]:
        """The statistics of every group and scenario."""
        told = [
            columns.check(frame, sums)
            for columns, sums in zip(self.columns, self._sums, strict=True)
        ]
        grants = [columns.columns[-1].grant for columns in self.columns]
        first = grants[0]
        if first is None:
            yield from _verdicts(frame, by, [one["verdict"] for one in told])
        else:
            yield from self._amounts(frame, by, first, told)

    def _amounts(
        self, frame: pl.DataFrame, by: list[str], grant: GrantColumns, told: list[pl.DataFrame]
    ) -> Iterator[Statistics]:
        names = {place: f"a{place}" for place in range(len(told))}
        amounts = [amounts_of(grant, one).alias(names[place]) for place, one in enumerate(told)]
        yield from counted(_beside(frame, by, amounts), by, names)


def _beside(frame: pl.DataFrame, by: list[str], columns: list[pl.Series]) -> pl.DataFrame:
    return pl.DataFrame([*(frame[name] for name in by), *columns])


def _verdicts(
    frame: pl.DataFrame, by: list[str], verdicts: list[pl.Series]
) -> Iterator[Statistics]:
    """Breaches and unknowns; a row no longer in breach gains, one that newly is loses."""
    base = verdicts[0] == BREACH
    columns = [
        column
        for place, verdict in enumerate(verdicts)
        for column in (
            (verdict == BREACH).alias(f"{place} given"),
            (verdict == UNKNOWN).alias(f"{place} unknown"),
            (base & (verdict != BREACH)).alias(f"{place} gaining"),
            (~base & (verdict == BREACH)).alias(f"{place} losing"),
        )
    ]
    named = _beside(frame, by, columns)
    asked = [pl.len().alias("rows"), pl.exclude(by).sum() if by else pl.all().sum()]
    told = named.group_by(by).agg(asked) if by else named.select(asked)
    for row in told.iter_rows(named=True):
        for place in range(len(verdicts)):
            names = ("given", "unknown", "gaining", "losing")
            found = {name: int(row[f"{place} {name}"] or 0) for name in names}
            yield tuple(row[name] for name in by), place, {"rows": int(row["rows"]), **found}
