"""Acts of two persons: proposed by one, confirmed by another, over the same content."""

from __future__ import annotations

from typing import Any

from ..models import Act, Election
from .acting import Person


def why_not_propose(election: Election, kind: str, person: Person) -> str | None:
    """Why a person may not propose an act now; None where they may. For pages' buttons too."""
    raise NotImplementedError


def why_not_confirm(act: Act, person: Person) -> str | None:
    """Why a person may not confirm (or refuse) an act now; None where they may."""
    raise NotImplementedError


def content_of(election: Election, kind: str) -> dict[str, Any]:
    """What an act is about, as its fingerprint is taken."""
    raise NotImplementedError


def propose(election: Election, *, kind: str, person: Person, reason: str = "") -> Act:
    """Propose the release of the ballot, of the figures or of the names, or to call off.

    BALLOT: the secretary, when every check of set-up holds. FIGURES: a scrutineer or counter.
    NAMES: the secretary. CALL_OFF: the secretary or the chair, with the reason.

    Raises:
        ValidationError: not this person, not in this state, or what is not in order.
    """
    raise NotImplementedError


def confirm(act: Act, *, person: Person) -> Act:
    """Confirm what another proposed, and let it take effect.

    BALLOT: the chief scrutineer; candidates get their places and everything is frozen. FIGURES:
    the chief scrutineer. NAMES: the chair. CALL_OFF: the chair or the secretary. Where no chief
    is set (a plenary), another scrutineer stands for the chief.

    Raises:
        ValidationError: the same person, not this post, or the content is no longer the same.
    """
    raise NotImplementedError


def refuse(act: Act, *, person: Person, why: str) -> Act:
    """Send an act back with the reason: whoever may confirm it, or take it back who proposed."""
    raise NotImplementedError
