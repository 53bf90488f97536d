"""Columns of cells read into facts: the same as typed one by one, and nothing coerced."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.rules import Choice, Day, Fact, Paper, Quantity, RuleError
from guiju.rules.columns import column_type
from guiju.rules.columns.frames import stored
from guiju.rules.inputs import parse_value, written
from guiju.rules.tables.cells import typed
from guiju.rules.tables.fields import Field, accepted

SIZE = Choice("规模", ("大", "中小"))
LETTER = Paper("文号")
ON = Day("日期", dt.date(1949, 10, 1), dt.date(2199, 12, 31))
MONEY = Quantity("价格（元）", "元", 0, 100_000_000_000)
LOSS = Quantity("盈亏（元）", "元", -1_000, 1_000)
LITRES = Quantity("排气量（升）", "升", 0, 20_000)
CARS = Quantity("辆数（辆）", "辆", 0, 1_000)
RATE = Quantity("利率（%）", "%", 0, 10_000)
FACTS: list[Fact] = [SIZE, LETTER, ON, MONEY, LOSS, LITRES, CARS, RATE]

ODD = [
    "", " ", "\u3000", "大", " 大 ", "小", "无", " 无 ", "〔2020〕1号", "true", "None", "NaN",
    "inf", "-0", "0", "00", "007", "1", "1.0", "1.00", "1.000", "1.005", "-1", "-1.5", "+1",
    "１２.５", "1,000", "1e3", "1.", ".5", "1_0", "0x1", "1 0", "1000000000", "1000000000.00",
    "1000000000.01", "9" * 12, "9" * 13, "9" * 19, "9" * 40, "0.000000000000000000000000000001",
    "1.00000000000000000000000000000000001", "18446744073709551616", "2020-03-01", "2020-3-1",
    "2020/3/1", "2020.3.1", "2020年3月1日", "２０２０-３-１", "2020-02-30", "2020-13-01",
    "2020-03", "2020年3月", "20200301", "43891", "1949-09-30", "1949-10-01", "2199-12-31",
    "2200-01-01", "+2020-03-01", "12020-03-01", "2020-03-01T00:00", "2020-003-01", "٣",
]  # fmt: skip
texts = st.one_of(
    st.sampled_from(ODD),
    st.text("0123456789.-+ /年月日eE,", max_size=14),
    st.decimals(-(10**11), 10**11, allow_nan=False, places=3).map(str),
    st.dates().map(str),
)  # fmt: skip


def one_by_one(fact: Fact, text: str | None, scale: int) -> tuple[Any, bool]:
    """What a text comes to as it would in a form, and whether it is refused."""
    try:
        return stored(fact, parse_value(fact, text, scale)), False
    except RuleError as error:
        assert error.expected == accepted(fact).chinese
        return None, True


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.key)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_columns_read_as_forms_do(fact: Fact, data: st.DataObject) -> None:
    column = data.draw(st.lists(st.none() | texts, max_size=8)) + ODD
    scale = data.draw(st.sampled_from(sorted(set(Field(fact.key, fact).headers().values()))))
    found = typed(fact, pl.Series("x", column, pl.String), scale)
    assert found is not None
    assert found.column.dtype == column_type(fact)
    told = [one_by_one(fact, text, scale) for text in column]
    assert found.column.to_list() == [value for value, _ in told]
    assert found.wrong == [place for place, (_, refused) in enumerate(told) if refused]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.key)
@pytest.mark.parametrize(
    "column",
    [
        pl.Series([1.5, None]),
        pl.Series([1.0], dtype=pl.Float32),
        pl.Series([True]),
        pl.Series([b"1"]),
        pl.Series([["1"]]),
        pl.Series([{"a": 1}]),
        pl.Series([dt.datetime(2020, 3, 1)]),
        pl.Series([dt.timedelta(1)]),
        pl.Series([dt.time(1)]),
    ],
    ids=lambda column: str(column.dtype),
)
def test_columns_of_another_type_are_refused_whole(fact: Fact, column: pl.Series) -> None:
    assert typed(fact, column, 1) is None


def test_columns_of_the_types_that_fit() -> None:
    money = typed(MONEY, pl.Series([0, 7, -1, 10**9, 10**9 + 1, None, -(2**63)]), 100)
    assert money is not None
    assert money.column.to_list() == [0, 700, None, 10**11, None, None, None]
    assert money.wrong == [2, 4, 6]
    losses = typed(LOSS, pl.Series([-11, -10, 10, 11]), 100)
    assert losses is not None
    assert losses.column.to_list() == [None, -1000, 1000, None]
    exact = typed(MONEY, pl.Series([Decimal("0.05"), None, Decimal("0.001")]), 100)
    assert exact is not None
    assert (exact.column.to_list(), exact.wrong) == ([5, None, None], [2])
    big = typed(CARS, pl.Series([1, 2**64 - 1], dtype=pl.UInt64), 1)
    assert big is not None
    assert (big.column.to_list(), big.wrong) == ([1, None], [1])
    blank = typed(ON, pl.Series([None, None]), 1)
    assert blank is not None
    assert (blank.column.dtype, blank.column.null_count(), blank.wrong) == (pl.Date, 2, [])
    assert typed(SIZE, pl.Series([1]), 1) is None
    assert typed(ON, pl.Series([20200301]), 1) is None


def test_an_enum_of_other_options_is_read_value_by_value() -> None:
    found = typed(SIZE, pl.Series(["大", "小", None], dtype=pl.Enum(["小", "大"])), 1)
    assert found is not None
    assert (found.column.to_list(), found.wrong) == (["大", None, None], [1])
    assert found.column.dtype == column_type(SIZE)


def test_names_are_text_and_nothing_else() -> None:
    names = typed(None, pl.Series([" 甲 ", "", "  ", None, "乙"]), 1)
    assert names is not None
    assert (names.column.to_list(), names.wrong) == (["甲", None, None, None, "乙"], [])
    numbers = typed(None, pl.Series([7, None]), 1)
    assert numbers is not None
    assert (numbers.column.to_list(), numbers.wrong) == (["7", None], [])
    for column in (pl.Series([1.5, None]), pl.Series([["甲"], None]), pl.Series([b"x", None])):
        found = typed(None, column, 1)
        assert found is not None
        assert (found.column.to_list(), found.wrong) == ([None, None], [0])


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(FACTS), st.data())
def test_what_is_written_is_read_again(fact: Fact, data: st.DataObject) -> None:
    if isinstance(fact, Choice):
        value: Any = data.draw(st.sampled_from(fact.options))
    elif isinstance(fact, Paper):
        value = data.draw(st.sampled_from(["无", "〔2020〕1号"]))
    elif isinstance(fact, Day):
        value = data.draw(st.dates(fact.first, fact.last))
    else:
        value = data.draw(st.integers(fact.low, fact.high))
    assert parse_value(fact, written(fact, value)) == value
    assert written(fact, None) is None


def test_units_that_a_heading_may_bear() -> None:
    assert Field(MONEY.key, MONEY).headers() == {
        "价格（元）": 100,
        "价格（万元）": 1_000_000,
        "价格（分）": 1,
    }
    assert Field(LITRES.key, LITRES).headers() == {"排气量（升）": 1000, "排气量（毫升）": 1}
    assert Field("金额", Quantity("金额", "元", 0, 1)).headers() == {"金额": 100}
    assert Field("⁂by0", heading="价格 (元)").headers() == {"价格（元）": 1}
