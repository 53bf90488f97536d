"""CSV files: encoding and delimiter recognised, one record a row."""

from __future__ import annotations

import codecs
import csv
import io
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


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    start = data[:16].lstrip()
    if not data.strip() or start.startswith((b"%PDF", b"\x89PNG", b"<", b"{\\rtf")):
        raise SheetError(path.name, _told(data), _KIND)
    encodings = [name for bom, name in _BOMS if data.startswith(bom)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise SheetError(path.name, _told(data), _KIND)


def _told(data: bytes) -> str:
    return "空文件" if not data.strip() else "不是表格文件"
