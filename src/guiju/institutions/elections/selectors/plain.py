"""An election of the database in the form of an election file, and as `counting` knows it."""

from __future__ import annotations

from typing import Any

from ..counting import Election as Plain
from ..counting import parse_election
from ..counting.election import SECRETARIES, Seat
from ..counting.ordering import as_printed
from ..counting.tally import Votes
from ..models import Candidate, Election, Round
from ..models.elections import OF_COMMITTEES

_PLAIN = ("title", "kind", "round", "body", "level", "seats", "eligible", "blank", "preselected")


def described(election: Election) -> dict[str, Any]:
    """The election as a file says it (`election-files`); what is not known is left out."""
    candidates = list(election.candidates.all())
    told: dict[str, Any] = {key: getattr(election, key) for key in _PLAIN}
    told |= {
        key: value for key in ("present", "issued") if (value := getattr(election, key)) is not None
    }
    if election.nominates and election.round != Round.PRESELECTION:
        told["of_preselection"] = True
    if election.commission is not None and election.kind in OF_COMMITTEES:
        told["commission"] = election.commission
    if election.alternate_seats:
        told["alternate_seats"] = election.alternate_seats
    if election.kind == SECRETARIES:
        told["posts"] = [{"post": one.post, "seats": one.seats} for one in election.posts.all()]
    told["candidates"] = [_candidate(one) for one in candidates]
    approved = [one for one in candidates if one.approved is not None]
    told["approved_order"] = [one.name for one in sorted(approved, key=_approved)]
    return told


def _candidate(one: Candidate) -> dict[str, Any]:
    told: dict[str, Any] = {"name": one.name}
    if one.post:
        told["post"] = one.post
    if one.withdrawn_on is not None:
        told["withdrawn"] = True
    return told


def _approved(one: Candidate) -> int:
    return one.approved or 0


def plain(election: Election) -> Plain:
    """The election with candidates in the order of the ballot (of entry, before its release)."""
    return parse_election(described(election))


def printed_order(election: Election) -> tuple[list[Candidate], list[str]]:
    """The candidates in the order of article 30, and what a person should look at.

    Raises:
        OrderError: a character whose strokes nobody knows yet.
    """
    notices: list[str] = []
    found: list[Candidate] = []
    told = plain(election)
    people = {one.name: one for one in election.candidates.all()}
    for seat in told.posts or (Seat("", told.seats),):
        group = [
            Votes(one.name, one.post, 0, candidate=one)
            for one in told.candidates
            if one.post == seat.post
        ]
        found += [people[one.name] for one in as_printed(told, group, notices)]
    return found, notices
