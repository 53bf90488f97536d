"""The meaning of unknown: diagrams, joined branches with cells, and brute force agree."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.rules import Between, Choice, Paper, Quantity, RuleError, case
from guiju.rules.cells import refuse_too_many, settled
from guiju.rules.compiling import Compiler
from guiju.rules.diagram import decide
from guiju.rules.expressions import All, Among, Case, Compare, Constant, Expression, Not, Some

COLOUR = Choice("colour", ("red", "green", "blue"))
SIZE = Choice("size", ("small", "large"))
LETTER = Paper("letter")
PRICE = Quantity("price", "元", 0, 6)
WEIGHT = Quantity("weight", "元", 0, 4)
FACTS = (COLOUR, SIZE, LETTER, PRICE, WEIGHT)
DOMAINS: dict[str, list[object]] = {
    "colour": list(COLOUR.options),
    "size": list(SIZE.options),
    "letter": ["无", "12"],
    "price": list(range(7)),
    "weight": list(range(5)),
}


def whole(node: Expression, facts: dict[str, object]) -> bool | int:
    """What a node comes to where every fact is known: the plainest reading there is."""
    if isinstance(node, Among):
        return node.fact.classify(facts[node.fact.key]) in node.values  # type: ignore[arg-type]
    if isinstance(node, Not):
        return not whole(node.operand, facts)
    if isinstance(node, All):
        return all(whole(part, facts) for part in node.operands)
    if isinstance(node, Some):
        return any(whole(part, facts) for part in node.operands)
    if isinstance(node, Compare):
        left, right = whole(node.left, facts), whole(node.right, facts)
        return left < right if node.operator == "<" else left <= right
    if isinstance(node, Case):
        for condition, figure in node.branches:
            if whole(condition, facts):
                return whole(figure, facts)
        return whole(node.otherwise, facts)
    if isinstance(node, Constant):
        return node.value
    return facts[node.key]  # type: ignore[attr-defined, return-value]


def brute(node: Expression, known: dict[str, object]) -> tuple[set[bool], set[str]]:
    """All verdicts over all values of the blanks, and the blanks that can alter one."""
    blanks = [key for key in DOMAINS if known.get(key) is None]
    table = {}
    for values in product(*(DOMAINS[key] for key in blanks)):
        table[values] = whole(node, {**known, **dict(zip(blanks, values, strict=True))})
    missing = set()
    for index, key in enumerate(blanks):
        for values, verdict in table.items():
            others = (*values[:index], None, *values[index + 1 :])
            for other in DOMAINS[key]:
                changed = tuple(other if v is None else v for v in others)
                if table[changed] != verdict:
                    missing.add(key)
    return set(table.values()), missing  # type: ignore[arg-type]


choices = st.sampled_from([COLOUR, SIZE]).flatmap(
    lambda fact: st.sets(st.sampled_from(fact.options), min_size=1).map(
        lambda values: fact.among(*values)
    )
)
figures = st.recursive(
    st.integers(-1, 7).map(Constant),
    lambda below: st.tuples(choices, below, below).map(
        lambda told: case((told[0], told[1]), otherwise=told[2])
    ),
    max_leaves=4,
)
comparisons = st.tuples(st.sampled_from([PRICE, WEIGHT]), figures, st.sampled_from("<≤≥>")).map(
    lambda told: {
        "<": told[0] < told[1],
        "≤": told[0] <= told[1],
        "≥": told[0] >= told[1],
        ">": told[0] > told[1],
    }[told[2]]
)
conditions = st.recursive(
    st.one_of(choices, comparisons, st.just(LETTER.given)),
    lambda below: st.one_of(
        st.lists(below, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(below, min_size=1, max_size=3).map(lambda parts: Some(tuple(parts))),
        below.map(Not),
    ),
    max_leaves=8,
)
knowledge = st.fixed_dictionaries(
    {key: st.one_of(st.none(), st.sampled_from(values)) for key, values in DOMAINS.items()}
)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(conditions, knowledge)
def test_diagram_cells_and_brute_force_agree(node: Expression, known: dict[str, object]) -> None:
    verdicts, missing = decide(Compiler({}, [node]).diagram(node), known)  # type: ignore[arg-type]
    wanted, blanks = brute(node, known)
    assert verdicts == wanted
    assert set(missing) == (blanks if len(wanted) == 2 else set())
    assert settled(node, known, {}) == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize("held", [0, 1, 3, Between(0, 4), Between(2, 3), None])
@pytest.mark.parametrize("weight", [0, 2, 4, None])
@pytest.mark.parametrize("factor", [1, 2])
def test_two_facts_compared(held: object, weight: int | None, factor: int) -> None:
    node = PRICE * factor <= WEIGHT
    domain = range(7)
    if isinstance(held, Between):
        domain = range(held.low, held.high + 1)
    elif held is not None:
        domain = range(held, held + 1)  # type: ignore[operator]
    weights = range(5) if weight is None else range(weight, weight + 1)
    table = {(p, w): factor * p <= w for p in domain for w in weights}
    known = {"price": held, "weight": weight}
    verdicts, missing = decide(Compiler({}, [node]).diagram(node), known)  # type: ignore[arg-type]
    assert verdicts == set(table.values())
    turns_price = any(table[p, w] != table[q, w] for p in domain for q in domain for w in weights)
    turns_weight = any(table[p, v] != table[p, w] for p in domain for v in weights for w in weights)
    wanted = ([] if not turns_price else ["price"]) + ([] if not turns_weight else ["weight"])
    assert missing == wanted


def test_a_fact_compared_twice_with_others_is_refused() -> None:
    node = (PRICE <= WEIGHT) & (PRICE <= 3)
    with pytest.raises(RuleError, match="price"):
        Compiler({}, [node])


def test_too_many_cells_are_refused() -> None:
    wide = Quantity("wide", "元", 0, 1000)
    node = All(tuple(wide <= n for n in range(70)))
    with pytest.raises(RuleError, match="64"):
        refuse_too_many(node, {}, "a rule")
    refuse_too_many(All(tuple(wide <= n for n in range(60))), {}, "a rule")


def test_an_expression_has_no_truth_of_its_own() -> None:
    with pytest.raises(TypeError, match="truth"):
        bool(PRICE <= 3)


@pytest.mark.parametrize(("fact", "value"), [(PRICE, 7), (PRICE, -1), (PRICE, "3"), (PRICE, True),
                                             (COLOUR, "pink")])  # fmt: skip
def test_facts_out_of_range_are_refused(fact: object, value: object) -> None:
    with pytest.raises(RuleError):
        fact.classify(value)  # type: ignore[attr-defined]


def test_a_value_not_in_the_list_is_refused_where_it_is_written() -> None:
    with pytest.raises(RuleError, match="red · green · blue"):
        COLOUR.among("red", "pink")
