"""The result of a check as tables for a person at a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from .checking import CheckResult, summary

VERDICTS = {"breach": "违反", "unknown": "不能判定", "conforming": "符合"}
STRENGTHS = {"must": "应当", "normally": "原则上", "may": "可以"}


def print_result(result: CheckResult) -> None:
    """Problems, findings and totals."""
    console = Console()
    console.print(
        f"依据 {result.instrument}（规则版本 {result.rules_version}），{result.rows} 辆车"
    )
    if result.unknown_columns:
        console.print(f"不认识、予以保留的列：{'、'.join(result.unknown_columns)}")
    if result.problems:
        console.print(_problems(result))
    if result.findings:
        console.print(_findings(result))
    told = summary(result)
    console.print("，".join(f"{VERDICTS[key]} {told[key]} 辆" for key in told))


def _problems(result: CheckResult) -> Table:
    table = Table(title="填写有误的单元格", title_justify="left")
    for name in ("工作表", "行", "列", "现为", "应为"):
        table.add_column(name, overflow="fold")
    for problem in result.problems:
        table.add_row(
            problem.sheet,
            str(problem.row),
            problem.column,
            problem.value,
            problem.expected.chinese,
        )
    return table


def _findings(result: CheckResult) -> Table:
    table = Table(title="发现", title_justify="left")
    for name in ("行", "车辆或单位", "条款", "结论", "说明"):
        table.add_column(name, overflow="fold", ratio=4 if name == "说明" else None)
    for found in result.findings:
        table.add_row(
            "" if found.row is None else str(found.row),
            found.subject,
            found.provision,
            f"{VERDICTS[found.verdict]}（{STRENGTHS[found.strength]}）",
            found.message,
        )
    return table
