"""Keying sheets in: two entries of each batch by two people, each sheet kept at once."""

from __future__ import annotations

from ..models import Batch, Entry, Sheet
from .acting import Person


def open_entry(batch: Batch, *, person: Person) -> Entry:
    """The person's own entry of a batch: the one begun, else the first or second that is free.

    Raises:
        ValidationError: no counter of this election, or two others key this batch in.
    """
    raise NotImplementedError


def keep_sheet(entry: Entry, *, person: Person, number: int, marks: str, others: str = "") -> Sheet:
    """Keep a sheet in a transaction of its own; the same again changes nothing.

    ``marks`` has a digit for each candidate in the order of the ballot (`counting.marks`: 0 blank,
    1 for, 2 against, 3 abstain, 4 contradictory, 5 unreadable); ``others`` the written names,
    parted by 、, for secretaries as 职务:姓名. One's own sheet is replaced while the entry is open.

    Raises:
        ValidationError: another's entry, a closed one, a number beyond the batch, wrong marks.
    """
    raise NotImplementedError


def close_entry(entry: Entry, *, person: Person) -> Entry:
    """Close an entry that has every sheet of its batch; the chain gets their number and root.

    Raises:
        ValidationError: sheets are missing (the first of them are named).
    """
    raise NotImplementedError
