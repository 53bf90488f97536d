"""The list of kept decisions as a file: XLSX with exact figures, CSV with text that cannot run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from guiju.rules.answers import money
from guiju.sheets import CellValue, SheetOut, write_xlsx

from .models import Receipt
from .words import rule_title, verdict_word

_RUNS = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet program would run as a formula."""


def header() -> list[str]:
    """The names of the columns."""
    return [
        _("编号"),
        _("机关"),
        _("事项"),
        _("规则代码"),
        _("文件"),
        _("按此日的规则"),
        _("对象"),
        _("结论"),
        _("金额（元）"),
        _("经办"),
        _("作出时间"),
        _("规则版本"),
        "SHA-256",
    ]


def rows(receipts: Iterable[Receipt]) -> Iterator[list[CellValue]]:
    """One row a receipt."""
    for one in receipts:
        amount = money(one.amount)
        yield [
            one.reference,
            one.organ.name,
            rule_title(one.rule),
            one.rule,
            one.instrument,
            one.as_of,
            one.subject,
            verdict_word(one.verdict),
            None if amount is None else Decimal(amount),
            one.made_by,
            timezone.localtime(one.made).isoformat(sep=" ", timespec="minutes"),
            one.rules_version,
            one.sha256,
        ]


def as_xlsx(receipts: Iterable[Receipt]) -> bytes:
    """A workbook of one sheet."""
    target = BytesIO()
    write_xlsx(target, [SheetOut(_("决定"), header(), rows(receipts))])
    return target.getvalue()


def as_csv(receipts: Iterable[Receipt]) -> bytes:
    """UTF-8 with a mark, so that spreadsheet programs read the Chinese."""
    target = StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(header())
    writer.writerows([_plain(value) for value in row] for row in rows(receipts))
    return target.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_RUNS) else value
