"""The register's pages: the list, one receipt as a letter, its JSON, its replay."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from guiju.library.words import in_english
from guiju.organs.access import requires
from guiju.pages.lists import XLSX, listed
from guiju.rules.answers import VERDICTS

from . import selectors
from .exports import as_csv, as_xlsx
from .keeping import keep_case
from .models import Receipt
from .showing import Shown, verdict_shown
from .tables import ReceiptTable
from .words import rule_title, verdict_word

__all__ = ["keep_case", "receipt_detail", "receipt_json", "receipt_list", "receipt_replay"]


@requires("cases.view")
def receipt_list(request: HttpRequest) -> HttpResponseBase:
    """The receipts of my scope: searched, filtered, sorted, paged, exported."""
    visible = selectors.visible(request.post)  # type: ignore[attr-defined]
    told = {key: request.GET.get(key, "").strip() for key in ("q", "rule", "verdict")}
    table = ReceiptTable(selectors.search(visible, told))
    export = request.GET.get("export")
    if export in ("csv", "xlsx"):
        RequestConfig(request, paginate=False).configure(table)
        return _exported([row.record for row in table.rows], export)
    context = {
        "told": told,
        "rules": [(rule, rule_title(rule)) for rule in selectors.rules_kept(visible)],
        "verdicts": [(verdict, verdict_word(verdict)) for verdict in VERDICTS],
    }
    return listed(request, table, "cases/list.html", context, export=_("决定"))


def _exported(receipts: list[Receipt], export: str) -> HttpResponse:
    made, kind = (as_csv, "text/csv") if export == "csv" else (as_xlsx, XLSX)
    return _attached(made(receipts), kind, f"{_('决定')}.{export}")


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or ""
    )
    return response


@requires("cases.view")
def receipt_detail(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """One receipt as it was kept; one that was altered is no letter, its replay says why."""
    receipt = _receipt(request, code, reference)
    if not selectors.sealed(receipt):
        return redirect("cases:replay", code=code, reference=reference)
    context = {"receipt": receipt, "shown": Shown(receipt.content)}
    return render(request, "cases/detail.html", context)


@requires("cases.view")
def receipt_json(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """The receipt itself, byte by byte as it is stored: what ``rules replay`` takes."""
    receipt = _receipt(request, code, reference)
    name = f"{receipt.organ.code}-{receipt.reference}.json"
    return _attached(receipt.text.encode(), "application/json", name)


@requires("cases.view")
def receipt_replay(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """The receipt decided again now; it changes nothing."""
    receipt = _receipt(request, code, reference)
    replayed = selectors.replayed(receipt)
    again = replayed.decision
    context = {
        "verdict": verdict_shown(again["verdict"]) if again else None,
        "receipt": receipt,
        "replayed": replayed,
        "differences": [
            english if in_english() else told for told, english in replayed.differences
        ],
    }
    return render(request, "cases/replay.html", context)


def _receipt(request: HttpRequest, code: str, reference: str) -> Receipt:
    visible = selectors.visible(request.post)  # type: ignore[attr-defined]
    return get_object_or_404(visible, organ__code=code, reference=reference)
