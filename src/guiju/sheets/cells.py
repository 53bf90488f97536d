"""The values of cells, exact: figures as decimals, dates as dates, text without outer blanks."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

CellValue = str | int | Decimal | bool | dt.date | dt.datetime | None

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_DATES = (
    re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"),
    re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})"),
    re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日"),
)
_MONTH = re.compile(r"(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月)")


@dataclass(frozen=True)
class PartialDate:
    """A month without a day."""

    year: int
    month: int


def half_width(text: str) -> str:
    """Full-width digits, signs and letters as half-width ones."""
    return unicodedata.normalize("NFKC", text)


def from_float(number: float) -> int | Decimal:
    """A stored floating figure as it was typed: fifteen significant digits, as sheets keep."""
    exact = Decimal(f"{number:.15g}")
    return int(exact) if exact == exact.to_integral_value() else exact


def clean(value: object) -> CellValue:
    """A cell as a library gives it, made exact; blank and white space only are None."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool | dt.date):
        return value
    if isinstance(value, float):
        return from_float(value)
    if isinstance(value, int) or value is None:
        return value
    return str(value)


def exact_decimal(value: CellValue) -> Decimal | None:
    """The figure in a cell, full-width digits included; None where it is no plain figure."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, str) and _NUMBER.fullmatch(text := half_width(value).strip()):
        return Decimal(text)
    return None


def parse_date(value: CellValue) -> dt.date | PartialDate | None:
    """The day in a cell: a date cell, or text in one of four forms; None where it is none.

    A bare number is no date: what it counts from is not said.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str):
        return None
    text = half_width(value).strip()
    for form in _DATES:
        if match := form.fullmatch(text):
            return _day(*(int(part) for part in match.groups()))
    if match := _MONTH.fullmatch(text):
        month = int(match[2] or match[3])
        return PartialDate(int(match[1]), month) if 1 <= month <= 12 else None
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def normal_header(name: str) -> str:
    """A column name with full-width brackets and without blanks: 价格(元) is 价格（元）."""
    bare = re.sub(r"\s+", "", half_width(name))
    return bare.replace("(", "（").replace(")", "）")


def column_letters(index: int) -> str:
    """The letters over a column; 0 is A."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The place of a column under its letters; A is 0."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
