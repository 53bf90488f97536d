"""The pages of findings: the list, one finding, its steps, how many there are of each."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django_tables2 import RequestConfig

from guiju.organs.access import requires
from guiju.organs.scope import organs_of
from guiju.pages.lists import listed
from guiju.rules.charts import Bars, bar_chart

from .. import selectors
from ..acting import person_of, steps_for
from ..bases import basis
from ..doors import Door, doors
from ..exports import as_csv
from ..models import Finding, State, Verdict
from ..services.files import path_of
from ..states import STEPS
from ..tables import FindingTable, due_text, verdict_html
from ..words import article, due_of, happened, institution_name, message, provision_of
from .stepping import Shown, step_page


@requires("findings.view")
def front(request: HttpRequest) -> HttpResponse:
    """The room's first page: its findings."""
    return redirect("oversight:findings")


@requires("findings.view")
def finding_list(request: HttpRequest) -> HttpResponseBase:
    """The findings of my scope, what is due first first."""
    visible = selectors.visible(request.post)  # type: ignore[attr-defined]
    told = {key: request.GET.get(key, "").strip() for key in selectors.FILTERS}
    table = FindingTable(selectors.search(visible, told))
    if request.GET.get("export") == "csv":
        RequestConfig(request, paginate=False).configure(table)
        return _csv([row.record for row in table.rows])
    context = {
        "told": told,
        "states": [
            ("unclosed", _("未了结")), ("unseen", _("不再出现，待确认")), *State.choices,
        ],
        "verdicts": Verdict.choices,
        "provisions": [
            (f"{instrument} {address}", f"{instrument} {article(instrument, address)}")
            for instrument, address in selectors.provisions_of(visible)
        ],
        "organs": selectors.organs_with(visible),
        "doors": _doors(request, told["organ"]),
    }  # fmt: skip
    return listed(request, table, "oversight/findings.html", context, export=_("问题"))


def _doors(request: HttpRequest, code: str) -> list[Door]:
    """Where the findings of the chosen organ lead on; nowhere where none is chosen."""
    post = request.post  # type: ignore[attr-defined]
    organ = organs_of(post).filter(code=code).first() if code else None
    return doors(post, organ) if organ is not None else []


def _csv(findings: list[Finding]) -> HttpResponse:
    response = HttpResponse(as_csv(findings), content_type="text/csv")
    name = content_disposition_header(as_attachment=True, filename=f"{_('问题')}.csv")
    response.headers["Content-Disposition"] = name or ""
    return response


@requires("findings.view")
def finding_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding: what was found, what happened, what is due and why, what I may do."""
    finding = _finding(request, pk)
    context = {
        **_told(finding),
        "timeline": [
            {"event": line.event, "whole": line.whole, "what": happened(line.event.kind)}
            for line in selectors.timeline(finding)
        ],
        "doors": doors(request.post, finding.organ),  # type: ignore[attr-defined]
        "steps": [
            {"step": step, "basis": _basis(finding, step.code)}
            for step in steps_for(person_of(request), finding)
        ],
    }
    return render(request, "oversight/finding.html", context)


def _told(finding: Finding) -> dict[str, Any]:
    """What every page of a finding says of it."""
    return {
        "finding": finding,
        "institution": institution_name(finding.institution),
        "article": article(finding.instrument, finding.provision),
        "provision": provision_of(finding.instrument, finding.provision),
        "message": message(finding),
        "verdict": verdict_html(finding),
        "due": due_of(finding),
        "due_text": due_text(finding, finding.due) if finding.due else "",
    }


def _basis(finding: Finding, code: str) -> dict[str, str] | None:
    """The article of a step, with what is needed to link to it."""
    address = basis(finding.institution, code)
    if not address:
        return None
    return {"address": address, "told": article(finding.instrument, address)}


@requires("findings.explain")
def explain_finding(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """The organ explains."""
    return _step(request, pk, step)


@requires("findings.judge")
def judge_finding(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Accept, not accept, confirm as put right, open again."""
    return _step(request, pk, step)


@requires("findings.pass_on")
def pass_on_finding(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Pass a finding on to discipline inspection."""
    return _step(request, pk, step)


def _step(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    finding = _finding(request, pk)
    context = {**_told(finding), "basis": _basis(finding, code)}
    return step_page(request, Shown(finding, STEPS[code], context))


@requires("findings.view")
def attachment(request: HttpRequest, pk: int, reference: str) -> FileResponse:
    """The file that was handed in with an explanation, by the SHA-256 of its content."""
    lines = _finding(request, pk).events.filter(attachment_sha256=reference)
    line, path = lines.first(), path_of(reference)
    if line is None or not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=line.attachment)


@requires("findings.view")
def summary(request: HttpRequest) -> HttpResponse:
    """How many findings stand in each state, and under each article."""
    visible = selectors.visible(request.post)  # type: ignore[attr-defined]
    states = [
        (state, State(state).label, count) for state, count in selectors.by_state(visible).items()
    ]
    provisions = [
        {**row, "article": article(row["instrument"], row["provision"])}
        for row in selectors.by_provision(visible)
    ]
    context = {
        "states": states,
        "provisions": provisions,
        "total": sum(count for _code, _label, count in states),
        "state_chart": _chart(_("按状态"), [(str(name), count) for _code, name, count in states]),
        "article_chart": _chart(_("按条款"), [(r["article"], r["total"]) for r in provisions]),
    }
    return render(request, "oversight/summary.html", context)


def _chart(title: str, lines: list[tuple[str, int]]) -> str:
    bars = Bars(title, [(name, count, str(count)) for name, count in lines])
    return mark_safe(bar_chart(bars))  # noqa: S308  the chart escapes every name itself


def _finding(request: HttpRequest, pk: int) -> Finding:
    visible = selectors.visible(request.post)  # type: ignore[attr-defined]
    return get_object_or_404(visible, pk=pk)
