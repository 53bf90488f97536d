"""The derivation 推导: how a duty came to its verdict, every figure with its provision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .diagram import Facts
from .duties import Duty
from .expressions import (
    All,
    Among,
    Case,
    Compare,
    Constant,
    Expression,
    Figure,
    Linear,
    Named,
    Not,
    Some,
)
from .facts import Between, Choice, Day, Paper, Quantity
from .outline import Provision
from .possible import spans, truths
from .sentences import sentence
from .standards import printed


@dataclass(frozen=True)
class Step:
    """One step: what was asked, what it came to, by which provision, and what lies below it.

    ``truth`` is True, False, or None where it cannot be told (or the step is a figure).
    """

    kind: str
    text: str
    value: str
    truth: bool | None
    provision: Provision | None
    below: tuple[Step, ...]


def derive(duty: Duty, facts: Facts, figures: Mapping[str, int]) -> list[Step]:
    """The steps of a duty in the order in which they are asked."""
    told = [("applies", duty.applies, "", duty.provision)]
    told += [("part", part.condition, part.title, duty.provision) for part in duty.parts]
    told += [("excuse", e.condition, e.title, e.provision) for e in duty.excuses]
    told += [("reserve", r.condition, r.title, r.provision) for r in duty.reserves]
    return [
        _titled(kind, title, provision, _step(condition, facts, figures))
        for kind, condition, title, provision in told
        if condition.parts or not isinstance(condition, All)
    ]


def _titled(kind: str, title: str, provision: Provision, step: Step) -> Step:
    text = title or step.text
    if kind in ("excuse", "reserve") and step.truth is False:
        return Step(kind, text, "", False, provision, ())
    below = (step,) if title and title != step.text else step.below
    return Step(kind, text, step.value if not below else "", step.truth, provision, below)


def _step(node: Expression, facts: Facts, figures: Mapping[str, int]) -> Step:
    if isinstance(node, Named):
        inner = _step(node.condition, facts, figures)
        return Step("condition", node.title, "", inner.truth, None, (inner,))
    if isinstance(node, Among):
        known = facts.get(node.fact.key)
        return Step(
            "condition",
            sentence(node),
            _known(node.fact, known),
            _truth(node, facts, figures),
            None,
            (),
        )
    if isinstance(node, Compare):
        sides = tuple(
            _figure(side, facts, figures)
            for side in (node.left, node.right)
            if not isinstance(side, Constant)
        )
        return Step("condition", sentence(node), "", _truth(node, facts, figures), None, sides)
    if isinstance(node, Not | All | Some):
        below = tuple(_step(part, facts, figures) for part in node.parts)
        return Step("condition", sentence(node), "", _truth(node, facts, figures), None, below)
    raise TypeError(f"{type(node).__name__} is no condition")


def _truth(node: Expression, facts: Facts, figures: Mapping[str, int]) -> bool | None:
    found = truths(node, facts, figures)
    return next(iter(found)) if len(found) == 1 else None


def _figure(node: Expression, facts: Facts, figures: Mapping[str, int]) -> Step:
    """A figure with its value; a standard with the provision that sets it."""
    if isinstance(node, Figure):
        standard = node.standard
        value = printed(figures[standard.name], standard.unit)
        return Step(
            "standard", standard.title, f"{value} {standard.unit}", None, standard.provision, ()
        )
    if isinstance(node, Choice | Paper | Quantity | Day):
        return Step("fact", node.key, _known(node, facts.get(node.key)), None, None, ())
    if isinstance(node, Case):
        return _case(node, facts, figures)
    if isinstance(node, Constant):
        return Step("figure", sentence(node), "", None, None, ())
    if isinstance(node, Linear):
        ends = {end for span in spans(node, facts, figures) for end in span}
        told = "–".join(str(end) for end in sorted(ends))
        return Step("figure", sentence(node), told, None, None, ())
    raise TypeError(f"{type(node).__name__} is no figure")


def _case(node: Case, facts: Facts, figures: Mapping[str, int]) -> Step:
    """The branches that are still possible, each with its condition and figure."""
    below = []
    for condition, figure in node.branches:
        truth = _truth(condition, facts, figures)
        if truth is not False:
            below += [_step(condition, facts, figures), _figure(figure, facts, figures)]
        if truth is True:
            return Step("figure", "按情形适用的标准", "", None, None, tuple(below))
    below.append(_figure(node.otherwise, facts, figures))
    if len(below) == 1:
        return below[0]
    return Step("figure", "按情形适用的标准", "", None, None, tuple(below))


def _known(fact: Choice | Paper | Quantity | Day, value: object) -> str:
    if value is None:
        return "不知道"
    if isinstance(value, Between):
        return f"{value.low}–{value.high}"
    if isinstance(fact, Quantity) and isinstance(value, int):
        return f"{printed(value, fact.unit)} {fact.unit}"
    return str(value)
