"""Decision diagrams: what a condition says of any facts, blanks included, exactly.

A diagram asks one fact after another, always in the same order, and tells apart only those
values that the condition itself tells apart (cells). Equal diagrams are the same object. So
with blanks left open a verdict is settled if and only if one leaf remains, and the blanks
that are still asked for are exactly those a change of which can alter it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import Any

from .facts import Between, Choice, Fact, Known, Paper
from .joint import Facts, corners, turns
from .linear import Sum, at


@dataclass(eq=False)
class Variable:
    """One question of a diagram: a fact and its cells, or a comparison of several facts."""

    rank: int
    facts: tuple[Fact, ...]
    cuts: list[int] = field(default_factory=list)
    groups: dict[str, int] = field(default_factory=dict)
    joint: Sum | None = None

    @property
    def token(self) -> str:
        """The name under which the answer of a comparison may be given instead of its facts."""
        return f"≤{self.rank}"

    @property
    def width(self) -> int:
        """How many cells there are."""
        if self.joint is not None:
            return 2
        return len(self.cuts) + 1 if not self.groups else max(self.groups.values()) + 1

    def representatives(self) -> list[Known | Between]:
        """One value, or the span of values, for every cell."""
        fact = self.facts[0]
        if isinstance(fact, Choice | Paper):
            first = {cell: member for member, cell in reversed(self.groups.items())}
            return [fact.stored(first[cell]) for cell in range(self.width)]
        edges = [fact.low - 1, *self.cuts, fact.high]
        return [Between(a + 1, b) for a, b in pairwise(edges)]

    def cells(self, facts: Facts) -> range | tuple[int, ...]:
        """The cells in which the fact may lie: one where it is known."""
        if self.joint is not None:
            told = facts.get(self.token)
            return (told,) if isinstance(told, int) else self._joint_cells(facts)
        fact = self.facts[0]
        value = facts.get(fact.key)
        if value is None:
            return range(self.width)
        if isinstance(value, Between):
            return range(bisect_left(self.cuts, value.low), bisect_left(self.cuts, value.high) + 1)
        member = fact.classify(value)
        cell = self.groups[member] if isinstance(member, str) else bisect_left(self.cuts, member)
        return (cell,)

    def _joint_cells(self, facts: Facts) -> tuple[int, ...]:
        low, high = self.bounds(facts)
        return ((1,) if low <= 0 else ()) + ((0,) if high > 0 else ())

    def bounds(self, facts: Facts) -> tuple[int, int]:
        """Least and greatest value of the polynomial: it has them where all facts are at ends."""
        assert self.joint is not None
        values = [at(self.joint, corner) for corner in corners(self.facts, facts)]
        return min(values), max(values)

    def open_facts(self, facts: Facts) -> list[str]:
        """The facts that are not known and can turn the answer."""
        if self.joint is None:
            return [self.facts[0].key]
        return [fact.key for fact in self.facts if turns(self.joint, fact, self.facts, facts)]


class Node:
    """A question and, cell by cell, what follows: another node or a leaf."""

    __slots__ = ("below", "variable")

    def __init__(self, variable: Variable, below: tuple[Any, ...]) -> None:
        self.variable, self.below = variable, below


class Factory:
    """Makes nodes so that equal diagrams are the same object."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, tuple[int, ...]], Node] = {}
        self._leaves: dict[Any, Any] = {}
        self._joined: dict[tuple[Any, ...], Any] = {}

    def leaf(self, value: Any) -> Any:
        """The one object that stands for a value."""
        return self._leaves.setdefault(value, value)

    def node(self, variable: Variable, below: tuple[Any, ...]) -> Any:
        """A question, or what follows it where every answer leads to the same."""
        first = below[0]
        if all(other is first for other in below):
            return first
        key = (variable.rank, tuple(map(id, below)))
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = Node(variable, below)
        return made

    def combine(self, function: Callable[..., Any], *diagrams: Any) -> Any:
        """The diagram of a function of the leaves of others."""
        key = (function, *map(id, diagrams))
        if key not in self._joined:
            self._joined[key] = self._combined(function, diagrams)
        return self._joined[key]

    def _combined(self, function: Callable[..., Any], diagrams: tuple[Any, ...]) -> Any:
        nodes = [d for d in diagrams if isinstance(d, Node)]
        if not nodes:
            return self.leaf(function(*diagrams))
        variable = min((n.variable for n in nodes), key=lambda v: v.rank)
        below = tuple(
            self.combine(function, *(cofactor(d, variable, cell) for d in diagrams))
            for cell in range(variable.width)
        )
        return self.node(variable, below)


