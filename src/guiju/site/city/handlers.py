"""The jobs of an import handed in on the pages: its rehearsal, and its writing."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from guiju.jobs.running import Refused, RunningJob, handler
from guiju.ledger.services import Actor
from guiju.organs.importing import CityBook, ImportRefused, plan_import, read_city, write_import
from guiju.organs.models import Organ
from guiju.sheets import SheetError

from .handing import handing_out, waiting_file
from .printing import report
from .uploads import keep_report, path_of, remove

REHEARSE, WRITE = "organs.import.rehearse", "organs.import.write"


@handler(REHEARSE)
def rehearse(job: RunningJob) -> dict[str, Any]:
    """Read the workbook and compare it with what is stored; nothing is written."""
    book, root = _book(job)
    job.checkpoint(0, stage=_("对照现有机关、岗位和人员"))
    plan = plan_import(book, root)
    keep_report(job.arguments["file"], report(plan))
    job.checkpoint(len(plan.changes) + plan.unchanged, stage=_("试导入完成，没有写入任何内容"))
    return {"url": reverse("organs:import-report", args=[job.pk])}


@handler(WRITE)
def write(job: RunningJob) -> dict[str, Any]:
    """Write what was rehearsed, whole or not at all; the passwords wait to be taken once."""
    url = reverse("organs:import-report", args=[job.pk])
    # Broken off after the commit, the job runs again: its passwords wait and there is no news.
    if not path_of(job.arguments["file"]).is_file():
        return {"url": url}
    book, root = _book(job)
    plan = plan_import(book, root)
    if not plan.empty and plan.counts() != job.arguments["counts"]:
        raise Refused(_("试导入之后数据有了变化：没有写入任何内容，请重新试导入"))

    def told(done: int, total: int) -> None:
        job.checkpoint(done, total=total, stage=_("生成一次性密码"))

    try:
        with handing_out(waiting_file(job.pk), again=True) as hand_out:
            actor = Actor(job.arguments["actor"], job.arguments["post"])
            write_import(actor, book, root=root, hand_out=hand_out, progress=told)
    except ImportRefused:
        raise Refused(_("写入时有内容不能用：没有写入任何内容，请重新试导入")) from None
    remove(job.arguments["file"])
    job.checkpoint(len(plan.changes), total=len(plan.changes), stage=_("已写入"))
    return {"url": url}


def _book(job: RunningJob) -> tuple[CityBook, Organ]:
    job.checkpoint(0, stage=_("读取文件"))
    root = Organ.objects.get(code=job.arguments["root"])
    try:
        return read_city(path_of(job.arguments["file"])), root
    except SheetError as error:
        raise Refused(str(error)) from None
