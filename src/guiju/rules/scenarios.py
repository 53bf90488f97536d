"""Scenarios 方案: what-ifs as overlays of standards: by name, from a file, over a range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from .errors import RuleError, nearest
from .inputs import read_facts
from .rulebook import Rulebook
from .standards import parsed, printed

MOST = 1000
"""How many scenarios one run may hold."""


@dataclass(frozen=True)
class Scenario:
    """One what-if: its name and the figures it changes, in small units."""

    name: str
    changes: Mapping[str, int]


def scenario(rulebook: Rulebook, name: str, given: Mapping[str, Any]) -> Scenario:
    """A scenario of printed figures (``{"interest_cap": "500000"}``)."""
    return Scenario(name, {key: _figure(rulebook, key, str(value)) for key, value in given.items()})


def _figure(rulebook: Rulebook, name: str, text: str) -> int:
    if name not in rulebook.standards:
        raise RuleError("--set", name, nearest(name, rulebook.standards))
    return parsed(text, rulebook.standards[name].unit, name)


def read_scenarios(rulebook: Rulebook, path: Path) -> list[Scenario]:
    """A YAML or JSON file: ``scenarios: [{name: …, set: {standard: value}}]``."""
    data = read_facts(path)
    listed = data.get("scenarios")
    if set(data) != {"scenarios"} or not isinstance(listed, list):
        raise RuleError(path.name, " ".join(data), "one list called scenarios")
    found = []
    for place, entry in enumerate(listed, start=1):
        where = f"{path.name} scenarios[{place}]"
        if not isinstance(entry, dict) or set(entry) != {"name", "set"}:
            raise RuleError(where, entry, "name and set")
        if not isinstance(entry["set"], dict):
            raise RuleError(where, entry["set"], "standards by name")
        found.append(scenario(rulebook, str(entry["name"]), entry["set"]))
    return found


def sweep(rulebook: Rulebook, text: str) -> list[Scenario]:
    """``interest_cap=200000:500000:50000``: a scenario for each step, both ends included."""
    name, _, span = text.partition("=")
    if name not in rulebook.standards:
        raise RuleError("--sweep", name, nearest(name, rulebook.standards))
    unit = rulebook.standards[name].unit
    try:
        first, last, step = (Decimal(part) for part in span.split(":"))
    except (InvalidOperation, ValueError):
        raise RuleError("--sweep", text, "standard=first:last:step") from None
    if step <= 0 or last < first or (last - first) / step >= MOST:
        raise RuleError("--sweep", text, f"a rising range of at most {MOST} steps")
    values = []
    while first <= last:
        values.append(parsed(str(first), unit, name))
        first += step
    return [Scenario(f"{name}={printed(value, unit)}", {name: value}) for value in values]
