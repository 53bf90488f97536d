"""Facts as people write them (JSON, YAML, a form): each held to its kind, unit and range."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from guiju.sheets import PartialDate, exact_decimal, normal_header, parse_date

from .errors import RuleError, nearest
from .facts import Choice, Day, Fact, Known, Paper, Quantity
from .matters import Matter
from .records import Records
from .standards import SCALES, printed
from .tables.fields import Field, accepted

Given = Mapping[str, Any]


def read_facts(path: Path) -> dict[str, Any]:
    """A JSON or YAML file of facts; RuleError where it is none."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Strings)  # noqa: S506
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(str(path), type(error).__name__, "a file of facts in UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path.name} line {mark.line + 1}" if mark else path.name
        raise RuleError(where, str(getattr(error, "problem", error)), "JSON or YAML") from None
    if not isinstance(data, dict):
        raise RuleError(path.name, type(data).__name__, "facts by name")
    return data


class _Strings(yaml.SafeLoader):
    """YAML that keeps figures and days as they are written: nothing becomes a float."""


_Strings.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in found if tag == "tag:yaml.org,2002:null"]
    for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parse_given(
    matter: Matter, data: Mapping[str, Any]
) -> tuple[dict[str, Known | None], dict[str, list[dict[str, Known | None]] | None]]:
    """Facts and related records of one case; ``{"facts": …, "related": …}`` or facts alone."""
    nested = "facts" in data or "related" in data
    given = data.get("facts") or {} if nested else data
    related = data.get("related") or {} if nested else {}
    if nested and set(data) - {"facts", "related", "name", "rule"}:
        strange = sorted(set(data) - {"facts", "related"})[0]
        raise RuleError("facts", strange, "facts · related")
    kinds = {records.key: records for records in matter.records()}
    for name in related:
        if name not in kinds:
            raise RuleError("related", name, nearest(name, kinds) or "no related records")
    return parse_facts(matter, given), {
        name: _records(kinds[name], rows) for name, rows in related.items()
    }


def parse_facts(matter: Matter, given: Given) -> dict[str, Known | None]:
    """The facts of a subject, by name; those not given are not known."""
    facts: dict[str, Fact] = {fact.key: fact for fact in (*matter.facts(), *matter.aggregates())}
    aside = {matter.key, *matter.about}
    return _parsed(facts, {k: v for k, v in given.items() if k not in aside}, "facts")


def _records(records: Records, rows: Any) -> list[dict[str, Known | None]] | None:
    if rows is None:
        return None
    if not isinstance(rows, list):
        raise RuleError(records.key, type(rows).__name__, "a list of records")
    facts: dict[str, Fact] = {fact.key: fact for fact in records.facts}
    return [
        _parsed(facts, row, f"{records.key}[{place}]") for place, row in enumerate(rows, start=1)
    ]


def _parsed(facts: Mapping[str, Fact], given: Given, where: str) -> dict[str, Known | None]:
    found: dict[str, Known | None] = {}
    names = {heading: (fact, scale) for fact in facts.values() for heading, scale in
             Field(fact.key, fact).headers().items()}  # fmt: skip

    for name, value in given.items():
        known = names.get(normal_header(str(name)))
        if known is None:
            raise RuleError(f"{where} {name}", name, nearest(str(name), facts))
        fact, scale = known
        found[fact.key] = parse_value(fact, value, scale, f"{where} {name}")
    return found


def parse_value(fact: Fact, value: Any, scale: int | None = None, where: str = "") -> Known | None:
    """One fact as it is typed: ``"120000.00"`` yuan, ``2020-03-01``; blank is not known."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str):
        value = value.strip()
    where = where or fact.key
    found = _parse(fact, value, scale)
    if found is None:
        raise RuleError(where, value, accepted(fact).english)
    return found


def _parse(fact: Fact, value: Any, scale: int | None) -> Known | None:
    if isinstance(fact, Choice):
        return value if value in fact.options else None
    if isinstance(fact, Paper):
        return value if isinstance(value, str) else None
    if isinstance(fact, Day):
        day = parse_date(value)
        inside = isinstance(day, dt.date) and fact.first <= day <= fact.last
        return None if isinstance(day, PartialDate) or not inside else day
    if isinstance(value, float):
        return None
    number = exact_decimal(value)
    if number is None:
        return None
    scaled = number * Decimal(scale or SCALES[fact.unit])
    exact = scaled == scaled.to_integral_value() and fact.low <= scaled <= fact.high
    return int(scaled) if exact else None


def written(fact: Fact, value: Known | None) -> str | None:
    """A known fact as it would be typed: exact, in the unit of its name."""
    if value is None:
        return None
    if isinstance(fact, Quantity) and isinstance(value, int):
        return printed(value, fact.unit)
    return value.isoformat() if isinstance(value, dt.date) else str(value)
