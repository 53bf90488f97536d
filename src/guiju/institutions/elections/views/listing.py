"""The list of elections, and one election: its state, what is next, checks, people, acts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from guiju.organs.abilities import may
from guiju.organs.access import requires
from guiju.pages.lists import listed

from ..models import Election, Officer, State
from ..models.elections import Kind, Round
from ..rulebook.instrument import OUTLINE
from ..selectors.checks import AFTER, COUNT, MEETING, SETUP, Checked, checks_of
from ..selectors.facts import returned
from ..selectors.inbox import Next, next_steps, waiting_for
from ..selectors.listing import FILTERS, search
from ..selectors.progress import progress
from ..selectors.seeing import visible
from ..services.acting import SCRUTINEERS, SET_UP, Person, why_not
from ..services.acts import missing_people, why_not_confirm, why_not_propose
from .common import address, election_of, person_of

_WAY = [State.DRAFT, State.RELEASED, State.COUNTING, State.DECIDED, State.REPORTED, State.ANNOUNCED]


@requires("elections.view")
def election_list(request: HttpRequest) -> HttpResponseBase:
    """The elections of my scope, the latest first."""
    from ..tables import ElectionTable

    told = {key: request.GET.get(key, "").strip() for key in FILTERS}
    table = ElectionTable(search(visible(person_of(request)), told))
    context = {
        "told": told,
        "states": State.choices,
        "kinds": Kind.choices,
        "rounds": Round.choices,
        "sets_up": may(request.post, SET_UP),  # type: ignore[attr-defined]
    }
    return listed(request, table, "elections/list.html", context, export=_("选举"))


@requires("elections.view")
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for me at every election that is not over."""
    found = waiting_for(person_of(request))
    context = {"waiting": [(election, one, where(election, one.code)) for election, one in found]}
    return render(request, "elections/waiting.html", context)


@requires("elections.view")
def election_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One election: how far it is, what comes next and who does it, what was checked, by whom."""
    election, person = election_of(request, pk)
    acts = list(election.acts.all())
    for one in acts:
        one.election = election
    context = {
        **head(election, person),
        "way": _way(election),
        "next": [(one, where(election, one.code)) for one in next_steps(election, person)],
        "stages": _stages(election),
        "missing": missing_people(election) if election.state == State.DRAFT else [],
        "candidates": list(election.candidates.all()),
        "posts": list(election.posts.all()),
        "officers": _officers(election),
        "progress": progress(election),
        "returned": returned(election),
        "acts": [(one, why_not_confirm(one, person) is None) for one in acts],
        "proposes_call_off": why_not_propose(election, "call_off", person) is None,
        "following": list(election.following.all()),
    }
    return render(request, "elections/election.html", context)


def _stages(election: Election) -> list[tuple[str, list[Checked]]]:
    """The checks by when they matter: what concerns the meeting is no part of the set-up."""
    found = checks_of(election)
    names = (
        (SETUP, _("选票定稿以前")),
        (MEETING, _("会议")),
        (COUNT, _("计票")),
        (AFTER, _("宣布以后")),
    )
    told = [(name, [one for one in found if one.stage == stage]) for stage, name in names]
    return [(name, checks) for name, checks in told if checks]


def _officers(election: Election) -> list[Officer]:
    """The officers; only of scrutineers it matters whether they vote and were voted in (28)."""
    found = list(election.officers.all())
    for one in found:
        one.watches = one.function in SCRUTINEERS  # type: ignore[attr-defined]
    return found


def head(election: Election, person: Person) -> dict[str, Any]:
    """What every page of an election says of it."""
    return {
        "election": election,
        "instrument": OUTLINE.instrument,
        "secretary": why_not(election, person, SET_UP) is None,
        "draft": election.state == State.DRAFT,
    }


def where(election: Election, code: str) -> str:
    """The page on which a step that is next is taken."""
    name, _dash, number = code.rpartition("-")
    if number.isdigit():
        page = {"enter": "enter", "compare": "batch", "adjudicate": "batch"}[name]
        return address(election, page, number)
    if code == "setup":
        return address(election, anchor="checks")
    if code.startswith("decide-"):
        return address(election, "decision", code.partition("-")[2])
    if code.startswith(("propose-", "confirm-")):
        return address(election, "act", code.partition("-")[2])
    pages = {"meeting": "meeting", "batches": "meeting", "start-counting": "meeting"}
    return address(election, pages.get(code, code))


def _way(election: Election) -> list[tuple[str, str]]:
    """The states on the way, each past, now or to come."""
    if election.state == State.CALLED_OFF:
        return [(str(State.CALLED_OFF.label), "now")]
    here = _WAY.index(State(election.state))
    return [
        (str(one.label), "past" if place < here else "now" if place == here else "later")
        for place, one in enumerate(_WAY)
    ]


__all__: list[str] = ["Next", "election_detail", "election_list", "head", "waiting", "where"]
