"""What a handler sees of its job: arguments, where to go on, progress, the wish to cancel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import timezone

from .models import Job, State

Handler = Callable[["RunningJob"], dict[str, Any]]
HANDLERS: dict[str, Handler] = {}


class Cancelled(Exception):
    """Somebody asked to cancel the job."""


class Lost(Exception):
    """Another worker has taken the job over: this one stops at once and writes nothing more."""


class Refused(Exception):
    """The work cannot be done; the message is for people."""


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register what runs jobs of a kind."""

    def mark(run: Handler) -> Handler:
        HANDLERS[kind] = run
        return run

    return mark


def beat() -> dt.datetime:
    """The machine's moment, for signs of life alone: leases measure time that passes.

    A rehearsal that runs ahead, and a test whose clock stands still, change nothing of it.
    """
    return timezone.now()


def lease() -> dt.timedelta:
    """How long a claim holds without a sign of life."""
    return dt.timedelta(seconds=getattr(settings, "JOB_LEASE_SECONDS", 60))


class RunningJob:
    """A claimed job; every write of progress renews the claim and proves that it still holds."""

    def __init__(self, job: Job) -> None:
        self.pk, self.worker = job.pk, job.worker
        self.arguments: dict[str, Any] = job.arguments
        self.cursor: dict[str, Any] = job.cursor

    def checkpoint(
        self,
        rows_done: int,
        *,
        cursor: dict[str, Any] | None = None,
        total: int | None = None,
        stage: str | None = None,
    ) -> None:
        """Store how far the work is; call it in the transaction of the rows it speaks of."""
        changes: dict[str, Any] = {"rows_done": rows_done, "lease_until": beat() + lease()}
        if cursor is not None:
            self.cursor = changes["cursor"] = cursor
        if total is not None:
            changes["rows_total"] = total
        if stage is not None:
            changes["stage"] = stage
        mine = Job.objects.filter(pk=self.pk, worker=self.worker, state=State.RUNNING)
        if not mine.update(**changes):
            raise Lost
        if mine.filter(cancel_requested=True).exists():
            raise Cancelled
