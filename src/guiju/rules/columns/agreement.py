"""Both readers held against each other: random cases with blanks on both sides of every bound."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

import polars as pl

from ..deciding import CompiledMatter, Decision
from ..diagram import Node
from ..facts import Between, Choice, Day, Fact, Paper
from ..versions import Versions
from .frames import column_type, stored
from .related import SUBJECT
from .versions import VersionedColumns

LED = 0.8
"""Of so many subjects the facts lead to an outcome chosen at random among all there are."""
MOST_RECORDS = 4
"""How many records of a kind a subject has at most."""
Row = dict[str, Any]


class Difference(NamedTuple):
    """A case of which the two readers say different things: its facts and both answers."""

    facts: Row
    related: dict[str, list[Row]]
    scalar: tuple[Any, ...]
    columns: tuple[Any, ...]


class Sample:
    """Random subjects of a matter, with their records; the same for the same seed."""

    def __init__(self, versions: Versions, rows: int, seed: int = 1, blank: float = 0.05) -> None:
        self.versions = versions
        self._chance, self._blank = random.Random(seed), blank  # noqa: S311
        matter = versions.matter
        self.subjects = self._drawn(matter.facts(), rows)
        self._lead(matter.facts())
        names = [str(number) for number in range(rows)]
        self.frame = _framed(self.subjects, matter.facts(), names)
        self.records: dict[str, pl.DataFrame] = {}
        self.related: dict[str, dict[str, list[Row]]] = {}
        for kind in matter.records():
            owners = [n for n in names for _ in range(self._chance.randint(0, MOST_RECORDS))]
            drawn = self._drawn(kind.facts, len(owners))
            self.records[kind.key] = _framed(drawn, kind.facts, owners)
            pairs = zip(owners, drawn, strict=True)
            self.related[kind.key] = {
                owner: [row for _, row in mine] for owner, mine in groupby(pairs, lambda p: p[0])
            }

    def _drawn(self, facts: Sequence[Fact], rows: int) -> list[Row]:
        domains = {fact.key: self._values(fact) for fact in facts}
        return [
            {
                key: None if self._chance.random() < self._blank else self._chance.choice(values)
                for key, values in domains.items()
            }
            for _ in range(rows)
        ]

    def _lead(self, facts: Sequence[Fact]) -> None:
        """Lead most subjects along one way through the rules, so that rare outcomes occur too."""
        by_key = {fact.key: fact for fact in facts}
        diagrams = [diagram for one in self.versions.compiled for diagram in _diagrams(one)]
        ways = [(diagram, leaf) for diagram in diagrams for leaf in _leaves(diagram)]
        for row in self.subjects:
            if self._chance.random() < LED:
                diagram, leaf = self._chance.choice(ways)
                for key, value in self._way(diagram, leaf, by_key):
                    if row[key] is not None:
                        row[key] = value

    def _way(self, node: Any, leaf: Any, facts: dict[str, Fact]) -> Iterator[tuple[str, Any]]:
        """Answers that lead to a leaf, those that only sums or comparisons give left out."""
        while isinstance(node, Node):
            leading = [i for i, below in enumerate(node.below) if leaf in _leaves(below)]
            cell = self._chance.choice(leading)
            fact = node.variable.facts[0]
            if node.variable.joint is None and fact.key in facts:
                value = node.variable.representatives()[cell]
                if isinstance(value, Between):
                    ends = (value.low, value.high, self._chance.randint(value.low, value.high))
                    value = self._chance.choice(ends)
                    value = dt.date.fromordinal(value) if isinstance(fact, Day) else value
                yield fact.key, value
            node = node.below[cell]

    def _values(self, fact: Fact) -> list[Any]:
        """Every listed value; of figures both sides of every bound, and some between."""
        if isinstance(fact, Choice):
            return list(fact.options)
        if isinstance(fact, Paper):
            return [fact.none, "—"]
        near = {
            value.toordinal() if isinstance(value, dt.date) else int(value)
            for value in self.versions.answers(fact)
        }
        near |= {end for value in [*near] for end in (value - 1, value + 1)}
        near |= {self._chance.randint(fact.low, fact.high) for _ in range(4)}
        near |= {min(fact.high, fact.low + 10**power) for power in range(13)}
        kept = sorted(value for value in near if fact.low <= value <= fact.high)
        return [*map(dt.date.fromordinal, kept)] if isinstance(fact, Day) else kept

    def case(self, place: int) -> tuple[Row, dict[str, list[Row]]]:
        """The facts and the records of one subject."""
        mine = {kind: by.get(str(place), []) for kind, by in self.related.items()}
        return self.subjects[place], mine


def differences(sample: Sample) -> Iterator[Difference]:
    """The cases of which the two readers do not say the same."""
    columns = VersionedColumns(sample.versions)
    totals = columns.totals()
    for kind, frame in sample.records.items():
        for one in totals:
            one.add(kind, frame)
    told = columns.check(sample.frame, [one.found() for one in totals], sample.records)
    for place, row in enumerate(told.iter_rows(named=True)):
        facts, related = sample.case(place)
        decision = sample.versions.decide(facts, related)
        scalar, other = _scalar(decision), _column(row)
        if scalar != other:
            yield Difference(facts, related, scalar, other)


def _diagrams(compiled: CompiledMatter) -> list[Any]:
    if compiled.grant is not None:
        return [compiled.grant.diagram]
    return [under.whole for under in compiled.duties.groups.values()]


@lru_cache(maxsize=100_000)
def _leaves(diagram: Any) -> frozenset[Any]:
    """Every leaf to which a diagram can lead."""
    if not isinstance(diagram, Node):
        return frozenset((diagram,))
    return frozenset().union(*map(_leaves, diagram.below))


def _scalar(decision: Decision) -> tuple[Any, ...]:
    missing = tuple(sorted(decision.missing))
    if decision.matter.grant is None:
        by_verdict: dict[str, list[str]] = {"breach": [], "unknown": []}
        for outcome in decision.outcomes:
            by_verdict[outcome.verdict.value].append(str(outcome.provision))
        return decision.verdict, missing, by_verdict["breach"], by_verdict["unknown"]
    return decision.verdict, missing, decision.amount, decision.low, decision.high


def _column(row: Row) -> tuple[Any, ...]:
    first = (row["verdict"], tuple(sorted(row["missing"])))
    names = ("breach", "unknown") if "breach" in row else ("amount", "low", "high")
    return (*first, *(row[name] for name in names))


def _framed(rows: list[Row], facts: Sequence[Fact], names: list[str]) -> pl.DataFrame:
    columns = [
        pl.Series(fact.key, [stored(fact, row[fact.key]) for row in rows], column_type(fact))
        for fact in facts
    ]
    return pl.DataFrame([*columns, pl.Series(SUBJECT, names, pl.String)])
