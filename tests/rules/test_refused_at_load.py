"""Whatever is wrong in a rulebook is refused at load, with the file and the line to mend."""

from __future__ import annotations

import datetime as dt
import importlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from guiju.rules import Rulebook, RuleError

OUTLINE = """instrument: 某发〔2020〕1号
title: 某办法
issued: 2020-01-06
effective: 2020-01-06
chapters: []
provisions:
- address: '1'
  gist: 甲
  gist_en: a
  hash: ''
  kind: executed
  by: ["demo:aid"]
- address: '2'
  gist: 乙
  gist_en: b
  hash: ''
  kind: executed
  by: ["demo:2、demo-two 一并引用", "procedure: 申请"]
- address: '3'
  gist: 丙
  gist_en: c
  hash: ''
  kind: executed
  by: []
  readings:
  - reading: 一
    alternative: 二
    settled_by: 某局
"""
STANDARDS = """- name: cap
  title: 上限
  title_en: cap
  address: '1'
  unit: 元
  values:
  - {from: 2020-01-06, to: 2020-12-31, value: "10"}
  - {from: 2021-01-01, to: null, value: "20"}
- name: rate
  title: 比例
  title_en: rate
  address: '1'
  unit: "%"
  values: [{from: 2020-01-06, to: null, value: "50"}]
"""
INSTRUMENT = '''"""The instrument."""

from pathlib import Path

from guiju.rules import Provision, Standard, read_outline, read_standards

_HERE = Path(__file__).parent
OUTLINE = read_outline(_HERE / "outline.yaml")
STANDARDS = read_standards(_HERE / "standards.yaml", OUTLINE)


def cite(address: str) -> Provision:
    """A citation."""
    return OUTLINE[address]


def standard(name: str) -> Standard:
    """A standard."""
    return STANDARDS[name]
'''
FACTS = '''"""The facts."""

from guiju.rules import Choice, Judge, Quantity, Records

from .instrument import cite


def money(key):
    """A fact made by a helper: its place is the line that calls the helper."""
    return Quantity(key, "元", 0, 1_000_000)


JUDGE = Judge("某局", "bureau", cite("3"))
size = Choice("size", ("small", "large"))
price = money("price")
count = Quantity("count", "辆", 0, 10)
interest = money("interest")
fee = money("fee")
good = Choice("good", ("yes", "no"), judge=JUDGE)
LOANS = Records("loans", "loans", "loans", (interest, fee, good), most=100)
'''
RULES = '''"""The rules."""

from guiju.rules import *  # noqa: F403
from guiju.rules.expressions import Some, number

from .facts import LOANS, count, fee, good, interest, money, price, size
from .instrument import cite, standard

SUM = LOANS.sum("good interest", interest, good == "yes")
FEES = LOANS.sum("fees", fee)
FIRST = Entitlement("first", "甲", "a", cite("1"), size == "small", number(standard("cap")))
SECOND = Entitlement("second", "乙", "b", cite("1"), FEES >= 5, SUM, over=("first",))
PERSON = Reserve("丙", "c", cite("3"), count >= 9)
MAYOR = Approval("市长", "mayor", cite("1"))
AID = Grant("aid", cite("1"), Strength.MUST, "甲", "a", (FIRST, SECOND), (PERSON,), (MAYOR,))
CHEAP = Part("乙", "b", price <= standard("rate"), (price,))
FEW = Excuse("丁", "d", cite("3"), count <= 1)
AGAIN = Repeat(cite("3"), size == "large")
DUTY = Duty("2", cite("2"), Strength.MUST, "乙", "b", (CHEAP,), ALWAYS, (FEW,), repeats=(AGAIN,))
NAMED = Duty("demo-two", cite("2"), Strength.MUST, "乙", "b", (CHEAP,), also=(cite("3"),))
ASKED = Matter("aid", "甲", "a", "name", AID)
JUDGED = Matter("cars", "乙", "b", "name", duties=(DUTY, NAMED))
'''
BOOK = '''"""The rulebook."""

from guiju.rules import ALWAYS, Rulebook

from . import rules
from .instrument import OUTLINE, STANDARDS

DUTIES = (rules.DUTY, rules.NAMED)
MATTERS = (rules.ASKED, rules.JUDGED)


def rulebook():
    """The rulebook, checked."""
    book = Rulebook(OUTLINE, STANDARDS, (), ALWAYS, DUTIES, (rules.AID,), MATTERS)
    book.check(OUTLINE.effective)
    return book
'''
GOOD = {
    "outline.yaml": OUTLINE,
    "standards.yaml": STANDARDS,
    "instrument.py": INSTRUMENT,
    "facts.py": FACTS,
    "rules.py": RULES,
    "__init__.py": BOOK,
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty rulebook's folder, importable as ``demo.rulebook`` for one test."""
    path = tmp_path / "demo" / "rulebook"
    path.mkdir(parents=True)
    (tmp_path / "demo" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    yield path
    for name in [name for name in sys.modules if name.partition(".")[0] == "demo"]:
        del sys.modules[name]


def load(folder: Path, files: dict[str, str]) -> Rulebook:
    """The rulebook that stands in some files."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    importlib.invalidate_caches()
    made: Rulebook = importlib.import_module("demo.rulebook").rulebook()
    return made


def line_of(text: str, marker: str) -> int:
    """The only line in which a text has a marker."""
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if marker in line]
    assert len(lines) == 1, marker
    return lines[0]


def refused(folder: Path, name: str, old: str, new: str, marker: str = "") -> RuleError:
    """How the good rulebook is refused once something in it is replaced, at the marked line."""
    assert GOOD[name].count(old) == 1, old
    files = {**GOOD, name: GOOD[name].replace(old, new)}
    with pytest.raises(RuleError) as caught:
        load(folder, files)
    where = f"{name}:{line_of(files[name], marker or new)}"
    assert caught.value.where.split(" ")[0] == where
    assert str(caught.value).startswith(where)
    return caught.value


def test_the_good_rulebook_loads_and_decides(folder: Path) -> None:
    book = load(folder, GOOD)
    aid = book.in_force(dt.date(2020, 2, 1)).matter("aid")
    assert aid.decide({"size": "small", "count": 1}, {"loans": []}).amount == 1000
    later = book.in_force(dt.date(2021, 2, 1)).matter("aid")
    assert later.decide({"size": "small", "count": 1}, {"loans": []}).amount == 2000


@pytest.mark.parametrize(
    ("old", "new", "marker", "told"),
    [
        # the head
        ("title: 某办法", "title: 某办法\ncolour: red", "colour", "exactly the keys"),
        ("title: 某办法\n", "", "instrument", "no title"),
        ("issued: 2020-01-06", "issued: someday", "", "dates"),
        ("issued: 2020-01-06", "issued: 2020-02-30", "", "a day of the calendar"),
        ("issued: 2020-01-06", "issued: 2020-01-06 10:00:00", "", "dates"),
        ("effective: 2020-01-06", "effective: null", "", "dates"),
        ("chapters: []", "chapters: [一]", "", "entries have keys"),
        ("chapters: []", "chapters: []\nnumbering: roman", "numbering", "bracketed"),
        ("chapters: []", "chapters: []\nuntil: never", "until", "dates"),
        ("chapters: []", "chapters: [}", "", "YAML"),
        ("chapters: []", "chapters: []\nissued: 2020-01-07", "2020-01-07", "stands here once"),
        # a provision
        ("gist: 乙", "gist: 乙\n  colour: red", "colour", "exactly the keys"),
        ("  gist: 乙\n", "", "address: '2'", "no gist"),
        ("gist: 乙", "gist: ''", "", "words for gist"),
        ("gist: 乙", "gist: 乙\n  gist: 丁", "丁", "stands here once"),
        ("address: '2'", "address: 第二条", "", "7/1/1"),
        ("address: '2'", "address: '1'  # again", "again", "listed once; it stands at outline"),
        ('by: ["demo:aid"]', "by: demo:aid", "", "a list of words"),
        ("gist_en: b\n  hash: ''", "gist_en: b\n  hash: 1", "hash: 1", "as text"),
        ("settled_by: 某局", "settled_by: 某局\n    colour: red", "colour", "exactly the keys"),
        ("    settled_by: 某局\n", "", "- reading: 一", "no settled_by"),
        # against the rules
        ("demo:aid", "demo:aids", "address: '1'", "a rule: 2 · demo-two · aid · cars"),
        ("demo:2、demo-two", "demo:2、demo-three", "address: '2'", "demo-three"),
    ],
)  # fmt: skip
def test_an_outline(folder: Path, old: str, new: str, marker: str, told: str) -> None:
    assert told in str(refused(folder, "outline.yaml", old, new, marker))


def test_a_kind_that_is_none(folder: Path) -> None:
    old = 'kind: executed\n  by: ["demo:aid"]'
    error = refused(folder, "outline.yaml", old, old.replace("executed", "somehow"), "somehow")
    assert (error.value, "judgement" in error.expected) == ("somehow", True)


def test_an_executed_provision_that_no_rule_cites(folder: Path) -> None:
    more = "  - reading: 一\n    alternative: 二\n    settled_by: 某局\n"
    entry = "- {address: '4', gist: 丁, gist_en: d, hash: '', kind: executed, by: []}\n"
    error = refused(folder, "outline.yaml", more, more + entry, "'4'")
    assert "some rule cites" in error.expected


def test_what_is_not_executed_needs_no_rule(folder: Path) -> None:
    entry = "- {address: '4', gist: 丁, gist_en: d, hash: '', kind: later, by: [某]}\n"
    assert load(folder, {**GOOD, "outline.yaml": OUTLINE + entry}).outline["4"].kind == "later"


PERIODS = STANDARDS[STANDARDS.index("  - {from") : STANDARDS.index("- name: rate")]


@pytest.mark.parametrize(
    ("old", "new", "marker", "told"),
    [
        ("name: rate", "name: rate\n  colour: red", "colour", "exactly the keys"),
        ("  title: 比例\n", "", "name: rate", "no title"),
        ("title: 比例", "title: 3", "", "words for title"),
        ("name: rate", "name: cap  # again", "again", "used once; it stands at standards.yaml:1"),
        ('unit: "%"', "unit: 亩", "", "a unit"),
        ("address: '1'\n  unit: 元", "address: '9'\n  unit: 元", "'9'", "stands in the outline"),
        # dates
        ("from: 2020-01-06, to: 2020-12-31", "to: 2020-12-31", "2020-12-31", "no from"),
        ("from: 2020-01-06, to: 2020-12-31", "from: null, to: 2020-12-31", "", "dates"),
        ("from: 2021-01-01", "from: soon", "", "dates"),
        ("to: 2020-12-31", "to: soon", "", "dates"),
        ("to: 2020-12-31", "to: 2020-11-31", "", "a day of the calendar"),
        ("to: 2020-12-31", "to: 2020-01-05", "", "not before from"),
        # two in force at once
        ("to: 2020-12-31", "to: null", "2021-01-01", "two values in force at once on 2021-01-01"),
        ("from: 2021-01-01", "from: 2020-12-31", "", "two values in force at once on 2020-12-31"),
        ("to: 2020-12-31", "to: 2021-06-30", "2021-01-01", "two values in force at once"),
        # a gap between versions, and periods not in their order
        ("from: 2021-01-01", "from: 2021-01-02", "", "no value in force after 2020-12-31"),
        ("2021-01-01, to: null", "2019-01-01, to: 2019-12-31", "", "2019-01-01 after 2020-01-06"),
        # the figure
        ('"10"', "10", 'value: 10}', "quoted"),
        ('"10"', '"10.005"', "", "exact"),
        ('"10"', '"ten"', "", "decimal"),
        ('"10"', '"NaN"', "", "exact"),
        ('"10"', '"-10"', "", "no negative number of 元"),
        (PERIODS, "    []\n", "values:\n", "at least one dated value"),
        (PERIODS, "    nothing\n", "values:\n", "a list of entries"),
        (PERIODS, "  - nothing\n", "values:\n", "entries have keys"),
        ('20"}', '20"}\n  - {from: 2022-01-01, to: null, value: "1"}', "2022", "two values"),
        # not yet in force, and no longer
        ("from: 2020-01-06, to: 2020-12-31", "from: 2020-02-01, to: 2020-12-31", "name: cap",
         "a day on which the standard is in force"),
        ('[{from: 2020-01-06, to: null, value: "50"}]', '[{from: 2020-01-06, to: 2020-03-01, '
         'value: "50"}]', "name: rate", "2021-01-01 — a day on which the standard is in force"),
    ],
)  # fmt: skip
def test_a_standard(folder: Path, old: str, new: str, marker: str, told: str) -> None:
    if marker == "values:\n":
        marker = "values:  # of cap"
        text = STANDARDS.replace("values:\n", f"{marker}\n")
        with pytest.raises(RuleError, match=told) as caught:
            load(folder, {**GOOD, "standards.yaml": text.replace(old, new)})
        assert caught.value.where == f"standards.yaml:{line_of(text, marker)} cap"
        return
    assert told in str(refused(folder, "standards.yaml", old, new, marker))


def test_a_rate_may_be_negative_and_a_figure_may_be_nought(folder: Path) -> None:
    text = STANDARDS.replace('"50"', '"-1.5"').replace('"10"', '"0"')
    book = load(folder, {**GOOD, "standards.yaml": text})
    assert book.standards["rate"].periods[0].value == -150


def test_an_unused_standard(folder: Path) -> None:
    entry = STANDARDS[STANDARDS.index("- name: rate") :].replace("rate", "spare")
    first = "- name: rate"
    error = refused(folder, "standards.yaml", first, entry + first, "name: spare")
    assert error.where.split(" ")[1] == "spare"
    assert error.expected == "a standard that some rule uses"


@pytest.mark.parametrize("name", ["outline.yaml", "standards.yaml"])
def test_a_file_that_is_not_text(folder: Path, name: str) -> None:
    for other, text in GOOD.items():
        (folder / other).write_text(text, encoding="utf-8")
    (folder / name).write_bytes("某发".encode("gb18030"))
    with pytest.raises(RuleError, match="UTF-8") as caught:
        importlib.import_module("demo.rulebook")
    assert caught.value.where == f"{name}:1"


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


@pytest.mark.parametrize("what", RULES_REFUSED)
def test_rules(folder: Path, what: str) -> None:
    old, new, told = RULES_REFUSED[what]
    line = next(line for line in RULES.splitlines() if old in line)
    changed = line.replace(old, new)
    error = refused(folder, "rules.py", line, changed, changed if what != _ELSEWHERE else "AID =")
    assert told in str(error)


_ELSEWHERE = "sums share a record's facts"


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
    for name in [name for name in sys.modules if name.partition(".")[0] == "demo"]:
        del sys.modules[name]
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
