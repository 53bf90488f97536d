"""Many versions of a matter's duties over one frame: how many rows break which provision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from ..deciding import BREACH, UNKNOWN
from ..versions import Versions
from .checking import MatterColumns


class DutySpread:
    """Duties under a baseline and scenarios: breaches and unknowns, by group.

    A row that is no longer in breach gains, one that newly is loses; there are no amounts.
    """

    def __init__(self, versions: Sequence[Versions]) -> None:
        self.columns = [MatterColumns(one.compiled[-1]) for one in versions]

    def statistics(
        self, frame: pl.DataFrame, by: list[str]
    ) -> Iterator[tuple[tuple[Any, ...], int, dict[str, int]]]:
        """The statistics of every group and scenario."""
        verdicts = [columns.check(frame)["verdict"] for columns in self.columns]
        base = verdicts[0] == BREACH
        named = frame.select(by).with_columns(
            column
            for place, verdict in enumerate(verdicts)
            for column in (
                (verdict == BREACH).alias(f"{place} given"),
                (verdict == UNKNOWN).alias(f"{place} unknown"),
                (base & (verdict != BREACH)).alias(f"{place} gaining"),
                (~base & (verdict == BREACH)).alias(f"{place} losing"),
            )
        )
        asked = [pl.len().alias("rows"), pl.exclude(by).sum()]
        told = named.group_by(by).agg(asked) if by else named.select(asked)
        for row in told.iter_rows(named=True):
            for place in range(len(verdicts)):
                names = ("given", "unknown", "gaining", "losing")
                found = {name: int(row[f"{place} {name}"] or 0) for name in names}
                yield tuple(row[name] for name in by), place, {"rows": int(row["rows"]), **found}
