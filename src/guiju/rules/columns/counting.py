"""Counts and sums of the amounts of scenarios, and of how they differ from the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

Statistics = tuple[tuple[Any, ...], int, dict[str, int]]
"""A group, the place of a scenario, and its statistics."""
_NAMES = ("given", "unknown", "amount", "gaining", "losing", "gained", "lost")


def counted(worked: pl.DataFrame, by: list[str], named: Mapping[int, str]) -> Iterator[Statistics]:
    """The statistics of every group and scenario; ``named`` are the columns of their amounts."""
    base = named[0]
    asked: list[pl.Expr] = [pl.len().alias("rows")]
    for name in dict.fromkeys(named.values()):
        amount, gain = pl.col(name), pl.col(name) - pl.col(base)
        asked += [
            (amount > 0).sum().alias(f"{name} given"),
            amount.null_count().alias(f"{name} unknown"),
            amount.sum().alias(f"{name} amount"),
        ]
        if name != base:
            asked += [
                (gain > 0).sum().alias(f"{name} gaining"),
                (gain < 0).sum().alias(f"{name} losing"),
                gain.clip(lower_bound=0).sum().alias(f"{name} gained"),
                (-gain.clip(upper_bound=0)).sum().alias(f"{name} lost"),
            ]
    lazy = worked.lazy()
    told = (lazy.group_by(by).agg(asked) if by else lazy.select(asked)).collect()
    for row in told.iter_rows(named=True):
        group = tuple(row[name] for name in by)
        for place, name in named.items():
            found = {one: int(row.get(f"{name} {one}", 0) or 0) for one in _NAMES}
            yield group, place, {"rows": int(row["rows"]), **found}
