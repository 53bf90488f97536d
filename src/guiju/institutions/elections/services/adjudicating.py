"""Doubtful sheets settled by two scrutineers who look at the paper."""

from __future__ import annotations

from ..models import Adjudication, Settled
from .acting import Person


def propose_settlement(
    adjudication: Adjudication, *, person: Person, marks: str, reason: str, others: str = ""
) -> Adjudication:
    """Say what counts on a doubtful sheet; a scrutineer who looked at the paper does.

    ``marks`` as in `entering.keep_sheet`, but nothing doubtful: 6 says that a mark counts as none.

    Raises:
        ValidationError: no scrutineer, settled already, doubtful marks, no reason, or a written
            name that is a candidate's.
    """
    raise NotImplementedError


def confirm_settlement(adjudication: Adjudication, *, person: Person) -> Settled:
    """Confirm what another scrutineer proposed; the sheet then counts.

    Raises:
        ValidationError: the same person, or nothing is proposed.
    """
    raise NotImplementedError


def refuse_settlement(adjudication: Adjudication, *, person: Person, why: str) -> Adjudication:
    """Send a proposal back: another scrutineer, or take it back who made it; it starts afresh."""
    raise NotImplementedError
