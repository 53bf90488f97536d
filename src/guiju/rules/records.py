"""Related records 关联记录: the loans of a firm, the cars of an organ; counted, summed, any, all.

What is counted or summed is a quantity of the subject (`Aggregate`) and stands in conditions and
amounts like any other. While a record's blanks leave open whether or how much it counts, the
quantity is a span: every record adds the least and the most that it still can.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .compiling import Compiler
from .diagram import Node, decide
from .errors import RuleError
from .expressions import ALWAYS, Compare, Constant, Expression, number, walk
from .facts import Between, Choice, Day, Fact, Known, Paper, Quantity
from .places import Place, placed, written
from .possible import spans

Row = Mapping[str, "Known | None"]


@dataclass(frozen=True, eq=False)
class Records:
    """A kind of related records: its name in commands, its title, its facts, how many at most."""

    key: str
    title: str
    english: str
    facts: tuple[Fact, ...]
    most: int = 5_000
    place: Place = field(default_factory=written, kw_only=True, repr=False)

    def __post_init__(self) -> None:
        keys = [fact.key for fact in self.facts]
        twice = [key for key in keys if keys.count(key) > 1]
        if twice:
            raise RuleError(self.key, twice[0], "facts named once", place=self.place)
        if self.most < 1:
            raise RuleError(self.key, self.most, "at least one record", place=self.place)

    def sum(
        self, key: str, value: Any, where: Expression = ALWAYS, *, english: str = ""
    ) -> Aggregate:
        """The sum of a figure over the records for which a condition holds (合计)."""
        node = number(value)
        units = [n.unit for n in walk(node) if isinstance(n, Quantity) and n.unit != "%"]
        return Aggregate(key, units[0] if units else "", 0, 0, english, None, self, node, where)

    def count(
        self, key: str, where: Expression = ALWAYS, *, unit: str = "笔", english: str = ""
    ) -> Aggregate:
        """How many records there are for which a condition holds (数量)."""
        return Aggregate(key, unit, 0, self.most, english, None, self, Constant(1), where)

    def any(self, key: str, where: Expression, *, english: str = "") -> Compare:
        """The condition that it holds for some record (任一)."""
        return self.count(key, where, english=english) >= 1

    def all(self, key: str, where: Expression, *, english: str = "") -> Compare:
        """The condition that it holds for every record (每一); ``key`` names the others."""
        return self.count(key, ~where, english=english) <= 0


@dataclass(frozen=True, eq=False)
class Aggregate(Quantity):
    """A count or a sum over related records (汇总), as a quantity of the subject."""

    records: Records | None = None
    value: Expression | None = None
    where: Expression = ALWAYS

    def __post_init__(self) -> None:
        if self.value is None or self.records is None:
            told = "records and a figure to be summed"
            raise RuleError(self.key, "nothing", told, place=self.place)
        self._refuse_strange_facts(self.records)
        with placed(self.place):
            for low, high in spans(self.value, {}, _NoFigures(self.key)):
                object.__setattr__(self, "low", min(self.low, low * self.records.most))
                object.__setattr__(self, "high", max(self.high, high * self.records.most))
        self.refuse_range()

    def _refuse_strange_facts(self, records: Records) -> None:
        assert self.value is not None
        for node in (*walk(self.where), *walk(self.value)):
            fact = getattr(node, "fact", node)
            if not isinstance(fact, Choice | Paper | Quantity | Day):
                continue
            if not any(fact is own for own in records.facts):
                told = f"a fact of {records.key}: {' · '.join(own.key for own in records.facts)}"
                raise RuleError(self.key, fact.key, told, place=self.place)

    @property
    def counts(self) -> bool:
        """Whether it is a count: every record adds one or nothing."""
        return isinstance(self.value, Constant) and self.value.value == 1

    @property
    def used(self) -> tuple[Fact, ...]:
        """The facts of a record that condition and figure ask for, in the records' order."""
        assert self.value is not None and self.records is not None
        nodes = [*walk(self.where), *walk(self.value)]
        keys = {n.fact.key if hasattr(n, "fact") else getattr(n, "key", "") for n in nodes}
        return tuple(fact for fact in self.records.facts if fact.key in keys)


