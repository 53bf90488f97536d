"""Typed frames: how each kind of fact stands in a column, and how a row is read back from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from ..errors import RuleError
from ..facts import GIVEN, NONE, Choice, Day, Fact, Paper
from ..facts import Known as KnownValue

EPOCH = dt.date(1970, 1, 1).toordinal()
"""The ordinal of the day from which a column of days counts."""


def column_type(fact: Fact) -> pl.DataType:
    """The type of a fact's column: Enum, whole number or day."""
    if isinstance(fact, Choice):
        return pl.Enum(fact.options)
    if isinstance(fact, Paper):
        return pl.Enum((NONE, GIVEN))
    return pl.Date() if isinstance(fact, Day) else pl.Int64()


def schema_of(facts: Iterable[Fact]) -> dict[str, pl.DataType]:
    """The types of all columns, by the facts' keys."""
    return {fact.key: column_type(fact) for fact in facts}


def frame_of(rows: Iterable[Mapping[str, Any]], facts: Iterable[Fact]) -> pl.DataFrame:
    """Rows of known facts (blank: None) as a typed frame."""
    facts = list(facts)
    rows = list(rows)
    columns = {
        fact.key: pl.Series(
            fact.key, [stored(fact, row.get(fact.key)) for row in rows], column_type(fact)
        )
        for fact in facts
    }
    return pl.DataFrame(columns)


def stored(fact: Fact, value: KnownValue | None) -> Any:
    """A known fact as its column holds it."""
    if value is None or isinstance(fact, Day):
        return value
    return fact.classify(value)


def facts_of(row: Mapping[str, Any], facts: Iterable[Fact]) -> dict[str, Any]:
    """One row of a typed frame as facts for the scalar reader."""
    return {fact.key: _fact(fact, row.get(fact.key)) for fact in facts}


def _fact(fact: Fact, value: Any) -> Any:
    return fact.stored(value) if isinstance(fact, Paper) and value is not None else value


def refuse_other_types(frame: pl.DataFrame, facts: Iterable[Fact]) -> None:
    """A column of another type than its fact is refused; a missing column is all blank."""
    for fact in facts:
        if fact.key in frame.columns and frame.schema[fact.key] != column_type(fact):
            found = str(frame.schema[fact.key])
            raise RuleError(fact.key, found, f"a column of the type {column_type(fact)}")
