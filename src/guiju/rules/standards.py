"""Standards 标准: dated figures that a provision sets, read from YAML and checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from .errors import RuleError
from .outline import Outline, Provision

SCALES = {"元": 100, "升": 1000, "辆": 1, "人": 1, "年": 1}
"""How many of the small whole unit (fen, millilitre, …) make one printed unit."""

_KEYS = {"name", "title", "title_en", "address", "unit", "values"}
_VALUE_KEYS = {"from", "to", "value"}


@dataclass(frozen=True)
class Period:
    """A figure and the days on which it is in force, both included; ``last`` None: still."""

    first: dt.date
    last: dt.date | None
    value: int


@dataclass(frozen=True, eq=False)
class Standard:
    """One standard: its name in code, its title, the provision that sets it and its figures."""

    name: str
    title: str
    english: str
    provision: Provision
    unit: str
    periods: tuple[Period, ...]

    def on(self, day: dt.date) -> int:
        """The figure in force on a day, in the small unit; refused where there is none."""
        for period in self.periods:
            if period.first <= day and (period.last is None or day <= period.last):
                return period.value
        raise RuleError(self.name, day, "a day on which the standard is in force")


def printed(value: int, unit: str) -> str:
    """A figure of the small unit as people print it: 12000000 分 as 120000.00, 1600 mL as 1.6."""
    scale = SCALES[unit]
    exact = Decimal(value) / scale
    return f"{exact:.2f}" if unit == "元" else f"{exact.normalize():f}"


def read_standards(path: Path, outline: Outline) -> dict[str, Standard]:
    """Every standard of a file, by name; anything not foreseen is refused with its place."""
    found: dict[str, Standard] = {}
    for index, entry in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
        where = f"{path.name}[{index}]"
        if not isinstance(entry, dict) or set(entry) != _KEYS:
            raise RuleError(where, sorted(entry), f"exactly the keys {sorted(_KEYS)}")
        if entry["name"] in found:
            raise RuleError(where, entry["name"], "a name used once")
        found[entry["name"]] = _standard(where, entry, outline)
    return found


def _standard(where: str, entry: Mapping[str, Any], outline: Outline) -> Standard:
    if entry["unit"] not in SCALES:
        raise RuleError(where, entry["unit"], f"a unit: {' '.join(SCALES)}")
    periods = tuple(_period(where, value, entry["unit"]) for value in entry["values"])
    if not periods:
        raise RuleError(where, "", "at least one dated value")
    for earlier, later in pairwise(periods):
        if earlier.last is None or earlier.last + dt.timedelta(days=1) != later.first:
            raise RuleError(where, later.first, "periods that follow one another without gap")
    return Standard(
        entry["name"],
        entry["title"],
        entry["title_en"],
        outline[str(entry["address"])],
        entry["unit"],
        periods,
    )


def _period(where: str, value: Mapping[str, Any], unit: str) -> Period:
    if set(value) != _VALUE_KEYS or not isinstance(value["value"], str):
        raise RuleError(where, value, "from, to and value, the value as quoted text")
    if not isinstance(value["from"], dt.date) or not isinstance(value["to"], dt.date | None):
        raise RuleError(where, value, "dates for from and to (to may be empty)")
    try:
        scaled = Decimal(value["value"]) * SCALES[unit]
    except InvalidOperation:
        raise RuleError(where, value["value"], "a decimal figure") from None
    if scaled != int(scaled):
        raise RuleError(where, value["value"], f"a figure exact to 1/{SCALES[unit]} {unit}")
    return Period(value["from"], value["to"], int(scaled))
