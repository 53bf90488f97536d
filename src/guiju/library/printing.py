"""Coverage as a table for a person at a terminal."""

from rich.console import Console
from rich.table import Table

from guiju.rules import Outline

from .kinds import KINDS


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
