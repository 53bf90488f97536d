"""Phrases 短语: a single condition as people say it: the fact first, figures in brackets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from .arithmetic import Later
from .expressions import Among, Compare, Constant, Expression, Figure, Not, walk
from .facts import Choice, Day, Paper, Quantity
from .sentences import Words, name_of, sentence
from .standards import in_english
from .telling import with_unit

YES, NO = "是", "否"
_ENGLISH_OPTIONS = {YES: "yes", NO: "no"}

_FIGURES = {("<=", False): ("{}不超过{}", "{} does not exceed {}"),
            ("<", False): ("{}少于{}", "{} is less than {}"),
            ("<=", True): ("{}不少于{}", "{} is not less than {}"),
            ("<", True): ("{}多于{}", "{} exceeds {}")}  # fmt: skip
_DAYS = {("<=", False): ("{}不晚于{}", "{} is not after {}"),
         ("<", False): ("{}早于{}", "{} is before {}"),
         ("<=", True): ("{}不早于{}", "{} is not before {}"),
         ("<", True): ("{}晚于{}", "{} is after {}")}  # fmt: skip


def option(value: str, words: Words) -> str:
    """One of a fact's values; 是 and 否 in the language."""
    return value if words.chinese else _ENGLISH_OPTIONS.get(value, value)


def phrase(node: Expression, words: Words) -> str:
    """A condition without parts of its own, as people say it."""
    if isinstance(node, Not) and isinstance(node.operand, Among):
        return _among(node.operand, words, denied=True)
    if isinstance(node, Among):
        return _among(node, words, denied=False)
    if isinstance(node, Compare):
        return _compare(node, words)
    return sentence(node, words)


def figured(node: Expression, figures: Mapping[str, int] | None) -> Expression:
    """The same tree with the figure of every standard in brackets behind its name."""
    if figures is None:
        return node
    if isinstance(node, Figure):
        standard = node.standard
        value = with_unit(figures[standard.name], standard.unit)
        told = replace(
            standard,
            title=f"{standard.title}（{value}）",
            english=f"{standard.english} ({in_english(value)})",
        )
        return Figure(told)
    return node.rebuilt(tuple(figured(part, figures) for part in node.parts))


def _among(node: Among, words: Words, *, denied: bool) -> str:
    if isinstance(node.fact, Paper):
        told = sentence(node, words)
        if not denied:
            return told
        return f"并非（{told}）" if words.chinese else f"not ({told})"
    name, options = name_of(node.fact, words), node.fact.options
    if set(options) == {YES, NO} and len(node.values) == 1:
        (value,) = node.values
        told = option({YES: NO, NO: YES}[value] if denied else value, words)
        return f"{name}：{told}" if words.chinese else f"{name}: {told}"
    listed = ("、" if words.chinese else " or ").join(
        option(value, words) for value in options if value in node.values
    )
    if words.chinese:
        return f"{name}{'不是' if denied else '为'}{listed}"
    return f"{name} is {'not ' if denied else ''}{listed}"


def _compare(node: Compare, words: Words) -> str:
    left, right = node.left, node.right
    turned = not _asks(left) and _asks(right)
    if isinstance(left, Later) and isinstance(right, Day):
        turned = True
    first, second = (right, left) if turned else (left, right)
    days = _is_day(first) or _is_day(second)
    form = (_DAYS if days else _FIGURES)[node.operator, turned][0 if words.chinese else 1]
    return form.format(_side(first, words, days=days), _side(second, words, days=days))


def _side(node: Expression, words: Words, *, days: bool) -> str:
    if isinstance(node, Later) and not words.chinese:
        day, months = (sentence(part, words) for part in node.parts)
        return f"{day} plus {months}"
    if isinstance(node, Constant):
        told = dt.date.fromordinal(node.value).isoformat() if days else str(node.value)
        return f" {told}" if words.chinese else told
    return sentence(node, words)


def _asks(node: Expression) -> bool:
    return any(isinstance(one, Quantity | Day | Choice | Paper) for one in walk(node))


def _is_day(node: Expression) -> bool:
    return isinstance(node, Day | Later)
