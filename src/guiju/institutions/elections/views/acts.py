"""The ballot before its release, and the page of each act that needs two persons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guiju.names import OrderError
from guiju.organs.access import requires

from ..forms import ProposeForm, RefuseForm
from ..models import Act, ActKind, Candidate, Election, Officer
from ..selectors.checks import SETUP, checks_of
from ..selectors.plain import printed_order
from ..selectors.seeing import result_for
from ..services.acting import Person
from ..services.acts import (
    ARTICLES,
    confirm,
    lacking,
    propose,
    refuse,
    why_not_confirm,
    why_not_propose,
)
from .common import address, election_of, take
from .listing import head


@requires("elections.view")
def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """The candidates in the order of article 30, what to look at, and the way to the release."""
    election, person = election_of(request, pk)
    context = {**head(election, person), **_of_ballot(election)}
    context["act"] = _standing(election, ActKind.BALLOT)
    return render(request, "elections/ballot.html", context)


def _of_ballot(election: Election) -> dict[str, Any]:
    order: list[Candidate] = []
    try:
        order, notices = printed_order(election)
    except OrderError as error:
        notices = [str(error)]
    return {"order": order, "notices": notices, "posts": list(election.posts.all())}


@requires("elections.view")
def act(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """What is released, who proposed it; to propose it, to confirm it or to send it back."""
    if kind not in ActKind.values:
        raise Http404
    election, person = election_of(request, pk)
    standing = _standing(election, kind)
    propose_form, refuse_form = ProposeForm(), RefuseForm()
    if request.method == "POST":
        wanted = request.POST.get("do", "")
        if wanted == "refuse":
            form: forms.Form = RefuseForm(request.POST)
            refuse_form = form  # type: ignore[assignment]
        else:
            form = ProposeForm(request.POST)
            propose_form = form
        step = _step(wanted, election, kind, standing, person, form)
        if form.is_valid() and step is not None and _taken(request, step, form):
            return redirect(address(election))
    errors = propose_form if propose_form.errors else refuse_form
    context = {
        **head(election, person),
        **_shown(election, kind, standing, person),
        "form": errors,
        "propose_form": propose_form,
        "refuse_form": refuse_form,
    }
    status = 400 if errors.is_bound and errors.errors else 200
    return render(request, "elections/act.html", context, status=status)


def _step(
    wanted: str,
    election: Election,
    kind: str,
    standing: Act | None,
    person: Person,
    form: forms.Form,
) -> Callable[[], object] | None:
    """What the button asks for."""
    if wanted == "propose":
        reason = form.data.get("reason", "")
        return lambda: propose(election, kind=kind, person=person, reason=reason)
    if standing is None:
        return None
    if wanted == "confirm":
        return lambda: _confirmed(standing, person, form.data.get("seen", ""))
    if wanted == "refuse":
        return lambda: refuse(standing, person=person, why=form.data.get("why", ""))
    return None


def _confirmed(standing: Act, person: Person, seen: str) -> Act:
    """Nobody confirms another proposal than the one on the page."""
    if seen != str(standing.pk):
        raise ValidationError(_("这件事项在您查看以后有变化，请重新核对"))
    return confirm(standing, person=person)


def _taken(request: HttpRequest, step: Callable[[], object], form: forms.Form) -> bool:
    try:
        step()
    except ValidationError as error:
        take(form, error)
        return False
    messages.success(request, _("已办理，并记入历史"))
    return True


def _standing(election: Election, kind: str) -> Act | None:
    """The act of a kind that was not sent back."""
    found: Act | None = election.acts.filter(kind=kind, refused_by="").first()
    if found is not None:
        found.election = election
    return found


def _shown(election: Election, kind: str, standing: Act | None, person: Person) -> dict[str, Any]:
    """What the act is about, and what may be done with it."""
    context: dict[str, Any] = {
        "kind": kind,
        "title": ActKind(kind).label,
        "article_of": ARTICLES[ActKind(kind)],
        "act": standing,
        "propose_why": why_not_propose(election, kind, person) if standing is None else "",
        "confirm_why": why_not_confirm(standing, person) if standing is not None else "",
        "own": standing is not None and standing.proposed_id == person.account.pk,
        "open": standing is not None and standing.confirmed_id is None,
    }
    why = context["propose_why"] if standing is None else context["confirm_why"]
    context["lacking"] = lacking(election, kind) if not why else []
    if kind == ActKind.BALLOT:
        checks = [one for one in checks_of(election) if one.stage == SETUP]
        officers: list[Officer] = list(election.officers.all())
        return {**context, **_of_ballot(election), "checks": checks, "officers": officers}
    if kind in (ActKind.FIGURES, ActKind.NAMES):
        context["result"] = result_for(election, person)
    return context
