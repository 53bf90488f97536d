"""XLSX written row by row: text stays text, so that nothing in it can run as a formula."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

import xlsxwriter

from .cells import CellValue

_SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}


@dataclass
class SheetOut:
    """A sheet to write: its name, its header, its rows, the widths of its columns."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[CellValue]]
    widths: Sequence[int] = ()


def write_xlsx(target: Path | BinaryIO, sheets: Iterable[SheetOut]) -> None:
    """Write sheets to a file, constant in memory; figures exact to fifteen digits."""
    book = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, _SAFE)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for out in sheets:
        sheet = book.add_worksheet(out.name)
        sheet.freeze_panes(1, 0)
        for column, width in enumerate(out.widths):
            sheet.set_column(column, column, width)
        for column, name in enumerate(out.header):
            sheet.write_string(0, column, name, bold)
        for row, values in enumerate(out.rows, start=1):
            for column, value in enumerate(values):
                _write(sheet, row, column, value)
    book.close()


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: CellValue) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | Decimal):
        if len(Decimal(value).as_tuple().digits) > 15:
            sheet.write_string(row, column, str(value))
        else:
            sheet.write_number(row, column, float(value))
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, value)
    else:
        sheet.write_string(row, column, value)
