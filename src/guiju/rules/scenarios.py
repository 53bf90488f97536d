"""Scenarios 方案: what-ifs as overlays of standards: by name, from a file, over a range."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from guiju.sheets import exact_decimal, parse_date

from .errors import RuleError, nearest
from .files import read_mapping
from .inputs import shown
from .rulebook import Rulebook
from .standards import DAY, SCALES, printed

MOST = 1000
"""How many scenarios one run may hold."""
BASELINE = "现行"
"""What the figures in force are called beside scenarios."""


@dataclass(frozen=True)
class Scenario:
    """One what-if: its name and the figures it changes, in small units."""

    name: str
    changes: Mapping[str, int]


def scenario(
    rulebook: Rulebook, name: str, given: Mapping[str, Any], where: str = "--set"
) -> Scenario:
    """A scenario of printed figures (``{"interest_cap": "500000"}``)."""
    return Scenario(name, {key: _figure(rulebook, key, text, where) for key, text in given.items()})


def _figure(rulebook: Rulebook, name: str, given: Any, where: str) -> int:
    unit = _unit(rulebook, name, where)
    text = shown(given)
    if unit == DAY:
        day = parse_date(text)
        if not isinstance(day, dt.date):
            raise RuleError(f"{where} {name}", text, "一个日期，例如 2020-03-01")
        return day.toordinal()
    number = exact_decimal(text)
    if number is None or number < 0:
        raise RuleError(f"{where} {name}", text, f"不小于零的数，单位为 {unit}")
    scaled = Fraction(number) * SCALES[unit]
    if scaled.denominator != 1:
        told = "整数" if SCALES[unit] == 1 else f"精确到 1/{SCALES[unit]} {unit} 的数"
        raise RuleError(f"{where} {name}", text, told)
    return int(scaled)


def _unit(rulebook: Rulebook, name: str, where: str) -> str:
    if name not in rulebook.standards:
        raise RuleError(where, name, nearest(str(name), rulebook.standards))
    return rulebook.standards[name].unit


def read_scenarios(rulebook: Rulebook, path: Path) -> list[Scenario]:
    """A YAML or JSON file: ``scenarios: [{name: …, set: {standard: value}}]``."""
    data = read_mapping(path)
    listed = data.get("scenarios")
    if set(data) != {"scenarios"} or not isinstance(listed, list) or not listed:
        told = "scenarios: [{name: 名称, set: {标准: 数值}}, …]"
        raise RuleError(path.name, "、".join(map(str, data)), told)
    return [
        _listed(rulebook, f"{path.name} scenarios[{place}]", entry)
        for place, entry in enumerate(listed, start=1)
    ]


def _listed(rulebook: Rulebook, where: str, entry: Any) -> Scenario:
    if not isinstance(entry, dict) or set(entry) != {"name", "set"}:
        found = "、".join(map(str, entry)) if isinstance(entry, dict) else shown(entry)
        raise RuleError(where, found, "name 和 set")
    if not isinstance(entry["name"], str) or not entry["name"].strip():
        raise RuleError(f"{where} name", shown(entry["name"]), "方案的名称")
    if not isinstance(entry["set"], dict) or not entry["set"]:
        raise RuleError(f"{where} set", shown(entry["set"]), "标准: 数值")
    return scenario(rulebook, entry["name"], entry["set"], where)


def sweep(rulebook: Rulebook, text: str) -> list[Scenario]:
    """``interest_cap=200000:500000:50000``: a scenario for each step, the first included.

    The steps of a day are days: ``first_day=2020-02-01:2020-03-01:7``.
    """
    name, _, span = text.partition("=")
    unit = _unit(rulebook, name, "--sweep")
    parts = span.split(":")
    if len(parts) != 3:
        raise RuleError("--sweep", text, "标准=起:止:步长")
    first, last = (_figure(rulebook, name, part, "--sweep") for part in parts[:2])
    step = _step(parts[2]) if unit == DAY else _figure(rulebook, name, parts[2], "--sweep")
    if step <= 0 or last < first or (last - first) // step >= MOST:
        raise RuleError("--sweep", text, f"从小到大、至多 {MOST} 步的范围")
    values = range(first, last + 1, step)
    return [Scenario(f"{name}={printed(value, unit)}", {name: value}) for value in values]


def _step(text: str) -> int:
    number = exact_decimal(text)
    if number is None or number != number.to_integral_value():
        raise RuleError("--sweep", text, "整天数的步长")
    return int(number)


def refuse_same_names(scenarios: Sequence[Scenario]) -> None:
    """Scenarios are told apart by their names: one name for two of them is refused."""
    seen = {BASELINE}
    for one in scenarios:
        if one.name in seen:
            raise RuleError("方案", one.name, "互不相同的方案名称")
        seen.add(one.name)
    if len(scenarios) > MOST:
        raise RuleError("方案", len(scenarios), f"至多 {MOST} 个方案")
