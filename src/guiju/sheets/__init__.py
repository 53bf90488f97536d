"""Spreadsheets in and out, exact: XLSX, XLS, ODS and CSV read as they are, XLSX written."""

from .cells import CellValue, PartialDate, exact_decimal, normal_header, parse_date
from .reading import Workbook, read_workbook, stream_rows
from .tables import Accepted, Note, Problem, SheetError, Table
from .writing import SheetOut, write_xlsx

__all__ = [
    "Accepted",
    "CellValue",
    "Note",
    "PartialDate",
    "Problem",
    "SheetError",
    "SheetOut",
    "Table",
    "Workbook",
    "exact_decimal",
    "normal_header",
    "parse_date",
    "read_workbook",
    "stream_rows",
    "write_xlsx",
]
