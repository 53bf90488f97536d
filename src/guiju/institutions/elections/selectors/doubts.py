"""Doubtful sheets that wait for a scrutineer: from one to the next, over all batches."""

from __future__ import annotations

from django.db.models import QuerySet

from ..models import Adjudication, Election
from ..services.acting import Person


def waiting_doubts(election: Election, person: Person) -> QuerySet[Adjudication]:
    """Open sheets of which a scrutineer may propose or confirm what counts; their own ones wait
    for another."""
    found = Adjudication.objects.filter(batch__election=election, confirmed=None)
    return found.exclude(proposed=person.account)


def batches_waiting(election: Election, person: Person) -> set[int]:
    """The batches in which such a sheet waits."""
    return set(waiting_doubts(election, person).values_list("batch", flat=True))


def next_doubt(one: Adjudication, person: Person) -> Adjudication | None:
    """The sheet that comes after one, begun again from the first; None where no other waits."""
    found = waiting_doubts(one.batch.election, person).exclude(pk=one.pk)
    others = list(found.select_related("batch").order_by("batch__number", "number"))
    place = (one.batch.number, one.number)
    later = [each for each in others if (each.batch.number, each.number) > place]
    return next(iter(later or others), None)
