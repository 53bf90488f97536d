"""Submitting, claiming, cancelling and ending jobs; each leaves its record."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.clock import now
from guiju.ledger import actions
from guiju.ledger.services import Actor, record
from guiju.organs.models import Organ
from guiju.organs.services import HOUSE

from .models import Job, State
from .running import HANDLERS, Cancelled, Lost, Refused, RunningJob, beat, lease

SUBMITTED = actions.register("jobs.submitted", _("提交后台任务"))
CANCEL_ASKED = actions.register("jobs.cancel", _("请求取消后台任务"))
ENDED = actions.register("jobs.ended", _("后台任务结束"))
MOST_ATTEMPTS = 5
log = logging.getLogger("guiju.jobs")


@transaction.atomic
def submit(
    *, kind: str, title: str, organ: Organ | None, actor: Actor, arguments: dict[str, Any]
) -> Job:
    """Put a piece of work in the queue."""
    job = Job.objects.create(
        kind=kind, title=title, organ=organ, created_by=f"{actor.post} {actor.name}".strip(),
        arguments=arguments,
    )  # fmt: skip
    _record(job, actor, SUBMITTED, {"kind": kind})
    return job


@transaction.atomic
def request_cancel(job: Job, actor: Actor) -> None:
    """Ask for an end; a job that nobody has claimed ends at once, one that is over stays so."""
    job.refresh_from_db()
    if job.over:
        return
    _record(job, actor, CANCEL_ASKED, {})
    Job.objects.filter(pk=job.pk).update(cancel_requested=True)
    Job.objects.filter(pk=job.pk, state=State.WAITING).update(state=State.CANCELLED, ended=now())


def claim(worker: str) -> Job | None:
    """Take the oldest job that waits, or one whose worker gave no sign of life; None if none."""
    alive = beat()
    free = Q(state=State.WAITING) | Q(state=State.RUNNING, lease_until__lt=alive)
    for pk in Job.objects.filter(free).order_by("pk").values_list("pk", flat=True)[:20]:
        # The condition stands in the update itself: of two workers one changes the row.
        taken = Job.objects.filter(free, pk=pk).update(
            state=State.RUNNING,
            worker=worker,
            lease_until=alive + lease(),
            attempts=F("attempts") + 1,
            started=now(),
        )
        if taken:
            return Job.objects.get(pk=pk)
    return None


def run(job: Job) -> None:
    """Run a claimed job to its end."""
    running = RunningJob(job)
    try:
        if job.attempts > MOST_ATTEMPTS:
            raise Refused(translate("多次中断，已停止重试"))
        if job.cancel_requested:
            raise Cancelled
        _end(job, State.DONE, result=HANDLERS[job.kind](running))
    except Cancelled:
        _end(job, State.CANCELLED)
    except Lost:
        log.warning("job lost to another worker", extra={"job": job.pk})
    except Refused as refusal:
        _end(job, State.FAILED, error=str(refusal))
    except Exception:
        log.exception("job failed", extra={"job": job.pk})
        _end(job, State.FAILED, error=translate("程序出错，已记入日志；数据没有改动"))


@transaction.atomic
def _end(job: Job, state: str, **changes: Any) -> None:
    mine = Job.objects.filter(pk=job.pk, worker=job.worker, state=State.RUNNING)
    if mine.update(state=state, ended=now(), lease_until=None, **changes):
        _record(job, Actor.system(), ENDED, {"state": state})


def _record(job: Job, actor: Actor, action: str, after: dict[str, Any]) -> None:
    chain = job.organ.code if job.organ is not None else HOUSE
    record(chain=chain, actor=actor, action=action, subject=f"job {job.pk}", after=after)
