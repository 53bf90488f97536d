"""A file of subjects decided: every row with its verdict, amount, reasons and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from guiju.sheets import Problem

from ..columns.versions import VersionedColumns
from ..versions import Versions
from .fields import fields_of, keys_of
from .naming import Names
from .reading import SUBJECT, FactTable, open_table
from .related import RelatedFiles


@dataclass
class CheckedFile:
    """A file being decided: its batches as they come, and what was odd, filled on the way."""

    versions: Versions
    table: FactTable
    columns: VersionedColumns
    related: RelatedFiles
    sums: list[dict[str, pl.DataFrame]]
    rows: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    amount: int = 0

    def __post_init__(self) -> None:
        self._names = Names(self.table)

    @property
    def problems(self) -> list[Problem]:
        """Every cell that could not be used, of the subjects and of their records."""
        return [*self.table.problems, *self.related.problems]

    @property
    def records(self) -> dict[str, pl.LazyFrame]:
        """The related records by kind."""
        return self.related.records

    def batches(self) -> Iterator[pl.DataFrame]:
        """Row numbers, subjects, facts, and what each row comes to, batch by batch."""
        for read in self.table.frames():
            frame = self.named_once(read)
            told = self.columns.check(frame, self.sums, self.records)
            told = self._without_name(frame, told)
            self._count(told)
            yield pl.concat([frame, told], how="horizontal")

    def named_once(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Subjects by names that are theirs alone."""
        return self._names.once(frame)

    def _without_name(self, frame: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
        """Whose records they are is what is missing where a subject has no name of its own."""
        titles = [r.title for r in self.versions.matter.records() if r.key in self.records]
        if not titles or not frame[SUBJECT].null_count():
            return told
        key = self.versions.matter.key
        missing = pl.col("missing").list.eval(
            pl.when(pl.element().is_in(titles)).then(pl.lit(key)).otherwise(pl.element())
        )
        return told.with_columns(missing.list.unique(maintain_order=True))

    def _count(self, told: pl.DataFrame) -> None:
        self.rows += len(told)
        for verdict, count in told["verdict"].cast(pl.String).value_counts().iter_rows():
            self.counts[verdict] = self.counts.get(verdict, 0) + count
        if "amount" in told.columns:
            self.amount += int(told["amount"].sum() or 0)


def check_file(
    versions: Versions,
    path: Path,
    related: Mapping[str, Path] | None = None,
) -> CheckedFile:
    """Open the files of a check; SheetError or RuleError where one cannot be used at all.

    ``related`` names the files of related records by the records' key. Without a file of them
    the records are not known; a sum may stand in a column of its own instead.
    """
    matter = versions.matter
    table = open_table(path, fields_of(matter), keys_of(matter))
    columns = VersionedColumns(versions)
    files = RelatedFiles(matter, related or {})
    totals = columns.totals()
    for kind in files.tables:
        for frame in files.frames(kind, keep=True):
            for one in totals:
                one.add(kind, frame)
    if files.tables:
        files.refuse_strangers(Names(table).hashes())
    return CheckedFile(versions, table, columns, files, [one.found() for one in totals])