def cofactor(diagram: Any, variable: Variable, cell: int) -> Any:
    """What is left of a diagram once a question is answered."""
    if isinstance(diagram, Node) and diagram.variable is variable:
        return diagram.below[cell]
    return diagram


def _same(leaf: Any) -> Any:
    return leaf


def decide(
    diagram: Any, facts: Facts, label: Callable[[Any], Any] = _same
) -> tuple[set[Any], list[str]]:
    """All values still possible and the facts not known that can alter the value.

    ``label`` says what a leaf comes to; leaves of one label (the same object) are one value.
    """
    while isinstance(diagram, Node):
        cells = diagram.variable.cells(facts)
        if len(cells) != 1:
            break
        diagram = diagram.below[cells[0]]
    else:
        return {label(diagram)}, []
    rest = _restrict(diagram, facts, label, {}, {})
    leaves: set[Any] = set()
    missing: dict[str, None] = {}
    _survey(rest, facts, leaves, missing, set())
    return leaves, list(missing)


def apart(
    diagram: Any, key: str, first: Facts, second: Facts, differ: Callable[[Any, Any], bool]
) -> bool:
    """Whether two values of one fact lead to leaves that differ, all other facts being the same.

    ``first`` and ``second`` are alike but for the fact of that key; what both leave open is given
    every value in turn, the same on both sides.
    """
    seen: set[tuple[int, int]] = set()

    def parted(left: Any, right: Any) -> bool:
        if (id(left), id(right)) in seen:
            return False
        seen.add((id(left), id(right)))
        nodes = [d for d in (left, right) if isinstance(d, Node)]
        if not nodes:
            return differ(left, right)
        variable = min((node.variable for node in nodes), key=lambda v: v.rank)
        own, other = variable.cells(first), variable.cells(second)
        changed = any(fact.key == key for fact in variable.facts)
        pairs = product(own, other) if changed else zip(own, own, strict=True)
        return any(
            parted(cofactor(left, variable, a), cofactor(right, variable, b)) for a, b in pairs
        )

    return parted(diagram, diagram)


def _restrict(
    diagram: Any,
    facts: Facts,
    label: Callable[[Any], Any],
    done: dict[int, Any],
    made: dict[Any, Any],
) -> Any:
    if not isinstance(diagram, Node):
        return label(diagram)
    if id(diagram) not in done:
        cells = diagram.variable.cells(facts)
        below = tuple(_restrict(diagram.below[c], facts, label, done, made) for c in cells)
        if all(other is below[0] for other in below):
            done[id(diagram)] = below[0]
        else:
            key = (diagram.variable.rank, tuple(map(id, below)))
            done[id(diagram)] = made.setdefault(key, Node(diagram.variable, below))
    return done[id(diagram)]


def _survey(
    diagram: Any, facts: Facts, leaves: set[Any], missing: dict[str, None], seen: set[int]
) -> None:
    if id(diagram) in seen:
        return
    seen.add(id(diagram))
    if not isinstance(diagram, Node):
        leaves.add(diagram)
        return
    missing.update(dict.fromkeys(diagram.variable.open_facts(facts)))
    for below in diagram.below:
        _survey(below, facts, leaves, missing, seen)


def grouped(fact: Choice | Paper, sets: list[frozenset[str]]) -> dict[str, int]:
    """Cell by value: values that no condition tells apart share one."""
    cells: dict[tuple[bool, ...], int] = {}
    groups = {}
    for option in fact.options:
        mark = tuple(option in values for values in sets)
        groups[option] = cells.setdefault(mark, len(cells))
    return groups
