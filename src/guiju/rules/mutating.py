"""Mutants of a rulebook: each differs in one place, and some case must notice each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from .amounts import reduced
from .arithmetic import Bounded, Later, Rounded
from .duties import Duty, Strength
from .expressions import All, Among, Case, Compare, Constant, Expression, Linear, Not, Some, walk
from .grants import Grant
from .records import Aggregate, aggregates_in
from .rulebook import Compiled, Rulebook
from .sentences import sentence


@dataclass(frozen=True)
class Mutant:
    """A rulebook changed in one place: what was done, and the changed rulebook."""

    what: str
    rulebook: Rulebook
    figures: Mapping[str, int]

    @property
    def rules(self) -> Compiled:
        """The changed rulebook compiled; RuleError where the change is refused at load."""
        return Compiled(self.rulebook, self.figures)


def mutants(rulebook: Rulebook, day: dt.date) -> Iterator[Mutant]:
    """Every mutant, one after another."""
    figures = dict(rulebook.in_force(day).figures)
    for name, value in figures.items():
        for step in (-1, 1):
            yield Mutant(f"{name} {step:+}", rulebook, {**figures, name: value + step})
    for node in _nodes(rulebook):
        if isinstance(node, Rounded) and not isinstance(reduced(node, figures), Rounded):
            continue  # The whole of a figure is not rounded.
        for what, other in _others(node):
            changed = _changed(rulebook, node, other)
            yield Mutant(f"{what}: {sentence(node)}", changed, figures)
    for index, duty in enumerate(rulebook.duties):
        for what, other_duty in _other_duties(duty):
            duties = [*rulebook.duties]
            duties[index : index + 1] = [other_duty] if other_duty else []
            changed = _with(rulebook, duties=tuple(duties))
            yield Mutant(f"{duty.name}: {what}", changed, figures)
    for index, grant in enumerate(rulebook.grants):
        for what, other_grant in _other_grants(grant):
            grants = [*rulebook.grants]
            grants[index] = other_grant
            changed = _with(rulebook, grants=tuple(grants))
            yield Mutant(f"{grant.name}: {what}", changed, figures)


def _nodes(rulebook: Rulebook) -> list[Expression]:
    """Every node once, however many rules share it, those below the sums included."""
    roots = [rulebook.binds, *(c for duty in rulebook.duties for c in duty.conditions())]
    roots += [node for grant in rulebook.grants for node in grant.nodes()]
    sums = aggregates_in(roots)
    roots += [one.where for one in sums]
    # What a count adds for each record, one, is no figure of the rule.
    values = [one.value for one in sums if one.value is not None]
    roots += [value for value in values if not isinstance(value, Constant)]
    return list({id(node): node for root in roots for node in walk(root)}.values())


def _others(node: Expression) -> Iterator[tuple[str, Expression]]:
    if isinstance(node, Among):
        yield "denied", Not(node)
        if len(node.values) > 1:
            for value in sorted(node.values):
                yield f"without {value}", Among(node.fact, node.values - {value})
    elif isinstance(node, Compare):
        yield "denied", Not(node)
        yield "bound moved", replace(node, operator="<" if node.operator == "<=" else "<=")
    elif isinstance(node, Constant):
        yield "one less", Constant(node.value - 1)
        yield "one more", Constant(node.value + 1)
    elif isinstance(node, Not):
        yield "not denied", node.operand
    elif isinstance(node, All | Some):
        for index in range(len(node.operands)):
            rest = node.operands[:index] + node.operands[index + 1 :]
            yield f"without part {index + 1}", node.rebuilt(rest)
    elif isinstance(node, Bounded):
        yield "not bounded", node.left
        yield "the other bound", replace(node, least=not node.least)
    elif isinstance(node, Rounded):
        less = Linear(((1, node.over), (-1, Constant(node.divisor // 2))))
        yield "rounded down", Rounded(less, node.divisor)
    elif isinstance(node, Later):
        yield "the same day", node.day
    elif isinstance(node, Case):
        for index in range(len(node.branches)):
            left = node.branches[:index] + node.branches[index + 1 :]
            yield f"without branch {index + 1}", Case(left, node.otherwise)


def _changed(rulebook: Rulebook, node: Expression, other: Expression) -> Rulebook:
    """The rulebook with one node in the place of another, wherever it stands."""
    done: dict[int, Expression] = {}

    def put(root: Expression) -> Expression:
        if root is node:
            return other
        if id(root) not in done:
            done[id(root)] = _put_below(root, put)
        return done[id(root)]

    def changed(duty: Duty) -> Duty:
        return replace(
            duty,
            applies=put(duty.applies),
            parts=tuple(replace(p, condition=put(p.condition)) for p in duty.parts),
            excuses=tuple(replace(e, condition=put(e.condition)) for e in duty.excuses),
            reserves=tuple(replace(r, condition=put(r.condition)) for r in duty.reserves),
            repeats=tuple(replace(r, condition=put(r.condition)) for r in duty.repeats),
        )

    return _with(
        replace(rulebook, binds=put(rulebook.binds)),
        tuple(changed(duty) for duty in rulebook.duties),
        tuple(_changed_grant(grant, put) for grant in rulebook.grants),
    )


def _put_below(root: Expression, put: Callable[[Expression], Expression]) -> Expression:
    if isinstance(root, Aggregate):
        assert root.value is not None
        where, value = put(root.where), put(root.value)
        same = where is root.where and value is root.value
        return root if same else replace(root, where=where, value=value)
    parts = tuple(put(part) for part in root.parts)
    unchanged = all(a is b for a, b in zip(parts, root.parts, strict=True))
    return root if unchanged else root.rebuilt(parts)


def _changed_grant(grant: Grant, put: Callable[[Expression], Expression]) -> Grant:
    return replace(
        grant,
        entitlements=tuple(
            replace(
                e,
                condition=put(e.condition),
                amount=None if e.amount is None else put(e.amount),
            )
            for e in grant.entitlements
        ),
        reserves=tuple(replace(r, condition=put(r.condition)) for r in grant.reserves),
    )


def _with(
    rulebook: Rulebook,
    duties: tuple[Duty, ...] | None = None,
    grants: tuple[Grant, ...] | None = None,
) -> Rulebook:
    """The rulebook with other duties and grants, in its matters too."""
    duties = rulebook.duties if duties is None else duties
    grants = rulebook.grants if grants is None else grants
    by_duty = {duty.name: duty for duty in duties}
    by_grant = {grant.name: grant for grant in grants}
    matters = tuple(
        replace(
            matter,
            grant=None if matter.grant is None else by_grant[matter.grant.name],
            duties=tuple(by_duty[d.name] for d in matter.duties if d.name in by_duty),
        )
        for matter in rulebook.matters
    )
    return replace(rulebook, duties=duties, grants=grants, matters=matters)


def _other_grants(grant: Grant) -> Iterator[tuple[str, Grant]]:
    for index, entitlement in enumerate(grant.entitlements):
        rest = grant.entitlements[:index] + grant.entitlements[index + 1 :]
        yield f"without case {entitlement.name}", replace(grant, entitlements=rest)
        for over in entitlement.over:
            turned = [
                replace(e, over=())
                if e is entitlement
                else replace(e, over=(entitlement.name,))
                if e.name == over
                else e
                for e in grant.entitlements
            ]
            told = f"{over} over {entitlement.name}"
            yield told, replace(grant, entitlements=tuple(turned))
    for index in range(len(grant.reserves)):
        rest_ = grant.reserves[:index] + grant.reserves[index + 1 :]
        yield f"reserves without {index + 1}", replace(grant, reserves=rest_)


def _other_duties(duty: Duty) -> Iterator[tuple[str, Duty | None]]:
    yield "dropped", None
    weaker = Strength.NORMALLY if duty.strength is Strength.MUST else Strength.MUST
    yield "another strength", replace(duty, strength=weaker)
    for name in ("parts", "excuses", "reserves", "also", "repeats"):
        listed = getattr(duty, name)
        for index in range(len(listed)):
            rest = listed[:index] + listed[index + 1 :]
            yield f"{name} without {index + 1}", replace(duty, **{name: rest})
