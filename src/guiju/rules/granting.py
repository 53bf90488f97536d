"""A grant compiled for its figures: which case a subject falls under and how much it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise, product
from math import prod
from typing import Any, NamedTuple

from .amounts import Formula, Span, differ, lifted
from .cells import MOST
from .compiling import Compiler
from .diagram import Node, apart, decide
from .duties import Reserve
from .errors import RuleError
from .expressions import Expression
from .facts import Between, Known
from .grants import Entitlement, Grant
from .joint import Facts
from .places import placed
from .precedence import effective
from .records import Aggregate, Gathered, Gatherer, Row, aggregates_in
from .shares import open_blanks, refuse_tied, refuse_unreachable

Related = Mapping[str, "Sequence[Row] | None"]


@dataclass(frozen=True, eq=False)
class Leaf:
    """Where a grant's diagram ends: a case with its formula, nothing, or a person's question."""

    entitlement: Entitlement | None = None
    formula: Formula | None = None
    reserve: Reserve | None = None


NOTHING = Leaf()
GIVEN = "given"
"""What the cases of a measure without money come to, whichever of them it is."""


class Settled(NamedTuple):
    """What a grant comes to: leaf, span of the amount, the blanks that can alter it.

    ``leaf`` is None where several cases are still possible.
    """

    leaf: Leaf | None
    low: int
    high: int
    missing: tuple[str, ...] = ()
    reserves: tuple[Reserve, ...] = ()

    @property
    def known(self) -> bool:
        """Whether no blank and no person's question can alter it."""
        return not self.missing and not self.reserves


