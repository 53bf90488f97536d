"""Uploaded ledgers and written exports go once the city's period is over; rows stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guiju.clock import now, today
from guiju.jobs.models import Job
from guiju.jobs.services import submit
from guiju.ledger import actions
from guiju.ledger.services import Actor, record
from guiju.organs.models import Organ
from guiju.organs.services import HOUSE
from guiju.oversight.services.files import unclaimed

from ..models import Check
from .files import path_of

SWEPT = actions.register("vehicles.files.swept", _("保存期满，删除上传和写出的文件"))
KIND = "vehicles.sweep"


@dataclass
class Swept:
    """What a sweep deleted, or would delete: names of files as they lie in the data folder."""

    days: int | None
    ledgers: list[str] = field(default_factory=list)
    exports: list[str] = field(default_factory=list)
    explanations: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int | None]:
        """How many of each kind, under which period."""
        lists = ("ledgers", "exports", "explanations")
        return {"days": self.days, **{name: len(getattr(self, name)) for name in lists}}


def sweep(*, actor: Actor, write: bool = True) -> Swept:
    """Delete the files whose period is over; nothing where the city has set none.

    A ledger's period begins when it was handed in, that of an export or of a file that no
    explanation claims when it was written. Each deletion is in the history before it is done;
    what a crash left lying goes with the next sweep.
    """
    days: int | None = settings.UPLOAD_DAYS
    found = Swept(days)
    if days is None:
        return found
    found.ledgers = _left_lying()
    before = now() - dt.timedelta(days=days)
    over = Check.objects.filter(created__lt=before, job__state__in=_OVER).exclude(
        Q(export_job__state__in=_RUNNING) | Q(adopt_job__state__in=_RUNNING)
    )
    for organ in Organ.objects.filter(pk__in=over.filter(swept=None).values("organ")):
        found.ledgers += _sweep_organ(organ, over, actor, days, write)
    found.exports = _exports(before)
    found.explanations = unclaimed(before)
    if write:
        _record_loose(found, actor)
        _delete(path_of(name) for name in {*found.ledgers, *found.exports})
        _delete(settings.UPLOAD_DIR / "findings" / name for name in found.explanations)
    return found


_RUNNING = ("waiting", "running")
_OVER = ("done", "failed", "cancelled")


def order_sweep(*, actor: Actor) -> Job:
    """Put a sweep in the queue of the workers."""
    return submit(kind=KIND, title=str(SWEEP_TITLE), organ=None, actor=actor, arguments={})


SWEEP_TITLE = _("删除保存期满的文件")


@transaction.atomic
def _sweep_organ(
    organ: Organ, over: QuerySet[Check], actor: Actor, days: int, write: bool
) -> list[str]:
    checks = list(over.filter(organ=organ, swept=None).order_by("pk"))
    names = [name for check in checks for name in (check.file, check.quota_file) if name]
    if write:
        Check.objects.filter(pk__in=[check.pk for check in checks]).update(swept=today())
        record(
            chain=organ.code,
            actor=actor,
            action=SWEPT,
            subject="checks",
            after={"checks": [check.pk for check in checks], "files": names, "days": days},
        )
    return names


def _left_lying() -> list[str]:
    """Files whose deletion is recorded but was not done."""
    swept = Check.objects.exclude(swept=None).values_list("file", "quota_file")
    return sorted(_lying() & {name for both in swept.iterator() for name in both if name})


def _exports(before: dt.datetime) -> list[str]:
    """Files that belong to no check: exports, and what a killed job left; by their own age."""
    owned = Check.objects.values_list("file", "quota_file")
    loose = _lying() - {name for both in owned.iterator() for name in both}
    return sorted(name for name in loose if path_of(name).stat().st_mtime < before.timestamp())


def _lying() -> set[str]:
    folder: Path = settings.UPLOAD_DIR / "checks"
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


@transaction.atomic
def _record_loose(found: Swept, actor: Actor) -> None:
    if not found.exports and not found.explanations:
        return
    record(
        chain=HOUSE,
        actor=actor,
        action=SWEPT,
        subject="files",
        after={
            "exports": found.exports,
            "explanations": found.explanations,
            "days": found.days,
        },
    )


def _delete(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
