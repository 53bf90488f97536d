"""The page on which two persons record what a meeting decided (23, 36)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guiju.organs.access import requires
from guiju.pages.forms import posted

from ..forms import RefuseForm
from ..forms.deciding import FORMS
from ..models import Decision, DecisionKind, Election
from ..selectors.decisions import decision_of, short_of
from ..selectors.seeing import sees_decisions
from ..services.acting import Person
from ..services.decisions import (
    article_of,
    confirm_decision,
    is_due,
    propose_decision,
    refuse_decision,
    why_not_confirm,
    why_not_propose,
)
from .common import address, election_of, take
from .listing import head


@requires("elections.view")
def decision(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """What a meeting decides, what it decided; to put it forward, confirm it or send it back."""
    if kind not in DecisionKind.values:
        raise Http404
    election, person = election_of(request, pk)
    known = decision_of(election, kind)
    if not sees_decisions(election, person) or (known is None and not is_due(election, kind)):
        raise Http404
    wanted, sent = request.POST.get("do", ""), posted(request)[0]
    form: Any = FORMS[DecisionKind(kind)](sent if wanted == "propose" else None, election=election)
    refuse_form = RefuseForm(sent if wanted == "refuse" else None)
    asked = refuse_form if wanted == "refuse" else form
    step = _step(request, election, known, person, form, wanted)
    ready = wanted == "confirm" or asked.is_valid()
    if step is not None and ready and _taken(request, step, asked):
        return redirect(address(election, anchor="decisions"))
    context = {
        **head(election, person),
        **_shown(election, kind, known, person),
        "form": asked,
        "propose_form": form,
        "refuse_form": refuse_form,
    }
    status = 400 if asked.errors else 200
    return render(request, "elections/decision.html", context, status=status)


def _step(
    request: HttpRequest,
    election: Election,
    known: Decision | None,
    person: Person,
    form: Any,
    wanted: str,
) -> Callable[[], object] | None:
    """What the button asks for."""
    if wanted == "propose":
        return lambda: propose_decision(election, kind=form.kind, person=person, told=form.told)
    if known is None:
        return None
    if wanted == "confirm":
        return lambda: _confirmed(known, person, request.POST.get("seen", ""))
    if wanted == "refuse":
        return lambda: refuse_decision(known, person=person, why=request.POST.get("why", ""))
    return None


def _confirmed(known: Decision, person: Person, seen: str) -> Decision:
    """Nobody confirms another proposal than the one on the page."""
    if seen != str(known.pk):
        raise ValidationError(_("这件事项在您查看以后有变化，请重新核对"))
    return confirm_decision(known, person=person)


def _taken(request: HttpRequest, step: Callable[[], object], form: forms.Form) -> bool:
    try:
        step()
    except ValidationError as error:
        if form.is_bound:
            take(form, error)
        else:
            for told in error.messages:
                messages.error(request, told)
        return False
    messages.success(request, _("已办理，并记入历史"))
    return True


def _shown(election: Election, kind: str, known: Decision | None, person: Person) -> dict[str, Any]:
    """What is decided about, and what may be done with it."""
    return {
        "kind": kind,
        "title": DecisionKind(kind).label,
        "article_of": article_of(election, kind),
        "decision": known,
        "short": known.missing if known is not None else short_of(election),
        "own": known is not None and known.proposed_id == person.account.pk,
        "propose_why": why_not_propose(election, kind, person) if known is None else "",
        "confirm_why": why_not_confirm(known, person) if known is not None else "",
    }