class CompiledGrant:
    """A grant with its figures: decides one subject after another."""

    def __init__(self, grant: Grant, figures: Mapping[str, int]) -> None:
        self.grant, self.figures = grant, figures
        ways = [
            (entitlement, effective(grant, entitlement), path, amount)
            for entitlement in grant.entitlements
            for path, amount in _ways(entitlement)
        ]
        conditions = [c for _, effect, path, _ in ways for c in (effect, *(p for p, _ in path))]
        conditions += [reserve.condition for reserve in grant.reserves]
        self.conditions = conditions
        with placed(grant.place, grant.name):
            self.compiler = Compiler(figures, conditions, mixed=True)
        self.leaves = [Leaf(e, self._formula(e, amount)) for e, _, _, amount in ways]
        self._reserved = {id(r): Leaf(reserve=r) for r in grant.reserves}
        self.diagram = self._whole(ways)
        nodes = [*conditions, *(f.node for f in self.formulas)]
        self.gatherers = [Gatherer(a, figures) for a in aggregates_in(nodes)]
        self._compared = [g for g in self.gatherers if g.aggregate.key in self._asked()]
        self._paid = {
            id(leaf): [
                g for g in self.gatherers if leaf.formula and g.aggregate.key in leaf.formula.facts
            ]
            for leaf in self.leaves
        }
        self._refuse_entangled()
        asked = self._asked()
        paid = [key for formula in self.formulas for key in formula.facts if key in asked]
        self.shared = tuple(dict.fromkeys([*paid, *self.compiler.mixed]))
        cells = prod(self.compiler.variables[key].width for key in self.shared)
        if cells > MOST:
            told = f"facts of condition and amount with at most {MOST} combinations of cells"
            raise RuleError(grant.name, cells, told, place=grant.place)

    def _formula(self, entitlement: Entitlement, amount: Expression | None) -> Formula | None:
        with placed(entitlement.place):
            name = f"{self.grant.name} {entitlement.name}"
            return None if amount is None else Formula(amount, self.figures, name)

    def _asked(self) -> set[str]:
        """The facts and sums that conditions ask for."""
        return {fact.key for v in self.compiler.variables.values() for fact in v.facts}

    def reserved(self, reserve: Reserve) -> Leaf:
        """The leaf that leaves the matter to a person for a reason."""
        return self._reserved[id(reserve)]

    @property
    def formulas(self) -> list[Formula]:
        """The amounts of all cases."""
        return [leaf.formula for leaf in self.leaves if leaf.formula is not None]

    def _whole(self, ways: Sequence[Any]) -> Any:
        diagrams = []
        for _, effect, path, _ in ways:
            way = self.compiler.diagram(effect)
            for condition, wanted in path:
                step = self.compiler.diagram(condition)
                way = self.compiler.combine(_and if wanted else _but, way, step)
            diagrams.append(way)
        reserves = [self.compiler.diagram(r.condition) for r in self.grant.reserves]

        def leaf(*truths: bool) -> Leaf:
            found = [self.leaves[i] for i, truth in enumerate(truths[: len(ways)]) if truth]
            if len(found) > 1:
                meet = [one.entitlement for one in found if one.entitlement]
                names = " · ".join(one.name for one in meet)
                told = "cases that cannot meet, or one that says over which it goes"
                raise RuleError(self.grant.name, names, told, place=meet[-1].place)
            if not found:
                return NOTHING
            for reserve, truth in zip(self.grant.reserves, truths[len(ways) :], strict=True):
                if truth:
                    return self._reserved[id(reserve)]
            return found[0]

        return self.compiler.combine(leaf, *diagrams, *reserves)

    def _refuse_entangled(self) -> None:
        """Sums that share a record's blanks may not meet in one case: their spans would not."""
        compared = [gatherer.aggregate for gatherer in self._compared]
        groups = [compared] + [
            [*compared, *(g.aggregate for g in self.gatherers if g.aggregate.key in f.facts)]
            for f in self.formulas
        ]
        name, place = self.grant.name, self.grant.place
        for group in groups:
            refuse_tied(group, name, place)
        for one in compared:
            cuts, held = self.compiler.variables[one.key].cuts, one.key in self.compiler.mixed
            refuse_unreachable(one, cuts, held, name, place)

    def settle(self, facts: Facts, related: Related) -> tuple[Settled, Facts]:
        """What the grant comes to, and all facts with the sums over related records.

        A sum is added up only where it is asked for: by a condition, by the amount of the case
        found, or because blanks leave more than one case open.
        """
        sums: dict[str, Gathered] = {}
        facts = self._with_sums(self._compared, facts, related, sums)
        leaf = self.leaf(facts)
        if leaf is not None and leaf.reserve is None:
            if leaf.formula is None:
                return Settled(leaf, 0, 0), facts
            facts = self._with_sums(self._paid[id(leaf)], facts, related, sums)
            low, high = leaf.formula.ends(facts)
            if low == high:
                return Settled(leaf, low, high), facts
        facts = self._with_sums(self.gatherers, facts, related, sums)
        settled = self._open(facts)
        missing = tuple(dict.fromkeys(self._told(settled.missing, facts, sums)))
        return (
            Settled(settled.leaf, settled.low, settled.high, missing, settled.reserves),
            facts,
        )

    def _with_sums(
        self,
        gatherers: Sequence[Gatherer],
        facts: Facts,
        related: Related,
        sums: dict[str, Gathered],
    ) -> Facts:
        """Facts with some sums not given themselves; ``sums`` keeps how each came about."""
        for gatherer in gatherers:
            key = gatherer.aggregate.key
            if facts.get(key) is None:
                found = sums[key] = gatherer.gather(related.get(gatherer.records))
                facts = {**facts, key: found.value}
        return facts

    def leaf(self, facts: Facts) -> Leaf | None:
        """The case, where the facts known lead to one alone."""
        diagram = self.diagram
        while isinstance(diagram, Node):
            cells = diagram.variable.cells(facts)
            if len(cells) != 1:
                return None
            diagram = diagram.below[cells[0]]
        leaf: Leaf = diagram
        return leaf

    # With blanks.

    def outcomes(self, facts: Facts) -> tuple[set[Any], dict[str, None]]:
        """Every outcome still possible (amount, case, or case with the span of its amount)."""
        found: set[Any] = set()
        missing: dict[str, None] = {}
        for combination in self._combinations(facts):
            here = {**facts, **combination}
            labels: dict[int, Any] = {}
            values, open_ = decide(self.diagram, here, partial(_label, facts=here, labels=labels))
            missing.update(dict.fromkeys(open_))
            for label in values:
                if isinstance(label, tuple):
                    missing.update(dict.fromkeys(label[0].open_facts(here)))
            found |= values
        for key in self.shared:
            if facts.get(key) is None and key not in missing and self._tells_apart(key, facts):
                missing[key] = None
        return found, missing

    def _tells_apart(self, key: str, facts: Facts) -> bool:
        """Whether two neighbouring cells of a shared fact come to something else."""
        cells = [_least(cell) for cell in self.compiler.variables[key].representatives()]
        return any(
            self._parted(key, {**facts, key: one}, {**facts, key: other})
            for one, other in pairwise(cells)
        )

    def _open(self, facts: Facts) -> Settled:
        found, missing = self.outcomes(facts)
        amounts = [v for v in found if isinstance(v, int)]
        spans: list[Span] = [(v, v) for v in amounts]
        spans += [(v[1], v[2]) for v in found if isinstance(v, tuple)]
        reserves = tuple(v.reserve for v in found if isinstance(v, Leaf) and v.reserve)
        low = min((low for low, _ in spans), default=0)
        high = max((high for _, high in spans), default=0)
        leaf = next(iter(found)) if len(found) == 1 else None
        if isinstance(leaf, int | str | tuple):
            # Perhaps several cases, but one outcome: the first of them tells it.
            leaf = self._possible(facts)[0]
        if len(found) == 1 and low == high and not reserves:
            return Settled(leaf, low, high)
        return Settled(leaf, low, high, tuple(missing), reserves)

    def _possible(self, facts: Facts) -> list[Leaf]:
        leaves, _ = decide(self.diagram, facts)
        order = {id(leaf): index for index, leaf in enumerate(self.leaves)}
        return sorted(leaves, key=lambda leaf: order.get(id(leaf), len(order)))

    def _combinations(self, facts: Facts) -> Iterator[dict[str, Known | Between]]:
        blank = [key for key in self.shared if facts.get(key) is None]
        cells = [self.compiler.variables[key].representatives() for key in blank]
        for values in product(*cells):
            yield dict(zip(blank, values, strict=True))

    def _told(
        self, missing: Sequence[str], facts: Facts, sums: Mapping[str, Gathered]
    ) -> Iterator[str]:
        """The missing facts with the blanks of records in the place of their sums."""
        by_key = {g.aggregate.key: g.aggregate for g in self.gatherers}
        for key in missing:
            if key in sums:
                yield from self._open_blanks(by_key[key], sums[key], facts)
            else:
                yield key

    def _open_blanks(self, aggregate: Aggregate, sums: Gathered, facts: Facts) -> Iterator[str]:
        key = aggregate.key
        variable = self.compiler.variables.get(key)
        cuts = variable.cuts if variable is not None else ()

        def parted(one: int, other: int) -> bool:
            return self._parted(key, {**facts, key: one}, {**facts, key: other})

        return open_blanks(aggregate, sums, cuts, parted)

    def _parted(self, key: str, first: Facts, second: Facts) -> bool:
        """Whether two values of a sum come to something else for some values of the blanks."""
        for combination in self._combinations(first):
            here, there = {**first, **combination}, {**second, **combination}
            differing = partial(_differ, first=here, second=there)
            if apart(self.diagram, key, here, there, differing):
                return True
        return False


