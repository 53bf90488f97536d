"""A list of the register as CSV: UTF-8 with a mark, and no cell that would run as a formula."""

from __future__ import annotations

import csv
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.http import content_disposition_header
from django_tables2 import RequestConfig, Table

_RUNS = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet program would run as a formula."""


def as_csv(request: HttpRequest, table: Table, name: str) -> HttpResponse:
    """All rows of a table as it is searched and sorted."""
    RequestConfig(request, paginate=False).configure(table)
    target = StringIO(newline="")
    writer = csv.writer(target)
    for values in table.as_values():
        writer.writerow([plain(value) for value in values])
    response = HttpResponse(target.getvalue().encode("utf-8-sig"), content_type="text/csv")
    disposition = content_disposition_header(True, f"{name}.csv")
    response.headers["Content-Disposition"] = disposition
    return response


def plain(value: object) -> object:
    """A cell as text that cannot run; figures stay figures."""
    if value is None or isinstance(value, int):
        return value
    text = strip_tags(str(value))
    return f"'{text}" if text.startswith(_RUNS) else text
