"""Handing in a ledger, correcting a cell, writing it out; each leaves its record."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.clock import today
from guiju.jobs.models import Job
from guiju.jobs.services import submit
from guiju.ledger import actions
from guiju.ledger.services import Actor, lock, record
from guiju.organs.models import Organ
from guiju.sheets.reading import FROM_FORMULA, NO_ERROR, STORED, UNMERGED

from ..checking.check import INSTRUMENT, judge_row, rules_on, verdict_of
from ..checking.columns import BY_NAME, CLASS, ORGAN, PLATE
from ..checking.reading import Row
from ..models import CellProblem, Check, CheckedRow, CheckFinding, Correction
from .files import keep
from .storing import finding_record, problem_records, reader_for
from .summing import holdings_of, judge_organs, recount

STARTED = actions.register("vehicles.check.started", _("交来台账核对"))
CORRECTED = actions.register("vehicles.check.corrected", _("改正核对中的单元格"))
COUNTED = (PLATE, ORGAN, CLASS, "单位类别", "行政层级")
"""The columns that the count of an organ's cars depends on."""


@transaction.atomic
def start_check(
    *, organ: Organ, actor: Actor, upload: UploadedFile, quota: UploadedFile | None = None
) -> Check:
    """Keep the file and put its check in the queue."""
    lock([organ.code])
    check = Check.objects.create(
        organ=organ,
        file_name=(upload.name or "")[-200:],
        file=keep(upload.chunks()),
        quota_name=(quota.name or "")[-200:] if quota else "",
        quota_file=keep(quota.chunks()) if quota else "",
        uploaded_by=f"{actor.post} {actor.name}",
        day=today(),
    )
    check.job = submit(
        kind="vehicles.check",
        title=translate("核对 %(file)s") % {"file": check.file_name},
        organ=organ,
        actor=actor,
        arguments={"check": check.pk},
    )
    check.save(update_fields=["job"])
    record(
        chain=organ.code,
        actor=actor,
        action=STARTED,
        subject=f"check {check.pk}",
        article=INSTRUMENT,
        after={"file": check.file, "quota": check.quota_file},
    )
    return check


@transaction.atomic
def prepare_export(check: Check, actor: Actor) -> Job:
    """Put the writing of a large ledger in the queue; one that is on its way is not doubled."""
    lock([check.organ.code])
    check.refresh_from_db()
    if check.export_job is not None and not check.export_job.over:
        return check.export_job
    check.export_job = submit(
        kind="vehicles.export",
        title=translate("写出 %(file)s") % {"file": check.file_name},
        organ=check.organ,
        actor=actor,
        arguments={"check": check.pk},
    )
    check.save(update_fields=["export_job"])
    return check.export_job


@transaction.atomic
def correct_cell(*, check: Check, number: int, column: str, value: str, actor: Actor) -> CheckedRow:
    """Put another value in a cell of the check and judge again what depends on it."""
    lock([check.organ.code])
    check.refresh_from_db()
    if column not in BY_NAME:
        raise KeyError(column)
    stored = check.checked_rows.select_for_update().get(number=number)
    before, value = stored.cells.get(column, ""), value.strip()
    stored.cells = (
        {**stored.cells, column: value}
        if value
        else {name: cell for name, cell in stored.cells.items() if name != column}
    )
    Correction.objects.create(
        ledger=check, number=number, column=column, before=before, after=value,
        by=f"{actor.post} {actor.name}",
    )  # fmt: skip
    record(
        chain=check.organ.code,
        actor=actor,
        action=CORRECTED,
        subject=f"check {check.pk} row {number}",
        article=INSTRUMENT,
        after={"column": column},
        personal={"before": before, "after": value},
    )
    _judge_again(check, stored, column)
    if column in COUNTED and check.quota is not None:
        judge_organs(check, holdings_of(check))
    recount(check)
    return stored


def _judge_again(check: Check, stored: CheckedRow, column: str) -> None:
    reader = reader_for(check)
    others = check.checked_rows.filter(number__lt=stored.number)
    plate = stored.cells.get(PLATE)
    taken = {plate} if plate and others.filter(subject=plate).exists() else set()
    row: Row = reader.row(stored.number, dict(stored.cells), taken)
    findings = judge_row(rules_on(check.day), row)
    CheckFinding.objects.filter(ledger=check, number=stored.number).delete()
    CheckFinding.objects.bulk_create([finding_record(check, found) for found in findings])
    odd = CellProblem.objects.filter(ledger=check, sheet=check.sheet, number=stored.number)
    # What the sheet itself said of other cells (merged, without a stored value) still stands.
    of_the_sheet = [told.english for told in (UNMERGED, STORED, NO_ERROR, FROM_FORMULA)]
    header = reader.headers.get(column, column)
    odd.exclude(Q(expected_en__in=of_the_sheet) & ~Q(column=header)).delete()
    CellProblem.objects.bulk_create(problem_records(check, [*reader.problems, *reader.notes]))
    stored.verdict, stored.subject = verdict_of(findings), row.subject[:200]
    stored.organ = stored.cells.get(ORGAN, "")[:200]
    stored.save()
