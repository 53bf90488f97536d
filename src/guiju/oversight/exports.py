"""The list of findings as a file: CSV with text that cannot run."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from io import StringIO

from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Finding
from .words import article, institution_name, message

_RUNS = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet program would run as a formula."""


def header() -> list[str]:
    """The names of the columns."""
    return [
        _("编号"), _("机构"), _("机关"), _("对象"), _("文件"), _("条款"), _("结论"), _("发现"),
        _("最初发现"), _("最近发现"), _("状态"), _("不再出现"), _("办理期限"), _("了结时间"),
    ]  # fmt: skip


def row(one: Finding) -> list[str]:
    """One finding."""
    return [
        str(one.pk), institution_name(one.institution), one.organ.name, one.subject,
        one.instrument, article(one.instrument, one.provision), one.get_verdict_display(),
        message(one), *(_day(at) for at in (one.first_seen, one.last_seen)),
        one.get_state_display(), _day(one.unseen_at), _day(one.due), _day(one.closed_at),
    ]  # fmt: skip


def as_csv(findings: Iterable[Finding]) -> bytes:
    """UTF-8 with a mark, so that spreadsheet programs read the Chinese."""
    target = StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(header())
    writer.writerows([_plain(value) for value in row(one)] for one in findings)
    return target.getvalue().encode("utf-8-sig")


def _day(at: dt.date | dt.datetime | None) -> str:
    day = timezone.localtime(at).date() if isinstance(at, dt.datetime) else at
    return day.isoformat() if day else ""


def _plain(value: str) -> str:
    return f"'{value}" if value.startswith(_RUNS) else value
