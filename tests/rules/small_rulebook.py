"""A small rulebook written to files, so that its lines are real, and how it is refused."""

from __future__ import annotations

import importlib
import sys
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


def forget() -> None:
    """Unload the rulebook, so that it is read again."""
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
