"""Conditions and figures as sentences, in Chinese and in English, for people who check a rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .arithmetic import HUNDRED_PER_CENT, Bounded, Later, Product, Rounded
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


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    chinese: bool
    denied: str
    is_one: str
    given: str
    not_given: str
    listed: str
    before: str
    until: str
    always: str
    never: str
    both: str
    either: str
    bracketed: str
    branch: str
    otherwise: str
    next_branch: str
    rounded: str
    divided: str
    at_most: str
    at_least: str
    later: str


CHINESE = Words(
    True, "并非（{}）", "{}为{}", "{}已有", "{}为无", "、", "{}在 {} 之前", "{}在 {} 或之前",
    "在任何情形下", "在任何情形下都不", "，且", "，或者", "（{}）",
    "{}的，{}", "其他情形，{}", "；",
    "{}，四舍五入", "{} ÷ {}，四舍五入", "{}，最高不超过{}", "{}，不少于{}", "{}之后{}",
)  # fmt: skip
ENGLISH = Words(
    False, "not ({})", "{} is {}", "{} is given", "{} is none", " or ", "{} is before {}",
    "{} is on or before {}", "in every case", "in no case", " and ", " or ", "({})",
    "where {}, {}", "otherwise {}", "; ", "{}, rounded half up", "{} ÷ {}, rounded half up",
    "{}, at most {}", "{}, at least {}", "{} and {}",
)  # fmt: skip


def sentence(node: Expression, words: Words = CHINESE) -> str:
    """A condition or figure in words; standards are named, not counted out."""
    if isinstance(node, Named):
        return node.title if words.chinese else node.english or node.title
    if isinstance(node, Among):
        return _among(node, words)
    if isinstance(node, Compare):
        return _compare(node, words)
    if isinstance(node, Not):
        return words.denied.format(sentence(node.operand, words))
    if isinstance(node, All | Some):
        return _joined(node, words)
    if isinstance(node, Figure):
        return node.standard.title if words.chinese else node.standard.english
    if isinstance(node, Constant):
        return str(node.value)
    if isinstance(node, Choice | Paper | Quantity | Day):
        return name_of(node, words)
    return _figure(node, words)


def name_of(fact: Choice | Paper | Quantity | Day, words: Words) -> str:
    """A fact's name in the language."""
    return fact.key if words.chinese else fact.english or fact.key


def _figure(node: Expression, words: Words) -> str:
    told = [sentence(part, words) for part in node.parts]
    if isinstance(node, Case):
        pairs = zip(told[:-1:2], told[1:-1:2], strict=True)
        branches = [words.branch.format(*pair) for pair in pairs]
        return words.next_branch.join([*branches, words.otherwise.format(told[-1])])
    if isinstance(node, Linear):
        return _sum(node, told)
    if isinstance(node, Product):
        return " × ".join(told)
    if isinstance(node, Rounded):
        if node.divisor == HUNDRED_PER_CENT:
            return words.rounded.format(told[0])
        return words.divided.format(told[0], node.divisor)
    if isinstance(node, Bounded):
        return (words.at_most if node.least else words.at_least).format(*told)
    assert isinstance(node, Later)
    return words.later.format(*told)


def _sum(node: Linear, told: list[str]) -> str:
    text = ""
    for (factor, _), term in zip(node.terms, told, strict=True):
        sign = " − " if factor < 0 else " + " if text else ""
        text += sign + (term if abs(factor) == 1 else f"{abs(factor)} × {term}")
    return text.strip()


def _among(node: Among, words: Words) -> str:
    name = name_of(node.fact, words)
    if isinstance(node.fact, Paper):
        return (words.given if GIVEN in node.values else words.not_given).format(name)
    values = [option for option in node.fact.options if option in node.values]
    return words.is_one.format(name, words.listed.join(values))


def _compare(node: Compare, words: Words) -> str:
    left, right = node.left, node.right
    if isinstance(left, Day) and isinstance(right, Constant):
        day = dt.date.fromordinal(right.value).isoformat()
        form = words.before if node.operator == "<" else words.until
        return form.format(name_of(left, words), day)
    sign = "＜" if node.operator == "<" else "≤"
    return f"{sentence(left, words)} {sign} {sentence(right, words)}"


def _joined(node: All | Some, words: Words) -> str:
    if not node.operands:
        return words.always if isinstance(node, All) else words.never
    word = words.both if isinstance(node, All) else words.either
    return word.join(
        words.bracketed.format(sentence(o, words))
        if isinstance(o, All | Some | Case)
        else sentence(o, words)
        for o in node.operands
    )
