"""At the meeting: who is there, ballots handed out, batches counted by hand, who withdraws."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.ledger import actions

from ..models import Batch, Candidate, Election, Sheet, State
from ..selectors.checks import BROKEN, MEETING, UNKNOWN, checks_of
from ..selectors.facts import returned
from .acting import (
    SCRUTINEERS,
    SET_UP,
    Person,
    chiefs,
    hold_to,
    locked,
    why_not,
    why_not_as,
    why_not_in,
)
from .writing import subject_of_batch, write

MEETING_RECORDED = actions.register("elections.meeting", gettext_lazy("登记到会人数和发出选票数"))
BATCH_ADDED = actions.register("elections.batch.added", gettext_lazy("登记一批选票"))
BATCH_REMOVED = actions.register("elections.batch.removed", gettext_lazy("撤销一批选票"))
BATCH_RECOUNTED = actions.register("elections.batch.recounted", gettext_lazy("更正一批选票的张数"))
COUNTING_STARTED = actions.register("elections.counting", gettext_lazy("开始计票"))
WITHDREW = actions.register("elections.withdrew", gettext_lazy("候选人在选票印制后退出"))
DECISIVE = ("24/1",)
"""Without enough people no vote is held (第二十四条); what else is wrong shows in the decision."""


@transaction.atomic
def record_meeting(election: Election, *, person: Person, present: int, issued: int) -> Election:
    """How many attend and how many ballots were handed out (第二十四、三十三条).

    The chief scrutineer or the secretary, once the ballot is released, until counting starts.
    More ballots than people are recorded as they are: the check will say so.

    Raises:
        ValidationError: not this person, not in this state, or more than are entitled.
    """
    election = locked(election)
    hold_to(_why_not_at_meeting(election, person), why_not_in(election, State.RELEASED))
    if present > election.eligible:
        told = _("到会人数不能多于应到会有选举权人数 %(n)s") % {"n": election.eligible}
        raise ValidationError({"present": told})
    before = {"present": election.present, "issued": election.issued}
    election.present, election.issued = present, issued
    election.full_clean()
    election.save(update_fields=["present", "issued"])
    after = {"present": present, "issued": issued}
    write(election, person, MEETING_RECORDED, article="33/1", before=before, after=after)
    return election


@transaction.atomic
def add_batch(election: Election, *, person: Person, sheets: int, label: str = "") -> Batch:
    """Add a pile of mixed ballots, counted by hand; scrutineers and the secretary do.

    ``label`` says where the pile comes from (a delegation, an urn); never who voted.
    """
    election = locked(election)
    hold_to(
        _why_not_with_batches(election, person),
        why_not_in(election, State.RELEASED, State.COUNTING),
    )
    number = (election.batches.aggregate(last=Max("number"))["last"] or 0) + 1
    batch = Batch(
        election=election, number=number, sheets=sheets, label=label.strip(),
        salt=secrets.token_hex(32),
    )  # fmt: skip
    batch.full_clean()
    batch.save()
    after = {"sheets": sheets, "label": batch.label}
    _write(batch, person, BATCH_ADDED, after=after)
    return batch


@transaction.atomic
def remove_batch(batch: Batch, *, person: Person) -> None:
    """Remove a batch that nobody has begun to key in."""
    election = locked(batch.election)
    hold_to(
        _why_not_with_batches(election, person),
        why_not_in(election, State.RELEASED, State.COUNTING),
    )
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.entries.exists():
        raise ValidationError(_("这一批已经开始录入，不能撤销"))
    _write(batch, person, BATCH_REMOVED, before={"sheets": batch.sheets, "label": batch.label})
    batch.delete()


@transaction.atomic
def recount_batch(batch: Batch, *, person: Person, sheets: int, reason: str) -> Batch:
    """Correct how many sheets a batch has after it was counted again by hand (第三十三条).

    A scrutineer, until the batch is compared; entries that were closed are open again.

    Raises:
        ValidationError: compared already, no reason, or sheets beyond the number are keyed in.
    """
    election = locked(batch.election)
    hold_to(
        why_not_as(election, person, SCRUTINEERS),
        why_not_in(election, State.RELEASED, State.COUNTING),
    )
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    entries = list(batch.entries.select_for_update())
    if batch.compared_at is not None:
        raise ValidationError(_("这一批已经比对，张数不能再更正"))
    if not reason.strip():
        raise ValidationError({"reason": _("须写明理由")})
    keyed = Sheet.objects.filter(entry__in=entries).aggregate(last=Max("number"))["last"] or 0
    if sheets < keyed:
        told = _("已经录入到第 %(keyed)s 张，张数不能更少")
        raise ValidationError({"sheets": told % {"keyed": keyed}})
    before = {"sheets": batch.sheets}
    batch.sheets = sheets
    batch.full_clean()
    batch.save(update_fields=["sheets"])
    batch.entries.update(closed_at=None)
    _write(batch, person, BATCH_RECOUNTED, reason=reason, before=before, after={"sheets": sheets})
    return batch


@transaction.atomic
def start_counting(election: Election, *, person: Person) -> Election:
    """Start the count: those present are enough (第二十四条), the batches are made.

    More ballots returned than issued do not stop it: the decision will say that it is void (34).
    """
    election = locked(election)
    hold_to(_why_not_with_batches(election, person), why_not_in(election, State.RELEASED))
    if wrong := why_not_start(election):
        raise ValidationError([ValidationError(told) for told in wrong])
    election.state = State.COUNTING
    election.save(update_fields=["state"])
    after = {"batches": election.batches.count(), "returned": returned(election)}
    write(election, person, COUNTING_STARTED, article="33/1", after=after)
    return election


def why_not_start(election: Election) -> list[str]:
    """What is still open before the count can start; for the page's button too."""
    wrong = [
        one.sentence
        for one in checks_of(election)
        if one.stage == MEETING
        and (one.state == UNKNOWN or (one.state == BROKEN and one.provision in DECISIVE))
    ]
    if election.present is None or election.issued is None:
        wrong.append(_("还没有登记到会人数和发出选票数"))
    if not election.batches.exists():
        wrong.append(_("还没有登记收回的选票"))
    return wrong


