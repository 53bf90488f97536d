"""Sign-in slowed down: after failures an account, and an address, must wait, longer each time."""

from __future__ import annotations

from guiju.organs.models import Attempt
from guiju.organs.throttling import (
    FORGOTTEN,
    FREE_FAILURES_OF_AN_ADDRESS,
    LONGEST,
    failed,
    key,
    waiting,
)

FREE_FAILURES = 5


def keys(username: str, address: str) -> dict[str, int]:
    """What is counted of a try, each with the failures that cost nothing."""
    return {
        key("account", username): FREE_FAILURES,
        key("address", address): FREE_FAILURES_OF_AN_ADDRESS,
    }


def succeeded(username: str) -> None:
    """Forget the account's failures; its owner does not clear those of an address."""
    Attempt.objects.filter(key=key("account", username)).delete()


__all__ = [
    "FORGOTTEN",
    "FREE_FAILURES",
    "FREE_FAILURES_OF_AN_ADDRESS",
    "LONGEST",
    "failed",
    "key",
    "keys",
    "succeeded",
    "waiting",
]
