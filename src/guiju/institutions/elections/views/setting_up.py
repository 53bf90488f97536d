"""Setting an election up in small steps or from one file; rehearsed before anything is written."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guiju.organs.access import requires
from guiju.organs.models import Organ
from guiju.organs.scope import standing_of
from guiju.pages.forms import posted

from ..counting import ElectionError, parse_election
from ..forms import FileForm, NumbersForm, PeopleForm, WhatForm
from ..forms.setup import storable
from ..models import Election, State
from ..models.elections import Kind
from ..selectors.plain import described
from ..services.rehearsing import rehearse
from ..services.setup import change_election, create_election
from .common import address, election_of, person_of, take

STEPS = ("what", "numbers", "people")


@requires("elections.set_up")
def election_new(request: HttpRequest) -> HttpResponse:
    """What is elected, the numbers, the candidates, a rehearsal; then it is set up."""
    return _stepping(request, None)


@requires("elections.set_up")
def election_change(request: HttpRequest, pk: int) -> HttpResponse:
    """The same steps for an election whose ballot is not released."""
    election, _person = election_of(request, pk)
    if election.state != State.DRAFT:
        messages.error(request, _("选票已经定稿，设置不能再更改"))
        return redirect(address(election))
    return _stepping(request, election)


@requires("elections.set_up")
def election_new_file(request: HttpRequest) -> HttpResponse:
    """One file that says everything, rehearsed in the same way."""
    post = request.post  # type: ignore[attr-defined]
    form = FileForm(*posted(request), post=post)
    if form.is_valid():
        told = form.cleaned_data
        return _checked(request, None, told["organ"], told["day"], told["file"], form)
    status = 400 if form.is_bound else 200
    return render(request, "elections/new_file.html", {"form": form}, status=status)


@requires("elections.set_up")
def election_write(request: HttpRequest) -> HttpResponse:
    """What was rehearsed is set up, or put in the place of what there was."""
    if request.method != "POST":
        return redirect("elections:new")
    organ, day, told = _sent(request)
    pk = request.POST.get("election", "")
    election = election_of(request, int(pk))[0] if pk.isdigit() else None
    person = person_of(request)
    try:
        parsed = parse_election(told)
        if election is None:
            made = create_election(person=person, parsed=parsed, organ=organ, day=day)
        else:
            made = change_election(election, person=person, parsed=parsed, day=day)
    except (ElectionError, ValidationError) as error:
        for said in getattr(error, "messages", None) or [str(error)]:
            messages.error(request, said)
        return redirect("elections:list")
    messages.success(request, _("已设置。接下来登记选举办法的表决，确定监票人、计票人和主持人。"))
    return redirect(address(made))


def _sent(request: HttpRequest) -> tuple[Organ, dt.date, Any]:
    """What the page of the rehearsal sends again; anything else is no such page."""
    post = request.post  # type: ignore[attr-defined]
    try:
        organ = standing_of(post).get(pk=int(request.POST.get("organ", "")))
        day = dt.date.fromisoformat(request.POST.get("day", ""))
        told = json.loads(request.POST.get("told", ""))
    except (ValueError, Organ.DoesNotExist, RecursionError, OverflowError) as error:
        raise Http404 from error
    if not storable(told):
        raise Http404
    return organ, day, told


def _stepping(request: HttpRequest, election: Election | None) -> HttpResponse:
    """The first form that is asked for or not in order; behind the last, the rehearsal."""
    asked = request.POST.get("show", "")
    reached = STEPS.index(step) if (step := request.POST.get("step", "")) in STEPS else -1
    found: dict[str, forms.Form] = {}
    for place, name in enumerate(STEPS):
        bound = place <= reached
        form = _form(request, name, found, election, bound=bound)
        if not bound or name == asked or not form.is_valid():
            return _asked(request, election, name, form, found, fresh=not bound or name == asked)
        found[name] = form
    what = found["what"].cleaned_data
    told = _told(found)
    return _checked(request, election, what["organ"], what["day"], told, found["people"], found)


def _form(
    request: HttpRequest,
    name: str,
    found: dict[str, forms.Form],
    election: Election | None,
    *,
    bound: bool,
) -> forms.Form:
    """The form of a step; what is known of the election stands in it at first."""
    data = request.POST if bound else None
    first = {**_first(election, name), **request.POST.dict()}
    if name == "what":
        form = WhatForm(data, initial=first, post=request.post)  # type: ignore[attr-defined]
        _keep_round(form, election)
        return form
    kind = found["what"].cleaned_data["kind"]
    if name == "numbers":
        return NumbersForm(data, initial=first, kind=kind)
    return PeopleForm(data, initial=first, posts=_posts(found))


def _keep_round(form: WhatForm, election: Election | None) -> None:
    """A round that follows another stays what it is."""
    if election is not None and election.previous_id is not None:
        choice: Any = form.fields["round"]
        choice.choices = [(election.round, election.get_round_display())]


def _posts(found: dict[str, forms.Form]) -> list[str]:
    return [one["post"] for one in found["numbers"].cleaned_data.get("posts", [])]


def _first(election: Election | None, name: str) -> dict[str, Any]:
    """What the fields of a step hold at first."""
    if election is None:
        return {}
    told = described(election)
    if name == "what":
        return {**told, "organ": election.organ_id, "day": election.day}
    if name == "numbers":
        lines = [f"{one['post']} {one['seats']}" for one in told.get("posts", [])]
        whose = {"True": "yes", "False": "no"}.get(str(told.get("commission")), "")
        return {**told, "posts": "\n".join(lines), "commission": whose}
    people = [
        f"{one['post']}：{one['name']}" if "post" in one else one["name"]
        for one in told["candidates"]
    ]
    return {"candidates": "\n".join(people), "approved_order": "\n".join(told["approved_order"])}


def _asked(
    request: HttpRequest,
    election: Election | None,
    name: str,
    form: forms.Form,
    found: dict[str, forms.Form],
    *,
    fresh: bool,
) -> HttpResponse:
    """A step's page; what was typed in the others goes along."""
    own = set(form.fields)
    skipped = {"csrfmiddlewaretoken", "step", "show", *own}
    hidden = [
        (key, value)
        for key, values in request.POST.lists()
        if key not in skipped
        for value in values
    ]
    context = {
        "election": election,
        "form": form,
        "step": name,
        "place": STEPS.index(name) + 1,
        "hidden": hidden,
        "before": STEPS[STEPS.index(name) - 1] if name != "what" else "",
    }
    status = 400 if form.is_bound and not fresh else 200
    return render(request, "elections/new.html", context, status=status)


