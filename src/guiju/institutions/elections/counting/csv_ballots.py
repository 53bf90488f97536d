"""A ballot file in CSV, read in chunks into one byte a mark."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import polars as pl

from .ballots import NUMBER, OTHERS, Ballots, Written, read_written
from .election import Election
from .errors import ElectionError
from .marks import ACCEPTED, read_mark, without_spaces

CHUNK = 32 << 20
"""Bytes that are read at once."""


def read_csv_ballots(path: Path, election: Election) -> Ballots:
    """The ballots of a CSV file; ElectionError with row and column where they do not fit."""
    return _Reader(path, election).read()


class _Reader:
    def __init__(self, path: Path, election: Election) -> None:
        self.path = path
        self.names = [candidate.key for candidate in election.candidates]
        self.posts = [seat.post for seat in election.posts]
        self.numbers: list[pl.Series] = []
        self.marks: list[pl.DataFrame] = []
        self.written: dict[int, tuple[Written, ...]] = {}
        self.rows = 0
        self.line = 1
        self.known: dict[str, int] = {}

    def read(self) -> Ballots:
        chunks = _chunks(self.path)
        first = next(chunks, b"")
        head, _, rest = first.partition(b"\n")
        self.columns = self._header(head)
        for chunk in _with_first(rest, chunks):
            self._take(chunk)
        empty = {str(index): pl.UInt8 for index in range(len(self.names))}
        marks = pl.concat(self.marks) if self.marks else pl.DataFrame(schema=empty)
        numbers = pl.concat(self.numbers) if self.numbers else pl.Series(dtype=pl.String)
        self._refuse_twice(numbers)
        return Ballots(numbers, marks, self.written)

    def _header(self, head: bytes) -> list[str]:
        cells = next(csv.reader([head.decode("utf-8")]), [])
        columns = [without_spaces(cell) for cell in cells]
        wanted = [NUMBER, *self.names, OTHERS]
        for place, name in enumerate(columns, start=1):
            where = f"{self.path.name} 第1行第{place}列“{name}”"
            if name not in wanted:
                raise ElectionError(where, cells[place - 1], f"表头：{'、'.join(wanted)}")
            if name in columns[: place - 1]:
                raise ElectionError(where, cells[place - 1], "不重复的列")
        for name in wanted:
            if name not in columns:
                where = f"{self.path.name} 第1行“{name}”列"
                raise ElectionError(where, "没有这一列", f"表头：{'、'.join(wanted)}")
        return columns

    def _take(self, chunk: bytes) -> None:
        lines, chunk = chunk.count(b"\n"), chunk.rstrip(b"\r\n")
        if not chunk:
            self.line += lines
            return
        frame = self._frame(chunk)
        if frame is None:
            self._find_fault(chunk)
        numbers = frame[NUMBER].str.strip_chars()
        marks = self._marks(frame)
        if marks is None or (numbers == "").any():
            self._find_fault(chunk)
        for row, text in self._others(frame):
            where = f"{self.path.name} 第{self.line + 1 + row}行“{OTHERS}”列"
            if names := read_written(text, self.posts, where):
                self.written[self.rows + row] = names
        self.numbers.append(numbers)
        self.marks.append(marks)
        self.rows += len(frame)
        self.line += lines

    def _frame(self, chunk: bytes) -> pl.DataFrame | None:
        """The rows of a chunk as text; None where a row has other cells than the header."""
        try:
            frame = pl.read_csv(
                chunk,
                has_header=False,
                schema=dict.fromkeys(self.columns, pl.String),
                empty_string_is_null=False,
            )
        except pl.exceptions.PolarsError:
            return None
        return frame if self._whole(chunk, frame) else None

    def _whole(self, chunk: bytes, frame: pl.DataFrame) -> bool:
        """Whether no row lacks a cell: the library fills such rows up in silence.

        It refuses rows with a cell too many, so the commas between cells tell: all but those that
        stand within quoted cells.
        """
        commas = chunk.count(b",")
        if b'"' in chunk:
            within = pl.all().str.count_matches(",", literal=True).sum()
            commas -= sum(frame.select(within).row(0))
        return commas == len(frame) * (len(self.columns) - 1)

    def _marks(self, frame: pl.DataFrame) -> pl.DataFrame | None:
        """The marks as bytes; None where some cell holds none."""
        made = {}
        for index, name in enumerate(self.names):
            column = frame[name]
            for text in column.unique():
                if text not in self.known:
                    mark = read_mark(text)
                    if mark is None:
                        return None
                    self.known[text] = mark
            made[str(index)] = column.replace_strict(self.known, return_dtype=pl.UInt8)
        return pl.DataFrame(made) if made else pl.DataFrame({"_": [0] * len(frame)}).drop("_")

    def _others(self, frame: pl.DataFrame) -> Iterator[tuple[int, str]]:
        column = frame[OTHERS].str.strip_chars()
        for row in (column != "").arg_true().to_list():
            yield row, column[row]

    def _find_fault(self, chunk: bytes) -> NoReturn:
        """Say which row and column of a chunk is wrong: read again, slowly, cell by cell."""
        reader = csv.reader(io.StringIO(chunk.decode("utf-8"), newline=""), strict=True)
        try:
            for record in reader:
                self._hold(record, self.line + reader.line_num)
        except csv.Error as error:
            where = f"{self.path.name} 第{self.line + reader.line_num}行"
            raise ElectionError(where, str(error), "引号成对的一行") from None
        raise ElectionError(self.path.name, "", "一行一票、列与表头相同的 CSV")

    def _hold(self, record: list[str], line: int) -> None:
        where = f"{self.path.name} 第{line}行"
        if len(record) != len(self.columns):
            if not record:
                raise ElectionError(where, "空行", "一张选票；空行不是选票")
            raise ElectionError(where, f"{len(record)} 格", f"与表头一样 {len(self.columns)} 格")
        for name, cell in zip(self.columns, record, strict=True):
            if name == NUMBER and not cell.strip():
                raise ElectionError(f"{where}“{NUMBER}”列", cell, "选票的编号")
            if name not in (NUMBER, OTHERS) and read_mark(cell) is None:
                raise ElectionError(f"{where}“{name}”列", cell, ACCEPTED)

    def _refuse_twice(self, numbers: pl.Series) -> None:
        if numbers.n_unique() == len(numbers):
            return
        seen: dict[str, int] = {}
        for row, number in enumerate(numbers, start=2):
            if number in seen:
                where = f"{self.path.name} 第{row}行“{NUMBER}”列"
                raise ElectionError(where, number, f"不重复的票号；第{seen[number]}行已有这个票号")
            seen[number] = row


def _with_first(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest


def _chunks(path: Path) -> Iterator[bytes]:
    """The file in UTF-8, cut after whole records: where the quotes so far are paired."""
    with _utf8(path) as stream:
        kept = b""
        while block := stream.read(CHUNK):
            kept += block
            cut = kept.rfind(b"\n") + 1
            while cut and kept.count(b'"', 0, cut) % 2:
                cut = kept.rfind(b"\n", 0, cut - 1) + 1
            if cut:
                yield kept[:cut]
                kept = kept[cut:]
        if kept:
            yield kept


def _utf8(path: Path) -> io.BufferedIOBase:
    """The bytes of a file as UTF-8 without a byte-order mark; GB 18030 is read as well."""
    stream = path.open("rb")
    if _is_utf8(stream):
        stream.seek(3 if stream.read(3) == codecs.BOM_UTF8 else 0)
        return stream
    with stream:
        stream.seek(0)
        try:
            return io.BytesIO(stream.read().decode("gb18030").encode("utf-8"))
        except UnicodeDecodeError as error:
            expected = "UTF-8 或 GB 18030 的 CSV"
            raise ElectionError(path.name, error.reason, expected) from None


def _is_utf8(stream: io.BufferedReader) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := stream.read(CHUNK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        stream.seek(0)
    return True
