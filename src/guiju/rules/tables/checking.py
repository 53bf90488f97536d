"""A file of subjects decided: every row with its verdict, amount, reasons and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from guiju.sheets import Accepted, Problem

from ..columns.versions import VersionedColumns
from ..errors import RuleError, nearest
from ..matters import Matter
from ..versions import Versions
from .fields import fields_of, fields_of_records, keys_of
from .reading import ROW, SUBJECT, FactTable, open_table

_ONCE = Accepted("a name that stands in the file once", "全表唯一的名称")
_NAMED = Accepted("the name of a subject", "名称")
_LISTED = Accepted("a name that stands in the first file", "第一个文件里有的名称")


class Names:
    """The names of a file's subjects: each names one subject only."""

    def __init__(self, table: FactTable, key: str) -> None:
        self._table, self._key = table, key
        self._seen: set[str] = set()

    def once(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A name that stands twice names nobody the second time; a blank one is reported too."""
        names = frame[SUBJECT].cast(pl.String).to_list()
        wrong: list[int] = []
        for place, name in enumerate(names):
            if name is not None and name not in self._seen:
                self._seen.add(name)
                continue
            expected = _NAMED if name is None else _ONCE
            row = frame[ROW][place]
            problem = Problem(self._table.sheet, row, self._key, name or "", expected)
            self._table.problems.append(problem)
            wrong.append(place)
        if not wrong:
            return frame
        return frame.with_columns(frame[SUBJECT].scatter(wrong, [None] * len(wrong)))


@dataclass
class CheckedFile:
    """A file being decided: its batches as they come, and what was odd, filled on the way."""

    versions: Versions
    table: FactTable
    related: dict[str, FactTable]
    columns: VersionedColumns
    records: dict[str, pl.DataFrame]
    sums: list[dict[str, pl.DataFrame]]
    rows: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    amount: int = 0

    def __post_init__(self) -> None:
        self._names = Names(self.table, self.versions.matter.key)

    @property
    def problems(self) -> list[Problem]:
        """Every cell that could not be used, of the subjects and of their records."""
        return [
            *self.table.problems,
            *(problem for table in self.related.values() for problem in table.problems),
        ]

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
    records, tables = load_records(matter, path, related or {})
    columns = VersionedColumns(versions)
    return CheckedFile(versions, table, tables, columns, records, columns.sums(records))


def load_records(
    matter: Matter, path: Path, related: Mapping[str, Path]
) -> tuple[dict[str, pl.DataFrame], dict[str, FactTable]]:
    """The related records of the subjects of a file; those of nobody in it become problems."""
    kinds = {records.key: records for records in matter.records()}
    for name in related:
        if name not in kinds:
            raise RuleError("--related", name, nearest(name, kinds) or "no related records")
    tables = {
        name: open_table(file, fields_of_records(matter, kinds[name]), keys_of(matter))
        for name, file in related.items()
    }
    frames = {name: _records(one) for name, one in tables.items()}
    if not frames:
        return {}, tables
    names = _names(path, matter)
    return {n: _owned(tables[n], frame, names) for n, frame in frames.items()}, tables


def _records(table: FactTable) -> pl.DataFrame:
    frames = list(table.frames())
    return pl.concat(frames) if frames else _empty(table)


def _empty(table: FactTable) -> pl.DataFrame:
    from ..columns import schema_of

    schema: dict[str, Any] = {ROW: pl.UInt32, SUBJECT: pl.String}
    schema |= schema_of(one.fact for one in table.fields if one.fact is not None)
    return pl.DataFrame(schema=schema)


def _names(path: Path, matter: Matter) -> pl.Series:
    """The names of all subjects, read before their records are summed."""
    table = open_table(path, fields_of(matter), keys_of(matter))
    found = [frame[SUBJECT].drop_nulls() for frame in table.frames()]
    return pl.concat(found).unique() if found else pl.Series(SUBJECT, [], pl.String)


def _owned(table: FactTable, frame: pl.DataFrame, names: pl.Series) -> pl.DataFrame:
    """The records of subjects that are listed; the others are named as problems."""
    listed = frame[SUBJECT].is_in(names.implode())
    strange = frame.filter(~listed.fill_null(False))
    heading = table.places[table.fields[0].name][0]
    for row, name in strange.select(ROW, SUBJECT).iter_rows():
        expected = _NAMED if name is None else _LISTED
        table.problems.append(Problem(table.sheet, row, heading, name or "", expected))
    return frame.filter(listed.fill_null(False))
