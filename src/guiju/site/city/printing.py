"""The report of an import for a terminal and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rich.console import Console
from rich.table import Table

from guiju.organs.importing import Plan

ACTIONS: dict[str, str | Promise] = {
    "organ.new": _("设立机关"),
    "organ.changed": _("变更机关名称或类别"),
    "post.new": _("设立岗位"),
    "account.new": _("建立账号"),
    "tenure.new": _("任职"),
    "tenure.ended": _("结束任职"),
}
COUNTED: dict[str, str | Promise] = {
    "organs": _("新机关"),
    "changed": _("变更的机关"),
    "posts": _("新岗位"),
    "accounts": _("新账号"),
    "tenures": _("新任职"),
    "ended": _("结束的任职"),
    "unchanged": _("与现在相同的行"),
    "refused": _("不能用的单元格"),
}
MOST = 200


def report(plan: Plan) -> dict[str, Any]:
    """A plan as plain data, with every change and every refused cell."""
    return {
        "counts": plan.counts(),
        "changes": [asdict(one) for one in plan.changes],
        "refused": [
            {
                "sheet": one.sheet,
                "row": one.row,
                "column": one.column,
                "value": one.value,
                "expected": one.expected.chinese,
                "expected_en": one.expected.english,
            }
            for one in plan.refusals
        ],
    }


def show(plan: Plan) -> None:
    """Print a plan: what is refused, what would happen, and how many of each."""
    console = Console()
    if plan.refusals:
        table = _table("不能用的单元格", "工作表", "行", "列", "现为", "应为")
        for odd in plan.refusals[:MOST]:
            cells = (odd.sheet, str(odd.row), odd.column, odd.value, odd.expected.chinese)
            table.add_row(*cells)
        _print(console, table, len(plan.refusals))
    if plan.changes:
        table = _table("将有的改动", "工作表", "行", "动作", "对象", "内容")
        for one in plan.changes[:MOST]:
            told = str(ACTIONS[one.action])
            table.add_row(one.sheet, str(one.row), told, one.subject, one.detail)
        _print(console, table, len(plan.changes))
    counts = plan.counts()
    console.print("，".join(f"{COUNTED[key]} {counts[key]}" for key in COUNTED if counts[key]))


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column)
    return table


def _print(console: Console, table: Table, count: int) -> None:
    console.print(table)
    if count > MOST:
        console.print(f"共 {count} 条，列出前 {MOST} 条；全部见 --json")
