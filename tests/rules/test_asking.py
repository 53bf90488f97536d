"""Asking: only what can still alter the outcome, until nothing can; then nothing else does."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from guiju.rules import Choice, Day, Fact, Paper, Records
from guiju.rules.asking import questions
from guiju.rules.registry import find
from guiju.rules.versions import Versions

DAY = dt.date(2020, 3, 1)
MATTERS = [
    "relief/interest", "relief/rent", "relief/unemployment", "relief/late", "relief/validity",
    "relief/guarantee-fee", "schools/founding", "schools/interest", "schools/award",
    "vehicles/car", "vehicles/quota",
]  # fmt: skip


def answered(fact: Fact, draw: random.Random) -> Any:
    """An answer to a question, both ends of its range among them."""
    if isinstance(fact, Choice):
        return draw.choice(fact.options)
    if isinstance(fact, Paper):
        return draw.choice([fact.none, "〔2020〕1号"])
    number = draw.choice([fact.low, fact.high, draw.randint(fact.low, fact.high)])
    return dt.date.fromordinal(number) if isinstance(fact, Day) else number


def rows(records: Records, draw: random.Random) -> list[dict[str, Any]]:
    """Up to two records of which everything is known."""
    return [
        {fact.key: answered(fact, draw) for fact in records.facts}
        for _ in range(draw.randint(0, 2))
    ]


@pytest.mark.parametrize("name", MATTERS)
def test_a_dialogue_settles_the_matter_and_nothing_unasked_alters_it(name: str) -> None:
    book, _, what = name.partition("/")
    versions = Versions(find(book), what, DAY)
    matter = versions.matter
    draw = random.Random(name)
    lengths = set()
    for _ in range(4 if name == "vehicles/car" else 12):
        facts: dict[str, Any] = {}
        related: dict[str, Any] = {}
        asked = 0
        while found := questions(versions, facts, related):
            first = found[0]
            known = {*facts, *(k.title for k in matter.records() if k.key in related)}
            assert not {question.name for question in found} & known
            if isinstance(first.fact, Records):
                related[first.fact.key] = rows(first.fact, draw)
            else:
                facts[first.name] = answered(first.fact, draw)
            asked += 1
        lengths.add(asked)
        decision = versions.decide(facts, related)
        assert decision.missing == ()
        for _ in range(5):
            more = {f.key: answered(f, draw) for f in matter.facts()} | facts
            records = {k.key: rows(k, draw) for k in matter.records()} | related
            again = versions.decide(more, records)
            assert (again.verdict, again.amount) == (decision.verdict, decision.amount)
    assert max(lengths) <= len(matter.facts()) + len(matter.records())


def test_what_settles_soonest_is_asked_first() -> None:
    versions = Versions(find("relief"), "interest", DAY)
    asked = questions(versions, {}, {})
    left = [question.remaining for question in asked]
    assert left == sorted(left)
    assert [question.name for question in asked] == ["生产用品", "企业规模", "贷款"]
    judged = questions(Versions(find("relief"), "rent", DAY), {"经营用房": "国有资产类"}, {})
    assert [q.post for q in judged if q.name == "减免月数"] == ["出租国有资产类经营用房的单位"]
