"""Rules that begin and end: each case under the rules of its own day, in both readers."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from guiju.rules import (
    ALWAYS,
    Choice,
    Day,
    Duty,
    Entitlement,
    Grant,
    Matter,
    Outline,
    Part,
    Provision,
    Quantity,
    Rulebook,
    RuleError,
    Standard,
    Strength,
    share,
)
from guiju.rules.columns.frames import frame_of
from guiju.rules.columns.versions import VersionedColumns
from guiju.rules.standards import Period
from guiju.rules.versions import Versions
from guiju.texts import Address

FIRST, CHANGED, ENDED = dt.date(2020, 1, 1), dt.date(2021, 1, 1), dt.date(2022, 1, 1)
LAST_OLD = CHANGED - dt.timedelta(days=1)
CITED = Provision("某发〔2020〕1号", Address.parse("1"), "", "", "", "executed", (), ())
COST = Quantity("费用（元）", "元", 0, 1_000_000, "cost")
KIND = Choice("种类", ("甲类", "乙类"), "kind")
ON = Day("申请日期", FIRST, dt.date(2199, 12, 31), "day")


def rate(name: str, first: dt.date, last: dt.date | None, value: int) -> Standard:
    """A rate with one period."""
    return Standard(name, name, name, CITED, "%", (Period(first, last, value),))


OLD, NEW = rate("old", FIRST, LAST_OLD, 1000), rate("new", CHANGED, None, 2000)


def book(old: Standard = OLD, until: dt.date | None = LAST_OLD) -> Rulebook:
    """A grant whose first case gives way to another, and a duty that ends."""
    grant = Grant(
        "aid", CITED, Strength.MUST, "补助", "aid",
        (
            Entitlement("old", "旧", "old", CITED, ALWAYS, share(COST, old), until=until),
            Entitlement("new", "新", "new", CITED, KIND == "甲类", share(COST, NEW), since=CHANGED),
        ),
    )  # fmt: skip
    duty = Duty(
        "1", CITED, Strength.MUST, "上限", "cap", (Part("少", "small", COST <= 100, (COST,)),),
        until=ENDED,
    )  # fmt: skip
    matters = (
        Matter("aid", "补助", "aid", "单位", grant, dated=ON),
        Matter("cap", "上限", "cap", "单位", duties=(duty,), dated=ON),
    )
    outline = Outline("某发〔2020〕1号", "", FIRST, FIRST, None, (), (CITED,))
    standards = {one.name: one for one in (old, NEW)}
    made = Rulebook(outline, standards, (COST, KIND, ON), ALWAYS, (duty,), (grant,), matters)
    made.check(FIRST)
    return made


ROWS = [
    ({KIND.key: "乙类", COST.key: 10_000, ON.key: LAST_OLD}, ("entitled", 1_000), "breach"),
    ({KIND.key: "乙类", COST.key: 10_000, ON.key: CHANGED}, ("not entitled", 0), "breach"),
    ({KIND.key: "甲类", COST.key: 10_000, ON.key: CHANGED}, ("entitled", 2_000), "breach"),
    ({KIND.key: "甲类", COST.key: 100, ON.key: ENDED}, ("entitled", 20), "conforms"),
    ({KIND.key: "甲类", COST.key: 101, ON.key: ENDED}, ("entitled", 20), "breach"),
    (
        {KIND.key: "甲类", COST.key: 101, ON.key: ENDED + dt.timedelta(days=1)},
        ("entitled", 20),
        "conforms",
    ),
    ({KIND.key: "甲类", COST.key: 101, ON.key: None}, ("unknown", None), "unknown"),
]


def test_days_of_standards_and_of_rules_make_versions() -> None:
    assert Versions(book(), "aid", FIRST).days == [FIRST, CHANGED, ENDED + dt.timedelta(days=1)]


@pytest.mark.parametrize(("row", "aid", "cap"), ROWS)
def test_a_case_falls_under_the_rules_of_its_day(
    row: dict[str, object], aid: tuple[str, int | None], cap: str
) -> None:
    given = Versions(book(), "aid", FIRST).decide(row)  # type: ignore[arg-type]
    assert (given.verdict, given.amount) == aid
    assert Versions(book(), "cap", FIRST).decide(row).verdict == cap  # type: ignore[arg-type]


def test_columns_judge_each_row_by_its_own_rules() -> None:
    frame = frame_of([row for row, _, _ in ROWS], (COST, KIND, ON))
    given = VersionedColumns(Versions(book(), "aid", FIRST)).check(frame)
    assert given.select(pl.col("verdict").cast(pl.String), "amount").rows() == [
        aid for _, aid, _ in ROWS
    ]
    judged = VersionedColumns(Versions(book(), "cap", FIRST)).check(frame)
    assert judged["verdict"].cast(pl.String).to_list() == [cap for _, _, cap in ROWS]
    assert judged["missing"].to_list()[-1] == [ON.key]


def test_versions_of_rules_have_versions_of_their_own() -> None:
    compiled = Versions(book(), "aid", FIRST).compiled
    assert len({one.version for one in compiled}) == 3


def test_a_rule_that_outlives_its_figure_is_refused() -> None:
    with pytest.raises(RuleError) as refused:
        book(until=CHANGED)
    assert "old" in refused.value.where


def test_a_rule_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(RuleError) as refused:
        Rulebook(
            book().outline, {}, (COST,), ALWAYS,
            (Duty("1", CITED, Strength.MUST, "", "", (Part("", "", COST <= 1, (COST,)),),
                  since=CHANGED, until=FIRST),),
        ).check(FIRST)  # fmt: skip
    assert str(refused.value.value) == str(FIRST)
    assert "test_periods.py" in str(refused.value)
