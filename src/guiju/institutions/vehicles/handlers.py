"""The jobs on a ledger: checked chunk by chunk, written out, adopted whole or not at all."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from guiju.jobs.running import Refused, RunningJob, handler
from guiju.ledger.services import Actor
from guiju.sheets import SheetError

from .checking.check import judge_rows, rules_on
from .checking.columns import IN_WAN
from .checking.quota import Holdings, read_quota
from .checking.reading import LedgerFile, Row, read_ledger
from .exports.stored import export_check
from .models import CellProblem, Check, CheckedRow, CheckFinding
from .services import ordering, sweeping
from .services.files import new_file, path_of
from .services.storing import finding_record, problem_records, row_record
from .services.summing import judge_organs, recount

CHUNK = 500


@handler("vehicles.check")
def check_ledger(job: RunningJob) -> dict[str, Any]:
    """Read the file, judge row by row, then count the organs."""
    check = Check.objects.get(pk=job.arguments["check"])
    job.checkpoint(job.cursor.get("done", 0), stage=_("读取文件"))
    try:
        quota = path_of(check.quota_file) if check.quota_file else None
        ledger = read_ledger(path_of(check.file), quota)
        listed = read_quota(ledger.quota) if ledger.quota is not None else None
    except SheetError as error:
        raise Refused(str(error)) from None
    _describe(check, ledger, listed[0] if listed else None)
    holdings = _judge_rows(job, check, ledger)
    with transaction.atomic():
        CellProblem.objects.filter(ledger=check).delete()
        odd = [*ledger.reader.problems, *(listed[1] if listed else ()), *ledger.reader.notes]
        CellProblem.objects.bulk_create(problem_records(check, odd), batch_size=CHUNK)
        judge_organs(check, holdings)
        recount(check)
        job.checkpoint(len(ledger), stage=_("完成"))
    return {"check": check.pk}


@handler("vehicles.export")
def export_ledger(job: RunningJob) -> dict[str, Any]:
    """Write the ledger with its findings to a file of its own, for a check of many rows."""
    check = Check.objects.get(pk=job.arguments["check"])
    job.checkpoint(0, total=check.rows, stage=_("写出台账"))

    def told(done: int) -> None:
        if done % CHUNK == 0:
            job.checkpoint(done)

    name, path = new_file()
    export_check(path, check, told)
    job.checkpoint(check.rows, stage=_("完成"))
    return {"file": name, "url": reverse("vehicles:download", args=[check.pk])}


@handler(ordering.KIND)
def adopt_ledger(job: RunningJob) -> dict[str, Any]:
    """Write the adoption that a person confirmed, for a check of many rows."""
    adoption = ordering.carry_out(job)
    job.checkpoint(adoption.ledger.rows, stage=_("完成"))
    return {"adoption": adoption.pk, "url": reverse("vehicles:adoption", args=[adoption.pk])}


@handler(sweeping.KIND)
def sweep_files(job: RunningJob) -> dict[str, Any]:
    """Delete the files whose period is over."""
    job.checkpoint(0, stage=_("删除保存期满的文件"))
    return sweeping.sweep(actor=Actor.system()).counts


def _describe(check: Check, ledger: LedgerFile, listed: Any) -> None:
    check.rules_version = rules_on(check.day).version
    check.rows = len(ledger)
    check.sheet = ledger.table.sheet
    check.columns = list(ledger.table.header)
    check.unknown_columns = ledger.unknown_columns
    check.in_wan = ledger.reader.columns.get(IN_WAN.name) is IN_WAN
    check.quota = None if listed is None else [[*pair, count] for pair, count in listed.items()]
    check.save()


def _judge_rows(job: RunningJob, check: Check, ledger: LedgerFile) -> Holdings:
    """Judge and store what is not stored yet; count every car."""
    done, total, holdings = job.cursor.get("done", 0), len(ledger), Holdings()
    rows = ledger.rows()
    for row in islice(rows, done):
        holdings.add(row)
    while chunk := list(islice(rows, CHUNK)):
        with transaction.atomic():
            _store(check, chunk, holdings)
            done += len(chunk)
            job.checkpoint(done, cursor={"done": done}, total=total, stage=_("逐车核对"))
    return holdings


def _store(check: Check, rows: list[Row], holdings: Holdings) -> None:
    records, findings = [], []
    for row, found in zip(rows, judge_rows(check.day, rows), strict=True):
        holdings.add(row)
        records.append(row_record(check, row, found))
        findings += [finding_record(check, one) for one in found]
    CheckedRow.objects.bulk_create(records)
    CheckFinding.objects.bulk_create(findings)