def _ways(entitlement: Entitlement) -> list[tuple[Any, Expression | None]]:
    return [((), None)] if entitlement.amount is None else list(lifted(entitlement.amount))


def _and(way: bool, step: bool) -> bool:
    return way and step


def _but(way: bool, step: bool) -> bool:
    return way and not step


def _differ(left: Leaf, right: Leaf, first: Facts, second: Facts) -> bool:
    """Whether two leaves come to something else for some values of the facts left open."""
    one, other = _label(left, first, {}), _label(right, second, {})
    if not (isinstance(one, tuple) and isinstance(other, tuple)):
        return bool(one != other)
    assert left.formula is not None and right.formula is not None
    return differ(left.formula, first, right.formula, second)


def _least(cell: Known | Between) -> Known | Between:
    """One value of a cell."""
    return Between(cell.low, cell.low) if isinstance(cell, Between) else cell


def _label(leaf: Leaf, facts: Facts, labels: dict[int, Any]) -> Any:
    """A leaf as what it comes to: equal outcomes are the same object."""
    if id(leaf) not in labels:
        made: Any = leaf
        if leaf is NOTHING:
            made = 0
        elif leaf.entitlement is not None and leaf.formula is None:
            made = GIVEN
        elif leaf.formula is not None:
            low, high = leaf.formula.ends(facts)
            made = low if low == high else (leaf.formula, low, high)
        labels[id(leaf)] = next((v for v in labels.values() if _alike(v, made, facts)), made)
    return labels[id(leaf)]


def _alike(one: Any, other: Any, facts: Facts) -> bool:
    if not (isinstance(one, tuple) and isinstance(other, tuple)):
        return bool(one == other)
    return one[1:] == other[1:] and not differ(one[0], facts, other[0], facts)
