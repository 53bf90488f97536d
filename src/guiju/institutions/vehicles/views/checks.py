"""The pages of a check: hand in, watch, read, explain, correct, take away, print."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath
from typing import BinaryIO

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guiju.disclosure.files import as_file, kind_of
from guiju.organs.abilities import may
from guiju.organs.access import requires
from guiju.organs.scope import standing_of
from guiju.organs.services import actor_of
from guiju.pages.forms import posted
from guiju.pages.lists import XLSX, listed

from .. import selectors
from ..checking.columns import COLUMNS, PRICE, PRICE_IN_WAN
from ..exports.stored import export_check
from ..forms import CellForm, UploadForm
from ..models import Check, CheckedRow, Verdict
from ..rulebook.instrument import OUTLINE
from ..selectors.explaining import explain
from ..services import correct_cell, prepare_export, start_check
from ..services.files import path_of
from ..services.findings import follow_check
from ..services.letters import make_check_letter
from ..tables import CheckTable, FindingTable, ProblemTable, RowTable
from ..tables.checks import provision_word

AT_ONCE = 5_000
"""Ledgers of at most so many rows are written while the visitor waits."""


@requires("vehicles.check")
def check_new(request: HttpRequest) -> HttpResponse:
    """Hand in a ledger."""
    form = UploadForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        check = start_check(
            organ=request.post.organ,  # type: ignore[attr-defined]
            actor=actor_of(request),
            upload=form.cleaned_data["ledger"],
            quota=form.cleaned_data["quota"],
        )
        return redirect("vehicles:check", pk=check.pk)
    context = {"form": form, "columns": COLUMNS}
    return render(request, "vehicles/new.html", context, status=400 if form.is_bound else 200)


@requires("vehicles.checks.view")
def front(request: HttpRequest) -> HttpResponse:
    """The institution's first page: its checks."""
    return redirect("vehicles:list")


@requires("vehicles.checks.view")
def check_list(request: HttpRequest) -> HttpResponseBase:
    """The checks of my scope."""
    words = request.GET.get("q", "").strip()
    checks = selectors.visible(request.post)  # type: ignore[attr-defined]
    if words:
        checks = checks.filter(file_name__icontains=words) | checks.filter(
            organ__name__icontains=words
        )
    table = CheckTable(checks)
    return listed(request, table, "vehicles/list.html", {"q": words}, export=_("核对"))


@requires("vehicles.checks.view")
def check_detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One check: its progress, then its findings by article and by organ."""
    check = _check(request, pk)
    if check.job is None or not check.job.over or check.job.error:
        return render(request, "vehicles/progress.html", {"check": check, "job": check.job})
    told = {key: request.GET.get(key, "") for key in ("provision", "organ", "verdict", "q")}
    context = {
        "check": check,
        "told": told,
        "by_provision": [
            {
                **row,
                "label": provision_word(row["provision"]),
                "gist": OUTLINE[row["provision"]].gist,
                "gist_en": OUTLINE[row["provision"]].gist_en,
            }
            for row in selectors.by_provision(check)
        ],
        "by_organ": selectors.by_organ(check)[:200],
        "verdicts": [choice for choice in Verdict.choices if choice[0] != "conforming"],
        "adopts": may(request.post, "vehicles.adopt"),  # type: ignore[attr-defined]
        "problem_count": check.problems.filter(is_note=False).count(),
        "follows": may(request.post, "vehicles.check"),  # type: ignore[attr-defined]
    }
    table = FindingTable(selectors.findings(check, told), check=check)
    return listed(request, table, "vehicles/check.html", context, export=_("发现"))


@requires("vehicles.check")
@require_POST
def check_follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Have what a check found followed as findings, until somebody closes them."""
    check = _check(request, pk)
    if check.job is None or not check.job.over or check.job.error:
        raise Http404
    organs = standing_of(request.post)  # type: ignore[attr-defined]
    followed = follow_check(check, organs=organs, actor=actor_of(request))
    told = _("新问题 %(new)d，再次出现 %(seen)d，重新处理 %(reopened)d，不再出现 %(unseen)d")
    messages.success(request, told % vars(followed.taken))
    if followed.left_out:
        names = {"count": followed.left_out, "names": "、".join(followed.unmatched)}
        messages.warning(request, _("%(count)d 个发现没有列入，找不到机关：%(names)s") % names)
    return redirect("oversight:findings")


