"""A list page: searched, sorted, paged, exported, all by the same means."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.html import strip_tags
from django_tables2 import RequestConfig, Table

from guiju.sheets import SheetOut, write_xlsx

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def listed(
    request: HttpRequest,
    table: Table,
    template: str,
    context: dict[str, Any],
    *,
    export: str,
    status: int = 200,
) -> HttpResponseBase:
    """The page of a table, or with ``?export=xlsx`` all of its rows as a file."""
    table.template_name = "pages/partials/table.html"
    RequestConfig(request, paginate={"per_page": PER_PAGE, "silent": True}).configure(table)
    if request.GET.get("export") == "xlsx":
        return as_xlsx(table, export)
    return render(request, template, {**context, "table": table}, status=status)


def as_xlsx(table: Table, name: str) -> FileResponse:
    """All rows of a table as a spreadsheet."""
    header = [str(column.header) for column in table.columns]
    target = BytesIO()
    write_xlsx(target, [SheetOut(name, header, _rows(table))])
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


def _rows(table: Table) -> Iterator[list[str]]:
    for values in list(table.as_values())[1:]:
        yield ["" if value is None else strip_tags(str(value)) for value in values]
