"""The steps of a finding: explained by the organ, judged by another; each by a named person."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju import clock
from guiju.ledger import actions
from guiju.ledger.services import lock, record

from ..acting import Person, refuse, why_not
from ..bases import basis
from ..limits import set_due
from ..models import Finding, FindingEvent
from ..states import ACCEPT, EXPLAIN, PASS_ON, PUT_RIGHT, REJECT, REOPEN, STEPS, Step
from .events import sealed

_ACTIONS = {
    EXPLAIN: actions.register("oversight.explained", _("说明问题的情况")),
    ACCEPT: actions.register("oversight.accepted", _("认可对问题的说明")),
    REJECT: actions.register("oversight.rejected", _("不认可对问题的说明")),
    PUT_RIGHT: actions.register("oversight.put_right", _("确认问题已整改")),
    PASS_ON: actions.register("oversight.passed_on", _("移送问题")),
    REOPEN: actions.register("oversight.reopened", _("重新处理问题")),
}


@dataclass(frozen=True)
class Attachment:
    """A file handed in with a reason: its name and the SHA-256 of its content."""

    name: str
    sha256: str


def explain(
    finding: Finding, person: Person, reason: str, *, attachment: Attachment | None = None
) -> Finding:
    """The organ explains what was found."""
    return take(EXPLAIN, finding, person, reason, attachment=attachment)


def accept(finding: Finding, person: Person, reason: str) -> Finding:
    """Accept the explanation: the finding is closed."""
    return take(ACCEPT, finding, person, reason)


def reject(finding: Finding, person: Person, reason: str) -> Finding:
    """Do not accept the explanation: the organ explains again or puts it right."""
    return take(REJECT, finding, person, reason)


def confirm_put_right(finding: Finding, person: Person, reason: str) -> Finding:
    """Confirm that what was found is put right: the finding is closed."""
    return take(PUT_RIGHT, finding, person, reason)


def pass_on(finding: Finding, person: Person, reason: str) -> Finding:
    """Pass the finding on to discipline inspection, which alone may open it again."""
    return take(PASS_ON, finding, person, reason)


def reopen(finding: Finding, person: Person, reason: str) -> Finding:
    """Open a closed finding again."""
    return take(REOPEN, finding, person, reason)


@transaction.atomic
def take(
    code: str,
    finding: Finding,
    person: Person,
    reason: str,
    *,
    attachment: Attachment | None = None,
    stand: int | None = None,
) -> Finding:
    """Take a step on a finding, with its event and its ledger entry.

    ``stand`` is the last event that the person has read; where more has happened since, nothing
    is done.

    Raises:
        ValidationError: the step is not open to this person now, gives no reason, or comes late.
    """
    step = STEPS[code]
    lock([finding.organ.code])
    locked = Finding.objects.select_for_update(of=("self",)).select_related("organ")
    found: Finding = locked.get(pk=finding.pk)
    refuse(why_not(person, found, step))
    refuse(_lacking(reason) or _late(found, stand))
    return _write(step, found, person, reason.strip(), attachment)


def _write(
    step: Step, finding: Finding, person: Person, reason: str, attachment: Attachment | None
) -> Finding:
    now, before = clock.now(), finding.state
    finding.state = step.end
    finding.closed_at = now if finding.closed else None
    set_due(finding, now.date())
    finding.save()
    event = FindingEvent(
        finding=finding,
        kind=step.code,
        account=person.account.pk,
        before=before,
        after=finding.state,
        reason=reason,
        attachment=attachment.name[:200] if attachment else "",
        attachment_sha256=attachment.sha256 if attachment else "",
    )
    sealed(event, finding.fingerprint, person.actor, now).save()
    article = basis(finding.institution, step.code) or finding.provision
    record(
        chain=finding.organ.code,
        actor=person.actor,
        action=_ACTIONS[step.code],
        subject=entry_subject(finding),
        article=f"{finding.instrument} {article}",
        before={"state": before},
        after={"state": finding.state, "event": event.sha256},
    )
    return finding


def entry_subject(finding: Finding) -> str:
    """What a finding is called in the chain of its organ."""
    return f"finding {finding.pk}"


def _lacking(reason: str) -> str | None:
    return None if reason.strip() else translate("请写明理由")


def _late(finding: Finding, stand: int | None) -> str | None:
    last = finding.events.order_by("-pk").values_list("pk", flat=True).first()
    if stand is None or stand == last:
        return None
    return translate("您打开页面之后，这个问题又有了新的记录，请看过再办理")
