"""The decision, the result to whom it may be shown, and the hall's screen."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guiju.organs.access import requires

from ..models import Election, State
from ..selectors.inbox import next_steps
from ..selectors.progress import progress
from ..selectors.rounds import final_list
from ..selectors.seeing import projected, result_for
from ..services.acting import SCRUTINEERS, why_not_as
from ..services.deciding import decide_election, why_not_decide
from .common import address, done, election_of
from .listing import head, where

_FOLLOWING = ("runoff", "repeat", "formal", "again")


@requires("elections.scrutinise")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """What is still open, and the button that decides; the decision is kept as it comes out."""
    election, person = election_of(request, pk)
    if request.method == "POST":
        back = address(election, "result" if _decidable(election) else "decide")
        return done(request, lambda: decide_election(election, person=person), _("已判定"), back)
    if election.state != State.COUNTING:
        return redirect(address(election, "result"))
    context = {
        **head(election, person),
        "open": why_not_decide(election),
        "progress": progress(election),
        "decides": why_not_as(election, person, SCRUTINEERS) is None,
    }
    return render(request, "elections/decide.html", context)


def _decidable(election: Election) -> bool:
    return election.state != State.COUNTING or not why_not_decide(election)


@requires("elections.view")
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """The result as far as who asks may see it now, and the rounds that may follow."""
    election, person = election_of(request, pk)
    following = list(election.following.all())
    announced = election.state == State.ANNOUNCED
    steps = [(one, where(election, one.code)) for one in next_steps(election, person)]
    context = {
        **head(election, person),
        "result": result_for(election, person),
        "outcome": getattr(election, "outcome", None),
        "next": [pair for pair in steps if pair[0].code not in _FOLLOWING],
        "follow": [pair for pair in steps if pair[0].code in _FOLLOWING],
        "following": following,
        "final": final_list(election) if following and announced else None,
        "preselection": election.nominates,
    }
    return render(request, "elections/result.html", context)


@requires("elections.view")
def projector(request: HttpRequest, pk: int) -> HttpResponse:
    """The hall's screen in large letters: only what was released, nothing else whoever asks.

    Article 37 has the result told to the voters in the hall, not to the public: the screen runs
    signed in, as chair or secretary, and shows what everybody in the hall may see.
    """
    election, person = election_of(request, pk)
    context: dict[str, Any] = {**head(election, person), "result": projected(election)}
    context["preselection"] = election.nominates
    part = request.htmx and "elections/parts/hall.html"  # type: ignore[attr-defined]
    return render(request, part or "elections/projector.html", context)
