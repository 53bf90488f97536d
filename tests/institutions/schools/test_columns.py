"""The school rulebook: scalar reader and column reader say the same."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.institutions.schools.rulebook import facts as f
from guiju.institutions.schools.rulebook import rulebook
from guiju.rules import Choice, CompiledMatter
from guiju.rules.casebook import cases_of
from guiju.rules.columns import MatterColumns
from guiju.rules.columns.frames import frame_of
from guiju.rules.columns.related import SUBJECT

RULES = rulebook().in_force(dt.date(2020, 3, 1))
DAYS = [dt.date(2018, 9, 1), dt.date(2018, 9, 2), dt.date(2020, 2, 29), dt.date(2020, 9, 1),
        dt.date(2022, 2, 27), dt.date(2022, 2, 28), dt.date(2022, 3, 1),
        f.FIRST, f.LAST]  # fmt: skip
NUMBERS: dict[str, list[Any]] = {
    "班": [0, 17, 18, 19, 20, f.CLASSES_AT_MOST],
    "人": [809, 810, 899, 900, 999, 1_000, 1_199, 1_200, f.STUDENTS_AT_MOST],
    "年": [1, 5, 6, 50],
    "%": [0, 1, 100, 435, 10_000],
    "元": [0, 1, 49, 50, 51, 49_999_999, 50_000_000, 299_999_999, 300_000_000, f.FEN_AT_MOST],
    "日": DAYS,
}
# Values with which most conditions hold, so that amounts are reached often.
LIKELY: dict[str, list[Any]] = {
    "班": [20],
    "人": [1_200],
    "年": [1, 5],
    "%": [435],
    "元": [300_000_000, 49, 50],
    "日": [dt.date(2018, 9, 1), dt.date(2020, 9, 1)],
}

Rows = list[dict[str, Any]]


def values(fact: Any) -> st.SearchStrategy[Any]:
    """A value of a fact: one that helps, one at some bound, or a blank."""
    if isinstance(fact, Choice):
        helps = [o for o in fact.options if o in ("是", "小学", "高中", "学前教育", "营利性")]
        likely, some = helps or list(fact.options), list(fact.options)
    else:
        likely, some = LIKELY[fact.unit], NUMBERS[fact.unit]
    return st.sampled_from(likely) | st.sampled_from([None, *some])


def rows(facts: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Rows with blanks."""
    return st.fixed_dictionaries({fact.key: values(fact) for fact in facts})


def one_by_one(compiled: CompiledMatter, subjects: Rows, related: dict[str, list[Rows]]) -> Any:
    """What the scalar reader says of each subject."""
    told: list[tuple[Any, ...]] = []
    for i, row in enumerate(subjects):
        d = compiled.decide(row, {kind: found[i] for kind, found in related.items()})
        if compiled.grant is not None:
            told.append((d.verdict, d.missing, d.amount, d.low, d.high))
        else:
            by = {str(o.provision): o.verdict.value for o in d.outcomes}
            breach = [p for p, verdict in by.items() if verdict == "breach"]
            told.append((d.verdict, d.missing, breach, [p for p in by if p not in breach]))
    return told


def at_once(compiled: CompiledMatter, subjects: Rows, related: dict[str, list[Rows]]) -> Any:
    """What the column reader says of them together."""
    names = [str(i) for i in range(len(subjects))]
    frame = frame_of(subjects, compiled.facts.values()).with_columns(pl.Series(SUBJECT, names))
    records = {
        kind: frame_of([r for rs in found for r in rs], compiled.records[kind].facts).with_columns(
            pl.Series(SUBJECT, [names[i] for i, rs in enumerate(found) for _ in rs], pl.String)
        )
        for kind, found in related.items()
    }
    columns = MatterColumns(compiled)
    checked = columns.check(frame, columns.sums(records), records)
    last = ("amount", "low", "high") if compiled.grant is not None else ("breach", "unknown")
    return [
        (row["verdict"], tuple(row["missing"]), *(row[name] for name in last))
        for row in checked.iter_rows(named=True)
    ]


@pytest.mark.parametrize("name", [matter.name for matter in rulebook().matters])
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_scalar_and_columns_agree(name: str, data: st.DataObject) -> None:
    compiled = RULES.matter(name)
    subjects = data.draw(st.lists(rows(compiled.facts.values()), min_size=1, max_size=12))
    related = {
        kind: [data.draw(st.lists(rows(records.facts), max_size=4)) for _ in subjects]
        for kind, records in compiled.records.items()
    }
    assert at_once(compiled, subjects, related) == one_by_one(compiled, subjects, related)


@pytest.mark.parametrize("name", [matter.name for matter in rulebook().matters])
def test_scalar_and_columns_agree_on_the_cases(name: str) -> None:
    compiled = RULES.matter(name)
    cases = [case for case in cases_of("schools") if case.matter == name]
    subjects = [dict(case.facts) for case in cases]
    related = {
        kind: [[dict(row) for row in case.related.get(kind) or ()] for case in cases]
        for kind in compiled.records
    }
    assert at_once(compiled, subjects, related) == one_by_one(compiled, subjects, related)
