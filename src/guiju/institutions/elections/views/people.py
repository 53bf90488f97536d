"""The pages of method, order and officers of an election that is being set up."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from guiju.organs.access import requires
from guiju.pages.forms import posted

from ..forms import MethodForm, OfficersForm, ReplaceForm
from ..forms.people import truth
from ..models import Election
from ..selectors.workers import workers_for
from ..services.acting import Person
from ..services.acts import wanted_officers
from ..services.officers import replace_officer, set_officers
from ..services.setup import record_method, record_presiding, record_sequence
from .common import address, election_of, take
from .listing import head


@requires("elections.set_up")
def method(request: HttpRequest, pk: int) -> HttpResponse:
    """How many assented to the method, what was elected before, who presides (46, 20, 22, 26)."""
    election, person = election_of(request, pk)
    form = MethodForm(posted(request)[0], election=election)
    if form.is_valid():
        try:
            _record(election, person, form)
        except ValidationError as error:
            take(form, error)
        else:
            messages.success(request, _("已登记"))
            return redirect(address(election))
    context = {**head(election, person), "form": form}
    return render(request, "elections/method.html", context, status=400 if form.errors else 200)


@transaction.atomic
def _record(election: Election, person: Person, form: MethodForm) -> None:
    """What has changed, each with its own entry in the chain."""
    told, changed = form.cleaned_data, set(form.changed_data)
    if "assenting" in changed:
        record_method(election, person=person, assenting=told["assenting"])
    if changed & {"members_done", "standing_done"}:
        members, standing = told.get("members_done"), told.get("standing_done")
        record_sequence(
            election,
            person=person,
            members_done=election.members_done if members is None else truth(members),
            standing_done=election.standing_done if standing is None else truth(standing),
        )
    if "presiding" in changed:
        record_presiding(election, person=person, told=told["presiding"])


@requires("elections.set_up")
def officers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who watches, counts and presides (26, 28, 29); a row each."""
    election, person = election_of(request, pk)
    workers = workers_for(election.organ)
    now = list(election.officers.all())
    wanted = wanted_officers(election)
    form = OfficersForm(posted(request)[0], workers=workers, officers=now, wanted=wanted)
    if form.is_valid():
        try:
            set_officers(election, person=person, officers=form.officers())
        except ValidationError as error:
            take(form, error)
        else:
            messages.success(request, _("已确定工作人员"))
            return redirect(address(election, "officers" if "more" in request.POST else "election"))
    context = {**head(election, person), "form": form, "workers": workers}
    return render(request, "elections/officers.html", context, status=400 if form.errors else 200)


@requires("elections.set_up")
def officer_replace(request: HttpRequest, pk: int, officer: int) -> HttpResponse:
    """Another in the place of an officer who fell out after the release of the ballot."""
    election, person = election_of(request, pk)
    gone = get_object_or_404(election.officers.select_related("election__organ"), pk=officer)
    form = ReplaceForm(posted(request)[0], workers=workers_for(election.organ))
    if form.is_valid():
        by, reason = form.officer(gone.function), form.cleaned_data["reason"]
        try:
            replace_officer(gone, person=person, by=by, reason=reason)
        except ValidationError as error:
            take(form, error)
        else:
            messages.success(request, _("已更换"))
            return redirect(address(election))
    context = {**head(election, person), "form": form, "officer": gone}
    return render(request, "elections/replace.html", context, status=400 if form.errors else 200)
