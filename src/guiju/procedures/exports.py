"""A table of cases as CSV: text that no spreadsheet program runs."""

from __future__ import annotations

import csv
from io import StringIO

from django.http import HttpResponse
from django.utils.html import strip_tags
from django.utils.http import content_disposition_header
from django_tables2 import Table

_RUNS = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet program would run as a formula."""


def as_csv(table: Table, name: str) -> HttpResponse:
    """All rows of a table; UTF-8 with a mark, so that spreadsheet programs read the Chinese."""
    target = StringIO(newline="")
    writer = csv.writer(target)
    for row in table.as_values():
        writer.writerow([_plain(value) for value in row])
    response = HttpResponse(target.getvalue().encode("utf-8-sig"), content_type="text/csv")
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"{name}.csv") or ""
    )
    return response


def _plain(value: object) -> str:
    text = "" if value is None else strip_tags(str(value))
    return f"'{text}" if text.startswith(_RUNS) else text
