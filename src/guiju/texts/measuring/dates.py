"""Dates: 2020年1月6日, 二〇二〇年一月, 2020年, 1月6日, 2020-03-24; ISO 8601."""

from __future__ import annotations

import re
from datetime import date

from .figures import value_of
from .rules import Rule, Value

_C = "[零〇一二三四五六七八九十]"
_YEAR = r"(?:[12]\d{3}|[一二][零〇一二三四五六七八九]{3})"
_SHORT = rf"(?:\d{{1,2}}|{_C}{{1,3}})"
_PATTERN = (
    rf"(?P<year>{_YEAR})年(?!度?级)(?:(?P<month>{_SHORT})月(?!份?额)(?:(?P<day>{_SHORT})[日号])?)?"
    rf"|(?P<month_alone>{_SHORT})月(?:(?P<day_alone>{_SHORT})[日号])"
    r"|(?<!\d)(?P<y>[12]\d{3})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?![-./\d])"
    r"|(?<!\d)(?P<since>[12]\d{3})(?=[-~至](?:[12]\d{3})年)"
)


def _read(match: re.Match[str]) -> Value | None:
    if match["since"]:
        return match["since"], ""
    year = match["year"] or match["y"]
    month = match["month"] or match["month_alone"] or match["m"]
    day = match["day"] or match["day_alone"] or match["d"]
    numbers = [int(value_of(part)) if part else 0 for part in (year, month, day)]
    return iso(*numbers)


def iso(year: int, month: int, day: int) -> Value | None:
    """2020-01-06, 2020-01, 2020 or --01-06; None where the calendar has no such day."""
    try:
        date(year or 2020, month or 1, day or 1)
    except ValueError:
        return None
    parts = [f"{year:04d}" if year else "-"]
    parts += [f"{part:02d}" for part in (month, day) if part]
    return "-".join(parts), ""


DATE = Rule("date", _PATTERN, _read, directed=False)