class _NoFigures(dict[str, int]):
    """A summed figure is made of the record's own facts."""

    def __init__(self, where: str) -> None:
        super().__init__()
        self._where = where

    def __missing__(self, name: str) -> int:
        raise RuleError(self._where, name, "a summed figure without standards; put them outside")


@dataclass(frozen=True)
class Share:
    """What one record adds: at least, at most, and which of its blanks leave it open."""

    low: int
    high: int
    open: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gathered:
    """An aggregate over the records of one subject; ``shares`` are those still open."""

    low: int
    high: int
    shares: tuple[Share, ...] = ()

    @property
    def value(self) -> int | Between:
        """The figure, or the span in which it lies."""
        return self.low if self.low == self.high else Between(self.low, self.high)


class Gatherer:
    """An aggregate with its figures settled: adds up the records of one subject after another."""

    def __init__(self, aggregate: Aggregate, figures: Mapping[str, int]) -> None:
        assert aggregate.value is not None and aggregate.records is not None
        self.aggregate, self.figures = aggregate, figures
        self.records = aggregate.records.key
        with placed(aggregate.place, aggregate.key):
            self.compiler = Compiler(figures, [aggregate.where])
        self.diagram = self.compiler.diagram(aggregate.where)
        self.value = aggregate.value
        self._only = aggregate.value if isinstance(aggregate.value, Quantity) else None
        nodes = walk(aggregate.value)
        self._value_keys = [n.key for n in nodes if isinstance(n, Quantity | Day)]
        shared = set(self._value_keys) & set(self.compiler.variables)
        if shared:
            told = "a summed figure whose facts stand in no condition of the sum"
            raise RuleError(aggregate.key, sorted(shared)[0], told, place=aggregate.place)

    def share(self, row: Row) -> Share:
        """What one record adds."""
        truths, missing = decide(self.diagram, row)
        if truths == {False}:
            return Share(0, 0)
        low, high = self._span(row)
        if True in truths and len(truths) == 1:
            return Share(low, high, self._blank(row) if low != high else ())
        if low == high == 0:
            return Share(0, 0)
        blank = self._blank(row) if low != high else ()
        return Share(min(0, low), max(0, high), (*missing, *blank))

    def _span(self, row: Row) -> tuple[int, int]:
        if self._only is not None and (known := row.get(self._only.key)) is not None:
            value = self._only.classify(known)
            return value, value
        found = spans(self.value, row, self.figures)
        return min(a for a, _ in found), max(b for _, b in found)

    def _blank(self, row: Row) -> tuple[str, ...]:
        """The blanks of the figure; in a product a known nought settles the others."""
        open_ = [key for key in self._value_keys if row.get(key) is None]
        return tuple(key for key in open_ if self._moves(key, row))

    def _moves(self, key: str, row: Row) -> bool:
        fact = next(f for f in self.aggregate.used if f.key == key)
        assert isinstance(fact, Quantity)
        ends = (fact.low, fact.high)
        return len({spans(self.value, {**row, key: end}, self.figures) for end in ends}) > 1

    def gather(self, rows: Iterable[Row] | None) -> Gathered:
        """The aggregate over these records; None where it is not known which there are."""
        if rows is None:
            low, high = self.aggregate.low, self.aggregate.high
            assert self.aggregate.records is not None
            return Gathered(low, high, (Share(low, high, (self.aggregate.records.title,)),))
        low = high = 0
        open_: list[Share] = []
        for row in rows:
            sure = self._sure(row)
            if sure is not None:
                low, high = low + sure, high + sure
                continue
            share = self.share(row)
            low, high = low + share.low, high + share.high
            if share.low != share.high:
                open_.append(share)
        return Gathered(low, high, tuple(open_))

    def _sure(self, row: Row) -> int | None:
        """What a record adds where it is known whether it counts and how much; else None."""
        diagram = self.diagram
        while type(diagram) is Node:
            cells = diagram.variable.cells(row)
            if len(cells) != 1:
                return None
            diagram = diagram.below[cells[0]]
        if not diagram:
            return 0
        if self._only is None or (known := row.get(self._only.key)) is None:
            return None
        return self._only.classify(known)


def aggregates_in(nodes: Sequence[Expression]) -> list[Aggregate]:
    """The aggregates in some trees, each once, in the order in which they stand."""
    found = [n for node in nodes for n in walk(node) if isinstance(n, Aggregate)]
    return list({id(aggregate): aggregate for aggregate in found}.values())
