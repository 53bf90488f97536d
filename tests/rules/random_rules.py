"""Random small rules, the plainest reading of them, and what all completions of blanks say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st

from guiju.rules import (
    ALWAYS,
    Aggregate,
    Choice,
    CompiledMatter,
    Duty,
    Entitlement,
    Excuse,
    Grant,
    Matter,
    Paper,
    Part,
    Quantity,
    Records,
    Reserve,
    Strength,
    at_least,
    at_most,
    case,
)
from guiju.rules.arithmetic import Bounded, Product, Rounded
from guiju.rules.expressions import (
    All,
    Among,
    Case,
    Compare,
    Constant,
    Expression,
    Linear,
    Not,
    Number,
    Some,
)
from guiju.rules.outline import Provision
from guiju.texts import Address

COLOUR = Choice("colour", ("red", "green", "blue"))
SIZE = Choice("size", ("small", "large"))
LETTER = Paper("letter")
PRICE = Quantity("price", "元", 0, 5)
WEIGHT = Quantity("weight", "元", 0, 3)
KIND = Choice("kind", ("good", "bad"))
SUM = Quantity("sum", "元", 0, 2)
ITEMS = Records("items", "items", "items", (KIND, SUM), most=3)
FACTS = (COLOUR, SIZE, LETTER, PRICE, WEIGHT)
GOOD = ITEMS.sum("good sum", SUM, KIND == "good")
EVERY = ITEMS.sum("whole sum", SUM)
COUNT = ITEMS.count("bad count", KIND == "bad")
DOMAINS: dict[str, list[Any]] = {
    "colour": list(COLOUR.options),
    "size": list(SIZE.options),
    "letter": ["无", "12"],
    "price": list(range(6)),
    "weight": list(range(4)),
    "kind": list(KIND.options),
    "sum": list(range(3)),
}


def cited(number: int) -> Provision:
    """A provision to cite."""
    return Provision(
        "某发〔2020〕1号", Address.parse(f"{number}/1"), "", "", "", "executed", (), ()
    )


# Random trees.

literals = st.one_of(
    st.sets(st.sampled_from(COLOUR.options), min_size=1, max_size=2).map(
        lambda s: COLOUR.among(*s)
    ),
    st.sampled_from(SIZE.options).map(lambda v: v == SIZE),
    st.just(LETTER.given),
    st.integers(0, 5).map(lambda n: n >= PRICE),
    st.integers(0, 3).map(lambda n: n < WEIGHT),
    st.integers(0, 2).map(lambda n: n >= COUNT),
    st.integers(0, 4).map(lambda n: n >= GOOD),
)
conditions: st.SearchStrategy[Expression] = st.recursive(
    literals,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: pair[0] & pair[1]),
        st.tuples(inner, inner).map(lambda pair: pair[0] | pair[1]),
        inner.map(lambda node: ~node),
    ),
    max_leaves=3,
)
figures: st.SearchStrategy[Number] = st.one_of(
    st.integers(0, 4).map(Constant),
    st.sampled_from([PRICE, WEIGHT, GOOD, EVERY]),
    st.just(PRICE * WEIGHT),
    st.tuples(st.sampled_from([PRICE, WEIGHT]), st.integers(1, 3)).map(lambda p: p[0] * p[1]),
    st.just(PRICE + WEIGHT),
)
amounts: st.SearchStrategy[Number] = st.one_of(
    figures,
    st.tuples(figures, st.integers(2, 4)).map(lambda p: Rounded(p[0], p[1])),
    st.tuples(figures, st.integers(0, 5)).map(lambda p: at_most(p[0], p[1])),
    st.tuples(figures, st.integers(0, 3)).map(lambda p: at_least(p[0], p[1])),
    st.tuples(literals, figures, figures).map(lambda p: case((p[0], p[1]), otherwise=p[2])),
)
known_facts = {f.key: st.sampled_from(DOMAINS[f.key]) for f in FACTS}
subjects = st.fixed_dictionaries({key: st.none() | found for key, found in known_facts.items()})
items = st.lists(
    st.fixed_dictionaries({k: st.none() | st.sampled_from(DOMAINS[k]) for k in ("kind", "sum")}),
    max_size=2,
)


@st.composite
def grants(draw: st.DrawFn) -> Grant:
    """A grant of one to three cases, each later one over all before it; perhaps a reserve."""
    count = draw(st.integers(1, 3))
    pays = draw(st.booleans())
    made = tuple(
        Entitlement(
            f"case{i}",
            f"case{i}",
            f"case{i}",
            cited(i + 1),
            draw(conditions),
            draw(amounts) if pays else None,
            tuple(f"case{j}" for j in range(i)),
        )
        for i in range(count)
    )
    reserves = draw(st.lists(literals, max_size=1))
    return Grant(
        "grant", cited(1), Strength.MUST, "grant", "grant", made,
        tuple(Reserve("person", "person", cited(9), r) for r in reserves),
    )  # fmt: skip


@st.composite
def duties(draw: st.DrawFn) -> tuple[Duty, ...]:
    """One to three duties, some of them under one address."""
    return tuple(
        Duty(
            f"duty{i}",
            cited(draw(st.integers(1, 2))),
            draw(st.sampled_from([Strength.MUST, Strength.NORMALLY])),
            "duty",
            "duty",
            tuple(Part("part", "part", draw(conditions), (PRICE,)) for _ in range(2)),
            applies=draw(conditions),
            excuses=tuple(
                Excuse("e", "e", cited(8), c) for c in draw(st.lists(literals, max_size=1))
            ),
            reserves=tuple(
                Reserve("r", "r", cited(9), c) for c in draw(st.lists(literals, max_size=1))
            ),
        )
        for i in range(draw(st.integers(1, 3)))
    )


def compiled(*, grant: Grant | None = None, duties: tuple[Duty, ...] = ()) -> CompiledMatter:
    """A matter of a random rule; RuleError where it is refused at load."""
    matter = Matter("matter", "matter", "matter", "name", grant, duties)
    return CompiledMatter(matter, {}, ALWAYS, FACTS, "0")


# The plainest reading there is, on facts all known.


def whole(node: Expression, facts: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Any:
    """What a node comes to where every fact is known."""
    below = SimpleNamespace(of=lambda part: whole(part, facts, rows))
    if isinstance(node, Aggregate):
        assert node.value is not None
        return sum(whole(node.value, row, ()) for row in rows if whole(node.where, row, ()))
    if isinstance(node, Among):
        return node.fact.classify(facts[node.fact.key]) in node.values
    if isinstance(node, Not):
        return not below.of(node.operand)
    if isinstance(node, All | Some):
        return (all if isinstance(node, All) else any)(below.of(part) for part in node.operands)
    if isinstance(node, Compare):
        left, right = below.of(node.left), below.of(node.right)
        return left < right if node.operator == "<" else left <= right
    if isinstance(node, Case):
        chosen = [figure for condition, figure in node.branches if below.of(condition)]
        return below.of(chosen[0] if chosen else node.otherwise)
    if isinstance(node, Linear):
        return sum(k * below.of(term) for k, term in node.terms)
    if isinstance(node, Product):
        return below.of(node.left) * below.of(node.right)
    if isinstance(node, Rounded):
        quotient, rest = divmod(below.of(node.over), node.divisor)
        return quotient + (1 if 2 * rest >= node.divisor else 0)
    if isinstance(node, Bounded):
        return (min if node.least else max)(below.of(node.left), below.of(node.right))
    return node.value if isinstance(node, Constant) else facts[node.key]  # type: ignore[attr-defined]


def granted(grant: Grant, facts: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Any:
    """Verdict and amount of a random grant: its last case that holds is over all others."""
    for entitlement in reversed(grant.entitlements):
        if not whole(entitlement.condition, facts, rows):
            continue
        if any(whole(reserve.condition, facts, rows) for reserve in grant.reserves):
            return "unknown", None
        if entitlement.amount is None:
            return "entitled", None
        amount = whole(entitlement.amount, facts, rows)
        return ("entitled" if amount > 0 else "not entitled"), amount
    return "not entitled", 0 if grant.pays else None


def judged_all(
    found: Sequence[Duty], facts: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> dict[str, str]:
    """The verdict of each address on facts all known: the worst of its duties'."""
    order = ("conforms", "unknown", "breach")
    told: dict[str, str] = {}
    for duty in found:
        holds = {
            name: [whole(part.condition, facts, rows) for part in getattr(duty, name)]
            for name in ("parts", "excuses", "reserves")
        }
        verdict = "unknown" if any(holds["reserves"]) else "breach"
        applies = whole(duty.applies, facts, rows)
        if not applies or all(holds["parts"]) or any(holds["excuses"]):
            verdict = "conforms"
        address = str(duty.provision)
        told[address] = max(verdict, told.get(address, "conforms"), key=order.index)
    return told


def completions(
    facts: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> tuple[list[tuple[int | None, str]], Iterator[tuple[tuple[Any, ...], Any, Any]]]:
    """The blanks, and every way to fill them in."""
    blanks: list[tuple[int | None, str]] = [(None, k) for k, v in facts.items() if v is None]
    blanks += [(i, k) for i, row in enumerate(rows) for k, v in row.items() if v is None]

    def filled() -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
        for values in product(*(DOMAINS[key] for _, key in blanks)):
            here, there = dict(facts), [dict(row) for row in rows]
            for (place, key), value in zip(blanks, values, strict=True):
                (here if place is None else there[place])[key] = value
            yield values, here, there

    return blanks, filled()


DAY = dt.date(2026, 1, 1)
