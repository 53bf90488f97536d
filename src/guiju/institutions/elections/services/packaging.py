"""The package that proves a result, as `deciding` seals it with its hash."""

from __future__ import annotations

from typing import Any

from guiju.ledger.canonical import canonical

from ..models import Election
from ..selectors.plain import described


def package_of(election: Election, result: dict[str, Any]) -> bytes:
    """What is hashed when an election is decided: the election and its result, in one form.

    The same bytes come out whenever it is asked for again: no time and no state stand in it.
    """
    return canonical({"election": described(election), "result": result}).encode("utf-8")
