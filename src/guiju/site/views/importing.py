"""A workbook of organs, posts and people: handed in, rehearsed, confirmed, passwords taken once."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guiju.jobs.models import Job
from guiju.jobs.selectors import visible
from guiju.jobs.services import submit
from guiju.organs.access import requires
from guiju.organs.importing import write_template
from guiju.organs.importing.columns import sheets
from guiju.organs.scope import root_of
from guiju.organs.services import actor_of
from guiju.pages.forms import posted
from guiju.pages.lists import XLSX

from ..administering import WorkbookForm
from ..city import handing, uploads
from ..city.handlers import REHEARSE, WRITE
from ..city.printing import ACTIONS, COUNTED, MOST


@requires("organs.manage")
def import_new(request: HttpRequest) -> HttpResponse:
    """Hand in a workbook; its rehearsal is a job."""
    form = WorkbookForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["book"]
        arguments = {"file": uploads.keep(upload.chunks()), "name": (upload.name or "")[-100:]}
        title = _("试导入 %(file)s") % {"file": arguments["name"]}
        return redirect("organs:import-report", pk=_submit(request, REHEARSE, title, arguments).pk)
    context = {"form": form, "sheets": _sheets()}
    status = 400 if form.is_bound else 200
    return render(request, "site/import_new.html", context, status=status)


@requires("organs.manage")
def import_template(request: HttpRequest) -> HttpResponseBase:
    """The workbook to fill in."""
    target = BytesIO()
    write_template(target)
    target.seek(0)
    name = f"{_('机关、岗位和人员')}.xlsx"
    return FileResponse(target, as_attachment=True, filename=name, content_type=XLSX)


@requires("organs.manage")
def import_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress of an import, then its report or what was written."""
    job = _job(request, pk)
    report = uploads.report_of(job.arguments["file"]) if job.state == "done" else None
    context: dict[str, Any] = {"job": job, "rehearsed": job.kind == REHEARSE, "report": report}
    if report is not None:
        context |= _shown(report)
    waits = job.kind == WRITE and job.over and handing.waiting_file(job.pk).is_file()
    return render(request, "site/import_report.html", {**context, "passwords": waits})


@requires("organs.manage")
@require_POST
def import_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a rehearsal: its writing is a job."""
    job = _job(request, pk)
    report = uploads.report_of(job.arguments["file"])
    if job.kind != REHEARSE or report is None or report["refused"] or not report["changes"]:
        raise Http404
    actor = actor_of(request)
    told = {"counts": report["counts"], "actor": actor.name, "post": actor.post}
    arguments = {**job.arguments, **told}
    title = _("导入 %(file)s") % {"file": arguments["name"]}
    return redirect("organs:import-report", pk=_submit(request, WRITE, title, arguments).pk)


@requires("organs.manage")
@require_POST
def import_passwords(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The one-time passwords, once: the file is gone afterwards."""
    job = _job(request, pk)
    content = handing.take(job.pk) if job.kind == WRITE and job.over else None
    if content is None:
        messages.error(request, _("密码已经取走；本人忘记的，在账号页上重置"))
        return redirect("organs:import-report", pk=job.pk)
    name = f"{_('一次性密码')}.csv"
    response = FileResponse(
        BytesIO(content), as_attachment=True, filename=name, content_type="text/csv; charset=utf-8"
    )
    response["Cache-Control"] = "no-store"
    return response


def _submit(request: HttpRequest, kind: str, title: str, arguments: dict[str, Any]) -> Job:
    root = root_of(request.post)  # type: ignore[attr-defined]
    told = {**arguments, "root": root.code}
    actor = actor_of(request)
    return submit(kind=kind, title=title[:200], organ=root, actor=actor, arguments=told)


def _job(request: HttpRequest, pk: int) -> Job:
    """An import of my own scope: one from above may touch what I may not."""
    found = visible(request.post).filter(kind__in=(REHEARSE, WRITE))  # type: ignore[attr-defined]
    return get_object_or_404(found, pk=pk)


def _shown(report: dict[str, Any]) -> dict[str, Any]:
    """A report as a page shows it, in its language; the longest lists are cut and say so."""
    expected = "expected_en" if get_language() == "en" else "expected"
    changes = [{**one, "told": ACTIONS[one["action"]]} for one in report["changes"][:MOST]]
    refused = [{**one, "expected": one[expected]} for one in report["refused"][:MOST]]
    counts = [(told, report["counts"][key]) for key, told in COUNTED.items()]
    cut = len(report["changes"]) > MOST or len(report["refused"]) > MOST
    return {"changes": changes, "refused": refused, "counts": counts, "most": MOST if cut else 0}


def _sheets() -> list[tuple[str, list[tuple[str, bool, str]]]]:
    """The sheets and columns that a workbook needs, with what each accepts."""
    english = get_language() == "en"
    return [
        (
            name,
            [
                (one.name, one.required, one.accepts.english if english else one.accepts.chinese)
                for one in columns
            ],
        )
        for name, columns in sheets().items()
    ]
