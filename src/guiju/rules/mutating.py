"""Mutants of a rulebook: each differs in one place, and some case must notice each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .duties import Duty, Strength
from .expressions import All, Among, Case, Compare, Constant, Expression, Not, Some, walk
from .rulebook import Compiled, Rulebook
from .sentences import sentence


@dataclass(frozen=True)
class Mutant:
    """A rulebook changed in one place: what was done, and the changed rulebook compiled."""

    what: str
    rules: Compiled


def mutants(rulebook: Rulebook, day: dt.date) -> Iterator[Mutant]:
    """Every mutant, one after another."""
    figures = {name: standard.on(day) for name, standard in rulebook.standards.items()}
    for name, value in figures.items():
        for step in (-1, 1):
            yield Mutant(f"{name} {step:+}", Compiled(rulebook, {**figures, name: value + step}))
    for node in _nodes(rulebook):
        for what, other in _others(node):
            changed = _changed(rulebook, node, other)
            yield Mutant(f"{what}: {sentence(node)}", Compiled(changed, figures))
    for index, duty in enumerate(rulebook.duties):
        for what, other_duty in _other_duties(duty):
            duties = [*rulebook.duties]
            duties[index : index + 1] = [other_duty] if other_duty else []
            changed = replace(rulebook, duties=tuple(duties))
            yield Mutant(f"{duty.name}: {what}", Compiled(changed, figures))


def _nodes(rulebook: Rulebook) -> list[Expression]:
    """Every node once, however many duties share it."""
    roots = [rulebook.binds, *(c for duty in rulebook.duties for c in duty.conditions())]
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
    elif isinstance(node, Case):
        for index in range(len(node.branches)):
            left = node.branches[:index] + node.branches[index + 1 :]
            yield f"without branch {index + 1}", Case(left, node.otherwise)


def _changed(rulebook: Rulebook, node: Expression, other: Expression) -> Rulebook:
    """The rulebook with one node in the place of another, wherever it stands."""

    def put(root: Expression) -> Expression:
        if root is node:
            return other
        parts = tuple(put(part) for part in root.parts)
        unchanged = all(a is b for a, b in zip(parts, root.parts, strict=True))
        return root if unchanged else root.rebuilt(parts)

    def changed(duty: Duty) -> Duty:
        return replace(
            duty,
            applies=put(duty.applies),
            parts=tuple(replace(p, condition=put(p.condition)) for p in duty.parts),
            excuses=tuple(replace(e, condition=put(e.condition)) for e in duty.excuses),
            reserves=tuple(replace(r, condition=put(r.condition)) for r in duty.reserves),
            repeats=tuple(replace(r, condition=put(r.condition)) for r in duty.repeats),
        )

    duties = tuple(changed(duty) for duty in rulebook.duties)
    return replace(rulebook, binds=put(rulebook.binds), duties=duties)


def _other_duties(duty: Duty) -> Iterator[tuple[str, Duty | None]]:
    yield "dropped", None
    weaker = Strength.NORMALLY if duty.strength is Strength.MUST else Strength.MUST
    yield "another strength", replace(duty, strength=weaker)
    for name in ("parts", "excuses", "reserves", "also", "repeats"):
        listed = getattr(duty, name)
        for index in range(len(listed)):
            rest = listed[:index] + listed[index + 1 :]
            yield f"{name} without {index + 1}", replace(duty, **{name: rest})
