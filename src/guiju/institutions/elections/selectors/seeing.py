"""Who may see what of an election, and what the hall may see."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from guiju.organs.scope import organs_of

from ..models import Adjudication, Election, Entry, Sheet, State
from ..services.acting import (
    CHAIR,
    COUNTER,
    SCRUTINEERS,
    SET_UP,
    VIEW,
    Person,
    functions_of,
    why_not,
    why_not_as,
)

_FIGURES = (
    "title",
    "kind",
    "round",
    "nominates",
    "valid",
    "checks",
    "ballots",
    "candidates",
    "write_ins",
)
_NAMES = (
    "title",
    "kind",
    "round",
    "nominates",
    "valid",
    "elected",
    "elected_alternates",
    "open_seats",
)
_SINGLE = ("invalid_ballots", "for_a_person")
"""What is said of a single ballot."""
_AFTER_REPORT = (State.REPORTED, State.ANNOUNCED)


def visible(person: Person) -> QuerySet[Election]:
    """The elections in the scope of a person's post."""
    found = Election.objects.select_related("organ").filter(organ__in=organs_of(person.post))
    return found if person.in_office else found.none()


def result_for(election: Election, person: Person | None) -> dict[str, Any] | None:
    """The result with its figures if the person may see it now, else None; None is the public.

    DECIDED: scrutineers and counters, who release it, and the chair. REPORTED in a preselection:
    scrutineers and the chair for the presidium, the secretary the names alone; in a formal
    election everyone the figures. Figures of a preselection, and of its later rounds, stay
    with the presidium for good.
    Names elected are for everyone from ANNOUNCED on. What is said of a single ballot is for
    scrutineers alone.
    """
    outcome = getattr(election, "outcome", None)
    if outcome is None:
        return None
    told: dict[str, Any] = outcome.result
    functions = _functions(election, person)
    if not functions.isdisjoint(SCRUTINEERS):
        return dict(told)
    if not functions.isdisjoint((CHAIR, COUNTER)) and _in_time(election, functions):
        return _without_single(told)
    return _for_others(election, person, told)


def _functions(election: Election, person: Person | None) -> set[str]:
    if person is None or why_not(election, person, VIEW) is not None:
        return set()
    return functions_of(election, person)


def _in_time(election: Election, functions: set[str]) -> bool:
    """A counter knows the totals of a preselection only until they are the presidium's."""
    later = election.state in _AFTER_REPORT and election.nominates
    return CHAIR in functions or not later


def _for_others(
    election: Election, person: Person | None, told: dict[str, Any]
) -> dict[str, Any] | None:
    if election.state not in _AFTER_REPORT:
        return None
    announced = election.state == State.ANNOUNCED
    secretary = person is not None and why_not(election, person, SET_UP) is None
    figures = not election.nominates
    if figures and (announced or secretary):
        return _without_single(told)
    if figures:
        return _figures_alone(told)
    return {key: told[key] for key in _NAMES} if announced or secretary else None


def _without_single(told: dict[str, Any]) -> dict[str, Any]:
    ballots = {key: value for key, value in told["ballots"].items() if key not in _SINGLE}
    return {**told, "ballots": ballots}


def _figures_alone(told: dict[str, Any]) -> dict[str, Any]:
    """Votes as reported, without who is elected: the chair announces that (37/1)."""
    shown = {key: value for key, value in _without_single(told).items() if key in _FIGURES}
    for key in ("candidates", "write_ins"):
        shown[key] = [{k: v for k, v in one.items() if k != "outcome"} for one in told[key]]
    return shown


def projected(election: Election) -> dict[str, Any]:
    """What the hall may see: title, figures once reported to all, names once announced."""
    told = {"title": election.title, "state": election.state}
    return {**told, **(result_for(election, None) or {})}


def sees_decisions(election: Election, person: Person) -> bool:
    """Whether somebody may know of a meeting's decisions: whoever knows which seats are open."""
    if election.state == State.DRAFT:
        return True
    return "open_seats" in (result_for(election, person) or {})


def own_sheets(entry: Entry, person: Person) -> QuerySet[Sheet]:
    """The sheets of one's own entry; nobody else's."""
    return Sheet.objects.filter(entry=entry, entry__account=person.account).order_by("number")


def both_entries(adjudication: Adjudication, person: Person) -> list[Sheet]:
    """A doubtful sheet as both keyed it in: for scrutineers of the election alone, else empty."""
    batch = adjudication.batch
    if why_not_as(batch.election, person, SCRUTINEERS) is not None:
        return []
    found = Sheet.objects.filter(entry__batch=batch, number=adjudication.number)
    return list(found.select_related("entry").order_by("entry__turn"))
