"""At the meeting: who is there, ballots handed out, batches counted by hand, who withdraws."""

from __future__ import annotations

import datetime as dt

from ..models import Batch, Candidate, Election
from .acting import Person


def record_meeting(election: Election, *, person: Person, present: int, issued: int) -> Election:
    """How many attend and how many ballots were handed out (第二十四、三十三条).

    The chief scrutineer or the secretary, once the ballot is released, until counting starts.
    """
    raise NotImplementedError


def add_batch(election: Election, *, person: Person, sheets: int, label: str = "") -> Batch:
    """Add a pile of mixed ballots, counted by hand; scrutineers and the secretary do.

    ``label`` says where the pile comes from (a delegation, an urn); never who voted.
    """
    raise NotImplementedError


def remove_batch(batch: Batch, *, person: Person) -> None:
    """Remove a batch that nobody has begun to key in."""
    raise NotImplementedError


def recount_batch(batch: Batch, *, person: Person, sheets: int, reason: str) -> Batch:
    """Correct how many sheets a batch has after it was counted again by hand (第三十三条).

    A scrutineer, until the batch is compared; entries that were closed are open again.
    """
    raise NotImplementedError


def start_counting(election: Election, *, person: Person) -> Election:
    """Start the count: those present are enough (第二十四条), the batches are made.

    More ballots returned than issued do not stop it: the decision will say that it is void (34).
    """
    raise NotImplementedError


def withdraw_candidate(candidate: Candidate, *, person: Person, on: dt.date, why: str) -> Candidate:
    """Record that a candidate withdrew after the ballot was released; the secretary does.

    The ballot stays as it is: votes for the person are counted, and do not elect.
    """
    raise NotImplementedError
