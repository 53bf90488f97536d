"""Keying sheets in: two entries of each batch by two people, each sheet kept at once."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.clock import now
from guiju.ledger import actions

from ..counting import Election as Plain
from ..models import Batch, Entry, Sheet, State
from ..selectors.plain import plain
from .acting import COUNTER, Person, hold_to, why_not_as, why_not_in
from .sheets import AS_SEEN, Row, hold_to_marks, hold_to_others
from .writing import subject_of_batch, write, write_sheets

OPENED = actions.register("elections.entry.opened", gettext_lazy("开始录入一批选票"))
CLOSED = actions.register("elections.entry.closed", gettext_lazy("录完一批选票"))
TURNS = (1, 2)
NAMED = 10
"""How many missing sheets a refusal names."""


@transaction.atomic
def open_entry(batch: Batch, *, person: Person) -> Entry:
    """The person's own entry of a batch: the one begun, else the first or second that is free.

    Raises:
        ValidationError: no counter of this election, or two others key this batch in.
    """
    batch = _locked(batch)
    hold_to(
        why_not_as(batch.election, person, [COUNTER]),
        why_not_in(batch.election, State.COUNTING),
    )
    entries = list(batch.entries.all())
    own = next((one for one in entries if one.account_id == person.account.pk), None)
    if own is not None:
        return own
    free = [turn for turn in TURNS if turn not in {one.turn for one in entries}]
    if not free:
        names = "、".join(one.name for one in entries)
        told = _("这一批已由%(names)s分别录入")
        raise ValidationError(told % {"names": names})
    entry = Entry.objects.create(
        batch=batch, turn=free[0], account=person.account, name=person.account.name
    )
    subject = subject_of_batch(batch)
    write(batch.election, person, OPENED, subject=subject, after={"turn": entry.turn})
    return entry


@transaction.atomic
def keep_sheet(entry: Entry, *, person: Person, number: int, marks: str, others: str = "") -> Sheet:
    """Keep a sheet in a transaction of its own; the same again changes nothing.

    ``marks`` has a digit for each candidate in the order of the ballot (`counting.marks`: 0 blank,
    1 for, 2 against, 3 abstain, 4 contradictory, 5 unreadable); ``others`` the written names,
    parted by 、, for secretaries as 职务:姓名. One's own sheet is replaced while the entry is open.

    No entry in the chain and no time: nothing tells when, or in which order, a sheet was keyed.

    Raises:
        ValidationError: another's entry, a closed one, a number beyond the batch, wrong marks.
    """
    entry = _own(entry, person)
    number, seen = _seen(entry, plain(entry.batch.election), (number, marks, others))
    sheet, _new = Sheet.objects.update_or_create(entry=entry, number=number, defaults=seen)
    return sheet


@transaction.atomic
def keep_sheets(entry: Entry, *, person: Person, rows: Iterable[Row]) -> int:
    """Keep many sheets at once, all or none, each held to the same as one alone; how many.

    For sheets that are all there already: those of a program, and the invented ones of the demo.

    Raises:
        ValidationError: as `keep_sheet`.
    """
    entry = _own(entry, person)
    election = plain(entry.batch.election)
    kept = dict(_seen(entry, election, row) for row in rows)
    Sheet.objects.bulk_create(
        [Sheet(entry=entry, number=number, **seen) for number, seen in kept.items()],
        update_conflicts=True,
        unique_fields=["entry", "number"],
        update_fields=["marks", "others"],
    )
    return len(kept)


def _seen(entry: Entry, election: Plain, row: Row) -> tuple[int, dict[str, str]]:
    """The number of a sheet and what stands on it, as the batch and the election take them."""
    number, marks, others = row
    if not 1 <= number <= entry.batch.sheets:
        told = _("这一批有 %(n)s 张，票号为 1 到 %(n)s")
        raise ValidationError({"number": told % {"n": entry.batch.sheets}})
    return number, {
        "marks": hold_to_marks(election, marks, AS_SEEN),
        "others": hold_to_others(election, others),
    }


@transaction.atomic
def close_entry(entry: Entry, *, person: Person) -> Entry:
    """Close an entry that has every sheet of its batch; the chain gets their number and root.

    Raises:
        ValidationError: sheets are missing (the first of them are named).
    """
    batch = _locked(entry.batch)
    entry = _own(entry, person)
    rows = list(entry.sheets.order_by("number").values_list("number", "marks", "others"))
    keyed = {number for number, _marks, _others in rows}
    missing = [number for number in range(1, batch.sheets + 1) if number not in keyed]
    if missing:
        shown = "、".join(map(str, missing[:NAMED])) + ("……" if len(missing) > NAMED else "")
        told = _("还有 %(n)s 张没有录入：第 %(numbers)s 张")
        raise ValidationError(told % {"n": len(missing), "numbers": shown})
    entry.closed_at = now()
    entry.save(update_fields=["closed_at"])
    write_sheets(batch, person, CLOSED, rows, turn=entry.turn)
    return entry


def _locked(batch: Batch) -> Batch:
    """The batch's row, held until the transaction ends."""
    found = Batch.objects.select_for_update(of=("self",)).select_related("election__organ")
    return found.get(pk=batch.pk)


def _own(entry: Entry, person: Person) -> Entry:
    """One's own open entry, its row held: a sheet never comes in behind its closing."""
    held = Entry.objects.select_for_update(of=("self",)).select_related("batch__election__organ")
    found = held.get(pk=entry.pk)
    if found.account_id != person.account.pk:
        raise ValidationError(_("这是另一人的录入，不能查看或者更改"))
    hold_to(why_not_as(found.batch.election, person, [COUNTER]))
    if found.closed_at is not None:
        raise ValidationError(_("这次录入已经完成，不能再更改"))
    return found
