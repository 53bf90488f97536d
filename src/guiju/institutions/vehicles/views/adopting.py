"""The pages of an adoption: its rehearsal with what a person confirms, and what was written."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from guiju.jobs.models import State
from guiju.organs.access import requires
from guiju.organs.scope import standing_of
from guiju.organs.services import actor_of
from guiju.pages.forms import posted

from .. import selectors
from ..forms import AdoptForm
from ..models import Adopted, Check
from ..selectors import register
from ..selectors.reasons import why_told
from ..services.accounts import Approval
from ..services.adopting import adopt, rehearse, root_holds
from ..services.ordering import AT_ONCE, order_adoption
from ..services.planning import Plan

SHOWN = 200
"""So many rows of each kind are shown; the counts are of all."""


@requires("vehicles.adopt")
def adopt_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Rehearse the adoption of a check; with the confirmation of what was seen, write it.

    A large one is written by a job, which holds the register to what was confirmed.
    """
    post = request.post  # type: ignore[attr-defined]
    check = get_object_or_404(selectors.visible(post), pk=pk)
    if check.job is None or check.job.state != State.DONE:
        raise Http404
    if check.adopt_job is not None and not check.adopt_job.over:
        return redirect("jobs:detail", pk=check.adopt_job.pk)
    form = AdoptForm(posted(request)[0], numbers=check.quota is not None)
    if request.method == "POST" and form.is_valid():
        try:
            return _written(request, check, form)
        except ValidationError as error:
            form.add_error(None, error)
    plan = rehearse(check, standing_of(post))
    context = {
        "check": check,
        "plan": plan,
        "form": form,
        "groups": _groups(plan),
        "large": check.rows > AT_ONCE,
    }
    return render(request, "vehicles/adopt.html", context, status=400 if form.errors else 200)


def _written(request: HttpRequest, check: Check, form: AdoptForm) -> HttpResponse:
    """What was confirmed, written now or put in the queue."""
    told, number = form.cleaned_data, form.cleaned_data["approval"]
    approval = Approval(number, told["approved_on"]) if number else None
    actor, seen = actor_of(request), told["fingerprint"]
    post = request.post  # type: ignore[attr-defined]
    if check.rows > AT_ONCE:
        job = order_adoption(
            check=check, post=post, fingerprint=seen, actor=actor, approval=approval
        )
        return redirect("jobs:detail", pk=job.pk)
    adoption = adopt(
        check=check,
        organs=standing_of(post),
        fingerprint=seen,
        actor=actor,
        approval=approval,
    )
    return redirect("vehicles:adoption", pk=adoption.pk)


def _groups(plan: Plan) -> list[dict[str, Any]]:
    """The rows of each kind that a person has to look at, the doubtful first."""
    kinds = (Adopted.CONFLICT, Adopted.MISSING, Adopted.CHANGED, Adopted.NEW)
    found = []
    for kind in kinds:
        lines = plan.of(kind)
        rows = [
            {
                "number": line.number,
                "plate": line.plate,
                "organ": line.organ_name,
                "changes": line.changes,
                "why": why_told(line.why),
            }
            for line in lines[:SHOWN]
        ]
        found.append({"kind": kind, "rows": rows, "count": len(lines), "more": len(lines) - SHOWN})
    return found


@requires("vehicles.register.view")
def adoption_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What an adoption wrote, and whether its rows still lead to the root in the chain."""
    post = request.post  # type: ignore[attr-defined]
    adoption = get_object_or_404(register.adoptions(post), pk=pk)
    lines = adoption.lines.exclude(became=Adopted.SAME).order_by("place")
    context = {
        "adoption": adoption,
        "holds": root_holds(adoption),
        "counts": [(kind, kind.label, adoption.counts.get(kind, 0)) for kind in Adopted],
        "lines": [
            {"line": line, "why": why_told(line.why)}
            for line in lines.select_related("car")[:SHOWN]
        ],
        "more": max(0, lines.count() - SHOWN),
    }
    return render(request, "vehicles/adoption.html", context)
