"""One line of a timeline, sealed: its hash goes into the ledger, its reason does not."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import Any, TypeVar

from guiju.ledger.canonical import canonical
from guiju.ledger.services import Actor

from ..models import Event, FindingEvent, LeadEvent

Line = TypeVar("Line", FindingEvent, LeadEvent)
_SEALED = (
    "kind", "by_name", "by_post", "account", "before", "after", "reason", "attachment",
    "attachment_sha256", "salt",
)  # fmt: skip


def sealed(event: Line, of: str, actor: Actor, at: dt.datetime) -> Line:
    """Complete an event that is not stored yet: who, when, and the hash over all of it.

    ``of`` is what it belongs to: the finding's fingerprint or the lead's reference.
    """
    event.by_name, event.by_post, event.at = actor.name, actor.post, at
    event.salt = secrets.token_hex(16)
    event.sha256 = digest(event, of)
    return event


def digest(event: Event, of: str) -> str:
    """The hash over everything that an event says."""
    told: dict[str, Any] = {key: getattr(event, key) for key in _SEALED}
    told |= {"of": of, "at": event.at.astimezone(dt.UTC).isoformat()}
    told["source"] = getattr(event, "source", None)
    return hashlib.sha256(canonical(told).encode()).hexdigest()
