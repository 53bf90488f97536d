"""Leads: received from anyone, looked into by discipline inspection; the reporter stays hidden."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju import clock
from guiju.ledger import actions
from guiju.ledger.models import Personal
from guiju.ledger.services import Actor, lock, record
from guiju.organs.models import Organ, Post, Role
from guiju.organs.scope import sees

from ..acting import Person, refuse, why_not_lead
from ..limits import set_due
from ..models import Finding, Lead, LeadEvent
from ..states import JOIN, LEAD_STEPS, LOOK_INTO, PASS_ON, UNFOUNDED, LeadState
from .events import sealed

RECEIVED = actions.register("oversight.lead.received", _("收到线索"))
READ = actions.register("oversight.lead.reporter_read", _("查看举报人信息"))
_ACTIONS = {
    LOOK_INTO: actions.register("oversight.lead.looked_into", _("开始核查线索")),
    JOIN: actions.register("oversight.lead.joined", _("线索并入问题")),
    UNFOUNDED: actions.register("oversight.lead.unfounded", _("认定线索不属实")),
    PASS_ON: actions.register("oversight.lead.passed_on", _("移送线索")),
}
REPORTER = Actor("举报人", "")
"""Whoever reports, signed in or not: the history names nobody."""
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class LeadTold:
    """What a person reports; name and contact may be left out."""

    text: str
    organ: Organ | None = None
    subject: str = ""
    name: str = ""
    contact: str = ""


@transaction.atomic
def report(told: LeadTold, *, token: str) -> Lead:
    """Keep a lead; a form that was sent twice (the same ``token``) keeps one.

    The chain holds neither who reported nor what and whom it is about, only salted hashes.

    Raises:
        ValidationError: nothing is told, or no discipline inspection could look into it.
    """
    if not told.text.strip():
        raise ValidationError(translate("请写明情况"), code="refused")
    handler = handler_for(told.organ)
    lock([handler.code])
    if known := Lead.objects.filter(token=token).first():
        return known
    now = clock.now()
    lead = Lead(
        reference="".join(secrets.choice(_SIGNS) for _ in range(10)),
        handler=handler,
        organ=told.organ,
        subject=told.subject.strip()[:200],
        text=told.text.strip(),
        received=now,
        token=token,
    )
    set_due(lead, now.date())
    entry = record(
        chain=handler.code,
        actor=REPORTER,
        action=RECEIVED,
        subject=entry_subject(lead),
        after={"state": str(LeadState.RECEIVED)},
        personal={
            "name": told.name.strip(),
            "contact": told.contact.strip(),
            "told": _hash(lead),
        },
        personal_until=now.date() + dt.timedelta(days=settings.OVERSIGHT_REPORTER_DAYS),
    )
    lead.entry_hash = entry.hash
    lead.save()
    return lead


def look_into_lead(lead: Lead, person: Person, reason: str) -> Lead:
    """Begin to look into a lead."""
    return settle_lead(LOOK_INTO, lead, person, reason)


@transaction.atomic
def settle_lead(
    code: str,
    lead: Lead,
    person: Person,
    reason: str,
    *,
    finding: Finding | None = None,
    stand: int | None = None,
) -> Lead:
    """Take a step on a lead; to join it to a finding, the finding is needed.

    Raises:
        ValidationError: the step is not open to this person now, gives no reason, or comes late.
    """
    step = LEAD_STEPS[code]
    lock([lead.handler.code])
    locked = Lead.objects.select_for_update(of=("self",)).select_related("handler")
    found: Lead = locked.get(pk=lead.pk)
    refuse(why_not_lead(person, found, step))
    refuse(None if reason.strip() else translate("请写明理由"))
    refuse(_late(found, stand))
    if (code == JOIN) is not (finding is not None):
        raise ValidationError(translate("请写明并入哪一个问题"), code="refused")
    if finding is not None and not sees(person.post, finding.organ):
        raise ValidationError(translate("没有这个编号的问题"), code="refused")
    now, before = clock.now(), found.state
    found.state, found.finding = LeadState(step.end), finding or found.finding
    found.closed_at = now if found.closed else None
    set_due(found, now.date())
    found.save()
    event = LeadEvent(
        lead=found,
        kind=code,
        account=person.account.pk,
        before=before,
        after=found.state,
        reason=reason.strip(),
    )
    sealed(event, found.reference, person.actor, now).save()
    record(
        chain=found.handler.code,
        actor=person.actor,
        action=_ACTIONS[code],
        subject=entry_subject(found),
        before={"state": before},
        after={"state": found.state, "event": event.sha256},
    )
    return found


@transaction.atomic
def read_reporter(lead: Lead, person: Person, reason: str) -> dict[str, str] | None:
    """Who reported, for a person of discipline inspection and a reason; the reading is recorded.

    None where the period is over and the data are erased.

    Raises:
        ValidationError: the lead is none of this person's, or no reason is given.
    """
    refuse(why_not_lead(person, lead))
    refuse(None if reason.strip() else translate("请写明理由"))
    event = LeadEvent(
        lead=lead,
        kind="read",
        account=person.account.pk,
        before=lead.state,
        after=lead.state,
        reason=reason.strip(),
    )
    lock([lead.handler.code])
    sealed(event, lead.reference, person.actor, clock.now()).save()
    record(
        chain=lead.handler.code,
        actor=person.actor,
        action=READ,
        subject=entry_subject(lead),
        after={"event": event.sha256},
    )
    kept = Personal.objects.filter(entry_hash=lead.entry_hash).first()
    told = None if kept is None else json.loads(kept.values)
    return None if told is None else {"name": told["name"], "contact": told["contact"]}


def handler_for(organ: Organ | None) -> Organ:
    """The discipline inspection that looks into a lead about an organ: the nearest above it.

    One about discipline inspection itself goes to the level above.

    Raises:
        ValidationError: there is none.
    """
    watching = Post.objects.filter(role=Role.DISCIPLINE).select_related("organ__parent")
    organs = {post.organ for post in watching} - {organ}
    seeing = [
        one
        for one in organs
        if organ is None or organ.path.startswith(one.parent.path if one.parent else one.path)
    ]
    if not seeing:
        raise ValidationError(
            translate("这里没有可以受理的纪检监察机关，请到纪检监察机关当面反映或者来信"),
            code="refused",
        )
    # Without an organ the highest takes it; else the nearest, which stands deepest in the tree.
    depth = (lambda one: one.depth) if organ is None else (lambda one: -one.depth)
    return min(seeing, key=lambda one: (depth(one), one.path))


def entry_subject(lead: Lead) -> str:
    """What a lead is called in the chain of its handler: nothing of what it is about."""
    return f"lead {lead.reference}"


def _hash(lead: Lead) -> str:
    told = [lead.organ.code if lead.organ else None, lead.subject, lead.text]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _late(lead: Lead, stand: int | None) -> str | None:
    last = lead.events.order_by("-pk").values_list("pk", flat=True).first() or 0
    if stand is None or stand == last:
        return None
    return translate("您打开页面之后，这条线索又有了新的记录，请看过再办理")