@transaction.atomic
def withdraw_candidate(candidate: Candidate, *, person: Person, on: dt.date, why: str) -> Candidate:
    """Record that a candidate withdrew after the ballot was released; the secretary does.

    The ballot stays as it is: votes for the person are counted, and do not elect.

    Raises:
        ValidationError: not this person, not in this state, no reason, withdrawn already.
    """
    election = locked(candidate.election)
    hold_to(why_not(election, person, SET_UP), _why_not_withdraw(election))
    candidate = election.candidates.get(pk=candidate.pk)
    if candidate.withdrawn_on is not None:
        raise ValidationError(_("已经登记退出"))
    if not why.strip():
        raise ValidationError({"why": _("须写明理由")})
    candidate.withdrawn_on, candidate.withdrawn_why = on, why.strip()
    candidate.full_clean()
    candidate.save(update_fields=["withdrawn_on", "withdrawn_why"])
    told = {"name": candidate.name, "why": candidate.withdrawn_why}
    write(election, person, WITHDREW, after={"on": on.isoformat()}, personal=told)
    return candidate


def _why_not_withdraw(election: Election) -> str | None:
    if election.state == State.DRAFT:
        return _("选票还没有定稿：请在候选人名单中去掉这个人")
    return why_not_in(election, State.RELEASED, State.COUNTING)


def _why_not_at_meeting(election: Election, person: Person) -> str | None:
    as_secretary = why_not(election, person, SET_UP)
    return as_secretary and why_not_as(election, person, chiefs(election))


def _why_not_with_batches(election: Election, person: Person) -> str | None:
    as_secretary = why_not(election, person, SET_UP)
    return as_secretary and why_not_as(election, person, SCRUTINEERS)


def _write(
    batch: Batch,
    person: Person,
    action: str,
    *,
    reason: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    write(
        batch.election,
        person,
        action,
        subject=subject_of_batch(batch),
        article="33/1",
        reason=reason,
        before=before,
        after=after,
    )
