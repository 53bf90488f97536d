"""Rows that fall under different versions of the figures: each judged by its own, in one pass."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

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
    Records,
    Rulebook,
    RuleError,
    Standard,
    Strength,
    at_most,
    share,
)
from guiju.rules.inputs import written
from guiju.rules.scenarios import scenario
from guiju.rules.standards import Period
from guiju.rules.tables import check_file
from guiju.rules.tables import reading as table_reading
from guiju.rules.tables.results import Results
from guiju.rules.tables.simulated import simulate_file
from guiju.rules.versions import Versions
from guiju.texts import Address

from .command_line import csv_file

EFFECTIVE, CHANGED, AGAIN = dt.date(2020, 1, 1), dt.date(2021, 1, 1), dt.date(2022, 7, 1)
CITED = Provision("某发〔2020〕1号", Address.parse("1"), "", "", "", "executed", (), ())


def standard(name: str, unit: str, *values: tuple[dt.date, int]) -> Standard:
    """A standard whose figures follow one another."""
    lasts = [first - dt.timedelta(1) for first, _ in values[1:]]
    periods = [
        Period(first, last, value)
        for (first, value), last in zip(values, [*lasts, None], strict=True)
    ]
    return Standard(name, name, name, CITED, unit, tuple(periods))


RATE = standard("rate", "%", (EFFECTIVE, 3000), (CHANGED, 5000))
CAP = standard("cap", "元", (EFFECTIVE, 10_000), (AGAIN, 30_000))
FLOOR = standard("floor", "元", (EFFECTIVE, 100), (AGAIN, 500))
COST = Quantity("费用（元）", "元", 0, 10_000_000, "cost")
KIND = Choice("种类", ("甲类", "乙类"), "kind")
ON = Day("申请日期", EFFECTIVE, dt.date(2199, 12, 31), "day")
WIDE = Day("申请日期", dt.date(1949, 10, 1), dt.date(2199, 12, 31), "day")
GROSS = Quantity("票面（元）", "元", 0, 10_000_000, "gross")
BILLS = Records("bills", "票据", "bills", (GROSS, COST))


def book(day: Day) -> Rulebook:
    """A grant of the cost, one of bills above a floor, and a duty to stay below the cap."""
    bills = BILLS.sum("票据合计（元）", COST, GROSS >= FLOOR)
    paid = at_most(share(COST, RATE), CAP)
    grants = (
        Grant("cost", CITED, Strength.MUST, "费用", "cost",
              (Entitlement("cost", "甲类", "first kind", CITED, KIND == "甲类", paid),)),
        Grant("bills", CITED, Strength.MUST, "票据", "bills",
              (Entitlement("bills", "票据", "bills", CITED, ALWAYS, at_most(bills, CAP)),)),
    )  # fmt: skip
    below = Part("不超过", "not above", COST <= CAP, (COST,))
    duty = Duty("1", CITED, Strength.MUST, "上限", "cap", (below,), applies=KIND == "甲类")
    matters = (
        Matter("cost", "费用", "cost", "单位", grants[0], dated=day),
        Matter("bills", "票据", "bills", "单位", grants[1], dated=day),
        Matter("below", "上限", "cap", "单位", duties=(duty,), dated=day),
    )
    outline = Outline("某发〔2020〕1号", "", EFFECTIVE, EFFECTIVE, None, (), (CITED,))
    standards = {one.name: one for one in (RATE, CAP, FLOOR)}
    made = Rulebook(outline, standards, (COST, KIND, day), ALWAYS, (duty,), grants, matters)
    made.check(EFFECTIVE)
    return made


def figures(day: dt.date) -> tuple[int, int, int]:
    """Rate, cap and floor on a day, said once more."""
    later = day >= AGAIN
    return 3000 if day < CHANGED else 5000, 30_000 if later else 10_000, 500 if later else 100


def plain(name: str, day: dt.date, kind: str, cost: int) -> tuple[str, Any]:
    """Verdict and fen (None: a duty) of a subject of whom everything is known."""
    rate, cap, _ = figures(day)
    if name == "below":
        return ("breach" if kind == "甲类" and cost > cap else "conforms"), None
    amount = min(floor(Fraction(cost * rate, 10_000) + Fraction(1, 2)), cap) * (kind == "甲类")
    return ("entitled" if amount else "not entitled"), amount


DAYS = [EFFECTIVE, CHANGED - dt.timedelta(1), CHANGED, AGAIN - dt.timedelta(1), AGAIN,
        dt.date(2030, 1, 1)]  # fmt: skip


def ledger() -> list[dict[str, Any]]:
    """Subjects of every version, some of whose cells are blank."""
    draw = random.Random(7)
    costs = [0, 1, 5, 9_999, 10_000, 10_001, 20_000, 30_000, 30_001, 100_000]

    def maybe(values: list[Any]) -> Any:
        return None if draw.random() < 0.15 else draw.choice(values)

    domains = {KIND.key: ["甲类", "乙类"], COST.key: costs, ON.key: DAYS}
    rows = [{key: maybe(values) for key, values in domains.items()} for _ in range(200)]
    return [{"单位": f"{n}", **row} for n, row in enumerate(rows)]


def cells(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as a file holds it."""
    facts = {COST.key: COST, ON.key: ON}
    return {k: written(facts[k], v) if k in facts else v for k, v in row.items()}