def _told(found: dict[str, forms.Form]) -> dict[str, Any]:
    """What the forms say in the form of an election file."""
    told: dict[str, Any] = {}
    for form in found.values():
        told |= form.cleaned_data
    told.pop("organ"), told.pop("day")
    if told["kind"] == Kind.SECRETARIES:
        told["seats"] = sum(one["seats"] for one in told["posts"])
    return told


def _checked(
    request: HttpRequest,
    election: Election | None,
    organ: Organ,
    day: dt.date,
    told: dict[str, Any],
    form: forms.Form,
    found: dict[str, forms.Form] | None = None,
) -> HttpResponse:
    """The rehearsal; what cannot be set up goes back to the form with the reason."""
    try:
        parsed = parse_election(told)
        outcome = rehearse(
            person=person_of(request), parsed=parsed, organ=organ, day=day, election=election
        )
    except ElectionError as error:
        field = error.where.partition("[")[0]
        form.add_error(field if field in form.fields else None, str(error))
    except ValidationError as error:
        take(form, error)
    else:
        return _rehearsed(request, election, organ, day, told, outcome, parsed)
    if found is None:
        return render(request, "elections/new_file.html", {"form": form}, status=400)
    return _asked(request, election, "people", form, found, fresh=False)


def _rehearsed(
    request: HttpRequest,
    election: Election | None,
    organ: Organ,
    day: dt.date,
    told: dict[str, Any],
    outcome: Any,
    parsed: Any,
) -> HttpResponse:
    skipped = {"csrfmiddlewaretoken", "show", "step"}
    context = {
        "election": election,
        "organ": organ,
        "day": day,
        "kind": Kind(parsed.kind).label,
        "parsed": parsed,
        "outcome": outcome,
        "told": json.dumps(told, ensure_ascii=False, default=str),
        "hidden": [
            (key, value)
            for key, values in request.POST.lists()
            if key not in skipped
            for value in values
        ],
        "steps": "step" in request.POST,
    }
    return render(request, "elections/new_check.html", context)
