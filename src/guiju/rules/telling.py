"""The explaining reader: every node of a tree with what it came to on the facts of one case.

A tree is turned once into functions; each then tells a case as nested steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from operator import mul
from typing import Any, NamedTuple

from .arithmetic import Bounded, Later, Product, Rounded, months_later
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
from .joint import Facts, extent
from .outline import Provision
from .sentences import CHINESE, ENGLISH, name_of, sentence
from .standards import DAY, in_english, printed

UNKNOWN = "不知道"


class Step(NamedTuple):
    """One step: what was asked, what it came to, by which provision, and what lies below it.

    ``truth`` is True, False, or None where it cannot be told (or the step is a figure).
    """

    kind: str
    text: str
    english: str
    value: str
    truth: bool | None
    provision: Provision | None
    below: tuple[Step, ...]

    @property
    def value_in_english(self) -> str:
        """The value with its unit in English."""
        return "not known" if self.value == UNKNOWN else in_english(self.value)


new_step = tuple.__new__  # A step made without the detour over keyword arguments: twice as fast.
Condition = Callable[[Facts], Step]
Numeric = Callable[[Facts], tuple[int, int, Step]]


class Teller:
    """The functions that explain, made once for the figures of a day."""

    def __init__(self, figures: Mapping[str, int]) -> None:
        self._figures = figures
        self._conditions: dict[int, Condition] = {}
        self._numbers: dict[int, Numeric] = {}
        self._kept: list[Expression] = []

    def told(self, node: Expression, facts: Facts) -> Step:
        """A condition or a figure on the facts of a case."""
        if isinstance(node, Named | Not | All | Some | Among | Compare):
            return self.condition(node)(facts)
        return self.number(node)(facts)[2]

    def condition(self, node: Expression) -> Condition:
        """The function that tells a condition; its truth is the fifth of what it gives."""
        if id(node) not in self._conditions:
            self._kept.append(node)
            self._conditions[id(node)] = self._condition(node)
        return self._conditions[id(node)]

    def number(self, node: Expression) -> Numeric:
        """The function that tells a figure: its least and greatest value, and the telling."""
        if id(node) not in self._numbers:
            self._kept.append(node)
            self._numbers[id(node)] = self._number(node)
        return self._numbers[id(node)]

    def _condition(self, node: Expression) -> Condition:
        texts = sentence(node), sentence(node, ENGLISH)
        if isinstance(node, Named):
            return _named(texts, self.condition(node.condition))
        if isinstance(node, Among):
            return _among(node, texts)
        if isinstance(node, Compare):
            return self._compare(node, texts)
        below = [self.condition(part) for part in node.parts]
        if isinstance(node, Not):
            return _not(texts, below[0])
        assert isinstance(node, All | Some)
        return _group(texts, below, deciding=isinstance(node, Some))

    def _compare(self, node: Compare, texts: tuple[str, str]) -> Condition:
        left, right = self.number(node.left), self.number(node.right)
        shown = [not isinstance(side, Constant) for side in (node.left, node.right)]
        strict = 1 if node.operator == "<" else 0

        def tell(facts: Facts) -> Step:
            low, high, first = left(facts)
            least, most, second = right(facts)
            truth = None
            if high + strict <= least:
                truth = True
            elif low + strict > most:
                truth = False
            below = tuple(t for t, show in zip((first, second), shown, strict=True) if show)
            return new_step(Step, ("condition", *texts, "", truth, None, below))

        return tell

    def _number(self, node: Expression) -> Numeric:
        if isinstance(node, Constant):
            value = node.value
            told: Step = Step("figure", str(value), str(value), "", None, None, ())
            return lambda facts: (value, value, told)
        if isinstance(node, Figure):
            return self._figure(node)
        if isinstance(node, Choice | Paper | Quantity | Day):
            return _fact(node)
        texts = sentence(node), sentence(node, ENGLISH)
        if isinstance(node, Case):
            return self._case(node, texts)
        if isinstance(node, Rounded) and isinstance(node.over, Product):
            # The product before its division is no figure that means anything by itself.
            parts = node.over.parts
        else:
            parts = node.parts
        return _worked_out(node, texts, [self.number(part) for part in parts])

    def _figure(self, node: Figure) -> Numeric:
        standard = node.standard
        value = self._figures[standard.name]
        text = with_unit(value, standard.unit)
        told = Step(
            "standard", standard.title, standard.english, text, None, standard.provision, ()
        )
        return lambda facts: (value, value, told)

    def _case(self, node: Case, texts: tuple[str, str]) -> Numeric:
        branches = [(self.condition(c), self.number(n)) for c, n in node.branches]
        otherwise = self.number(node.otherwise)

        def tell(facts: Facts) -> tuple[int, int, Step]:
            below: list[Step] = []
            ends: list[int] = []
            for condition, figure in branches:
                asked = condition(facts)
                if asked[4] is False:
                    continue
                low, high, told = figure(facts)
                ends += (low, high)
                below += (asked, told)
                if asked[4] is True:
                    break
            else:
                low, high, told = otherwise(facts)
                ends += (low, high)
                below.append(told)
            if len(below) == 1:
                return min(ends), max(ends), below[0]
            words = ("按情形适用的标准", "the standard for the case")
            return min(ends), max(ends), Step("figure", *words, "", None, None, tuple(below))

        return tell


def with_unit(value: int, unit: str) -> str:
    """A figure as people print it, with its unit; a day without; nothing where it has none."""
    if not unit:
        return ""
    return f"{printed(value, unit)} {unit}" if unit != DAY else printed(value, unit)


def unit_of(node: Expression) -> str:
    """The unit of a figure: of its first part that is no rate."""
    if isinstance(node, Figure):
        return node.standard.unit
    if isinstance(node, Quantity | Day):
        return node.unit
    if isinstance(node, Later):
        return DAY
    if isinstance(node, Product):
        units = [unit for unit in map(unit_of, node.parts) if unit != "%"]
        return units[0] if len(units) == 1 else ""
    parts = node.parts[1::2] if isinstance(node, Case) else node.parts
    return next((unit for unit in map(unit_of, parts) if unit), "")


def _named(texts: tuple[str, str], inner: Condition) -> Condition:
    def tell(facts: Facts) -> Step:
        told = inner(facts)
        return new_step(Step, ("condition", *texts, "", told[4], None, (told,)))

    return tell


def _among(node: Among, texts: tuple[str, str]) -> Condition:
    key, values, fact = node.fact.key, node.values, node.fact
    truths = {option in values for option in fact.options}
    blank = truths.pop() if len(truths) == 1 else None

    def step(value: str, truth: bool | None) -> Step:
        return new_step(Step, ("condition", *texts, value, truth, None, ()))

    unknown = step(UNKNOWN, blank)
    told = {option: step(option, option in values) for option in fact.options}
    if isinstance(fact, Paper):
        told = {}  # A number or name is told as it stands.

    def tell(facts: Facts) -> Step:
        value: Any = facts.get(key)
        if value in told:
            return told[value]
        if value is None or isinstance(value, Between):
            return unknown
        return step(value, fact.classify(value) in values)

    return tell


def _not(texts: tuple[str, str], inner: Condition) -> Condition:
    def tell(facts: Facts) -> Step:
        told = inner(facts)
        truth = None if told[4] is None else not told[4]
        return new_step(Step, ("condition", *texts, "", truth, None, (told,)))

    return tell


def _group(texts: tuple[str, str], below: list[Condition], *, deciding: bool) -> Condition:
    def tell(facts: Facts) -> Step:
        told = tuple([condition(facts) for condition in below])
        truths = {step[4] for step in told}
        truth = deciding if deciding in truths else None if None in truths else not deciding
        return new_step(Step, ("condition", *texts, "", truth, None, told))

    return tell


def _fact(fact: Choice | Paper | Quantity | Day) -> Numeric:
    assert isinstance(fact, Quantity | Day)
    key, unit = fact.key, fact.unit
    names = (name_of(fact, CHINESE), name_of(fact, ENGLISH))
    kind = "sum" if type(fact) is not Quantity and isinstance(fact, Quantity) else "fact"

    money = unit == "元"

    def tell(facts: Facts) -> tuple[int, int, Step]:
        value = facts.get(key)
        if value is None:
            return fact.low, fact.high, new_step(Step, (kind, *names, UNKNOWN, None, None, ()))
        if type(value) is int:
            text = f"{value // 100}.{value % 100:02d} 元" if money else with_unit(value, unit)
            return value, value, new_step(Step, (kind, *names, text, None, None, ()))
        low, high = extent(fact, value)
        text = with_unit(low, unit)
        if low != high:
            bound = isinstance(value, Between) and high >= fact.high
            text = f"{text} – {'？' if bound else with_unit(high, unit)}"
        return low, high, new_step(Step, (kind, *names, text, None, None, ()))

    return tell


def _worked_out(node: Expression, texts: tuple[str, str], below: list[Numeric]) -> Numeric:
    unit, work = unit_of(node), _ends(node)
    money = unit == "元"

    def tell(facts: Facts) -> tuple[int, int, Step]:
        found = [part(facts) for part in below]
        low, high = work(*found)
        text = f"{low // 100}.{low % 100:02d} 元" if money and low >= 0 else with_unit(low, unit)
        if low != high:
            text = f"{text} – {with_unit(high, unit)}"
        told = tuple([part[2] for part in found])
        return low, high, new_step(Step, ("amount", *texts, text, None, None, told))

    of = _of_two(node)
    if of is None or len(below) != 2 or not money:
        return tell
    first, second = below

    def tell_two(facts: Facts) -> tuple[int, int, Step]:
        a, b = first(facts), second(facts)
        if a[0] != a[1] or b[0] != b[1] or (value := of(a[0], b[0])) < 0:
            return tell(facts)
        text = f"{value // 100}.{value % 100:02d} 元"
        step = new_step(Step, ("amount", *texts, text, None, None, (a[2], b[2])))
        return value, value, step

    return tell_two


def _of_two(node: Expression) -> Callable[[int, int], int] | None:
    """What a node makes of two settled figures; most amounts are a share of a sum with a cap."""
    if isinstance(node, Bounded):
        return min if node.least else max
    if isinstance(node, Product):
        return mul
    if isinstance(node, Rounded) and isinstance(node.over, Product):
        half, divisor = node.divisor // 2, node.divisor
        return lambda a, b: (a * b + half) // divisor
    return None


def _ends(node: Expression) -> Callable[..., tuple[int, int]]:
    """The least and greatest value of a node from those of its parts, each with its step."""
    if isinstance(node, Rounded):
        return _divided(node)
    if isinstance(node, Linear):
        factors = [k for k, _ in node.terms]
        return lambda *found: _summed(factors, found)
    if isinstance(node, Product):
        return _multiplied
    if isinstance(node, Later):
        return lambda a, b: (months_later(a[0], b[0]), months_later(a[1], b[1]))
    assert isinstance(node, Bounded)
    choose = min if node.least else max
    return lambda a, b: (choose(a[0], b[0]), choose(a[1], b[1]))


def _divided(node: Rounded) -> Callable[..., tuple[int, int]]:
    of = node.of
    if not isinstance(node.over, Product):
        return lambda over: (of(over[0]), of(over[1]))

    def divided(*found: Any) -> tuple[int, int]:
        low, high = _multiplied(*found)
        return (value := of(low)), value if low == high else of(high)

    return divided


def _summed(factors: list[int], found: Sequence[Any]) -> tuple[int, int]:
    low = high = 0
    for k, (least, most, _) in zip(factors, found, strict=True):
        ends = (k * least, k * most)
        low, high = low + min(ends), high + max(ends)
    return low, high


def _multiplied(left: Any, right: Any) -> tuple[int, int]:
    (a, b, _), (c, d, _) = left, right
    if a == b and c == d:
        return a * c, a * c
    products = [x * y for x, y in product((a, b), (c, d))]
    return min(products), max(products)
