"""Coverage as a table for a person at a terminal."""

from rich.console import Console
from rich.table import Table

from guiju.rules import Outline

KINDS = {
    "executed": "已执行",
    "standard": "标准",
    "definition": "定义",
    "procedure": "程序",
    "judgement": "裁量",
    "record": "记录",
    "disclosure": "公开",
    "outside": "软件之外",
    "later": "以后",
    "unclaimed": "未认领",
}


def print_coverage(outline: Outline) -> None:
    """One line a provision, then the totals."""
    console = Console()
    table = Table(title=f"{outline.instrument} {outline.title}", title_justify="left")
    for name in ("条款", "要点", "类别", "落实"):
        table.add_column(name, overflow="fold")
    for provision in outline:
        table.add_row(
            str(provision.address),
            provision.gist,
            KINDS[provision.kind],
            "、".join(provision.by),
        )
    console.print(table)
    totals = outline.totals()
    console.print("，".join(f"{KINDS[kind]} {count}" for kind, count in totals.items()))
