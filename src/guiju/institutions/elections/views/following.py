"""The rounds that follow: among those tied, for open seats, the formal one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guiju.clock import today
from guiju.organs.access import requires
from guiju.pages.forms import posted

from ..forms import AgainForm, FormalForm, RepeatForm, RunoffForm
from ..models import Election, Round
from ..selectors.seeing import result_for
from ..selectors.standing import standing_after
from ..services.acting import Person
from ..services.following import make_again, make_formal, make_repeat, make_runoff
from .common import address, election_of, take
from .listing import head


@requires("elections.set_up")
def runoff(request: HttpRequest, pk: int) -> HttpResponse:
    """Those tied are voted on again (36)."""
    election, person, result = _known(request, pk)
    if not result["runoffs"]:
        raise Http404
    form = RunoffForm(posted(request)[0], initial=_on(election), runoffs=result["runoffs"])

    def made() -> Election:
        told = form.cleaned_data
        return make_runoff(election, person=person, day=told["day"], which=told["which"])

    return _follow(request, election, person, form, made, "runoff")


@requires("elections.set_up")
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Those with most votes who were not elected stand again for the open seats (36)."""
    election, person, result = _known(request, pk)
    if not result["open_seats"]:
        raise Http404
    post = request.GET.get("post", "")
    people = [one for one in standing_after(election) if one.post == post]
    shown = result_for(election, person) or {}
    votes = "candidates" in shown
    form = RepeatForm(posted(request)[0], initial=_on(election), people=people, votes=votes)

    def made() -> Election:
        told = form.cleaned_data
        names = told["names"]
        return make_repeat(election, person=person, day=told["day"], names=names, post=post)

    extra = {
        "posts": [one.post for one in election.posts.all()],
        "of_post": post,
        "open_seats": result["open_seats"],
    }
    return _follow(request, election, person, form, made, "repeat", extra)


@requires("elections.set_up")
def formal(request: HttpRequest, pk: int) -> HttpResponse:
    """Those nominated in a preselection stand in the formal election (7)."""
    election, person, _result = _known(request, pk)
    if election.round != Round.PRESELECTION:
        raise Http404
    form = FormalForm(posted(request)[0], initial=_on(election), election=election)

    def made() -> Election:
        return make_formal(election, person=person, **form.cleaned_data)

    return _follow(request, election, person, form, made, "formal")


@requires("elections.set_up")
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """A void election is held anew (34)."""
    election, person, result = _known(request, pk)
    if result["valid"]:
        raise Http404
    form = AgainForm(posted(request)[0], initial=_on(election))

    def made() -> Election:
        return make_again(election, person=person, day=form.cleaned_data["day"])

    return _follow(request, election, person, form, made, "again")


def _known(request: HttpRequest, pk: int) -> tuple[Election, Person, dict[str, Any]]:
    """The election, who asks, and its result; 404 where it is not decided."""
    election, person = election_of(request, pk)
    outcome = getattr(election, "outcome", None)
    if outcome is None:
        raise Http404
    return election, person, outcome.result


def _on(election: Election) -> dict[str, Any]:
    """The day that is put in: today, as a round follows at the same meeting, but never earlier
    than the round it follows."""
    return {"day": max(election.day, today())}


def _follow(
    request: HttpRequest,
    election: Election,
    person: Person,
    form: forms.Form,
    made: Callable[[], Election],
    kind: str,
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    """Ask, make the round, go to it; what is refused stands above the form."""
    if form.is_valid():
        try:
            found = made()
        except ValidationError as error:
            take(form, error)
        else:
            messages.success(request, _("已设置。请核对设置和工作人员，再提请选票定稿。"))
            return redirect(address(found))
    context = {**head(election, person), **(extra or {}), "form": form, "kind": kind}
    return render(request, "elections/follow.html", context, status=400 if form.errors else 200)
