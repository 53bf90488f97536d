"""The two entries of a batch compared sheet by sheet: agreed and clear, or for scrutineers."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Batch
from .acting import Person


@dataclass(frozen=True)
class Compared:
    """How many sheets of a batch agree and are clear, and how many scrutineers must settle."""

    settled: int
    doubtful: int


def compare(batch: Batch, *, person: Person) -> Compared:
    """Compare both closed entries of a batch; a counter or scrutineer starts it. Only once.

    Raises:
        ValidationError: an entry is not closed, or the batch was compared already.
    """
    raise NotImplementedError
