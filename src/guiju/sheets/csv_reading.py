"""CSV files: encoding and delimiter recognised, one record a row."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from .marks import LIMIT_ROWS, LIMIT_UNPACKED
from .tables import SheetError
from .xlsx_marks import too_many_rows

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KIND = "XLSX、XLS、ODS 或 CSV（UTF-8、GB 18030）表格文件"


def read_csv(path: Path, sheet: str) -> list[list[str]]:
    """Every record of a CSV file; SheetError where it is no text table."""
    if path.stat().st_size > LIMIT_UNPACKED:
        raise SheetError(path.name, "超过 1 GB", "不超过 1 GB 的文件")
    text = _decoded(path)
    first = text[: text.find("\n") + 1 or None]
    delimiter = max(",\t;", key=first.count)
    records: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for record in reader:
            records.append(record)
            if len(records) > LIMIT_ROWS + 1:
                raise too_many_rows(sheet)
    except csv.Error as error:
        where = f"{path.name} 第{reader.line_num}行"
        raise SheetError(where, str(error), "引号成对的 CSV 记录") from None
    return records


def stream_csv(path: Path) -> Iterator[list[str]]:
    """The records of a CSV file of any length, one after another, header first."""
    encoding = _encoding_of(path)
    with path.open(encoding=encoding, newline="") as stream:
        delimiter = max(",\t;", key=stream.readline().count)
        stream.seek(0)
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        try:
            yield from reader
        except csv.Error as error:
            where = f"{path.name} 第{reader.line_num}行"
            raise SheetError(where, str(error), "引号成对的 CSV 记录") from None


def _encoding_of(path: Path) -> str:
    """The encoding in which the whole file can be read, found piece by piece."""
    with path.open("rb") as stream:
        start = stream.read(1 << 16)
    _refuse_other_kinds(path, start)
    for encoding in _encodings(start):
        try:
            with path.open(encoding=encoding) as text:
                if all("\x00" not in piece for piece in iter(lambda: text.read(1 << 20), "")):
                    return encoding
        except UnicodeDecodeError:
            continue
    raise SheetError(path.name, _told(start), _KIND)


def _encodings(start: bytes) -> list[str]:
    return [name for bom, name in _BOMS if start.startswith(bom)] or ["utf-8", "gb18030"]


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    start = data[:16].lstrip()
    if not data.strip() or start.startswith((b"%PDF", b"\x89PNG", b"<", b"{\\rtf")):
        raise SheetError(path.name, _told(data), _KIND)


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    _refuse_other_kinds(path, data)
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise SheetError(path.name, _told(data), _KIND)


def _told(data: bytes) -> str:
    return "空文件" if not data.strip() else "不是表格文件"
