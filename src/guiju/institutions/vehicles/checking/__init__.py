"""The check of a vehicle ledger 公务用车台账: what comes in, what is found; plain Python."""

from .check import CheckResult, check_file
from .findings import Finding
from .reading import LedgerFile, Row, RowReader, read_ledger
from .report import as_json, summary

__all__ = [
    "CheckResult",
    "Finding",
    "LedgerFile",
    "Row",
    "RowReader",
    "as_json",
    "check_file",
    "read_ledger",
    "summary",
]
