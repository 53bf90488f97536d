"""What may be printed of an election now, and how its paper is set."""

from __future__ import annotations

from guiju.organs.abilities import may

from ..models import Election, State
from ..paper import Printing
from ..services.acting import Person

PRINTED = {"specimen": "样票", "forms": "表格", "ballot": "选票", "large": "大字选票"}
"""Kinds of paper with the name of the file."""
_RELEASED = ("ballot", "large")


def printable(election: Election, person: Person) -> list[str]:
    """The kinds of paper that somebody may print.

    A specimen and the forms at any time; ballots once two persons released them, for whoever sets
    elections up, until the count begins.
    """
    found = [kind for kind in PRINTED if kind not in _RELEASED]
    if election.state == State.RELEASED and may(person.post, "elections.set_up"):
        found += _RELEASED
    return found


def printing_of(election: Election, kind: str, *, demo: bool) -> Printing:
    """How a paper is set: the code is the same on every ballot; a frozen order is kept."""
    return Printing(
        code=election.code,
        day=election.day,
        organ=election.organ.name,
        large=kind == "large",
        specimen=kind == "specimen",
        demo=demo,
        in_order=election.state != State.DRAFT,
    )
