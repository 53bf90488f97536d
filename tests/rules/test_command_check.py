"""``rules check``: tables on the command line, whole and row by row, and everything odd in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.rules.tables import reading as table_reading

from .command_line import answer, command, csv_file, refusal, xlsx_file

CHECK = ("check", "relief/interest")
DATE, LENT, MONTHS, YEAR = "贷款日期", "金融机构贷款", "2020年2—6月利息（元）", "2020年度利息（元）"
FIRMS = [
    {"企业": "甲", "企业规模": "中小企业", "生产用品": "其他"},
    {"企业": "乙", "企业规模": "大型企业", "生产用品": ""},
    {"企业": "丙", "企业规模": "大型企业", "生产用品": "其他"},
]
LOANS = [
    {"企业": "甲", DATE: "2020-03-01", LENT: "是", MONTHS: "0.05", YEAR: "1"},
    {"企业": "乙", DATE: "2020-03-01", LENT: "是", MONTHS: "0.05", YEAR: "1"},
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Any, ...]:
    """Firms and loans as the command takes them."""
    firms, loans = csv_file(tmp_path / "firms.csv", FIRMS), csv_file(tmp_path / "loans.csv", LOANS)
    return (firms, "--related", f"loans={loans}")


def problems(told: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Places and values of the cells that could not be used."""
    return [(p["sheet"], p["row"], p["column"], p["value"]) for p in told["problems"]]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_results_in_a_file(tmp_path: Path, files: tuple[Any, ...], kind: str) -> None:
    out = tmp_path / f"out.{kind}"
    told = answer(*CHECK, *files, "--out", out)
    assert told["total"] == {"entitled": 1, "amount": "0.02", "unknown": 1}
    assert told["rows"] == 3
    if kind == "xlsx":
        book = openpyxl.load_workbook(out)
        rows = [[cell.value for cell in row] for row in book["判定结果"].rows]
        header, found = rows[0], rows[1:]
        assert [row[2] for row in found] == ["符合，可以享受", "尚不能判定", "不享受"]
        assert [[c.value for c in row] for row in book["合计"].rows][1:] == [
            ["符合，可以享受", 1], ["金额（元）", "0.02"], ["尚不能判定", 1]]  # fmt: skip
    else:
        frame = pl.read_csv(out, infer_schema=False) if kind == "csv" else pl.read_parquet(out)
        header, found = frame.columns, [list(row) for row in frame.iter_rows()]
        assert [row[2] for row in found] == ["entitled", "unknown", "not entitled"]
    assert header == ["行号", "企业", "结论", "金额（元）", "条款", "理由", "不知道的事实"]
    assert [int(row[0]) for row in found] == [2, 3, 4]
    assert [row[1] for row in found] == ["甲", "乙", "丙"]
    assert [row[3] for row in found] == ["0.02", None, "0.00"]
    assert [row[6] for row in found] == [None, "生产用品", None]
    assert list(tmp_path.glob(".guiju*")) == []


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_a_table_without_rows_gives_a_file_without_rows(tmp_path: Path, kind: str) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("企业,企业规模\n", "utf-8")
    out = tmp_path / f"out.{kind}"
    assert answer(*CHECK, empty, "--out", out)["rows"] == 0
    assert answer(*CHECK, empty)["results"] == []
    if kind == "parquet":
        assert pl.read_parquet(out).columns[:3] == ["行号", "企业", "结论"]
    assert out.stat().st_size
    assert command(*CHECK, empty)[0] == 0


def test_what_is_printed_for_people(files: tuple[Any, ...]) -> None:
    status, out, err = command(*CHECK, *files)
    assert (status, err) == (0, "")
    assert out.splitlines()[-1] == "符合，可以享受 1，金额（元） 0.02，尚不能判定 1"
    status, out, _ = command(*CHECK, *files, "--row", 2)
    assert out.splitlines()[:3] == ["甲", "符合，可以享受", "金额：0.02 元"]


