"""Conditions as readable Chinese, the same words for the page, the derivation and the version."""

from __future__ import annotations

import datetime as dt

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
from .facts import GIVEN, Choice, Day, Paper, Quantity


def sentence(node: Expression) -> str:
    """A condition or figure in words; standards are named, not counted out."""
    if isinstance(node, Named):
        return node.title
    if isinstance(node, Among):
        return _among(node)
    if isinstance(node, Compare):
        return _compare(node)
    if isinstance(node, Not):
        return f"并非（{sentence(node.operand)}）"
    if isinstance(node, All | Some):
        return _joined(node)
    if isinstance(node, Case):
        branches = "；".join(f"{sentence(c)}的，{sentence(n)}" for c, n in node.branches)
        return f"{branches}；其他情形，{sentence(node.otherwise)}"
    if isinstance(node, Linear):
        return " + ".join(f"{factor} × {sentence(term)}" for factor, term in node.terms)
    if isinstance(node, Figure):
        return node.standard.title
    if isinstance(node, Constant):
        return str(node.value)
    assert isinstance(node, Choice | Paper | Quantity | Day)
    return node.key


def _among(node: Among) -> str:
    if isinstance(node.fact, Paper):
        return f"{node.fact.key}{'已有' if GIVEN in node.values else '为无'}"
    values = [option for option in node.fact.options if option in node.values]
    return f"{node.fact.key}为{'、'.join(values)}"


def _compare(node: Compare) -> str:
    left, right = node.left, node.right
    if isinstance(left, Day) and isinstance(right, Constant):
        day = dt.date.fromordinal(right.value).isoformat()
        return f"{left.key}在 {day} {'之前' if node.operator == '<' else '或之前'}"
    return f"{sentence(left)} {'＜' if node.operator == '<' else '≤'} {sentence(right)}"


def _joined(node: All | Some) -> str:
    if not node.operands:
        return "在任何情形下" if isinstance(node, All) else "在任何情形下都不"
    word = "，且" if isinstance(node, All) else "，或者"
    return word.join(
        f"（{sentence(o)}）" if isinstance(o, All | Some | Case) else sentence(o)
        for o in node.operands
    )