@requires("vehicles.checks.view")
def check_rows(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every row of the ledger."""
    check = _check(request, pk)
    told = {key: request.GET.get(key, "") for key in ("verdict", "q")}
    table = RowTable(selectors.rows(check, told))
    context = {"check": check, "told": told, "verdicts": Verdict.choices}
    return listed(request, table, "vehicles/rows.html", context, export=_("台账"))


@requires("vehicles.checks.view")
def check_problems(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The cells that could not be used, and notes on those that were read in some way."""
    check = _check(request, pk)
    problems = check.problems.order_by("is_note", "number", "pk")
    notes = request.GET.get("notes") == "1"
    table = ProblemTable(problems.filter(is_note=notes))
    context = {"check": check, "notes": notes, "note_count": problems.filter(is_note=True).count()}
    return listed(request, table, "vehicles/problems.html", context, export=_("填写问题"))


@requires("vehicles.checks.view")
def row_detail(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One car: its cells, its findings, and why."""
    check = _check(request, pk)
    row = _row(check, number)
    corrected = selectors.corrections(check).get(number, {})
    problems = {p.column: p for p in check.problems.filter(number=number, is_note=False)}
    cells = [
        {
            "column": column,
            "header": PRICE_IN_WAN if column.name == PRICE and check.in_wan else column.name,
            "value": row.cells.get(column.name, ""),
            "corrected": column.name in corrected,
            "problem": problems.get(column.name),
        }
        for column in COLUMNS
    ]
    context = {
        "check": check,
        "row": row,
        "cells": cells,
        "explanations": explain(check, row),
        "history": check.corrections.filter(number=number).order_by("-pk"),
        "corrects": may(request.post, "vehicles.checks.correct"),  # type: ignore[attr-defined]
        "outline": OUTLINE,
    }
    return render(request, "vehicles/row.html", context)


@requires("vehicles.checks.correct")
def cell_correct(request: HttpRequest, pk: int, number: int, column: int) -> HttpResponse:
    """Put another value in a cell."""
    check = _check(request, pk)
    row = _row(check, number)
    if not 0 <= column < len(COLUMNS):
        raise Http404
    name = COLUMNS[column].name
    initial = {"value": row.cells.get(name, "")}
    form = CellForm(posted(request)[0], column=name, initial=initial)
    if request.method == "POST" and form.is_valid():
        value = form.cleaned_data["value"]
        correct_cell(check=check, number=number, column=name, value=value, actor=actor_of(request))
        return redirect("vehicles:row", pk=pk, number=number)
    context = {"check": check, "row": row, "form": form, "column": COLUMNS[column]}
    return render(request, "vehicles/cell.html", context)


@requires("vehicles.checks.view")
def check_letter(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A printable letter about one car: facts, findings, articles."""
    check = _check(request, pk)
    row = _row(check, number)
    context = {
        "check": check,
        "row": row,
        "explanations": explain(check, row),
        "outline": OUTLINE,
        "makes": _may_write_to(request, row),
    }
    return render(request, "vehicles/letter.html", context)


@requires("documents.notify")
@require_POST
def letter_document(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The letter about one car as an official document of the organ that makes it."""
    check = _check(request, pk)
    row = _row(check, number)
    if not _may_write_to(request, row):
        raise Http404
    kind, actor = kind_of(request), actor_of(request)
    issuer = request.post.organ  # type: ignore[attr-defined]
    return as_file(
        request,
        lambda: make_check_letter(issuer, check, row, actor, kind),
        kind,
        f"{_('核对意见')}-{row.subject or row.number}",
    )


def _may_write_to(request: HttpRequest, row: CheckedRow) -> bool:
    """Whoever gives notice of findings writes it, and not to the own organ."""
    post = request.post  # type: ignore[attr-defined]
    return may(post, "documents.notify") and row.organ != post.organ.name


@requires("vehicles.checks.view")
def check_download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The ledger as XLSX with the findings beside each row; a large one is written as a job."""
    check = _check(request, pk)
    if not check.job or check.job.state != "done":
        raise Http404
    if check.swept is not None and selectors.prepared_file(check) is None:
        return render(request, "vehicles/swept.html", {"check": check}, status=410)
    name = f"{PurePath(check.file_name).stem}-{_('核对结果')}.xlsx"
    if check.rows <= AT_ONCE and check.swept is None:
        target: BinaryIO = BytesIO()
        export_check(target, check)
        target.seek(0)
    elif (prepared := selectors.prepared_file(check)) is not None:
        target = path_of(prepared).open("rb")
    elif request.method == "POST":
        return redirect("jobs:detail", pk=prepare_export(check, actor_of(request)).pk)
    else:
        return render(request, "vehicles/prepare.html", {"check": check})
    return FileResponse(target, as_attachment=True, filename=name, content_type=XLSX)


def _check(request: HttpRequest, pk: int) -> Check:
    return get_object_or_404(selectors.visible(request.post), pk=pk)  # type: ignore[attr-defined]


def _row(check: Check, number: int) -> CheckedRow:
    return get_object_or_404(check.checked_rows, number=number)
