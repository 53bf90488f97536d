"""Whatever is wrong in the rules themselves is refused at load with the file and line to mend."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from guiju.rules import RuleError

from .small_rulebook import FACTS, GOOD, RULES, STANDARDS, forget, line_of, load, refused


def test_the_good_rulebook_loads_and_decides(folder: Path) -> None:
    book = load(folder, GOOD)
    aid = book.in_force(dt.date(2020, 2, 1)).matter("aid")
    assert aid.decide({"size": "small", "count": 1}, {"loans": []}).amount == 1000
    later = book.in_force(dt.date(2021, 2, 1)).matter("aid")
    assert later.decide({"size": "small", "count": 1}, {"loans": []}).amount == 2000


RULES_REFUSED = {
    # a citation
    "a grant cites nothing": ('Grant("aid", cite("1")', 'Grant("aid", None', "no provision"),
    "a grant cites words": ('Grant("aid", cite("1")', 'Grant("aid", "1"', "'1' — a citation"),
    "a grant's citation is left out": ('"aid", cite("1"), ', '"aid", ', "Strength — a citation"),
    "a case cites nothing": ('"a", cite("1"), size', '"a", None, size', "first: no provision"),
    "a case's citation is left out": ('"a", cite("1"), size', '"a", size', "Among — a citation"),
    "a reserve cites words": ('"c", cite("3")', '"c", "3"', "'3' — a citation"),
    "an approval's citation is left out": ('"mayor", cite("1")', '"mayor"', "no provision"),
    "an excuse cites nothing": ('"d", cite("3")', '"d", None', "no provision"),
    "a repeat cites words": ('Repeat(cite("3")', 'Repeat("3"', "'3' — a citation"),
    "a duty cites nothing": ('Duty("2", cite("2")', 'Duty("2", None', "2: no provision"),
    "a duty's citation is left out": ('"2", cite("2"), ', '"2", ', "Strength — a citation"),
    "a duty also cites words": ('also=(cite("3"),)', 'also=("3",)', "'3' — a citation"),
    "a duty also cites one, no tuple": ('also=(cite("3"),)', 'also=cite("3")', "a tuple"),
    "a citation does not resolve": ('"c", cite("3")', '"c", cite("99")', "stands in the outline"),
    "a citation is no address": ('"c", cite("3")', '"c", cite("第三条")', "stands in the outline"),
    "a citation of another instrument": (
        '"c", cite("3")',
        '"c", Provision("他", cite("3").address, "", "", "", "executed", (), ())',
        "他 3 — an address that stands in the outline of 某发〔2020〕1号",
    ),
    "a standard does not exist": ('standard("cap")', 'standard("caps")', "caps — cap"),
    # precedence
    "a case overrides itself": ('over=("first",)', 'over=("second",)', "in one direction only"),
    "a case overrides one that is none": ('over=("first",)', 'over=("frist",)', "frist — a case"),
    "a case overrides a word": ('over=("first",)', 'over=("first")', "a tuple of names"),
    "two cases can both hold": (', over=("first",)', "", "first · second — cases that cannot meet"),
    "two cases of one name": ('"second", "乙"', '"first", "乙"', "a case named once"),
    # conditions and figures
    "a fact lacks a value": ('size == "large"', 'size == "huge"', "huge — one of small · large"),
    "a condition is a truth value": ('size == "small"', '"size" == "small"', "False — a condition"),
    "an amount is a standard": ('number(standard("cap"))', 'standard("cap")', "a figure made"),
    "a word is paid": ("SUM, over", "size, over", "Choice — a figure made of facts"),
    "a word is summed": ("interest, good ==", "good, good ==", "Choice is no figure"),
    "a word is compared": ("(CHEAP,), ALWAYS", "(CHEAP,), price >= size", "2 Choice: compared"),
    "a figure is a condition": ('size == "large")', "price)", "Quantity — a condition"),
    "a comparison has too many facts": (
        "price <= standard",
        'price + count + money("c") + money("d") + money("e") <= standard',
        "at most 4 facts",
    ),
    "a comparison does not fit": (
        "price <= standard",
        'price * money("c") * money("d") * money("e") <= standard',
        "fits 64 bits",
    ),
    "a fact multiplied with itself": ("price <= standard", "price * price <= standard", "itself"),
    "an amount does not fit": (
        'number(standard("cap"))',
        'price * money("c") * money("d") * money("e") + standard("cap")',
        "aid first: 0…1000000000000000000000000 — figures that fit 64 bits",
    ),
    "a product changes its sign": (
        'number(standard("cap"))',
        '(price - count) * (count - price) + standard("cap")',
        "do not change their sign",
    ),
    "an amount rises and falls": (
        'number(standard("cap"))',
        "number(standard('cap')) + price - price",
        "only rises or only falls",
    ),
    "too many cells in a condition": (
        "count >= 9)",
        "Some(tuple((price >= n) & (price <= n) for n in range(70))))",
        "at most 64 combinations",
    ),
    # sums over related records
    "sums share a record's facts": (
        "FEES >= 5",
        'LOANS.count("n", good == "yes") >= 1',
        "aid: good — sums of one case that share no fact",
    ),
    "a sum is held against two bounds": (
        "FEES >= 5",
        "(FEES >= 5) & (FEES <= 900)",
        "aid: fees — a sum that is compared with one bound",
    ),
    "a fact is compared with another fact and a figure": (
        "(CHEAP,), ALWAYS",
        "(CHEAP,), price <= count",
        "several comparisons — a fact that is compared once",
    ),
    "a sum does not fit": ("interest, good ==", "interest * fee * 100_000, good ==", "64 bits"),
    "a sum with a standard": ("interest, good ==", 'fee * standard("cap"), good ==', "outside"),
    "a sum of a fact of the subject": ("interest, good ==", "price, good ==", "a fact of loans"),
    "a sum where the subject is so": ('good == "yes"', 'size == "small"', "a fact of loans"),
    "what is summed is asked for": ('good == "yes"', "interest >= 5", "in no condition of the sum"),
    # matters
    "a matter of nothing": ('"a", "name", AID', '"a", "name"', "a grant, or duties"),
    "a matter of both": ('"a", "name", AID', '"a", "name", AID, (DUTY,)', "not both"),
    "a matter of another grant": (
        '"a", "name", AID',
        '"a", "name", Grant("b", cite("1"), Strength.MUST, "", "", ())',
        "b — a grant of the rulebook",
    ),
    "a matter of another duty": (
        "duties=(DUTY, NAMED)",
        'duties=(Duty("3", cite("3"), Strength.MUST, "", "", ()),)',
        "3 — a duty of the rulebook",
    ),
    "two matters of one name": ('Matter("cars"', 'Matter("aid"', "a name used once"),
    "two duties of one name": ('Duty("demo-two"', 'Duty("2"', "a name used once"),
}


OF_THE_GRANT = ("sums share a record's facts", "a sum is held against two bounds")
"""What no case does alone."""


@pytest.mark.parametrize("what", RULES_REFUSED)
def test_rules(folder: Path, what: str) -> None:
    old, new, told = RULES_REFUSED[what]
    line = next(line for line in RULES.splitlines() if old in line)
    changed = line.replace(old, new)
    error = refused(folder, "rules.py", line, changed, "AID =" if what in OF_THE_GRANT else changed)
    assert told in str(error)


def test_a_circle_of_three_cases(folder: Path) -> None:
    """Each is over the next: the first of them is named, with its place."""
    cases = [
        f'{name} = Entitlement("{name}", "", "", cite("1"), size == "small", over=("{over}",))\n'
        for name, over in (("one", "two"), ("two", "three"), ("three", "one"))
    ]
    text = RULES.replace("AID = Grant", "".join(cases) + "AID = Grant")
    text = text.replace("(FIRST, SECOND)", "(FIRST, SECOND, one, two, three)")
    with pytest.raises(RuleError, match="in one direction only") as caught:
        load(folder, {**GOOD, "rules.py": text})
    assert caught.value.where == f"rules.py:{line_of(text, cases[0][:-1])} aid one"


def test_too_many_cells_of_condition_and_amount(folder: Path) -> None:
    """Each condition alone has few; what is paid depends on all of them together."""
    bounds = "Some(tuple(({0} >= {1} * n) & ({0} < {1} * n + 1) for n in range({2})))"
    text = RULES.replace(
        'size == "small", number(', f"{bounds.format('price', 9, 9)}, price * count + number("
    )
    few = {**GOOD, "rules.py": text}
    many = text.replace("count >= 9", bounds.format("count", 2, 4))
    assert load(folder, few).grants
    forget()
    with pytest.raises(RuleError, match="at most 64 combinations of cells") as caught:
        load(folder, {**GOOD, "rules.py": many})
    assert caught.value.where == f"rules.py:{line_of(many, 'AID =')} aid"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('Judge("某局", "bureau", cite("3"))', 'Judge("某局", "bureau", None)', "a citation"),
        ('Judge("某局", "bureau", cite("3"))', 'Judge("某局", "bureau")', "a citation"),
        ('Judge("某局", "bureau", cite("3"))', 'Judge("某局", "bureau", cite("8"))', "outline"),
        ('("small", "large")', '("small", "small")', "each listed once"),
        ('("small", "large")', "()", "no option"),
        ('"辆", 0, 10', '"辆", 10, 0', "from the lower to the higher"),
        ('"辆", 0, 10', '"辆", 0, 2**63', "64 bits"),
        ("(interest, fee, good)", "(interest, fee, interest)", "facts named once"),
        ("most=100", "most=0", "at least one record"),
    ],
)
def test_facts_and_records(folder: Path, old: str, new: str, told: str) -> None:
    line = next(line for line in FACTS.splitlines() if old in line)
    changed = line.replace(old, new)
    assert told in str(refused(folder, "facts.py", line, changed))


@pytest.mark.parametrize(
    "second",
    [
        'count = Quantity("price", "辆", 0, 10)',
        'count = Quantity("size", "辆", 0, 10)',
        'good = Choice("price", ("yes", "no"))',
    ],
)
def test_a_fact_used_with_two_types(folder: Path, second: str) -> None:
    """The second of them is named with its place, and where the first stands."""
    name = second.partition(" ")[0]
    old = next(line for line in FACTS.splitlines() if line.startswith(f"{name} = "))
    error = refused(folder, "facts.py", old, second)
    key = second.split('"')[1]
    first = line_of(FACTS, "size = Choice" if key == "size" else 'money("price")')
    assert error.where.split(" ")[1] == key
    assert error.expected.endswith(f"the other stands at facts.py:{first}")


def test_a_later_version_is_proved_as_well(folder: Path) -> None:
    """The figure that does not fit comes into force a year after the instrument."""
    amount = 'number(standard("cap"))'
    rules = RULES.replace(amount, f'{amount} * money("c") * money("d")')
    text = STANDARDS.replace('"20"', '"90000000000"')
    assert load(folder, {**GOOD, "rules.py": rules}).days()[-1] == dt.date(2021, 1, 1)
    forget()
    with pytest.raises(RuleError, match="64 bits") as caught:
        load(folder, {**GOOD, "rules.py": rules, "standards.yaml": text})
    assert caught.value.where.startswith(f"rules.py:{line_of(rules, 'FIRST = ')} aid first")


def test_a_copy_keeps_its_place(folder: Path) -> None:
    duty = load(folder, GOOD).duties[0]
    copy = replace(duty, strength=duty.strength)
    assert (copy.place, str(copy.place)) == (duty.place, f"rules.py:{line_of(RULES, 'DUTY =')}")
    assert "place" not in repr(duty.provision)


def test_places_are_of_the_line_that_calls_a_helper(folder: Path) -> None:
    book = load(folder, GOOD)
    price = next(fact for fact in book.matters[1].facts() if fact.key == "price")
    assert str(price.place) == f"facts.py:{line_of(FACTS, 'price = money')}"
    assert str(book.standards["rate"].place) == (
        f"standards.yaml:{line_of(STANDARDS, 'name: rate')}"
    )