def test_nothing_in_a_file_steers_the_terminal(tmp_path: Path) -> None:
    rows = [{**FIRMS[0], "企业": "\x1b[2J甲\x9b", "企业规模": "\x07[bold]小", "列\x1b[0m": "x"}]
    path = csv_file(tmp_path / "a.csv", rows)
    for words in ((), ("--row", 2), ("--out", tmp_path / "o.csv")):
        status, out, err = command(*CHECK, path, *words)
        assert (status, err) == (0, "")
        assert not {"\x1b", "\x07", "\x9b"} & set(out)
    assert "␇[bold]小" in out
    assert answer(*CHECK, path)["results"][0]["subject"] == "\x1b[2J甲\x9b"
    status, _, err = command(*CHECK, path, "--as-of", "\x1b[2J")
    assert status == 2
    assert "\x1b" not in err


def test_one_row_explained_is_what_the_row_says(files: tuple[Any, ...]) -> None:
    every = answer(*CHECK, *files)["results"]
    for row, told in enumerate(every, start=2):
        alone = answer(*CHECK, *files, "--row", row)
        assert alone["row"] == row
        assert {key: alone[key] for key in told} == told
        assert alone["derivation"]


@pytest.mark.parametrize("batch", [7, 69, 1000])
def test_batches_make_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    sizes, goods = ("中小企业", "大型企业", "", "x"), ("其他", "医护用品", "")
    firms = [{"企业": f"{n % 67}", "企业规模": sizes[n % 4], "生产用品": goods[n % 3]} for n in
             range(70)]  # fmt: skip
    loans = [{**LOANS[0], "企业": f"{n % 90}", MONTHS: f"{n}.0{n % 10}"} for n in range(200)]
    first, second = csv_file(tmp_path / "a.csv", firms), csv_file(tmp_path / "b.csv", loans)
    pl.read_csv(first, infer_schema=False).write_parquet(tmp_path / "a.parquet")
    whole = answer(*CHECK, first, "--related", f"loans={second}")
    monkeypatch.setattr(table_reading, "BATCH", batch)
    told = answer(*CHECK, first, "--related", f"loans={second}")
    assert {**told, "problems": None} == {**whole, "problems": None}
    assert sorted(problems(told)) == sorted(problems(whole))
    parquet = answer(*CHECK, tmp_path / "a.parquet", "--related", f"loans={second}")
    assert parquet["results"] == whole["results"]
    out = tmp_path / "out.parquet"
    answer(*CHECK, first, "--related", f"loans={second}", "--out", out)
    assert pl.read_parquet(out)["结论"].to_list() == [r["verdict"] for r in whole["results"]]


def test_parquet_columns_of_another_type_are_named(tmp_path: Path) -> None:
    firms = csv_file(tmp_path / "firms.csv", FIRMS[:1])
    wrong: dict[str, Any] = {DATE: [20200301], LENT: [True], MONTHS: [1.5], YEAR: [["1"]]}
    pl.DataFrame({"企业": ["甲"], **wrong}).write_parquet(tmp_path / "loans.parquet")
    told = answer(*CHECK, firms, "--related", f"loans={tmp_path / 'loans.parquet'}")
    assert [p[:3] for p in problems(told)] == [("loans", 1, column) for column in wrong]
    assert all(p["value"] and p["expected"] for p in told["problems"])
    assert told["results"][0]["verdict"] == "unknown"
    assert told["results"][0]["missing"] == [DATE, LENT, MONTHS]


def test_names_that_are_no_text_are_named(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"企业": [1.5, 2.5], "企业规模": ["大型企业"] * 2, "生产用品": ["其他"] * 2}
    )
    frame.write_parquet(tmp_path / "a.parquet")
    told = answer(*CHECK, tmp_path / "a.parquet")
    assert [r["subject"] for r in told["results"]] == ["第2行", "第3行"]
    assert [r["verdict"] for r in told["results"]] == ["not entitled"] * 2
    assert {p[:4] for p in problems(told)} >= {("a", 2, "企业", "1.5"), ("a", 3, "企业", "2.5")}


def test_a_column_that_stands_twice_and_a_row_wider_than_the_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("企业,企业规模,企业规模\n甲,中小企业,大型企业,x\n\n乙,大型企业\n", "utf-8")
    told = answer(*CHECK, path)
    assert ("a", 1, "企业规模", "企业规模") in problems(told)
    assert [r["subject"] for r in told["results"]] == ["甲", "乙"]


