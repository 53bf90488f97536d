"""The pages of leads: anyone reports, discipline inspection looks into it."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from guiju.organs.access import public, requires
from guiju.pages.forms import posted
from guiju.pages.lists import listed

from .. import selectors, throttling
from ..acting import Person, person_of, why_not_lead
from ..forms import JoinForm, ReasonForm, ReportForm
from ..models import Lead
from ..services import LeadTold, read_reporter, report, settle_lead
from ..states import JOIN, LEAD_STEPS, LeadState, Step
from ..tables import LeadTable, due_text
from ..words import due_of, happened


@public
def report_lead(request: HttpRequest) -> HttpResponse:
    """Report something: typed, checked, sent; whoever is signed in is not written down."""
    form = ReportForm(posted(request)[0])
    token = request.POST.get("token", "")[:32] or secrets.token_hex(16)
    context: dict[str, Any] = {"token": token, "days": settings.OVERSIGHT_REPORTER_DAYS}
    if "change" in request.POST:
        form = ReportForm(initial=request.POST.dict())
    elif form.is_valid():
        told = LeadTold(**form.cleaned_data)
        if "confirm" not in request.POST:
            return render(request, "oversight/report_check.html", {**context, "told": told})
        sent = _sent(request, form, told, token)
        if isinstance(sent, Lead):
            return render(request, "oversight/reported.html", {**context, "lead": sent})
        return render(request, "oversight/report.html", {**context, "form": form}, status=sent)
    status = 400 if form.is_bound else 200
    return render(request, "oversight/report.html", {**context, "form": form}, status=status)


def _sent(request: HttpRequest, form: ReportForm, told: LeadTold, token: str) -> Lead | int:
    """The lead that is kept; the status of the page where it is not."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if wait := throttling.waiting(address):
        form.add_error(None, _("反映过于频繁，请 %(seconds)s 秒后再试") % {"seconds": wait})
        return 429
    try:
        lead = report(told, token=token)
    except ValidationError as error:
        form.add_error(None, error)
        return 400
    throttling.count(address)
    return lead


@requires("leads.view")
def lead_list(request: HttpRequest) -> HttpResponseBase:
    """The leads that I may look into."""
    told = {key: request.GET.get(key, "").strip() for key in ("q", "state")}
    leads = selectors.leads_for(person_of(request))
    table = LeadTable(selectors.search_leads(leads, told))
    context = {"told": told, "states": LeadState.choices}
    return listed(request, table, "oversight/leads.html", context, export=_("线索"))


@requires("leads.view")
def lead_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One lead: what was told, what happened, what I may do; not who reported it."""
    person = person_of(request)
    return render(request, "oversight/lead.html", _told(person, _lead(person, pk)))


def _told(person: Person, lead: Lead) -> dict[str, Any]:
    steps = [s for s in LEAD_STEPS.values() if why_not_lead(person, lead, s) is None]
    return {
        "lead": lead,
        "steps": steps,
        "timeline": [{"event": e, "what": happened(e.kind)} for e in lead.events.all()],
        "due": due_of(lead),
        "due_text": due_text(lead, lead.due) if lead.due else "",
    }


@requires("leads.view")
def lead_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take a step on a lead: the reason, check your answers, done."""
    person = person_of(request)
    lead, taken = _lead(person, pk), LEAD_STEPS[step]
    why = why_not_lead(person, lead, taken)
    if why is not None:
        messages.error(request, why)
        return redirect("oversight:lead", pk=pk)
    form = _form(request, person, lead, taken)
    context = {"lead": lead, "step": taken, "form": form}
    if not form.is_valid():
        status = 400 if form.is_bound else 200
        return render(request, "oversight/lead_step.html", context, status=status)
    if "confirm" not in request.POST:
        context["told"] = form.cleaned_data
        return render(request, "oversight/lead_step_check.html", context)
    return _taken(request, person, lead, taken, form)


def _form(request: HttpRequest, person: Person, lead: Lead, step: Step) -> ReasonForm:
    initial: dict[str, Any] = {
        "stand": lead.events.order_by("-pk").values_list("pk", flat=True).first() or 0
    }
    data = posted(request)[0]
    if "change" in request.POST:
        data, initial = None, {**initial, **request.POST.dict()}
    if step.code != JOIN:
        return ReasonForm(data, initial=initial)
    return JoinForm(data, initial=initial, findings=selectors.visible(person.post))


def _taken(
    request: HttpRequest, person: Person, lead: Lead, step: Step, form: ReasonForm
) -> HttpResponse:
    told = form.cleaned_data
    try:
        settle_lead(
            step.code, lead, person, told["reason"],
            finding=told.get("finding"), stand=told["stand"],
        )  # fmt: skip
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, str(step.done))
    return redirect("oversight:lead", pk=lead.pk)


@requires("leads.view")
def read_lead_reporter(request: HttpRequest, pk: int) -> HttpResponse:
    """Who reported it: for a reason, and the reading is recorded."""
    person = person_of(request)
    lead = _lead(person, pk)
    form = ReasonForm(posted(request)[0], initial={"stand": 0})
    if form.is_valid():
        reporter = read_reporter(lead, person, form.cleaned_data["reason"])
        told = {"lead": lead, "reporter": reporter}
        return render(request, "oversight/reporter.html", told)
    status = 400 if form.is_bound else 200
    context = {"lead": lead, "form": form}
    return render(request, "oversight/reporter_ask.html", context, status=status)


def _lead(person: Person, pk: int) -> Lead:
    return get_object_or_404(selectors.leads_for(person), pk=pk)
