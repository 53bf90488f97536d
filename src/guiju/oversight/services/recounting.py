"""What was due on a provisional date, counted again by the notices known now."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guiju.ledger import actions
from guiju.ledger.services import Actor, lock, record

from ..limits import counted
from ..models import Finding, Lead

RECOUNTED = actions.register("oversight.recounted", _("按新的放假通知重算办理期限"))


def recount(actor: Actor) -> int:
    """Count every provisional date again; how many changed or became final."""
    return sum(_recount(one, actor) for one in _provisional())


def _provisional() -> list[Finding | Lead]:
    findings = Finding.objects.filter(due_provisional=True).select_related("organ")
    leads = Lead.objects.filter(due_provisional=True).select_related("handler")
    return [*findings, *leads]


@transaction.atomic
def _recount(one: Finding | Lead, actor: Actor) -> bool:
    chain = one.organ.code if isinstance(one, Finding) else one.handler.code
    lock([chain])
    one.refresh_from_db()
    outcome = counted(one)
    if outcome is None or (outcome.date, outcome.provisional) == (one.due, one.due_provisional):
        return False
    before, one.due, one.due_provisional = one.due, outcome.date, outcome.provisional
    one.save(update_fields=["due", "due_provisional"])
    record(
        chain=chain,
        actor=actor,
        action=RECOUNTED,
        subject=f"finding {one.pk}" if isinstance(one, Finding) else f"lead {one.reference}",
        before={"due": str(before)},
        after={"due": str(one.due), "provisional": one.due_provisional},
    )
    return True