def test_cells_to_the_right_of_the_header_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("企业,企业规模\n甲,中小企业,x,,1\n,,y\n", "utf-8")
    told = answer(*CHECK, path)
    assert problems(told) == [("a", 2, "列C", "x"), ("a", 2, "列E", "1"), ("a", 3, "列C", "y")]


def test_files_and_options_that_are_refused(tmp_path: Path, files: tuple[Any, ...]) -> None:
    firms = files[0]
    assert refusal(*CHECK, tmp_path / "none.csv")["where"] == "文件"
    assert refusal(*CHECK, tmp_path)["where"] == "文件"
    odd = {"a.csv": b"", "b.csv": b"\n \n", "c.csv": b"\x00\x01\xff", "d.parquet": b"PAR1"}
    odd |= {"e.parquet": b"PAR1" + b"x" * 90, "f.xlsx": b"PK\x03\x04" + b"x" * 90}
    for name, data in odd.items():
        (tmp_path / name).write_bytes(data)
        assert name in refusal(*CHECK, tmp_path / name)["where"]
        assert name in refusal(*CHECK, firms, "--related", f"loans={tmp_path / name}")["where"]
    (tmp_path / "g.csv").write_text('企业,企业规模\n甲,"中小企业\n', "utf-8")
    assert "第" in refusal(*CHECK, tmp_path / "g.csv")["where"]
    lacking = csv_file(tmp_path / "h.csv", [{"企业": "甲", "规模": "大型企业"}])
    assert "企业规模" in refusal(*CHECK, lacking)["expected"]
    outs = (tmp_path / "o.txt", tmp_path / "none" / "o.csv", firms)
    wrong: dict[str, tuple[Any, ...]] = {
        "--related": ("loans", "=x", f"loan={firms}"),
        "--row": (1, -1, 10**12, "x"),
        "--as-of": ("x", "2020-02-06"),
        "--out": outs,
    }
    for option, value in ((name, value) for name, values in wrong.items() for value in values):
        error = refusal(*CHECK, firms, option, value)
        assert option in f"{error['where']} {error['expected']}"
    assert refusal(*CHECK, *files, *files[1:])["where"] == "--related"
    assert "relief/interest" in refusal("check", "relief/interst", firms)["expected"]
    assert firms.read_text("utf-8").startswith("企业")


def test_a_file_that_breaks_off_leaves_no_half_of_an_answer(tmp_path: Path) -> None:
    path, out = tmp_path / "a.csv", tmp_path / "out.csv"
    path.write_text("企业,企业规模\n" + "甲,中小企业\n" * 3000 + '乙,"x\n', "utf-8")
    assert "第" in refusal(*CHECK, path)["where"]
    out.write_text("before", "utf-8")
    assert refusal(*CHECK, path, "--out", out)["expected"]
    assert out.read_text("utf-8") == "before"


def test_a_spreadsheet_gives_its_odd_cells_too(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", [{**FIRMS[0], "企业规模": 7}, {**FIRMS[1], "企业": 8}])
    told = answer(*CHECK, path)
    assert problems(told) == [("Sheet", 2, "企业规模", "7")]
    assert [r["subject"] for r in told["results"]] == ["甲", "8"]


cells = st.one_of(
    st.sampled_from(["", "甲", "中小企业", "其他", "2020-03-01", "是", "-1", "=1+1", '"', "\x00"]),
    st.text(max_size=4),
)  # fmt: skip
lines = st.lists(st.lists(cells, max_size=6).map(",".join), max_size=5).map("\n".join)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=lines, second=lines, header=st.booleans())
def test_nonsense_is_checked_or_refused(
    tmp_path: Path, first: str, second: str, header: bool
) -> None:
    heads = (
        ("企业,企业规模,生产用品\n", f"企业,{DATE},{LENT},{MONTHS},{YEAR}\n")
        if header
        else ("", "")
    )
    for name, head, text in zip(("a.csv", "b.csv"), heads, (first, second), strict=True):
        (tmp_path / name).write_bytes((head + text).encode("utf-8", "surrogatepass"))
    words = (*CHECK, tmp_path / "a.csv", "--related", f"loans={tmp_path / 'b.csv'}", "--json")
    status, out, err = command(*words)
    assert status in (0, 2)
    assert ("error" in json.loads(out)) == (status == 2) == bool(err)
