"""Random rules: the scalar reader, the column reader and brute force say the same."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from guiju.rules import CompiledMatter, Decision, Duty, Grant, RuleError
from guiju.rules.columns import MatterColumns
from guiju.rules.columns.frames import frame_of
from guiju.rules.columns.related import SUBJECT

from ..random_rules import (
    DOMAINS,
    FACTS,
    ITEMS,
    compiled,
    completions,
    duties,
    granted,
    grants,
    items,
    judged_all,
    subjects,
)

SETTINGS = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))


def loaded(**rules: Any) -> CompiledMatter:
    """A random rule; one that is refused at load is not tried further."""
    try:
        return compiled(**rules)
    except RuleError:
        assume(False)
        raise


def told(decision: Decision) -> tuple[Any, ...]:
    return (decision.verdict, decision.amount, decision.low, decision.high, decision.missing)


@SETTINGS
@given(grants(), subjects, items)
def test_a_grant_with_blanks_says_what_all_completions_say(
    grant: Grant, facts: dict[str, Any], rows: list[dict[str, Any]]
) -> None:
    matter = loaded(grant=grant)
    blanks, filled = completions(facts, rows)
    assume(len(blanks) <= 5)
    outcomes = {values: granted(grant, here, there) for values, here, there in filled}
    decision = matter.decide(facts, {"items": rows})
    kinds = set(outcomes.values())
    if len(kinds) == 1 and "unknown" not in {verdict for verdict, _ in kinds}:
        assert (decision.verdict, decision.amount, decision.missing) == (*kinds.pop(), ())
        return
    assert decision.verdict == "unknown"
    asked = set(matter.facts) | {f.key for f in ITEMS.facts}
    missing = {
        key
        for index, (_, key) in enumerate(blanks)
        if key in asked
        for values, one in outcomes.items()
        for other in DOMAINS[key]
        if outcomes[(*values[:index], other, *values[index + 1 :])] != one
    }
    assert set(decision.missing) == missing


def records_of(cases: list[tuple[Any, Any]], names: list[str]) -> pl.DataFrame:
    """The records of all subjects in one frame."""
    owners = [names[i] for i, (_, rows) in enumerate(cases) for _ in rows]
    records = frame_of([row for _, rows in cases for row in rows], ITEMS.facts)
    return records.with_columns(pl.Series(SUBJECT, owners, pl.String))


@SETTINGS
@given(grants(), st.lists(st.tuples(subjects, items), min_size=1, max_size=10))
def test_grants_in_columns(grant: Grant, cases: list[tuple[Any, Any]]) -> None:
    matter = loaded(grant=grant)
    names = [str(i) for i in range(len(cases))]
    frame = frame_of([row for row, _ in cases], FACTS).with_columns(pl.Series(SUBJECT, names))
    related = {"items": records_of(cases, names)} if matter.records else {}
    columns = MatterColumns(matter)
    checked = columns.check(frame, columns.sums(related), related)
    assert [
        (r["verdict"], r["amount"], r["low"], r["high"], tuple(r["missing"]))
        for r in checked.iter_rows(named=True)
    ] == [told(matter.decide(row, {"items": rows})) for row, rows in cases]


@SETTINGS
@given(duties(), st.lists(st.tuples(subjects, items), min_size=1, max_size=8))
def test_duties_in_columns(found: tuple[Duty, ...], cases: list[tuple[Any, Any]]) -> None:
    matter = loaded(duties=found)
    names = [str(i) for i in range(len(cases))]
    frame = frame_of([row for row, _ in cases], FACTS).with_columns(pl.Series(SUBJECT, names))
    related = {"items": records_of(cases, names)} if matter.records else {}
    columns = MatterColumns(matter)
    checked = columns.check(frame, columns.sums(related), related)
    for (row, rows), column in zip(cases, checked.iter_rows(named=True), strict=True):
        decision = matter.decide(row, {"items": rows})
        assert column["verdict"] == decision.verdict
        by_verdict: dict[str, list[str]] = {"breach": [], "unknown": []}
        for outcome in decision.outcomes:
            by_verdict[outcome.verdict.value].append(str(outcome.provision))
        assert (column["breach"], column["unknown"]) == tuple(by_verdict.values())
        assert set(column["missing"]) == set(decision.missing)


@SETTINGS
@given(duties(), subjects, items)
def test_duties_with_blanks_say_what_all_completions_say(
    found: tuple[Duty, ...], facts: dict[str, Any], rows: list[dict[str, Any]]
) -> None:
    matter = loaded(duties=found)
    blanks, filled = completions(facts, rows)
    assume(len(blanks) <= 5)
    table = {values: judged_all(found, here, there) for values, here, there in filled}
    addresses = sorted({str(duty.provision) for duty in found})
    decision = matter.decide(facts, {"items": rows})
    told = {str(outcome.provision): outcome.verdict.value for outcome in decision.outcomes}
    for address in addresses:
        possible = {outcome[address] for outcome in table.values()}
        expected = possible.pop() if len(possible) == 1 else "unknown"
        assert told.get(address, "conforms") == expected
    asked = set(matter.facts) | {f.key for f in ITEMS.facts}
    missing = {
        key
        for index, (_, key) in enumerate(blanks)
        if key in asked
        for values, one in table.items()
        for other in DOMAINS[key]
        if table[(*values[:index], other, *values[index + 1 :])] != one
    }
    assert set(decision.missing) == missing
