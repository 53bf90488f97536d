"""``rules check``: a whole table decided, row by row."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from guiju.commandline import emit

from ..answers import printable
from ..errors import RuleError
from ..versions import Versions
from .common import AsJson, AsOf, Bar, Rule, bad_input_told, files, matter_on
from .deciding import print_decision

if TYPE_CHECKING:
    from ..tables import CheckedFile


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(
    rule: Rule,
    file: Annotated[Path, typer.Argument(help="CSV、XLSX、XLS、ODS 或 Parquet")],
    related: Annotated[list[str] | None, typer.Option(help="关联记录：名称=文件")] = None,
    as_of: AsOf = "",
    out: Annotated[Path | None, typer.Option(help="结果写到 CSV、XLSX 或 Parquet 文件")] = None,
    row: Annotated[int | None, typer.Option(help="只说明这一行，附全部推导")] = None,
    as_json: AsJson = False,
) -> None:
    """按规则判定一张表的每一行：结论、理由、金额、缺少的事实。"""
    from ..tables.checking import check_file
    from ..tables.results import about_json, total_json, write_json
    from ..tables.writing import print_check, print_summary, write_results

    with bad_input_told(as_json):
        given = files(related)
        versions = Versions(*matter_on(rule, as_of))
        if out is not None and any(_same(out, one) for one in (file, *given.values())):
            raise RuleError("--out", str(out), "与读入的文件不同的文件")
        checked = check_file(versions, file, given)
        if row is not None:
            _explain(checked, row, rule, as_json)
            return
        with Bar("判定", checked.table.length) as bar:
            if out is not None:
                write_results(checked, out, bar.done)
            elif as_json:
                write_json(checked, rule, sys.stdout.buffer, bar.done)
            else:
                print_check(checked, bar.done)
        if out is not None and as_json:
            emit({**about_json(checked, rule), "total": total_json(checked)})
        elif out is not None:
            print_summary(checked)


def _same(out: Path, given: Path) -> bool:
    return out.exists() and given.exists() and out.samefile(given)


def _explain(checked: CheckedFile, row: int, rule: str, as_json: bool) -> None:
    from ..tables.explaining import explain_row

    told = explain_row(checked, row, rule)
    if as_json:
        emit(told)
    else:
        print(printable(told["subject"]))
        print_decision(told)
