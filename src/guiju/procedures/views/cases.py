"""One case: its timeline, the steps that a post may take, the application and decision on paper."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from guiju.cases.showing import Shown
from guiju.organs.access import requires

from .. import selectors
from ..actions import actions_of
from ..models import Case
from ..timeline import Timeline
from ..words import procedure_title


def case_of(request: HttpRequest, code: str, reference: str) -> Case:
    """A case that the post sees; there is no other."""
    visible = selectors.visible(request.post)  # type: ignore[attr-defined]
    return get_object_or_404(visible, organ__code=code, reference=reference)


@requires("procedures.view")
def detail(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """What happened, what is due when and why, who acts, and what this post may do."""
    case = case_of(request, code, reference)
    post = request.post  # type: ignore[attr-defined]
    shown = Timeline(case)
    context = {
        "case": case,
        "shown": shown,
        "altered": selectors.altered(case),
        "title": procedure_title(shown.definition),
        "actions": actions_of(case, post),
        "told": case.told.select_related("organ").order_by("pk"),
        "mine": {(one.pk) for one in selectors.told(post).filter(case=case)},
        "suspensions": case.suspensions.order_by("since"),
    }
    return render(request, "procedures/detail.html", context)


@requires("procedures.view")
def application(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """The application as a paper form."""
    case = case_of(request, code, reference)
    shown = Timeline(case)
    context = {"case": case, "shown": shown, "title": procedure_title(shown.definition)}
    return render(request, "procedures/application.html", context)


@requires("procedures.view")
def decision(request: HttpRequest, code: str, reference: str, number: int) -> HttpResponse:
    """A step that decided something of value, as a letter."""
    case = case_of(request, code, reference)
    shown = Timeline(case)
    happened = next((one for one in shown.history if one.step.number == number), None)
    if happened is None or not happened.decides:
        raise Http404
    receipt = happened.step.told.get("receipt")
    context = {
        "case": case,
        "shown": shown,
        "happened": happened,
        "title": procedure_title(shown.definition),
        "receipt": Shown(receipt) if receipt else None,
    }
    return render(request, "procedures/decision.html", context)
