"""Setting an election up, from a page or a file, while nothing is printed yet."""

from __future__ import annotations

import datetime as dt

from guiju.organs.models import Organ

from ..counting import Election as Plain
from ..models import Election
from .acting import Person


def create_election(
    *, person: Person, parsed: Plain, organ: Organ, day: dt.date, code: str = ""
) -> Election:
    """Set an election up as a file or form describes it (`counting.parse_election`).

    ``code`` is printed on every ballot alike; one is made where none is given.

    Raises:
        ValidationError: the post may not, or something is no election that can be set up.
    """
    raise NotImplementedError


def change_election(election: Election, *, person: Person, parsed: Plain, day: dt.date) -> Election:
    """Put another description in the place of the one there is: numbers, candidates, posts.

    Raises:
        ValidationError: the post may not, the ballot is released or its release proposed.
    """
    raise NotImplementedError


def record_method(election: Election, *, person: Person, assenting: int | None) -> Election:
    """How many assented to this election's method (第四十六条); None where it is not known."""
    raise NotImplementedError


def record_sequence(
    election: Election,
    *,
    person: Person,
    members_done: bool | None = None,
    standing_done: bool | None = None,
) -> Election:
    """What was elected before (第二十条 members, 第二十二条 the standing committee)."""
    raise NotImplementedError


def record_presiding(election: Election, *, person: Person, told: str) -> Election:
    """Who presides and who entrusted them with it (第二十五、二十六条)."""
    raise NotImplementedError
