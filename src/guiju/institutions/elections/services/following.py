"""Rounds that follow: again among those tied, again for open seats, formal after preselection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ..models import Election
from .acting import Person


def make_runoff(election: Election, *, person: Person, day: dt.date, which: int = 0) -> Election:
    """A round among those tied (36/1); ``which`` of the result's ``runoffs``."""
    raise NotImplementedError


def make_repeat(
    election: Election, *, person: Person, day: dt.date, names: Sequence[str]
) -> Election:
    """A round for the open seats among those with most votes who were not elected (36/1)."""
    raise NotImplementedError


def make_formal(
    election: Election, *, person: Person, day: dt.date, seats: int, alternate_seats: int = 0
) -> Election:
    """The formal election after a preselection: who was nominated stands (第七条)."""
    raise NotImplementedError


def leave_open(election: Election, *, person: Person, by: str) -> Election:
    """Record that open seats stay open: who so decided, presidium or voters (36/1)."""
    raise NotImplementedError
