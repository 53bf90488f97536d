"""Files of related records: read batch by batch, kept where they are few, else on disk."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from guiju.sheets import Accepted, Problem

from ..columns import column_type
from ..errors import RuleError, nearest
from ..matters import Matter
from .fields import fields_of_records, keys_of
from .naming import NAMED, shown
from .reading import ROW, SUBJECT, FactTable, open_table

_LISTED = Accepted("a name that stands in the first file", "第一个文件里有的名称")
WHOLE = 4
"""So many batches of records stay in memory; what is longer goes to a folder of its own."""


class RelatedFiles:
    """The files of a matter's related records, by kind."""

    def __init__(self, matter: Matter, files: Mapping[str, Path]) -> None:
        kinds = {records.key: records for records in matter.records()}
        for name in files:
            if name not in kinds:
                raise RuleError("--related", name, nearest(name, kinds) or "no related records")
        self.tables = {
            name: open_table(file, fields_of_records(matter, kinds[name]), keys_of(matter))
            for name, file in files.items()
        }
        self.records: dict[str, pl.LazyFrame] = {}
        """What was kept of each kind, to be asked for the records of a few subjects."""
        self._owners: dict[str, list[pl.Series]] = {name: [] for name in files}
        """Hashes of the subjects named, so that names need not be held."""
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    @property
    def problems(self) -> list[Problem]:
        """Every cell that could not be used."""
        return [problem for table in self.tables.values() for problem in table.problems]

    def frames(self, kind: str, *, keep: bool = False) -> Iterator[pl.DataFrame]:
        """The records of a kind, batch by batch; kept for later where that is asked."""
        held: list[pl.DataFrame] = []
        parts = 0
        for frame in self.tables[kind].frames():
            self._owners[kind].append(frame[SUBJECT].unique().hash())
            yield frame
            if not keep:
                continue
            held.append(frame)
            if len(held) >= WHOLE:
                parts += 1
                pl.concat(held).write_parquet(self._place(kind) / f"{parts:06}.parquet")
                held.clear()
        if keep:
            if not held and not parts:
                held = [_empty(self.tables[kind])]  # Without rows it has its columns all the same.
            kept = [pl.scan_parquet(self._place(kind) / "*.parquet")] if parts else []
            kept += [pl.concat(held).lazy()] if held else []
            self.records[kind] = pl.concat(kept)

    def _place(self, kind: str) -> Path:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="guiju-")
        place = Path(self._folder.name, kind)
        place.mkdir(exist_ok=True)
        return place

    def refuse_strangers(self, listed: pl.Series) -> None:
        """Name the records whose subject's hash does not stand among those listed."""
        for kind, table in self.tables.items():
            parts = self._owners[kind] or [pl.Series([], dtype=pl.UInt64)]
            owners = pl.concat(parts).unique().to_frame("hash")
            strange = owners.join(listed.to_frame("hash"), on="hash", how="anti")["hash"]
            if len(strange):
                self._told(table, strange)

    def _told(self, table: FactTable, strange: pl.Series) -> None:
        heading = table.places[table.fields[0].name][0]
        for named in table.names():
            names = named[SUBJECT]
            wrong = named.filter(names.is_null() | names.hash().is_in(strange.implode()))
            for row, name in wrong.select(ROW, SUBJECT).iter_rows():
                expected = NAMED if name is None else _LISTED
                table.problems.append(Problem(table.sheet, row, heading, shown(name), expected))


def _empty(table: FactTable) -> pl.DataFrame:
    """A frame without rows, with the columns of a typed one."""
    fields = {
        one.name: pl.String() if one.fact is None else column_type(one.fact) for one in table.fields
    }
    return pl.DataFrame(schema={ROW: pl.UInt32(), **fields, SUBJECT: pl.String()})
