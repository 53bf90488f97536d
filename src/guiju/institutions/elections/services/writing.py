"""The entries that steps of an election leave in the chain of its organ: never a mark or a vote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from guiju.ledger.services import record, record_bulk

from ..models import Batch, Election
from .acting import Person


def subject_of(election: Election) -> str:
    """What a ledger entry about an election names."""
    return f"election {election.pk}"


def subject_of_batch(batch: Batch) -> str:
    """What a ledger entry about a batch names; nothing finer is ever named."""
    return f"election {batch.election_id} batch {batch.number}"


def write(
    election: Election, person: Person, action: str, *, article: str = "", **told: Any
) -> None:
    """Write one entry about an election."""
    record(
        chain=election.organ.code,
        actor=person.actor,
        action=action,
        subject=told.pop("subject", subject_of(election)),
        article=article,
        **told,
    )


def write_sheets(
    batch: Batch,
    person: Person,
    action: str,
    rows: Iterable[tuple[int, str, str]],
    *,
    article: str = "33/1",
    **after: Any,
) -> None:
    """Write one entry for the sheets of a batch: their number and salted root, no mark."""
    record_bulk(
        rows=(salted(batch, *row) for row in rows),
        chain=batch.election.organ.code,
        actor=person.actor,
        action=action,
        subject=subject_of_batch(batch),
        article=article,
        after=after,
    )


def salted(batch: Batch, number: int, marks: str, others: str) -> str:
    """The fingerprint of a sheet with its batch's salt; alone it tells nothing."""
    text = f"{batch.salt}\n{number}\n{marks}\n{others}"
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
