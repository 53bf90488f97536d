"""An XLSX file looked through before it is parsed: sizes, rows, formulas, error values."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from defusedxml.ElementTree import fromstring

from .cells import column_index
from .marks import LIMIT_ROWS, LIMIT_UNPACKED, Marks
from .tables import SheetError

_CHUNK = 4 << 20
_ROW = re.compile(rb"<(?:\w+:)?row[ >][^>]*(?<!/)>")
_CELL = re.compile(
    rb"<(?:\w+:)?c ([^>]*?)(?<!/)>\s*"
    rb"(<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>.*?</(?:\w+:)?f>))?\s*(?:<(?:\w+:)?v[^>]*>([^<]*))?",
    re.DOTALL,
)
_PLACE = re.compile(rb'\br="([A-Z]+)(\d+)"')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def look_through(path: Path) -> zipfile.ZipFile:
    """Open the archive, refuse it unread if it is too large or says wrong sizes."""
    archive = zipfile.ZipFile(path)
    if sum(info.file_size for info in archive.infolist()) > LIMIT_UNPACKED:
        raise SheetError(path.name, "解压后超过 1 GB", "解压后不超过 1 GB 的文件")
    return archive


def xlsx_marks(path: Path, sheet: str) -> Marks:
    """Rows, formulas and error values of one sheet; SheetError where there are too many rows."""
    marks = Marks()
    with look_through(path) as archive:
        try:
            for block in _blocks(archive, _part(archive, sheet)):
                _read_block(block, marks)
                if marks.rows > LIMIT_ROWS + 1:
                    raise too_many_rows(sheet)
            if "xl/sharedStrings.xml" in archive.namelist():
                _weigh(archive, "xl/sharedStrings.xml")
        except zipfile.BadZipFile:
            raise SheetError(path.name, "压缩内容损坏", "完好的 XLSX 文件") from None
    return marks


def too_many_rows(sheet: str) -> SheetError:
    """The refusal of a sheet with more than 300,000 rows."""
    return SheetError(sheet, f"超过 {LIMIT_ROWS} 行", f"不超过 {LIMIT_ROWS} 行的工作表")


def _read_block(block: bytes, marks: Marks) -> None:
    marks.rows += len(_ROW.findall(block))
    if b"<f" not in block and b":f" not in block and b't="e"' not in block:
        return
    for attributes, formula, value in _CELL.findall(block):
        error = b't="e"' in attributes
        if not (formula or error):
            continue
        place = _PLACE.search(attributes)
        if place is None:
            continue
        at = (int(place[2]) - 1, column_index(place[1].decode()))
        if error:
            marks.errors[at] = value.decode()
        elif formula:
            marks.formulas[at] = bool(value)


def _blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The sheet in pieces that end at the end of a row."""
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            rest += chunk
            cut = rest.rfind(b"row>") + 4
            if cut > 3:
                yield rest[:cut]
                rest = rest[cut:]
    yield rest


def _weigh(archive: zipfile.ZipFile, part: str) -> None:
    with archive.open(part) as stream:
        while stream.read(_CHUNK):
            pass


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part of the archive that holds a sheet."""
    book = fromstring(_small(archive, "xl/workbook.xml"))
    links = fromstring(_small(archive, "xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for node in book.iter():
        if node.tag.endswith("}sheet") and node.get("name") == sheet:
            target = targets.get(node.get(_RELATION), "")
            return (
                target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))
            )
    raise SheetError(sheet, "", "文件中的一个工作表")


def _small(archive: zipfile.ZipFile, part: str) -> bytes:
    return archive.read(part)
