"""Facts as people write them (JSON, YAML, a form): each held to its kind, unit and range."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from guiju.sheets import PartialDate, exact_decimal, normal_header, parse_date

from .errors import RuleError, nearest
from .facts import Choice, Day, Fact, Known, Paper, Quantity
from .files import read_mapping
from .matters import Matter
from .records import Records
from .standards import SCALES, printed
from .tables.fields import Field, accepted

Given = Mapping[str, Any]
read_facts = read_mapping
_NESTED = {"facts", "related", "name", "rule"}
"""What a file may hold that has facts and related records apart."""


def parse_given(
    matter: Matter, data: Mapping[str, Any]
) -> tuple[dict[str, Known | None], dict[str, list[dict[str, Known | None]] | None]]:
    """Facts and related records of one case; ``{"facts": …, "related": …}`` or facts alone."""
    nested = "facts" in data or "related" in data
    given = _mapping(data.get("facts") or {}, "facts") if nested else data
    related = _mapping(data.get("related") or {}, "related") if nested else {}
    strange = [name for name in data if nested and name not in _NESTED]
    if strange:
        raise RuleError("facts", strange[0], "facts · related")
    kinds = {records.key: records for records in matter.records()}
    for name in related:
        if name not in kinds:
            told = nearest(str(name), kinds) or "没有关联记录"
            raise RuleError("related", name, told)
    return parse_facts(matter, given), {
        name: _records(kinds[name], rows) for name, rows in related.items()
    }


def _mapping(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise RuleError(where, shown(value), "按名称写的一组事实")
    return value


def shown(value: Any) -> str:
    """A value as it is told in a message; of lists and groups only what they are."""
    if isinstance(value, list):
        return "一个列表"
    if isinstance(value, Mapping):
        return "一组键值"
    return "" if value is None else str(value)


def parse_facts(matter: Matter, given: Given) -> dict[str, Known | None]:
    """The facts of a subject, by name; those not given are not known."""
    facts: dict[str, Fact] = {fact.key: fact for fact in (*matter.facts(), *matter.aggregates())}
    aside = {matter.key, *matter.about}
    return _parsed(facts, {k: v for k, v in given.items() if k not in aside}, "facts")


def _records(records: Records, rows: Any) -> list[dict[str, Known | None]] | None:
    if rows is None:
        return None
    if not isinstance(rows, list):
        raise RuleError(records.key, shown(rows), "一个记录列表")
    if len(rows) > records.most:
        raise RuleError(records.key, len(rows), f"至多 {records.most} 条记录")
    facts: dict[str, Fact] = {fact.key: fact for fact in records.facts}
    found = []
    for place, row in enumerate(rows, start=1):
        where = f"{records.key}[{place}]"
        found.append(_parsed(facts, _mapping(row, where), where))
    return found


def _parsed(facts: Mapping[str, Fact], given: Given, where: str) -> dict[str, Known | None]:
    found: dict[str, Known | None] = {}
    names = {heading: (fact, scale) for fact in facts.values() for heading, scale in
             Field(fact.key, fact).headers().items()}  # fmt: skip

    for name, value in given.items():
        known = names.get(normal_header(str(name)))
        if known is None:
            raise RuleError(f"{where} {name}", name, nearest(str(name), facts))
        fact, scale = known
        if fact.key in found:
            raise RuleError(f"{where} {name}", name, f"只写一次的“{fact.key}”")
        found[fact.key] = parse_value(fact, value, scale, f"{where} {name}")
    return found


def parse_value(fact: Fact, value: Any, scale: int | None = None, where: str = "") -> Known | None:
    """One fact as it is typed: ``"120000.00"`` yuan, ``2020-03-01``; blank is not known."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str):
        value = value.strip()
    found = _parse(fact, value, scale)
    if found is None:
        raise RuleError(where or fact.key, shown(value), accepted(fact).chinese)
    return found


def _parse(fact: Fact, value: Any, scale: int | None) -> Known | None:
    if isinstance(fact, Choice):
        return value if isinstance(value, str) and value in fact.options else None
    if isinstance(fact, Paper):
        return value if isinstance(value, str) else None
    if isinstance(fact, Day):
        day = parse_date(value)
        inside = isinstance(day, dt.date) and fact.first <= day <= fact.last
        return None if isinstance(day, PartialDate) or not inside else day
    number = None if isinstance(value, float) else exact_decimal(value)
    if number is None:
        return None
    # A fraction keeps every digit; a product of decimals keeps twenty-eight.
    scaled = Fraction(number) * (scale or SCALES[fact.unit])
    exact = scaled.denominator == 1 and fact.low <= scaled <= fact.high
    return int(scaled) if exact else None


def written(fact: Fact, value: Known | None) -> str | None:
    """A known fact as it would be typed: exact, in the unit of its name."""
    if value is None:
        return None
    if isinstance(fact, Quantity) and isinstance(value, int):
        return printed(value, fact.unit)
    return value.isoformat() if isinstance(value, dt.date) else str(value)
