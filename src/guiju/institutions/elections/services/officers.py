"""Who watches, counts and presides at an election (第二十六、二十八、二十九条)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guiju.organs.models import Account

from ..models import Election, Officer
from .acting import Person


@dataclass(frozen=True)
class OfficerIn:
    """One officer as set: ``voter`` and ``voted_in`` of scrutineers, None where not known."""

    function: str
    account: Account
    name: str = ""
    voter: bool | None = None
    voted_in: bool | None = None
    named_by: str = ""


def set_officers(
    election: Election, *, person: Person, officers: Iterable[OfficerIn]
) -> list[Officer]:
    """Put these officers in the place of those there are; the secretary does.

    Raises:
        ValidationError: the post may not, the ballot is released, somebody holds no post for it,
            a scrutineer is set as a counter too, or somebody stands twice.
    """
    raise NotImplementedError


def replace_officer(officer: Officer, *, person: Person, by: OfficerIn, reason: str) -> Officer:
    """Put another in the place of an officer who fell out after the release of the ballot."""
    raise NotImplementedError
