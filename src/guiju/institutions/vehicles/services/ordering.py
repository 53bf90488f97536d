"""A large ledger is adopted by a job: confirmed by a person, written whole or not at all."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.jobs.models import Job
from guiju.jobs.running import Refused, RunningJob
from guiju.jobs.services import submit
from guiju.ledger import actions
from guiju.ledger.services import Actor, lock, record
from guiju.organs.models import Post
from guiju.organs.scope import standing_of

from ..checking.check import INSTRUMENT
from ..models import Adoption, Check
from .accounts import Approval
from .adopting import adopt, hold_to_confirmed, hold_to_person, rehearse

ORDERED = actions.register("vehicles.ledger.confirmed", _("确认采纳台账，交后台写入"))
KIND = "vehicles.adopt"
AT_ONCE = 2000
"""So many rows are adopted while the visitor waits."""
TOLD = 500


@transaction.atomic
def order_adoption(
    *, check: Check, post: Post, fingerprint: str, actor: Actor, approval: Approval | None = None
) -> Job:
    """Put the adoption that a person confirmed in the queue; one that is on its way stays alone.

    The fingerprint of the rehearsal goes with it: a register or a ledger that changed until the
    job runs is refused, and nothing is written.
    """
    hold_to_person(actor)
    number = approval.hold() if approval else ""
    lock([check.organ.code])
    check.refresh_from_db()
    if check.adopt_job is not None and not check.adopt_job.over:
        return check.adopt_job
    told = {"check": check.pk, "post": post.pk, "name": actor.name, "by": actor.post}
    document = [number, approval.day.isoformat()] if approval else None
    check.adopt_job = submit(
        kind=KIND,
        title=translate("采纳 %(file)s") % {"file": check.file_name},
        organ=check.organ,
        actor=actor,
        arguments={**told, "fingerprint": fingerprint, "approval": document},
    )
    check.save(update_fields=["adopt_job"])
    record(
        chain=check.organ.code,
        actor=actor,
        action=ORDERED,
        subject=f"check {check.pk}",
        article=INSTRUMENT,
        after={"fingerprint": fingerprint, "approval": number, "job": check.adopt_job.pk},
    )
    return check.adopt_job


def carry_out(job: RunningJob) -> Adoption:
    """Rehearse once more, row by row; then write everything in one transaction.

    Until the writing begins it can be cancelled. A worker that is killed leaves nothing, and one
    that takes over finds what was written.

    Raises:
        Refused: the plan is no longer the one that was confirmed.
    """
    told = job.arguments
    if (written := Adoption.objects.filter(job=job.pk).first()) is not None:
        return written
    check = Check.objects.select_related("organ", "job").get(pk=told["check"])
    organs = list(standing_of(Post.objects.select_related("organ__parent").get(pk=told["post"])))

    def heard(done: int) -> None:
        if done % TOLD == 0:
            job.checkpoint(done)

    job.checkpoint(0, total=check.rows, stage=translate("对照登记册"))
    try:
        hold_to_confirmed(rehearse(check, organs, heard), told["fingerprint"])
        job.checkpoint(check.rows, stage=translate("写入登记册"))
        return adopt(
            check=check,
            organs=organs,
            fingerprint=told["fingerprint"],
            actor=Actor(told["name"], told["by"]),
            approval=_approval(told["approval"]),
            job=job.pk,
        )
    except ValidationError as error:
        raise Refused("；".join(error.messages)) from None


def _approval(told: Any) -> Approval | None:
    return Approval(told[0], dt.date.fromisoformat(told[1])) if told else None
