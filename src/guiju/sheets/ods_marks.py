"""An ODS file looked through before it is parsed: rows, formulas, merged areas."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import iterparse

from .marks import LIMIT_ROWS, Marks
from .tables import SheetError
from .xlsx_marks import look_through, too_many_rows

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def ods_marks(path: Path, sheet: str) -> Marks:
    """Rows, formulas and merged areas of one sheet."""
    marks = Marks()
    with look_through(path) as archive:
        try:
            with archive.open("content.xml") as stream:
                inside = False
                for event, node in iterparse(stream, ("start", "end")):
                    if node.tag == f"{_TABLE}table":
                        inside = event == "start" and node.get(f"{_TABLE}name") == sheet
                    elif event == "end" and inside and node.tag == f"{_TABLE}table-row":
                        _row(node, marks)
                        node.clear()
                        if marks.rows > LIMIT_ROWS + 1:
                            raise too_many_rows(sheet)
        except (zipfile.BadZipFile, KeyError, ParseError):
            raise SheetError(path.name, "内容损坏", "完好的 ODS 文件") from None
    return marks


def _row(node: Element, marks: Marks) -> None:
    again = int(node.get(f"{_TABLE}number-rows-repeated", "1"))
    column, filled = 0, False
    for cell in node:
        filled = filled or len(cell) > 0
        at = (marks.rows, column)
        if cell.get(f"{_TABLE}formula"):
            stored = f"{_OFFICE}value-type" in cell.attrib
            marks.formulas[at] = stored
        wide = int(cell.get(f"{_TABLE}number-columns-spanned", "1"))
        high = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
        if wide > 1 or high > 1:
            marks.merged.append((at, (at[0] + high - 1, at[1] + wide - 1)))
        column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
    # Blank rows repeated to the end of the sheet are no rows of the ledger.
    marks.rows += again if filled or again < 1000 else 0
