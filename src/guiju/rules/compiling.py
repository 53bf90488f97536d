"""From the expression tree to a decision diagram: cells cut by the rule's own bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from .diagram import Factory, Variable, grouped
from .errors import RuleError
from .expressions import All, Among, Compare, Expression, Named, Not, Some
from .facts import Choice, Day, Fact, Paper, Quantity
from .joint import corners
from .linear import LARGEST, Sum, at, keys_of, outcomes, plus, single

MOST_COMPARED = 4
"""How many facts one comparison may hold against each other."""

Branch = tuple[tuple[tuple[Expression, bool], ...], Sum]


def every(*values: Any) -> bool:
    """Whether all values are true."""
    return all(values)


def either(*values: Any) -> bool:
    """Whether any value is true."""
    return any(values)


def negation(value: Any) -> bool:
    """The opposite."""
    return not value


class Compiler:
    """Diagrams of several conditions over one order of questions."""

    def __init__(
        self,
        figures: Mapping[str, int],
        conditions: Iterable[Expression],
        *,
        mixed: bool = False,
    ) -> None:
        self._figures = figures
        self._mixed_allowed = mixed
        self.factory = Factory()
        self.variables: dict[str, Variable] = {}  # by fact, or by joint sum
        self._sets: dict[str, list[frozenset[str]]] = {}
        self._branches: dict[int, list[Branch]] = {}
        self._kept: list[Expression] = []
        self._done: dict[int, Any] = {}
        for condition in conditions:
            self._survey(condition)
        self._cut()

    def combine(self, function: Any, *diagrams: Any) -> Any:
        """The diagram of a function of the leaves of others."""
        return self.factory.combine(function, *diagrams)

    def diagram(self, node: Expression) -> Any:
        """The diagram of a condition that was announced at the start."""
        if id(node) not in self._done:
            self._kept.append(node)
            self._done[id(node)] = self._build(node)
        return self._done[id(node)]

    def _build(self, node: Expression) -> Any:
        if isinstance(node, Named):
            return self.diagram(node.condition)
        if isinstance(node, Not):
            return self.combine(negation, self.diagram(node.operand))
        if isinstance(node, All | Some):
            return self._joined(node)
        if isinstance(node, Among):
            return self._literal(node)
        if isinstance(node, Compare):
            return self._comparison(node)
        raise TypeError(f"{type(node).__name__} is no condition")

    def _joined(self, node: All | Some) -> Any:
        function, result = (every, True) if isinstance(node, All) else (either, False)
        diagram = self.factory.leaf(result)
        for operand in node.operands:
            diagram = self.combine(function, diagram, self.diagram(operand))
        return diagram

    def _literal(self, node: Among) -> Any:
        variable = self.variables[node.fact.key]
        answers = {variable.groups[v]: v in node.values for v in node.fact.options}
        below = tuple(self.factory.leaf(answers[cell]) for cell in range(variable.width))
        return self.factory.node(variable, below)

    def _comparison(self, node: Compare) -> Any:
        diagram = self.factory.leaf(False)
        for path, total in self._branches[id(node)]:
            way = self._not_above_zero(total)
            for condition, wanted in path:
                step = self.diagram(condition)
                way = self.combine(every, way, step if wanted else self.combine(negation, step))
            diagram = self.combine(either, diagram, way)
        return diagram

    def _not_above_zero(self, total: Sum) -> Any:
        if not total[1]:
            return self.factory.leaf(total[0] <= 0)
        if not single(total):
            leaf = self.factory.leaf
            return self.factory.node(self.variables[str(total)], (leaf(False), leaf(True)))
        key, cut, below = bound(total)
        variable = self.variables[key]
        leaves = (
            self.factory.leaf((i <= _index(variable, cut)) is below) for i in range(variable.width)
        )
        return self.factory.node(variable, tuple(leaves))

    # The first pass: which facts are asked for, and between which values the rule tells apart.

    def _survey(self, node: Expression) -> None:
        if isinstance(node, Among):
            self._variable(node.fact)
            self._sets[node.fact.key].append(node.values)
        elif isinstance(node, Choice | Paper | Quantity | Day):
            self._variable(node)
        elif isinstance(node, Compare):
            self._survey_comparison(node)
        else:
            for part in node.parts:
                self._survey(part)

    def _survey_comparison(self, node: Compare) -> None:
        if id(node) in self._branches:
            return
        self._kept.append(node)
        pairs = product(
            list(outcomes(node.left, self._figures, self._survey)),
            list(outcomes(node.right, self._figures, self._survey)),
        )
        strict = 1 if node.operator == "<" else 0
        self._branches[id(node)] = [
            ((*left, *right), plus((total[0] + strict, total[1]), other, -1))
            for (left, total), (right, other) in pairs
        ]

    def _variable(self, fact: Fact) -> None:
        if fact.key not in self.variables:
            self.variables[fact.key] = Variable(len(self.variables), (fact,))
            self._sets[fact.key] = []
        elif self.variables[fact.key].facts[0] is not fact:
            raise RuleError(fact.key, "two facts", "one fact of this name")

    def _cut(self) -> None:
        totals = [total for way in self._branches.values() for _, total in way]
        for total in totals:
            if single(total):
                key, cut, _ = bound(total)
                fact = self.variables[key].facts[0]
                assert isinstance(fact, Quantity | Day)
                if fact.low <= cut < fact.high:
                    self.variables[key].cuts.append(cut)
            elif total[1]:
                self._join(total)
        self._refuse_mixed()
        for variable in self.variables.values():
            variable.cuts = sorted(set(variable.cuts))
            fact = variable.facts[0]
            if isinstance(fact, Choice | Paper):
                variable.groups = grouped(fact, self._sets[fact.key])

    def _join(self, total: Sum) -> None:
        keys = [key for atoms, _ in total[1] for key, _ in atoms]
        if len(keys) > MOST_COMPARED:
            told = f"a comparison of at most {MOST_COMPARED} facts"
            raise RuleError(" + ".join(keys), len(keys), told)
        if keys_of(total) != keys:
            raise RuleError(" + ".join(keys), "twice", "a comparison with each fact in one place")
        facts = tuple(self.variables[key].facts[0] for key in keys)
        for corner in corners(facts, {}):
            if abs(at(total, corner)) > LARGEST:
                raise RuleError(" + ".join(keys), "too large", "a comparison that fits 64 bits")
        made = Variable(len(self.variables), facts, joint=total)
        self.variables.setdefault(str(total), made)

    def _refuse_mixed(self) -> None:
        """A fact held against another stands in no other such comparison.

        It may be compared with figures as well (`mixed`) where the reader takes its cells one
        by one while it is blank.
        """
        joint = [v for v in self.variables.values() if v.joint is not None]
        keys = [fact.key for v in joint for fact in v.facts]  # of different comparisons
        for key in keys:
            if keys.count(key) > 1 or (self.variables[key].cuts and not self._mixed_allowed):
                raise RuleError(key, "several comparisons", "a fact that is compared once")
        self.mixed = tuple(key for key in keys if self.variables[key].cuts)


def bound(total: Sum) -> tuple[str, int, bool]:
    """``c + k·x <= 0`` as fact, cut and whether it holds up to the cut or beyond it."""
    constant, ((((key, _),), factor),) = total
    if factor > 0:
        return key, -constant // factor, True
    return key, -(-constant // -factor) - 1, False


def _index(variable: Variable, cut: int) -> int:
    """The last cell that lies up to the cut; -1 where none does."""
    fact = variable.facts[0]
    assert isinstance(fact, Quantity | Day)
    if cut < fact.low:
        return -1
    return variable.cuts.index(cut) if cut in variable.cuts else variable.width - 1
