"""What is wrong in outline.yaml or standards.yaml is refused at load with file and line."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from guiju.rules import RuleError

from .small_rulebook import GOOD, OUTLINE, STANDARDS, line_of, load, refused


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


@pytest.mark.parametrize(("name", "enough"), [("binds", True), ("scope", False)])
def test_names_beside_the_rules(folder: Path, name: str, enough: bool) -> None:
    """Whom the rules bind is a rule of its own; what is doubtful must be cited by some rule."""
    entry = "- {address: '4', gist: 丁, gist_en: d, hash: '', kind: executed, by: ['demo:%s']}\n"
    files = {**GOOD, "outline.yaml": OUTLINE + entry % name}
    if enough:
        assert load(folder, files).outline["4"].by == ("demo:binds",)
    else:
        with pytest.raises(RuleError, match="some rule cites"):
            load(folder, files)


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
         'value: "50"}]', "name: rate", "2020-03-02 — a day on which the standard is in force"),
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
