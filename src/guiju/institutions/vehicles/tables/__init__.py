"""The tables of checks, of the register and of the quota."""

from .checks import CheckTable, FindingTable, ProblemTable, RowTable, verdict_html
from .register import CarTable, QuotaTable

__all__ = [
    "CarTable",
    "CheckTable",
    "FindingTable",
    "ProblemTable",
    "QuotaTable",
    "RowTable",
    "verdict_html",
]
