"""``coverage``: every provision of an instrument and what becomes of it."""

from __future__ import annotations

from typing import Annotated

import typer

from guiju.commandline import emit, refuse

app = typer.Typer(add_completion=False)


@app.command()
def coverage(
    instrument: Annotated[str, typer.Argument(help="文号，例如 崇政办发〔2020〕1号")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """列出一件文件的每一条、款、项，要点、类别和落实者。"""
    from .coverage import coverage_json, find_outline, known_instruments

    outline = find_outline(instrument)
    if outline is None:
        refuse("文号", instrument, "、".join(known_instruments()), as_json=as_json)
    if as_json:
        emit(coverage_json(outline))
    else:
        from .printing import print_coverage

        print_coverage(outline)
