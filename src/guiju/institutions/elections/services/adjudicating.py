"""Doubtful sheets settled by two scrutineers who look at the paper."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.ledger import actions

from ..counting import Election as Plain
from ..models import Adjudication, Settled, State
from ..selectors.plain import plain
from .acting import SCRUTINEERS, Person, hold_to, why_not_as, why_not_in
from .sheets import AS_SETTLED, hold_to_marks, hold_to_others, written
from .writing import salted, subject_of_batch, write

PROPOSED = actions.register("elections.settlement.proposed", gettext_lazy("提出选票的认定"))
CONFIRMED = actions.register("elections.settlement.confirmed", gettext_lazy("同意选票的认定"))
REFUSED = actions.register("elections.settlement.refused", gettext_lazy("退回选票的认定"))


@transaction.atomic
def propose_settlement(
    adjudication: Adjudication, *, person: Person, marks: str, reason: str, others: str = ""
) -> Adjudication:
    """Say what counts on a doubtful sheet; a scrutineer who looked at the paper does.

    ``marks`` as in `entering.keep_sheet`, but nothing doubtful: 6 says that a mark counts as none.

    Raises:
        ValidationError: no scrutineer, settled already, doubtful marks, no reason, or a written
            name that is a candidate's.
    """
    one = _open(adjudication, person)
    if one.proposed_id is not None:
        raise ValidationError(
            _("已由%(name)s提出认定，等待另一名监票人") % {"name": one.proposed_by}
        )
    election = plain(one.batch.election)
    if not reason.strip():
        raise ValidationError({"reason": _("须写明认定的理由")})
    one.marks = hold_to_marks(election, marks, AS_SETTLED)
    one.others = _clear_others(election, others)
    one.reason, one.returned_why = reason.strip(), ""
    one.proposed, one.proposed_by = person.account, person.account.name
    one.clean_fields()
    one.save()
    _write(one, person, PROPOSED)
    return one


@transaction.atomic
def confirm_settlement(adjudication: Adjudication, *, person: Person) -> Settled:
    """Confirm what another scrutineer proposed; the sheet then counts.

    Raises:
        ValidationError: the same person, or nothing is proposed.
    """
    one = _open(adjudication, person)
    _hold_to_another(one, person)
    one.confirmed, one.confirmed_by = person.account, person.account.name
    one.save()
    settled = Settled.objects.create(
        batch=one.batch, number=one.number, marks=one.marks, others=one.others, adjudicated=True
    )
    _write(one, person, CONFIRMED)
    return settled


@transaction.atomic
def refuse_settlement(adjudication: Adjudication, *, person: Person, why: str) -> Adjudication:
    """Send a proposal back: another scrutineer, or take it back who made it; it starts afresh."""
    one = _open(adjudication, person)
    if one.proposed_id is None:
        raise ValidationError(_("还没有提出认定"))
    if not why.strip():
        raise ValidationError({"why": _("须写明退回的理由")})
    # Written first: the entry names the fingerprint of what was sent back.
    _write(one, person, REFUSED)
    one.marks = one.others = one.reason = one.proposed_by = ""
    one.proposed, one.returned_why = None, why.strip()[:500]
    one.save()
    return one


def why_not_confirm(adjudication: Adjudication, person: Person) -> str | None:
    """Why a person may not confirm a settlement; None where they may. For pages' buttons too."""
    if adjudication.proposed_id is None:
        return _("还没有提出认定")
    if adjudication.proposed_id == person.account.pk:
        return _("提出的人不能自己同意，须由另一名监票人办理")
    return why_not_as(adjudication.batch.election, person, SCRUTINEERS)


def _hold_to_another(one: Adjudication, person: Person) -> None:
    hold_to(why_not_confirm(one, person))


def _open(adjudication: Adjudication, person: Person) -> Adjudication:
    """The doubtful sheet, held, while it is not settled and for a scrutineer of this election."""
    held = Adjudication.objects.select_for_update(of=("self",))
    one = held.select_related("batch__election__organ").get(pk=adjudication.pk)
    election = one.batch.election
    hold_to(why_not_as(election, person, SCRUTINEERS), why_not_in(election, State.COUNTING))
    if one.confirmed_id is not None:
        raise ValidationError(_("这张选票已经认定"))
    return one


def _clear_others(election: Plain, others: str) -> str:
    """Names that count: readable ones of people who do not stand on the ballot."""
    names = written(election, others)
    standing = {one.key for one in election.candidates}
    for one in names:
        if not one.readable:
            raise ValidationError({"others": _("认定后的姓名须能辨认；不计的姓名不写")})
        if one.name in standing:
            told = _("%(name)s是候选人，请在候选人的标记中认定")
            raise ValidationError({"others": told % {"name": one.name}})
    return hold_to_others(election, others)


def _write(one: Adjudication, person: Person, action: str) -> None:
    """Who said so, and the salted fingerprint of what; never the sheet's number or its marks."""
    write(
        one.batch.election,
        person,
        action,
        subject=subject_of_batch(one.batch),
        article="32/1",
        after={"sheet": salted(one.batch, one.number, one.marks, one.others)},
    )
