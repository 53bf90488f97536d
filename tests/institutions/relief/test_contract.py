"""``rules check relief/interest`` as the contract of the loan-interest relief promises it."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from guiju.rules.standards import printed
from tests.rules.command_line import answer, csv_file, xlsx_file

from .loans import (
    DATE,
    GOODS,
    LENT,
    MONTHS,
    MOST,
    SIZES,
    YEAR,
    check,
    expected,
    firm,
    loan,
    one,
)


def test_the_answer_of_the_contract(tmp_path: Path) -> None:
    told = check(
        tmp_path,
        [firm("甲"), firm("乙", 企业规模="大型企业"), firm("丙", 生产用品="")],
        [loan("甲", **{MONTHS: "1000000.00"}), loan("丙")],
    )
    assert told["rule"] == "relief/interest"
    assert told["rows"] == 3
    assert told["problems"] == []
    assert told["unknown_columns"] == []
    assert told["total"] == {"entitled": 1, "amount": "300000.00", "unknown": 1}
    reasons = [found.pop("reasons") for found in told["results"]]
    assert [len(found) for found in reasons] == [1, 1, 0]
    assert "300000.00" in reasons[0][0]
    assert told["results"] == [
        {"subject": "甲", "verdict": "entitled", "amount": "300000.00", "provisions": ["5"],
         "missing": []},
        {"subject": "乙", "verdict": "not entitled", "amount": "0.00", "provisions": ["5"],
         "missing": []},
        {"subject": "丙", "verdict": "unknown", "amount": None, "provisions": ["5"],
         "missing": ["生产用品"]},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("interest", "amount"),
    [
        ("0.01", "0.00"),
        ("0.04", "0.01"),
        ("0.05", "0.02"),
        ("0.15", "0.05"),
        ("999999.98", "299999.99"),
        ("999999.99", "300000.00"),
        ("1000000.00", "300000.00"),
        ("1000000.02", "300000.00"),
        ("1000000000.00", "300000.00"),
    ],
)
def test_half_a_fen_and_the_cap(tmp_path: Path, interest: str, amount: str) -> None:
    found = one(tmp_path, firm("甲"), loan("甲", **{MONTHS: interest}))
    assert found["amount"] == amount
    assert found["verdict"] == ("not entitled" if amount == "0.00" else "entitled")
    assert found["reasons"]


def test_rounded_once_on_the_sum_and_capped_for_each_firm(tmp_path: Path) -> None:
    thirds = [loan("甲", **{MONTHS: "0.05"}) for _ in range(3)]
    assert one(tmp_path, firm("甲"), *thirds)["amount"] == "0.05"
    halves = [loan("甲", **{MONTHS: "600000"}) for _ in range(2)]
    assert one(tmp_path, firm("甲"), *halves)["amount"] == "300000.00"


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2020-01-31", False), ("2020-02-01", True), ("2020-06-30", True), ("2020-07-01", False)],
)
def test_the_months_of_the_first_sentence(tmp_path: Path, day: str, counts: bool) -> None:
    small = one(tmp_path, firm("甲"), loan("甲", **{DATE: day}))
    assert small["amount"] == ("30.00" if counts else "0.00")
    maker = one(tmp_path, firm("甲", 生产用品="医护用品"), loan("甲", **{DATE: day}))
    assert maker["amount"] == "300.00"


@pytest.mark.parametrize("size", ["中小企业", "大型企业", ""])
@pytest.mark.parametrize("goods", ["医护用品", "消杀用品"])
def test_the_second_sentence_takes_makers_of_any_size(
    tmp_path: Path, size: str, goods: str
) -> None:
    maker = firm("甲", 企业规模=size, 生产用品=goods)
    loans = [loan("甲", **{YEAR: "999999.99", MONTHS: "", DATE: ""}), loan("甲", **{LENT: "否"})]
    found = one(tmp_path, maker, *loans)
    assert (found["verdict"], found["amount"], found["missing"]) == ("entitled", "999999.99", [])
    assert one(tmp_path, maker, *loans, loan("甲"))["amount"] == "1000000.00"


def test_blanks_that_do_not_matter(tmp_path: Path) -> None:
    large = firm("甲", 企业规模="大型企业")
    settled = [
        one(tmp_path, large, loan("甲", **{DATE: "", LENT: "", MONTHS: "", YEAR: ""})),
        one(tmp_path, firm("甲"), loan("甲", **{DATE: "2020-07-01", MONTHS: ""})),
        one(tmp_path, firm("甲"), loan("甲", **{LENT: "否", DATE: "", MONTHS: "", YEAR: ""})),
        one(tmp_path, firm("甲", 企业规模="")),
        one(tmp_path, firm("甲", 生产用品="")),
    ]
    for found in settled:
        assert (found["verdict"], found["amount"]) == ("not entitled", "0.00")
        assert found["missing"] == []
        assert found["reasons"]
    full = [loan("甲", **{MONTHS: "1000000"}), loan("甲", **{DATE: "", MONTHS: "", YEAR: ""})]
    assert one(tmp_path, firm("甲"), *full)["amount"] == "300000.00"


def test_blanks_that_matter_are_missing_in_the_order_of_the_columns(tmp_path: Path) -> None:
    blank = {DATE: "", LENT: "", MONTHS: "", YEAR: ""}
    found = one(tmp_path, firm("甲", 企业规模="", 生产用品=""), loan("甲", **blank))
    assert found["verdict"] == "unknown"
    assert found["amount"] is None
    assert found["reasons"] == []
    assert found["provisions"] == ["5"]
    assert found["missing"] == ["企业规模", "生产用品", DATE, LENT, MONTHS, YEAR]


def test_a_firm_without_loans_is_not_entitled_and_no_error(tmp_path: Path) -> None:
    told = check(tmp_path, [firm("甲"), firm("乙", 生产用品="消杀用品")], [])
    assert [r["verdict"] for r in told["results"]] == ["not entitled"] * 2
    assert [r["amount"] for r in told["results"]] == ["0.00"] * 2
    assert told["problems"] == []


def test_loans_of_nobody_are_named(tmp_path: Path) -> None:
    told = check(tmp_path, [firm("甲")], [loan("甲"), loan("己"), loan("")])
    assert told["results"][0]["amount"] == "30.00"
    problems = [(p["sheet"], p["row"], p["column"], p["value"]) for p in told["problems"]]
    assert problems == [("loans", 3, "企业", "己"), ("loans", 4, "企业", "")]
    assert all(p["expected"] for p in told["problems"])


def test_a_name_that_stands_twice_is_reported_and_paid_at_most_once(tmp_path: Path) -> None:
    told = check(tmp_path, [firm("甲"), firm("乙"), firm("甲")], [loan("甲"), loan("乙")])
    assert [r["subject"] for r in told["results"]] == ["甲", "乙", "甲"]
    assert told["results"][1]["amount"] == "30.00"
    assert told["results"][2]["verdict"] == "unknown"
    assert told["results"][2]["missing"] == ["企业"]
    assert ("firms", 4, "企业", "甲") in [
        (p["sheet"], p["row"], p["column"], p["value"]) for p in told["problems"]
    ]
    assert sum(r["verdict"] == "entitled" for r in told["results"] if r["subject"] == "甲") <= 1


def test_a_blank_name_is_reported_and_kept(tmp_path: Path) -> None:
    large = firm("", 企业规模="大型企业")
    told = check(tmp_path, [firm(""), large, firm("甲")], [loan("甲"), loan("")])
    assert [r["subject"] for r in told["results"]] == ["第2行", "第3行", "甲"]
    assert [r["verdict"] for r in told["results"]] == ["unknown", "not entitled", "entitled"]
    assert told["results"][0]["missing"] == ["企业"]
    assert [p["row"] for p in told["problems"] if p["sheet"] == "firms"] == [2, 3]


def test_cells_that_cannot_be_used_are_named_and_not_known(tmp_path: Path) -> None:
    wrong = {DATE: "2020-02-30", LENT: "有", MONTHS: "-1", YEAR: "0.001"}
    told = check(
        tmp_path,
        [firm("甲"), firm("乙", 企业规模="小型企业"), firm("丙"), firm("丁")],
        [
            loan("甲", **wrong),
            loan("乙"),
            loan("丙", **{MONTHS: "1,000.00"}),
            loan("丙", **{MONTHS: "1e3"}),
            loan("丁"),
        ],
    )
    assert [r["verdict"] for r in told["results"]] == ["unknown"] * 3 + ["entitled"]
    assert told["results"][0]["missing"] == [DATE, LENT, MONTHS]
    assert told["results"][1]["missing"] == ["企业规模"]
    assert {(p["sheet"], p["row"], p["column"], p["value"]) for p in told["problems"]} == {
        *(("loans", 2, column, value) for column, value in wrong.items()),
        ("firms", 3, "企业规模", "小型企业"),
        ("loans", 4, MONTHS, "1,000.00"),
        ("loans", 5, MONTHS, "1e3"),
    }


# Kinds of files, units, encodings.

FIRMS = [firm("甲"), firm("乙", 企业规模="大型企业", 生产用品="医护用品"), firm("丙", 生产用品="")]
LOANS = [loan("甲", **{MONTHS: "0.05"}), loan("乙", **{MONTHS: "", DATE: ""}), loan("丙")]


def checked(firms: Path, loans: Path) -> Any:
    """Results and total."""
    told = answer("check", "relief/interest", firms, "--related", f"loans={loans}")
    assert told["problems"] == []
    return told["results"], told["total"]


@pytest.fixture
def by_csv(tmp_path: Path) -> Any:
    """What CSV files come to."""
    return checked(csv_file(tmp_path / "a.csv", FIRMS), csv_file(tmp_path / "b.csv", LOANS))


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_encodings(tmp_path: Path, by_csv: Any, encoding: str) -> None:
    firms = csv_file(tmp_path / "firms.csv", FIRMS, encoding)
    assert checked(firms, csv_file(tmp_path / "loans.csv", LOANS, encoding)) == by_csv


def typed(row: dict[str, Any]) -> dict[str, Any]:
    """A row with figures and days as a spreadsheet has them."""
    money = {k: float(row[k]) if row.get(k) else None for k in (MONTHS, YEAR) if k in row}
    day = {DATE: dt.date.fromisoformat(row[DATE]) if row[DATE] else None} if DATE in row else {}
    return {k: v or None for k, v in {**row, **day, **money}.items()}


def test_xlsx(tmp_path: Path, by_csv: Any) -> None:
    firms = xlsx_file(tmp_path / "firms.xlsx", [typed(row) for row in FIRMS])
    assert checked(firms, xlsx_file(tmp_path / "loans.xlsx", [typed(r) for r in LOANS])) == by_csv


@pytest.mark.parametrize("kind", ["text", "decimal", "enum"])
def test_parquet(tmp_path: Path, by_csv: Any, kind: str) -> None:
    firms, loans = pl.DataFrame(FIRMS), pl.DataFrame(LOANS)
    if kind != "text":
        figures = pl.col(MONTHS, YEAR).replace("", None).cast(pl.Decimal(12, 2))
        loans = loans.with_columns(figures, pl.col(DATE).replace("", None).str.to_date())
    if kind == "enum":
        firms = firms.with_columns(
            pl.col("企业规模").cast(pl.Enum(SIZES)),
            pl.col("生产用品").replace("", None).cast(pl.Enum(GOODS)),
        )
        loans = loans.with_columns(pl.col(LENT).cast(pl.Categorical))
    firms.write_parquet(tmp_path / "firms.parquet")
    loans.write_parquet(tmp_path / "loans.parquet")
    assert checked(tmp_path / "firms.parquet", tmp_path / "loans.parquet") == by_csv


def test_wan_half_width_brackets_and_other_columns(tmp_path: Path) -> None:
    row = {"企业": "甲", DATE: "2020年3月1日", LENT: " 是 ", "2020年2—6月利息(万元)": "0.000005",
           "2020年度利息（ 分 ）": "7", "备注": "x"}  # fmt: skip
    told = answer(
        "check", "relief/interest", csv_file(tmp_path / "a.csv", [firm("甲")]),
        "--related", f"loans={csv_file(tmp_path / 'b.csv', [row])}",
    )  # fmt: skip
    assert told["results"][0]["amount"] == "0.02"
    assert told["unknown_columns"] == ["备注"]


# The whole against an oracle.

DAYS = [dt.date(2020, 1, 31), dt.date(2020, 2, 1), dt.date(2020, 6, 30), dt.date(2020, 7, 1)]
FEN = [0, 1, 2, 5, 33, 999_999, 99_999_999, 100_000_000, 100_000_001, MOST]


def written(row: dict[str, Any]) -> dict[str, Any]:
    """A row as a cell holds it."""
    return {
        key: "" if value is None else printed(value, "元") if isinstance(value, int) else value
        for key, value in row.items()
    }


def test_random_ledgers_against_the_oracle(tmp_path: Path) -> None:
    draw = random.Random(20200207)

    def maybe(values: Any) -> Any:
        return None if draw.random() < 0.15 else draw.choice(values)

    firms = [firm(f"{n}", 企业规模=maybe(SIZES), 生产用品=maybe(GOODS)) for n in range(500)]
    loans = [
        loan(row["企业"], **{DATE: maybe(DAYS), LENT: maybe(("是", "是", "否")),
                           MONTHS: maybe(FEN), YEAR: maybe(FEN)})
        for row in firms
        for _ in range(draw.choice((0, 1, 1, 2)))
    ]  # fmt: skip
    draw.shuffle(loans)
    told = check(tmp_path, [written(row) for row in firms], [written(row) for row in loans])
    oracle = [expected(row, [one for one in loans if one["企业"] == row["企业"]]) for row in firms]
    found = [(r["verdict"], r["amount"], r["missing"]) for r in told["results"]]
    wanted = [(v, None if fen is None else printed(fen, "元"), m) for v, fen, m in oracle]
    assert found == wanted
    assert len({verdict for verdict, *_ in found}) == 3
    assert told["total"] == {
        "entitled": sum(verdict == "entitled" for verdict, *_ in oracle),
        "amount": printed(sum(fen or 0 for _, fen, _ in oracle), "元"),
        "unknown": sum(verdict == "unknown" for verdict, *_ in oracle),
    }
