"""Setting up rehearsed: done as it would be, looked at, and taken back; nothing is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from guiju.names import OrderError
from guiju.organs.models import Organ

from ..counting import Election as Plain
from ..models import Election
from ..selectors.checks import SETUP, Checked, checks_of
from ..selectors.plain import printed_order
from .acting import Person
from .setup import change_election, create_election


@dataclass(frozen=True)
class Rehearsed:
    """What setting up would come to: checks, the order on the ballot, what to look at."""

    checks: list[Checked]
    order: list[tuple[str, str]]
    """Name and post of each candidate as the ballot would list them."""
    notices: list[str]


def rehearse(
    *,
    person: Person,
    parsed: Plain,
    organ: Organ,
    day: dt.date,
    election: Election | None = None,
) -> Rehearsed:
    """What it would come to: a new election, or a change of the one given.

    Raises:
        ValidationError: as `setup.create_election` and `setup.change_election`.
    """
    with transaction.atomic():
        if election is None:
            made = create_election(person=person, parsed=parsed, organ=organ, day=day)
        else:
            made = change_election(election, person=person, parsed=parsed, day=day)
        made = Election.objects.select_related("organ").get(pk=made.pk)
        found = _looked_at(made)
        transaction.set_rollback(True)
    return found


def _looked_at(made: Election) -> Rehearsed:
    checks = [one for one in checks_of(made) if one.stage == SETUP]
    try:
        order, notices = printed_order(made)
    except OrderError as error:
        return Rehearsed(checks, [], [str(error)])
    return Rehearsed(checks, [(one.name, one.post) for one in order], notices)
