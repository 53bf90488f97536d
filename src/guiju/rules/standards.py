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

_WHOLE = ("辆", "人", "年", "月", "班", "次", "笔")
SCALES = {"元": 100, "升": 1000, "%": 100} | dict.fromkeys(_WHOLE, 1)
"""How many of the small whole unit (fen, millilitre, …) make one printed unit."""
DAY = "日"
"""The unit of a standard that is a day: its figure is the day's ordinal."""

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
    if unit == DAY:
        return dt.date.fromordinal(value).isoformat()
    if unit == "元":
        yuan, fen = divmod(abs(value), 100)
        return f"{'-' if value < 0 else ''}{yuan}.{fen:02d}"
    if SCALES[unit] == 1:
        return str(value)
    return f"{(Decimal(value) / SCALES[unit]).normalize():f}"


_ENGLISH = {"元": "yuan", "升": "L", "辆": "cars", "人": "persons", "年": "years", "月": "months",
            "班": "classes", "次": "times", "笔": "records"}  # fmt: skip


def in_english(text: str) -> str:
    """A printed value with its unit in English: ``120000.00 元`` is ``120000.00 yuan``."""
    words = [_ENGLISH.get(word, word) for word in text.split(" ")]
    return " ".join(words)


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
    if entry["unit"] not in (*SCALES, DAY):
        raise RuleError(where, entry["unit"], f"a unit: {' '.join((*SCALES, DAY))}")
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
    return Period(value["from"], value["to"], parsed(value["value"], unit, where))


def parsed(text: str, unit: str, where: str) -> int:
    """A printed figure in the small unit (a day as its ordinal): ``"1.6"`` litres are 1600."""
    try:
        if unit == DAY:
            return dt.date.fromisoformat(text).toordinal()
        scaled = Decimal(text) * SCALES[unit]
    except (InvalidOperation, ValueError):
        raise RuleError(where, text, "a day" if unit == DAY else "a decimal figure") from None
    if not scaled.is_finite() or scaled != int(scaled):
        raise RuleError(where, text, f"a figure exact to 1/{SCALES[unit]} {unit}")
    return int(scaled)
