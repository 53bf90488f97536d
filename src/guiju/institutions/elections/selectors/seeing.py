"""Who may see what of an election, and what the hall may see."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ..models import Adjudication, Election, Entry, Sheet
from ..services.acting import Person


def visible(person: Person) -> QuerySet[Election]:
    """The elections in the scope of a person's post."""
    raise NotImplementedError


def result_for(election: Election, person: Person | None) -> dict[str, Any] | None:
    """The result with its figures if the person may see it now, else None; None is the public.

    DECIDED: scrutineers and counters who release it, and the chair. REPORTED in a preselection:
    scrutineers and the chair for the presidium; in a formal election everyone. Figures of a
    preselection stay with the presidium for good. Names elected stand in it only from ANNOUNCED
    on, but for scrutineers and the chair.
    """
    raise NotImplementedError


def projected(election: Election) -> dict[str, Any]:
    """What the hall may see: title, figures once reported to all, names once announced."""
    raise NotImplementedError


def own_sheets(entry: Entry, person: Person) -> QuerySet[Sheet]:
    """The sheets of one's own entry; nobody else's."""
    raise NotImplementedError


def both_entries(adjudication: Adjudication, person: Person) -> list[Sheet]:
    """A doubtful sheet as both keyed it in: for scrutineers of the election alone, else empty."""
    raise NotImplementedError
