"""The relief measures: scalar reader, column reader and brute force say the same."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.institutions.relief.rulebook import facts as f
from guiju.institutions.relief.rulebook import rulebook
from guiju.rules import Choice, Decision
from guiju.rules.columns import MatterColumns
from guiju.rules.columns.frames import frame_of
from guiju.rules.columns.related import SUBJECT

DAY = dt.date(2020, 3, 1)
RULES = rulebook().in_force(DAY)
FEN = [0, 1, 2, 99_999_999, 100_000_000, 100_000_001, 99_999_998, f.FEN_AT_MOST]
DAYS = [dt.date(2020, 1, 31), dt.date(2020, 2, 1), dt.date(2020, 6, 30), dt.date(2020, 7, 1),
        dt.date(2020, 5, 31), dt.date(2020, 8, 31), dt.date(2020, 9, 1), dt.date(2020, 2, 6),
        dt.date(2020, 2, 7)]  # fmt: skip
COUNTS = {"人": [0, 1, 36, 37, 1000, 10_000_000], "%": [0, 1, 362, 10_000], "月": [0, 1, 2, 3, 4]}


def values(fact: Any) -> list[Any]:
    """Values of a fact on both sides of every bound."""
    if isinstance(fact, Choice):
        return list(fact.options)
    return {"元": FEN, "日": DAYS, **COUNTS}[fact.unit]


def rows(facts: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Rows with blanks."""
    return st.fixed_dictionaries(
        {fact.key: st.none() | st.sampled_from(values(fact)) for fact in facts}
    )


def told(decision: Decision) -> tuple[Any, ...]:
    """What must be the same of a decision."""
    return (decision.verdict, decision.amount, decision.low, decision.high, decision.missing)


@pytest.mark.parametrize("name", [matter.name for matter in rulebook().matters])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_scalar_and_columns_agree(name: str, data: st.DataObject) -> None:
    compiled = RULES.matter(name)
    facts = tuple(compiled.facts.values())
    subjects = data.draw(st.lists(rows(facts), min_size=1, max_size=12))
    related: dict[str, list[list[dict[str, Any]]]] = {
        kind: [data.draw(st.lists(rows(records.facts), max_size=4)) for _ in subjects]
        for kind, records in compiled.records.items()
    }
    one_by_one = [
        told(compiled.decide(row, {kind: found[i] for kind, found in related.items()}))
        for i, row in enumerate(subjects)
    ]
    names = [str(i) for i in range(len(subjects))]
    frame = frame_of(subjects, facts).with_columns(pl.Series(SUBJECT, names))
    records = {
        kind: frame_of([r for rs in found for r in rs], compiled.records[kind].facts).with_columns(
            pl.Series(SUBJECT, [names[i] for i, rs in enumerate(found) for _ in rs], pl.String)
        )
        for kind, found in related.items()
    }
    columns = MatterColumns(compiled)
    checked = columns.check(frame, columns.sums(records), records)
    assert [
        (r["verdict"], r["amount"], r["low"], r["high"], tuple(r["missing"]))
        for r in checked.iter_rows(named=True)
    ] == one_by_one


SMALL = {"元": [0, 3, 5, 99_999_999, 100_000_005], "日": DAYS[:4]}


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_blanks_say_what_all_completions_say(data: st.DataObject) -> None:
    """Verdict and missing of the interest relief equal those of every completion together."""
    compiled = RULES.matter("interest")
    facts = tuple(compiled.facts.values())

    def small(fact: Any) -> list[Any]:
        return list(fact.options) if isinstance(fact, Choice) else SMALL[fact.unit]

    subject = {fact.key: data.draw(st.sampled_from(small(fact))) for fact in facts}
    loans = [
        {fact.key: data.draw(st.sampled_from(small(fact))) for fact in f.LOANS.facts}
        for _ in range(data.draw(st.integers(0, 3)))
    ]
    places = [(None, fact) for fact in facts] + [
        (i, fact) for i in range(len(loans)) for fact in f.LOANS.facts
    ]
    chosen = data.draw(st.lists(st.sampled_from(places), max_size=3, unique_by=id))

    def decided(filled: tuple[Any, ...]) -> Decision:
        here, there = dict(subject), [dict(loan) for loan in loans]
        for (place, fact), value in zip(chosen, filled, strict=True):
            (here if place is None else there[place])[fact.key] = value
        return compiled.decide(here, {"loans": there})

    # Money is filled in with every value that can matter, its range's ends among them.
    domains = [
        [*small(fact), *([f.FEN_AT_MOST] if fact.unit == "元" else [])]
        if not isinstance(fact, Choice)
        else small(fact)
        for _, fact in chosen
    ]
    table = {filled: decided(filled) for filled in product(*domains)}
    outcomes = {filled: (d.verdict, d.amount) for filled, d in table.items()}
    found = decided((None,) * len(chosen))
    if len(set(outcomes.values())) == 1:
        assert (found.verdict, found.amount, found.missing) == (*set(outcomes.values()).pop(), ())
        return
    assert found.verdict == "unknown"
    missing = {
        fact.key
        for index, (_, fact) in enumerate(chosen)
        for filled, one in outcomes.items()
        for other in domains[index]
        if outcomes[(*filled[:index], other, *filled[index + 1 :])] != one
    }
    assert missing <= set(found.missing)
    assert set(found.missing) <= {fact.key for _, fact in chosen}
