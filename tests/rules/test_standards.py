"""Standards: dated, cited, exact; anything not foreseen is refused."""

import datetime as dt
from pathlib import Path

import pytest

from guiju.institutions.vehicles.rulebook.instrument import OUTLINE, STANDARDS
from guiju.rules import RuleError, printed, read_standards

GOOD = """- name: limit
  title: 上限
  title_en: limit
  address: 7/1/1
  unit: 元
  values: [{from: 2020-01-06, to: null, value: "120000"}]
"""


def read(tmp_path: Path, text: str) -> object:
    path = tmp_path / "standards.yaml"
    path.write_text(text, encoding="utf-8")
    return read_standards(path, OUTLINE)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("name: limit", "name: limit\n  colour: red", "exactly the keys"),
        ("unit: 元", "unit: 亩", "a unit"),
        ("address: 7/1/1", "address: 77/1", "outline"),
        ('"120000"', "120000", "quoted"),
        ('"120000"', '"120000.005"', "exact"),
        ('"120000"', '"viel"', "decimal"),
        ("2020-01-06", '"someday"', "dates"),
        ("values: [{from: 2020-01-06, to: null", "values: [{from: 2020-01-06, until: null", "from"),
    ],
)
def test_what_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(RuleError, match=told):
        read(tmp_path, GOOD.replace(old, new))


def test_a_gap_or_an_overlap_between_periods_is_refused(tmp_path: Path) -> None:
    for second in ("2021-01-02", "2020-12-31"):
        text = GOOD.replace(
            'to: null, value: "120000"}',
            f'to: 2020-12-31, value: "120000"}}, {{from: {second}, to: null, value: "1"}}',
        )
        with pytest.raises(RuleError, match="gap"):
            read(tmp_path, text)


def test_a_name_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="once"):
        read(tmp_path, GOOD + GOOD)


def test_before_its_first_day_a_standard_has_no_figure() -> None:
    limit = STANDARDS["confidential_price"]
    assert limit.on(dt.date(2020, 1, 6)) == 12_000_000
    with pytest.raises(RuleError, match="in force"):
        limit.on(dt.date(2020, 1, 5))


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(12_000_000, "元", "120000.00"), (1600, "升", "1.6"), (3000, "升", "3"), (2, "辆", "2")],
)
def test_figures_are_printed_exactly(value: int, unit: str, text: str) -> None:
    assert printed(value, unit) == text