def facts_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a row."""
    return {key: row[key] for key in (KIND.key, COST.key, ON.key)}


@pytest.mark.parametrize("name", ["cost", "below"])
@pytest.mark.parametrize("batch", [7, 10_000])
def test_a_file_is_judged_row_by_row_as_cases_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, batch: int
) -> None:
    monkeypatch.setattr(table_reading, "BATCH", batch)
    rows, versions = ledger(), Versions(book(ON), name, dt.date(2026, 1, 1))
    path = csv_file(tmp_path / "a.csv", [cells(row) for row in rows])
    checked = check_file(versions, path)
    found = list(Results(checked).rows())
    assert checked.problems == []
    for row, told in zip(rows, found, strict=True):
        decision = versions.decide(facts_of(row))
        assert (told["verdict"], told["missing"]) == (decision.verdict, list(decision.missing))
        if name == "cost":
            assert told["amount"] == written(Quantity("", "元", 0, 10**9), decision.amount)
        if None not in row.values():
            verdict, amount = plain(name, row[ON.key], row[KIND.key], row[COST.key])
            assert (decision.verdict, decision.amount) == (verdict, amount)
    assert {told["verdict"] for told in found} > {"unknown"}


def test_a_blank_day_is_missing_only_where_versions_differ() -> None:
    versions = Versions(book(ON), "cost", EFFECTIVE)
    assert versions.days == [EFFECTIVE, CHANGED, AGAIN]
    open_ = versions.decide({KIND.key: "甲类", COST.key: 10_000, ON.key: None})
    assert (open_.verdict, open_.amount, open_.missing) == ("unknown", None, (ON.key,))
    assert (open_.low, open_.high) == (3_000, 5_000)
    alike = versions.decide({KIND.key: "乙类", COST.key: 10_000, ON.key: None})
    assert (alike.verdict, alike.amount, alike.missing) == ("not entitled", 0, ())
    both = versions.decide({KIND.key: None, COST.key: 10_000, ON.key: None})
    assert set(both.missing) == {KIND.key, ON.key}


def test_records_are_summed_under_the_version_of_their_subject(tmp_path: Path) -> None:
    firms = [{"单位": f"{n}", ON.key: day and str(day)} for n, day in enumerate([*DAYS, None])]
    bills = [
        {"单位": f"{n}", GROSS.key: gross, COST.key: cost}
        for n in range(len(firms))
        for gross, cost in (("4.99", "50.00"), ("5.00", "49.00"))
    ]
    versions = Versions(book(ON), "bills", EFFECTIVE)
    checked = check_file(
        versions,
        csv_file(tmp_path / "a.csv", firms),
        {"bills": csv_file(tmp_path / "b.csv", bills)},
    )
    found = [told["amount"] for told in Results(checked).rows()]
    assert found == ["99.00"] * 4 + ["49.00"] * 2 + [None]


def test_a_day_before_the_first_version_is_never_judged_in_silence(tmp_path: Path) -> None:
    try:
        made = book(WIDE)
    except RuleError as error:
        assert ON.key in f"{error.where} {error.value} {error.expected}"
        return
    versions = Versions(made, "cost", EFFECTIVE)
    rows = [{"单位": "1", KIND.key: "甲类", COST.key: "100.00", ON.key: "2019-12-31"}]
    checked = check_file(versions, csv_file(tmp_path / "a.csv", rows))
    (told,) = Results(checked).rows()
    assert (told["verdict"], told["missing"]) == ("unknown", [ON.key])
    assert [(p.row, p.column, p.value) for p in checked.problems] == [(2, ON.key, "2019-12-31")]
    with pytest.raises(RuleError):
        versions.decide({KIND.key: "甲类", COST.key: 10_000, ON.key: dt.date(2019, 12, 31)})


def test_a_day_out_of_range_is_named_and_not_known(tmp_path: Path) -> None:
    rows = [{"单位": "1", KIND.key: "甲类", COST.key: "100.00", ON.key: "2019-12-31"}]
    versions = Versions(book(ON), "cost", EFFECTIVE)
    checked = check_file(versions, csv_file(tmp_path / "a.csv", rows))
    (told,) = Results(checked).rows()
    assert (told["verdict"], told["missing"]) == ("unknown", [ON.key])
    assert [(p.row, p.column) for p in checked.problems] == [(2, ON.key)]


@pytest.mark.parametrize("name", ["cost", "below"])
def test_a_simulation_takes_every_row_under_its_own_version(tmp_path: Path, name: str) -> None:
    made, rows = book(ON), [row for row in ledger() if None not in row.values()]
    path = csv_file(tmp_path / "a.csv", [cells(row) for row in rows])
    wanted = [scenario(made, "cap", {"cap": "200"})]
    told = simulate_file(made, name, EFFECTIVE, wanted, path, [], {}).result
    decided = [
        [Versions(made, name, EFFECTIVE, changes).decide(facts_of(row)) for row in rows]
        for changes in ({}, wanted[0].changes)
    ]
    good = "entitled" if name == "cost" else "breach"
    assert [s["given"] for s in told.totals] == [
        sum(d.verdict == good for d in one) for one in decided
    ]
    assert [s["amount"] for s in told.totals] == [sum(d.amount or 0 for d in o) for o in decided]
