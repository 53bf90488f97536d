"""The pages of the meeting: who is there, ballots handed out, batches, the tie-out, the start."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guiju.organs.access import requires
from guiju.pages.forms import posted

from ..forms import BatchForm, MeetingForm, RecountForm, WithdrawForm
from ..models import Election, State
from ..selectors.checks import COUNT, MEETING, checks_of
from ..selectors.facts import returned
from ..selectors.progress import progress
from ..services.acting import SCRUTINEERS, SET_UP, Person, chiefs, why_not, why_not_as
from ..services.meeting import (
    add_batch,
    record_meeting,
    recount_batch,
    remove_batch,
    start_counting,
    why_not_start,
    withdraw_candidate,
)
from .common import address, batch_of, done, election_of, take
from .listing import head


@requires("elections.view")
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Who attends, what was handed out, the batches, and how the numbers tie out (24, 33, 34)."""
    election, person = election_of(request, pk)
    told = {"present": election.present, "issued": election.issued}
    form = MeetingForm(posted(request)[0], initial=told)
    if form.is_valid():
        try:
            record_meeting(election, person=person, **form.cleaned_data)
        except ValidationError as error:
            take(form, error)
        else:
            messages.success(request, _("已登记到会人数和发出选票数"))
            return redirect(address(election, "meeting"))
    return _shown(request, election, person, form, BatchForm())


@requires("elections.view")
@require_POST
def batch_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A pile of mixed ballots, counted by hand."""
    election, person = election_of(request, pk)
    form = BatchForm(request.POST)
    if form.is_valid():
        try:
            made = add_batch(election, person=person, **form.cleaned_data)
        except ValidationError as error:
            take(form, error)
        else:
            messages.success(request, _("已登记第 %(number)s 批") % {"number": made.number})
            return redirect(address(election, "meeting", anchor="batches"))
    told = {"present": election.present, "issued": election.issued}
    return _shown(request, election, person, MeetingForm(initial=told), form)


def _shown(
    request: HttpRequest,
    election: Election,
    person: Person,
    form: forms.Form,
    batch_form: forms.Form,
) -> HttpResponse:
    released, counting = (election.state == one for one in (State.RELEASED, State.COUNTING))
    secretary = why_not(election, person, SET_UP) is None
    watching = why_not_as(election, person, SCRUTINEERS) is None
    chief = why_not_as(election, person, chiefs(election)) is None
    context = {
        **head(election, person),
        "form": form if form.errors else batch_form,
        "meeting_form": form,
        "batch_form": batch_form,
        "checks": [one for one in checks_of(election) if one.stage in (MEETING, COUNT)],
        "progress": progress(election),
        "returned": returned(election),
        "records": released and (secretary or chief),
        "batches": (released or counting) and (secretary or watching),
        "recounts": (released or counting) and watching,
        "starts": released and (secretary or watching),
        "before_start": why_not_start(election) if released else [],
    }
    wrong = bool(form.errors or batch_form.errors)
    return render(request, "elections/meeting.html", context, status=400 if wrong else 200)


@requires("elections.view")
@require_POST
def batch_remove(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take back a batch that nobody has begun to key in."""
    election, person = election_of(request, pk)
    batch = batch_of(election, number)
    back = address(election, "meeting", anchor="batches")
    return done(request, lambda: remove_batch(batch, person=person), _("已撤销这一批"), back)


@requires("elections.scrutinise")
def batch_recount(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Correct how many sheets a batch has after it was counted again by hand."""
    election, person = election_of(request, pk)
    batch = batch_of(election, number)
    form = RecountForm(posted(request)[0], initial={"sheets": batch.sheets})
    if form.is_valid():
        try:
            recount_batch(batch, person=person, **form.cleaned_data)
        except ValidationError as error:
            take(form, error)
        else:
            messages.success(request, _("已更正张数"))
            return redirect(address(election, "meeting", anchor="batches"))
    context = {**head(election, person), "form": form, "batch": batch}
    return render(request, "elections/recount.html", context, status=400 if form.errors else 200)


@requires("elections.view")
@require_POST
def counting_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Start the count."""
    election, person = election_of(request, pk)
    back = address(election, "meeting")
    return done(request, lambda: start_counting(election, person=person), _("计票开始"), back)


@requires("elections.set_up")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """A candidate withdraws after the ballots were printed."""
    election, person = election_of(request, pk)
    form = WithdrawForm(posted(request)[0], election=election)
    if form.is_valid():
        told = form.cleaned_data
        try:
            withdraw_candidate(told["candidate"], person=person, on=told["on"], why=told["why"])
        except ValidationError as error:
            take(form, error)
        else:
            messages.success(request, _("已登记退出；选票不变，得票照计，不能当选"))
            return redirect(address(election))
    context = {**head(election, person), "form": form}
    return render(request, "elections/withdraw.html", context, status=400 if form.errors else 200)
