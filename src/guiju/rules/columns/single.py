"""Rows of a frame as cases for the scalar reader: facts, sums and the records of their subjects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from ..deciding import CompiledMatter
from ..facts import Between
from .frames import facts_of
from .related import SUBJECT, SumColumns

Records = Mapping[str, pl.DataFrame | pl.LazyFrame]
"""The records of all subjects by kind; a lazy frame where they are more than memory holds."""
Case = tuple[dict[str, Any], dict[str, Any]]
"""The facts of a subject, and its records by kind."""


def cases(
    compiled: CompiledMatter,
    rows: pl.DataFrame,
    records: Records | None,
    sums: Sequence[SumColumns] = (),
) -> Iterator[Case]:
    """Every row as a case; without records the spans of the sums stand in their place."""
    facts = list(compiled.facts.values())
    related = _related(compiled, rows, records) if records is not None else {}
    for row in rows.iter_rows(named=True):
        known = facts_of(row, facts)
        name = row.get(SUBJECT)
        mine = {
            kind: None if name is None else groups.get(name, []) for kind, groups in related.items()
        }
        for one in sums:
            sure = row.get(one.aggregate.key)
            if sure is not None:
                known[one.aggregate.key] = sure
            elif records is None and one.low in row:
                known[one.aggregate.key] = span(row[one.low], row[one.high])
        yield known, mine


def _related(
    compiled: CompiledMatter, rows: pl.DataFrame, records: Records
) -> dict[str, dict[str, list[Any]]]:
    """The records of these rows' subjects, as facts."""
    found: dict[str, dict[str, list[Any]]] = {}
    for kind, frame in records.items():
        if kind not in compiled.records or SUBJECT not in rows.columns:
            continue
        facts = compiled.records[kind].facts
        groups = found.setdefault(kind, {})
        names = rows.lazy().select(SUBJECT).unique()
        mine = frame.lazy().join(names, on=SUBJECT, how="semi").collect(engine="streaming")
        for row in mine.iter_rows(named=True):
            groups.setdefault(row[SUBJECT], []).append(facts_of(row, facts))
    return found


def span(low: int, high: int) -> int | Between:
    """A figure, or what it lies between."""
    return low if low == high else Between(low, high)


def replaced(told: pl.DataFrame, places: list[int], new: pl.DataFrame) -> pl.DataFrame:
    """A frame with some of its rows as they were told one by one."""
    index = pl.int_range(len(told), dtype=pl.UInt32, eager=True)
    after = pl.int_range(len(told), len(told) + len(new), dtype=pl.UInt32, eager=True)
    every = pl.concat([told, new.select(told.columns)], how="vertical")
    return every[index.scatter(places, after)]
