"""A simulation over a file, and its result as JSON, as a table, as a chart and as a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from guiju.sheets import Problem, SheetOut

from ..answers import money, printable
from ..charts import Bars, bar_chart
from ..errors import RuleError, nearest
from ..inputs import written
from ..rulebook import Rulebook
from ..scenarios import Scenario, refuse_same_names
from ..simulating import STATISTICS, Simulated, simulate
from ..standards import printed
from .fields import fields_of, groups_of, keys_of
from .naming import Names
from .reading import FactTable, open_table
from .related import RelatedFiles
from .results import problem_json
from .writing import print_problems, write_book

MONEY = ("amount", "gained", "lost")
TITLES = {
    "rows": "行数",
    "unknown": "不能判定",
    "amount": "金额（元）",
    "gaining": "得益数",
    "losing": "受损数",
    "gained": "增加金额（元）",
    "lost": "减少金额（元）",
}


@dataclass(frozen=True)
class SimulatedFile:
    """A simulation over a file: what it found, how its groups are headed, the odd cells."""

    result: Simulated
    by: tuple[str, ...]
    problems: list[Problem]
    unknown_columns: list[str]

    def groups(self) -> Iterator[tuple[dict[str, Any], list[dict[str, int]]]]:
        """Every group by its headings, as they are written in a table, with its statistics."""
        facts = {fact.key: fact for fact in self.result.versions.matter.facts()}
        for values, found in self.result.groups():
            told = [
                written(facts[name], value) if name in facts else value
                for name, value in zip(self.result.by, values, strict=True)
            ]
            yield dict(zip(self.by, told, strict=True)), found


def simulate_file(
    rulebook: Rulebook,
    name: str,
    day: dt.date,
    scenarios: Sequence[Scenario],
    path: Path,
    by: Sequence[str],
    related: Mapping[str, Path],
    done: Callable[[int], None] = lambda rows: None,
) -> SimulatedFile:
    """Baseline and scenarios over a file; a subject needs a name only where records are given."""
    refuse_same_names(scenarios)
    matter = rulebook.matter(name)
    groups = groups_of(matter, by)
    table = open_table(path, fields_of(matter, by, named=bool(related)), keys_of(matter))
    for field, heading in groups.items():
        if field not in table.places:
            raise RuleError("--by", heading, nearest(heading, table.headings))
    files = RelatedFiles(matter, related)
    names = Names(table) if related else None
    frames = _told(table, names, done)
    records = {kind: files.frames(kind) for kind in files.tables}
    result = simulate(rulebook, name, day, scenarios, frames, by=[*groups], records=records)
    if names is not None:
        files.refuse_strangers(names.hashes())
    problems = [*table.problems, *files.problems]
    return SimulatedFile(result, tuple(groups.values()), problems, table.unknown_columns)


def _told(
    table: FactTable, names: Names | None, done: Callable[[int], None]
) -> Iterator[pl.DataFrame]:
    rows = 0
    for frame in table.frames():
        yield frame if names is None else names.once(frame)
        rows += len(frame)
        done(rows)


def as_json(told: SimulatedFile, rule: str) -> dict[str, Any]:
    """Baseline and scenarios: totals, then groups, then the cells that could not be used."""
    result = told.result
    return {
        "rule": rule,
        "rows": result.rows,
        "unknown_columns": told.unknown_columns,
        "problems": [problem_json(problem) for problem in told.problems],
        "by": list(told.by),
        "scenarios": [
            {
                "name": scenario.name,
                "set": _changes(result, scenario),
                **_shown(result, result.totals[place]),
            }
            for place, scenario in enumerate(result.scenarios)
        ],
        "groups": [
            {
                "group": group,
                "scenarios": [
                    {"name": scenario.name, **_shown(result, statistics)}
                    for scenario, statistics in zip(result.scenarios, found, strict=True)
                ],
            }
            for group, found in told.groups()
        ],
    }


def _changes(result: Simulated, scenario: Scenario) -> dict[str, str]:
    standards = result.versions.rulebook.standards
    return {name: printed(value, standards[name].unit) for name, value in scenario.changes.items()}


def _pays(result: Simulated) -> bool:
    grant = result.versions.matter.grant
    return grant is not None and grant.pays


def _names(result: Simulated) -> list[str]:
    return [name for name in STATISTICS if _pays(result) or name not in MONEY]


def _shown(result: Simulated, statistics: Mapping[str, int]) -> dict[str, Any]:
    return {
        name: money(statistics[name]) if name in MONEY else statistics[name]
        for name in _names(result)
    }


def _rows(result: Simulated) -> Iterator[list[Any]]:
    for scenario, statistics in zip(result.scenarios, result.totals, strict=True):
        yield [scenario.name, *_shown(result, statistics).values()]


def _group_rows(told: SimulatedFile) -> Iterator[list[Any]]:
    for group, found in told.groups():
        names = ["（空）" if part is None else part for part in group.values()]
        for scenario, statistics in zip(told.result.scenarios, found, strict=True):
            yield [*names, scenario.name, *_shown(told.result, statistics).values()]


def print_simulated(told: SimulatedFile) -> None:
    """The totals, then the groups, as tables; then the cells that could not be used."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    titles = _titles(told.result)
    tables = [(["方案", *titles], _rows(told.result))]
    if told.by:
        tables.append(([*told.by, "方案", *titles], _group_rows(told)))
    for header, rows in tables:
        table = Table()
        for title in header:
            table.add_column(Text(printable(title)), overflow="fold")
        for row in rows:
            table.add_row(*(Text(printable(str(value))) for value in row))
        console.print(table)
    print_problems(told.problems)


def _titles(result: Simulated) -> list[str]:
    """What the statistics are called; duties count breaches where grants count the entitled."""
    given = {"given": "享受数" if result.versions.matter.grant else "违反数"}
    return [(TITLES | given)[name] for name in _names(result)]


def write_workbook(told: SimulatedFile, path: Path) -> None:
    """Totals, groups and the figures of every scenario, a sheet each."""
    result, titles = told.result, _titles(told.result)
    changes = [
        [scenario.name, result.versions.rulebook.standards[name].title, value]
        for scenario in result.scenarios
        for name, value in _changes(result, scenario).items()
    ]
    sheets = [
        SheetOut("合计", ["方案", *titles], list(_rows(result))),
        SheetOut("分组", [*told.by, "方案", *titles], list(_group_rows(told))),
        SheetOut("方案", ["方案", "标准", "数值"], changes),
    ]
    write_book(path, sheets)


def chart(result: Simulated) -> str:
    """The amounts (or the breaches) of baseline and scenarios, as an SVG picture."""
    name = "amount" if _pays(result) else "given"
    title = dict(zip(_names(result), _titles(result), strict=True))[name]
    bars = [
        (scenario.name, statistics[name], str(_shown(result, statistics)[name]))
        for scenario, statistics in zip(result.scenarios, result.totals, strict=True)
    ]
    return bar_chart(Bars(f"{result.versions.matter.title}：{title}", bars))


def write_svg(told: SimulatedFile, path: Path) -> None:
    """The chart in a file of its own."""
    path.write_text(chart(told.result), encoding="utf-8")
