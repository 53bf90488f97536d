"""``rules check``: a whole table decided, row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from guiju.commandline import emit

from ..registry import find_matter
from ..versions import Versions
from .common import AsJson, AsOf, Bar, Rule, bad_input_told, day_of, files


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(
    rule: Rule,
    file: Annotated[Path, typer.Argument(help="CSV、XLSX、XLS、ODS 或 Parquet")],
    related: Annotated[list[str] | None, typer.Option(help="关联记录：名称=文件")] = None,
    as_of: AsOf = "",
    out: Annotated[Path | None, typer.Option(help="结果写到 CSV、XLSX 或 Parquet 文件")] = None,
    row: Annotated[int, typer.Option(help="只说明这一行，附全部推导")] = 0,
    as_json: AsJson = False,
) -> None:
    """按规则判定一张表的每一行：结论、理由、金额、缺少的事实。"""
    from ..tables.checking import check_file
    from ..tables.explaining import explain_row
    from ..tables.results import as_json as contract_json
    from ..tables.writing import print_check, write_results

    with bad_input_told(as_json):
        rulebook, name = find_matter(rule)
        versions = Versions(rulebook, name, day_of(as_of))
        checked = check_file(versions, file, files(related))
        if row:
            told = explain_row(checked, row, rule)
            if as_json:
                emit(told)
            else:
                print("\n".join([told["subject"], told["verdict"], *told["sentences"]]))
            return
        with Bar("判定", checked.table.length) as bar:
            if out is not None:
                write_results(checked, out, bar.done)
            elif as_json:
                emit(contract_json(checked, rule))
            else:
                print_check(checked, bar.done)
        if out is not None and as_json:
            from ..tables.results import problem_json, total_json

            problems = [problem_json(problem) for problem in checked.problems]
            emit({"rule": rule, "rows": checked.rows, "problems": problems,
                  "total": total_json(checked)})  # fmt: skip
