"""``rules simulate``: what other figures would mean, over a whole table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from guiju.commandline import emit

from ..errors import RuleError
from .common import AsJson, AsOf, Bar, Rule, bad_input_told, files, matter_on, pairs


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("simulate")(simulate)


def simulate(
    rule: Rule,
    file: Annotated[Path, typer.Argument(help="CSV、XLSX、XLS、ODS 或 Parquet")],
    change: Annotated[list[str] | None, typer.Option("--set", help="标准=数值")] = None,
    scenarios: Annotated[Path | None, typer.Option(help="方案文件，YAML 或 JSON")] = None,
    sweep: Annotated[str, typer.Option(help="标准=起:止:步长")] = "",
    by: Annotated[list[str] | None, typer.Option(help="分组的列")] = None,
    related: Annotated[list[str] | None, typer.Option(help="关联记录：名称=文件")] = None,
    as_of: AsOf = "",
    svg: Annotated[Path | None, typer.Option(help="图表写到这个 SVG 文件")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="结果写到这个 XLSX 文件")] = None,
    as_json: AsJson = False,
) -> None:
    """试算：改动标准，比较现行与各方案的人数、金额、谁得谁失。"""
    from ..scenarios import read_scenarios, scenario
    from ..scenarios import sweep as swept
    from ..tables.simulated import as_json as told_json
    from ..tables.simulated import print_simulated, simulate_file, write_svg, write_workbook

    with bad_input_told(as_json):
        rulebook, name, day = matter_on(rule, as_of)
        wanted = read_scenarios(rulebook, scenarios) if scenarios is not None else []
        if change:
            given = pairs(change, "--set", "标准=数值")
            wanted.append(scenario(rulebook, "，".join(change), given))
        if sweep:
            wanted += swept(rulebook, sweep)
        if not wanted:
            raise RuleError("rules simulate", "", "--set、--scenarios 或者 --sweep")
        with Bar("试算", None) as bar:
            told = simulate_file(
                rulebook, name, day, wanted, file, by or [], files(related), bar.done
            )
        if svg is not None:
            write_svg(told, svg)
        if xlsx is not None:
            write_workbook(told, xlsx)
    if as_json:
        emit(told_json(told, rule))
    else:
        print_simulated(told)
