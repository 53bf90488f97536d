"""Files of facts: a header matched with the fields of a matter, then typed frames in batches."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import polars as pl

from guiju.sheets import Accepted, Problem, SheetError, Table, normal_header, stream_rows

from ..columns import column_type
from .cells import texts, typed
from .fields import Field

BATCH = 500_000
"""How many rows are held at once."""
ROW = "row"
"""The column of a typed frame that numbers the rows as the file does."""
SUBJECT = "subject"
BETWEEN = "\x1f"
"""What stands between the parts of a name; no cell holds it."""
_ONE_COLUMN = Accepted("a column name used once", "不重复的列名")
_TYPES = Accepted(
    "a column of text, whole numbers, decimals or dates, as its facts are",
    "文字、整数、定点小数或者日期列，与事实的类型一致（浮点数不精确，不接受）",
)


@dataclass
class FactTable(ABC):
    """A file opened: where its columns stand, what was odd about it so far."""

    path: Path
    sheet: str
    fields: Sequence[Field]
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    """By field, the heading in the file and the scale of its figures."""
    keys: Sequence[str] = ()
    """The columns that name the subject together."""
    unknown_columns: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    length: int | None = None
    """How many rows there are, where the file says so before it is read."""

    def frames(self) -> Iterator[pl.DataFrame]:
        """Typed frames with the row numbers, the subject's name and every field."""
        yield from (self._typed(raw) for raw in self._raw())

    def names(self) -> Iterator[pl.DataFrame]:
        """Row numbers and subjects' names alone, read anew; their oddities are told elsewhere."""
        fields = [one for one in self.fields if one.name in self.keys]
        again = type(self)(self.path, self.sheet, fields, keys=self.keys)
        again._open_like(self)
        yield from (again._typed(raw).select(ROW, SUBJECT) for raw in again._raw())

    @abstractmethod
    def open(self) -> None:
        """Read what stands before the first row."""

    def _open_like(self, other: FactTable) -> None:
        self.open()

    @abstractmethod
    def _raw(self) -> Iterator[pl.DataFrame]:
        """The frames of the file as it has them."""

    def _match(self, header: Sequence[str]) -> None:
        self.headings = list(header)
        names = {heading: (f, scale) for f in self.fields for heading, scale in f.headers().items()}
        for heading in header:
            found = names.get(normal_header(heading))
            if found is None:
                self.unknown_columns.append(heading)
            elif found[0].name in self.places:
                self.problems.append(Problem(self.sheet, 1, heading, heading, _ONE_COLUMN))
            else:
                self.places[found[0].name] = (heading, found[1])
        lacking = [f.name for f in self.fields if f.required and f.name not in self.places]
        if lacking:
            expected = f"有这些列：{'、'.join(lacking)}"
            raise SheetError(f"{self.path.name} 第1行", "、".join(header), expected)

    def _typed(self, raw: pl.DataFrame) -> pl.DataFrame:
        columns = [raw[ROW]]
        for one in self.fields:
            if one.name in self.places:
                columns.append(self._column(one, raw).alias(one.name))
            elif not one.optional:
                kind = pl.String() if one.fact is None else column_type(one.fact)
                columns.append(pl.Series(one.name, [None], kind).new_from_index(0, len(raw)))
        frame = pl.DataFrame(columns)
        parts = [pl.col(name).cast(pl.String) for name in self.keys]
        names = pl.concat_str(parts, separator=BETWEEN)
        return frame.with_columns(names.alias(SUBJECT))

    def _column(self, one: Field, raw: pl.DataFrame) -> pl.Series:
        heading, scale = self.places[one.name]
        found = typed(one.fact, raw[heading], scale)
        if found is None:
            kind = str(raw[heading].dtype)
            if not any(p.column == heading and p.row == 1 for p in self.problems):
                self.problems.append(Problem(self.sheet, 1, heading, kind, _TYPES))
            assert one.fact is not None
            return pl.Series([None], dtype=column_type(one.fact)).new_from_index(0, len(raw))
        for place in found.wrong:
            value = str(raw[heading][place])
            row = raw[ROW][place]
            self.problems.append(Problem(self.sheet, row, heading, value, one.accepts))
        return found.column


class _Sheet(FactTable):
    """A spreadsheet or a CSV file."""

    def open(self) -> None:
        """Read the header."""
        table, self._rows = stream_rows(self.path, self.sheet)
        self.sheet = table.sheet
        # One list: what is odd about a long file is told while it is read.
        self.problems = table.problems
        self.length = len(table.rows) or None
        self._read(table)

    def _open_like(self, other: FactTable) -> None:
        assert isinstance(other, _Sheet)
        if not other._table.rows:
            self.open()
            return
        # A spreadsheet is read whole: it need not be read again.
        self._rows = iter(other._table.rows)
        self._read(other._table)

    def _read(self, table: Table) -> None:
        self._table, self._header = table, table.header
        self._match(self._header)

    def _raw(self) -> Iterator[pl.DataFrame]:
        at = {heading: self._header.index(heading) for heading, _ in self.places.values()}
        while batch := list(islice(self._rows, BATCH)):
            columns = {
                heading: texts(row[i] if i < len(row) else None for _, row in batch)
                for heading, i in at.items()
            }
            numbers = pl.Series(ROW, [number for number, _ in batch], dtype=pl.UInt32)
            yield pl.DataFrame({ROW: numbers, **columns})


class _Parquet(FactTable):
    """A Parquet file; its first row of data is row 2, as in a sheet with a header."""

    def open(self) -> None:
        """Read the schema."""
        try:
            schema = pl.read_parquet_schema(self.path)
            self.length = pl.scan_parquet(self.path).select(pl.len()).collect().item()
        except (pl.exceptions.PolarsError, OSError) as error:
            raise SheetError(self.path.name, str(error)[:80], "完好的 Parquet 文件") from None
        self._match(list(schema))

    def _raw(self) -> Iterator[pl.DataFrame]:
        wanted = [heading for heading, _ in self.places.values()]
        scan = pl.scan_parquet(self.path).select(wanted)
        assert self.length is not None
        for start in range(0, self.length, BATCH):
            frame = scan.slice(start, BATCH).collect()
            numbers = pl.int_range(start + 2, start + 2 + len(frame), dtype=pl.UInt32, eager=True)
            yield frame.with_columns(numbers.alias(ROW))


def open_table(path: Path, fields: Sequence[Field], keys: Sequence[str] = ()) -> FactTable:
    """A file of facts, opened; SheetError where it cannot be read or lacks a required column."""
    if not path.is_file():
        raise SheetError("文件", str(path), "存在的表格文件")
    with path.open("rb") as stream:
        parquet = stream.read(4) == b"PAR1"
    kind = _Parquet if parquet else _Sheet
    table = kind(path, path.stem, fields, keys=keys or [fields[0].name])
    table.open()
    return table
