"""A simulation over a file, and its result as JSON, as a table, as a chart and as a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from guiju.sheets import SheetOut, write_xlsx

from ..answers import money
from ..charts import Bars, bar_chart
from ..errors import RuleError, nearest
from ..rulebook import Rulebook
from ..scenarios import Scenario
from ..simulating import STATISTICS, Simulated, simulate
from ..standards import printed
from .checking import Names, load_records
from .fields import fields_of, keys_of
from .reading import FactTable, open_table

MONEY = ("amount", "gained", "lost")
TITLES = {
    "rows": "行数",
    "given": "享受（或违反）",
    "unknown": "不能判定",
    "amount": "金额（元）",
    "gaining": "得益户数",
    "losing": "受损户数",
    "gained": "增加金额（元）",
    "lost": "减少金额（元）",
}


def simulate_file(
    rulebook: Rulebook,
    name: str,
    day: dt.date,
    scenarios: Sequence[Scenario],
    path: Path,
    by: Sequence[str],
    related: Mapping[str, Path],
    done: Callable[[int], None] = lambda rows: None,
) -> Simulated:
    """Baseline and scenarios over a file; a subject needs a name only where records are given."""
    matter = rulebook.matter(name)
    fields = fields_of(matter, by, named=bool(related))
    table = open_table(path, fields, keys_of(matter))
    for column in by:
        if column not in table.places:
            raise RuleError("--by", column, nearest(column, table.headings))
    records, _ = load_records(matter, path, related)
    names = Names(table, matter.key) if related else None
    frames = _told(table, names, done)
    return simulate(rulebook, name, day, scenarios, frames, by=by, records=records)


def _told(
    table: FactTable, names: Names | None, done: Callable[[int], None]
) -> Iterator[pl.DataFrame]:
    rows = 0
    for frame in table.frames():
        yield frame if names is None else names.once(frame)
        rows += len(frame)
        done(rows)


def as_json(result: Simulated, rule: str) -> dict[str, Any]:
    """Baseline and scenarios: totals, then groups."""
    return {
        "rule": rule,
        "rows": result.rows,
        "by": list(result.by),
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
                "group": dict(zip(result.by, group, strict=True)),
                "scenarios": [
                    {"name": scenario.name, **_shown(result, statistics)}
                    for scenario, statistics in zip(result.scenarios, found, strict=True)
                ],
            }
            for group, found in result.groups()
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


def _group_rows(result: Simulated) -> Iterator[list[Any]]:
    for group, found in result.groups():
        names = ["（空）" if part is None else str(part) for part in group]
        for scenario, statistics in zip(result.scenarios, found, strict=True):
            yield [*names, scenario.name, *_shown(result, statistics).values()]


def print_simulated(result: Simulated) -> None:
    """The totals, then the groups, as tables."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    titles = [TITLES[name] for name in _names(result)]
    tables = [(["方案", *titles], _rows(result))]
    if result.by:
        tables.append(([*result.by, "方案", *titles], _group_rows(result)))
    for header, rows in tables:
        table = Table(*header)
        for row in rows:
            table.add_row(*map(str, row))
        console.print(table)


def write_workbook(result: Simulated, path: Path) -> None:
    """Totals, groups and the figures of every scenario, a sheet each."""
    titles = [TITLES[name] for name in _names(result)]
    changes = [
        [scenario.name, result.versions.rulebook.standards[name].title, value]
        for scenario in result.scenarios
        for name, value in _changes(result, scenario).items()
    ]
    sheets = [
        SheetOut("合计", ["方案", *titles], list(_rows(result))),
        SheetOut("分组", [*result.by, "方案", *titles], list(_group_rows(result))),
        SheetOut("方案", ["方案", "标准", "数值"], changes),
    ]
    write_xlsx(path, sheets)


def chart(result: Simulated) -> str:
    """The amounts (or the breaches) of baseline and scenarios, as an SVG picture."""
    pays = _pays(result)
    name = "amount" if pays else "given"
    bars = [
        (scenario.name, statistics[name], money(statistics[name]) if pays else None)
        for scenario, statistics in zip(result.scenarios, result.totals, strict=True)
    ]
    title = f"{result.versions.matter.title}：{TITLES[name]}"
    told = [(label, value, text or str(value)) for label, value, text in bars]
    return bar_chart(Bars(title, told))


def write_svg(result: Simulated, path: Path) -> None:
    """The chart in a file of its own."""
    path.write_text(chart(result), encoding="utf-8")
