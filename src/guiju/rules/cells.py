"""Finite cells: the blanks that a condition asks for more than once, split into its own values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from math import prod

from .compiling import Compiler
from .diagram import Facts
from .errors import RuleError
from .expressions import Among, Case, Expression
from .facts import Between, Choice, Day, Known, Paper, Quantity
from .places import Place
from .possible import truths

MOST = 64
"""How many combinations of cells a condition may need (DESIGN §3)."""


def occurrences(node: Expression) -> Counter[str]:
    """How often a fact is asked for on one way through a condition."""
    if isinstance(node, Among):
        return Counter({node.fact.key: 1})
    if isinstance(node, Choice | Paper | Quantity | Day):
        return Counter({node.key: 1})
    if isinstance(node, Case):
        figures = [occurrences(figure) for _, figure in node.branches]
        most = occurrences(node.otherwise)
        for found in figures:
            most |= found
        return sum((occurrences(condition) for condition, _ in node.branches), most)
    return sum((occurrences(part) for part in node.parts), Counter())


def repeated(node: Expression, figures: Mapping[str, int]) -> dict[str, list[Known | Between]]:
    """The facts asked for more than once, each with one value for every cell."""
    often = [key for key, count in occurrences(node).items() if count > 1]
    variables = Compiler(figures, [node], mixed=True).variables
    return {key: variables[key].representatives() for key in often}


def refuse_too_many(
    node: Expression, figures: Mapping[str, int], where: str, place: Place | None = None
) -> None:
    """A condition whose repeated facts need more than 64 combinations of cells is refused."""
    cells = {key: len(values) for key, values in repeated(node, figures).items()}
    if prod(cells.values()) > MOST:
        told = f"repeated facts of at most {MOST} combinations of cells"
        raise RuleError(where, cells, told, place=place)


def settled(node: Expression, facts: Facts, figures: Mapping[str, int]) -> frozenset[bool]:
    """Which of true and false a condition can still be, exactly: joined over all cells."""
    return frozenset(
        truth
        for combination in _combinations(node, facts, figures)
        for truth in truths(node, {**facts, **combination}, figures)
    )


def _combinations(
    node: Expression, facts: Facts, figures: Mapping[str, int]
) -> Iterator[dict[str, Known | Between]]:
    blank = {k: v for k, v in repeated(node, figures).items() if facts.get(k) is None}
    for values in product(*blank.values()):
        yield dict(zip(blank, values, strict=True))
