"""``check vehicles`` and ``coverage`` as the contract of the vehicle ledger promises them."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from .ledgers import HEADER, cars, csv_file, xlsx_file

ROOT = Path(__file__).resolve().parents[3]


def guiju(*words: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the command line."""
    done = subprocess.run(
        [sys.executable, "-m", "guiju", *map(str, words)],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def check(*words: object) -> tuple[int, dict[str, Any]]:
    """Exit status and JSON of a check."""
    status, out, err = guiju("check", "vehicles", *words, "--json")
    assert "Traceback" not in err
    return status, json.loads(out)


def test_the_answer_of_the_contract(tmp_path: Path) -> None:
    rows = cars({"备注": "x"}, {"价格（元）": "135000.00"}, {"购置日期": "2019-02-30"})
    status, told = check(csv_file(tmp_path / "a.csv", rows, [*HEADER, "备注"]))
    assert status == 1
    assert told["instrument"] == "崇政办发〔2020〕1号"
    assert told["rules_version"]
    assert told["rows"] == 3
    assert told["unknown_columns"] == ["备注"]
    assert told["problems"] == [
        {
            "sheet": "车辆台账",
            "row": 4,
            "column": "购置日期",
            "value": "2019-02-30",
            "expected": "a date",
        }
    ]
    (finding,) = told["findings"]
    assert finding.pop("message")
    assert finding == {
        "row": 3,
        "subject": "桂F·T001",
        "provision": "7/1/1",
        "also": ["29/1/1"],
        "verdict": "breach",
        "strength": "must",
        "facts": {"价格（元）": "135000.00", "标准": "120000.00"},
        "missing": [],
    }
    assert told["summary"] == {"conforming": 2, "breach": 1, "unknown": 0}


def test_problems_and_unknowns_alone_leave_the_status_zero(tmp_path: Path) -> None:
    status, told = check(csv_file(tmp_path / "a.csv", cars({"价格（元）": "-1"})))
    assert status == 0
    assert [f["verdict"] for f in told["findings"]] == ["unknown"]
    assert told["findings"][0]["missing"] == ["价格（元）"]
    assert told["problems"][0]["value"] == "-1"


def test_price_in_wan_is_exact(tmp_path: Path) -> None:
    header = ["价格（万元）" if name == "价格（元）" else name for name in HEADER]
    rows = [
        {**row, "价格（万元）": price}
        for row, price in zip(
            cars({}, {}, {}, {}), ("12", "12.000001", "12.0000001", "13.5"), strict=True
        )
    ]
    _, told = check(csv_file(tmp_path / "a.csv", rows, header))
    assert [p["row"] for p in told["problems"]] == [4]
    assert told["problems"][0]["column"] == "价格（万元）"
    by_row = {f["row"]: f for f in told["findings"]}
    assert by_row[3]["facts"]["价格（元）"] == "120000.01"
    assert by_row[5]["facts"]["价格（元）"] == "135000.00"
    assert by_row[4]["verdict"] == "unknown"
    assert 2 not in by_row


def test_half_width_brackets_any_order_and_gb18030(tmp_path: Path) -> None:
    header = [name.replace("（", "(").replace("）", ")") for name in reversed(HEADER)]
    rows = [
        {k.replace("（", "(").replace("）", ")"): v for k, v in row.items()}
        for row in cars({"价格（元）": "135000"})
    ]
    path = csv_file(tmp_path / "a.csv", rows, header)
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    status, told = check(path)
    assert status == 1
    assert told["findings"][0]["provision"] == "7/1/1"


def test_dates_in_all_forms_and_a_month_without_a_day(tmp_path: Path) -> None:
    forms = ["2018/1/5", "2018.1.5", "2018年1月5日", dt.date(2018, 1, 5), "2018年1月", "43105"]
    rows = cars(*({"购置日期": form, "价格（元）": "135000"} for form in forms))
    _, told = check(xlsx_file(tmp_path / "a.xlsx", rows))
    assert [f["verdict"] for f in told["findings"]] == ["unknown"] * 6
    assert [f["missing"] for f in told["findings"]] == [[], [], [], [], ["购置日期"], ["购置日期"]]
    assert [p["row"] for p in told["problems"]] == [7]
    assert [n["row"] for n in told["notes"]] == [6]


def test_a_plate_twice_is_reported_and_both_rows_are_checked(tmp_path: Path) -> None:
    rows = cars({"号牌号码": "桂F·1"}, {"号牌号码": "桂F·1", "价格（元）": "135000"})
    status, told = check(csv_file(tmp_path / "a.csv", rows))
    assert status == 1
    assert [(p["row"], p["column"], p["value"]) for p in told["problems"]] == [
        (3, "号牌号码", "桂F·1")
    ]
    assert told["rows"] == 2


@pytest.mark.parametrize("as_sheet", [True, False])
def test_quota(tmp_path: Path, as_sheet: bool) -> None:
    rows = cars({}, {"车辆来源": "借用"}, {"用车类别": "应急保障"})
    quota = [("演示单位", "机要通信", 1), ("另一单位", "机要通信", 0)]
    if as_sheet:
        words: list[object] = [xlsx_file(tmp_path / "a.xlsx", rows, quota=quota)]
    else:
        text = "使用单位,用车类别,编制数\n" + "\n".join(",".join(map(str, q)) for q in quota)
        (tmp_path / "q.csv").write_text(text, encoding="utf-8")
        words = [csv_file(tmp_path / "a.csv", rows), "--quota", tmp_path / "q.csv"]
    status, told = check(*words)
    assert status == 1
    organs = [f for f in told["findings"] if f["row"] is None]
    assert [(f["subject"], f["provision"], f["verdict"], f["missing"]) for f in organs] == [
        ("演示单位", "6/1", "breach", []),
        ("演示单位", "6/1", "unknown", ["编制数"]),
    ]
    assert organs[0]["also"] == ["29/1/1"]
    assert organs[0]["facts"] == {"用车类别": "机要通信", "在用车辆数": "2", "编制数": "1"}
    assert told["summary"] == {"conforming": 2, "breach": 1, "unknown": 0}


def test_a_blank_class_or_organ_leaves_a_number_open(tmp_path: Path) -> None:
    rows = cars({}, {"用车类别": "", "使用岗位": "一线执法执勤"}, {"使用单位": ""})
    quota = [("演示单位", "机要通信", 1)]
    _, told = check(xlsx_file(tmp_path / "a.xlsx", rows, quota=quota))
    (organ,) = (f for f in told["findings"] if f["row"] is None)
    assert (organ["verdict"], organ["missing"]) == ("unknown", ["使用单位", "用车类别"])
    assert organ["facts"]["在用车辆数"] == "1–3"


def test_without_a_quota_table_nothing_is_said_about_numbers(tmp_path: Path) -> None:
    status, told = check(xlsx_file(tmp_path / "a.xlsx", cars(*({} for _ in range(30)))))
    assert (status, told["findings"]) == (0, [])


def test_only_sheet_of_another_name_is_read_but_not_one_of_several(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", cars({}), sheet="Sheet1")
    assert check(path)[0] == 0
    book = openpyxl.load_workbook(path)
    book.create_sheet("说明")
    book.save(path)
    status, told = check(path)
    assert status == 2
    assert set(told["error"]) == {"where", "value", "expected"}
    assert "车辆台账" in told["error"]["expected"]


@pytest.mark.parametrize(
    "column", ["号牌号码", "使用单位", "单位类别", "行政层级", "用车类别", "车型"]
)
def test_a_missing_required_column_is_named(tmp_path: Path, column: str) -> None:
    header = [name for name in HEADER if name != column]
    status, told = check(csv_file(tmp_path / "a.csv", cars({}), header))
    assert status == 2
    assert column in told["error"]["expected"]


def test_a_missing_optional_column_is_all_unknown(tmp_path: Path) -> None:
    header = [name for name in HEADER if name != "产地"]
    status, told = check(csv_file(tmp_path / "a.csv", cars({}), header))
    assert status == 0
    assert [(f["provision"], f["missing"]) for f in told["findings"]] == [("13/1", ["产地"])]


@pytest.mark.parametrize("words", [(), ("none.xlsx",), ("a.csv", "--nope"), ("a.csv", "--quota")])
def test_bad_usage_is_answered_alike(words: tuple[str, ...]) -> None:
    status, out, err = guiju("check", "vehicles", *words, "--json")
    assert status == 2
    assert set(json.loads(out)["error"]) == {"where", "value", "expected"}
    assert err.strip()
    assert "Traceback" not in err


def test_the_ledger_comes_back_with_findings_beside_each_row(tmp_path: Path) -> None:
    rows = cars({"厂牌型号": "=1+1"}, {"价格（元）": "135000.00"})
    source = csv_file(tmp_path / "a.csv", rows, [*HEADER, "备注"])
    status, _, _ = guiju("check", "vehicles", source, "--xlsx", tmp_path / "o.xlsx")
    assert status == 1
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx")["车辆台账"]
    header, first, second = sheet.iter_rows(values_only=True)
    assert header[: len(HEADER) + 1] == (*HEADER, "备注")
    assert header[-4:] == ("核对结论", "涉及条款", "说明", "不知道的栏目")
    assert first[len(HEADER) + 1] == "符合"
    assert second[len(HEADER) + 1 : len(HEADER) + 3] == ("违反", "7/1/1")
    model = sheet.cell(2, HEADER.index("厂牌型号") + 1)
    assert (model.value, model.data_type) == ("=1+1", "s")


def test_for_a_person_there_is_a_table(tmp_path: Path) -> None:
    status, out, _ = guiju(
        "check", "vehicles", csv_file(tmp_path / "a.csv", cars({"产地": "进口"}))
    )
    assert status == 1
    assert "第十三条" in out
    assert "违反 1 辆" in out


def test_figures_come_exact_from_real_cells(tmp_path: Path) -> None:
    rows = cars({"价格（元）": 120000.01, "排气量（升）": 1.6}, {"排气量（升）": 1.601})
    _, told = check(xlsx_file(tmp_path / "a.xlsx", rows))
    assert [f["facts"] for f in told["findings"]] == [
        {"价格（元）": "120000.01", "标准": "120000.00"},
        {"排气量（升）": "1.601", "标准": "1.6"},
    ]
    assert Decimal(told["findings"][0]["facts"]["价格（元）"]) == Decimal("120000.01")


def test_coverage() -> None:
    status, out, _ = guiju("coverage", "崇政办发〔2020〕1号", "--json")
    told = json.loads(out)
    assert status == 0
    assert told["instrument"] == "崇政办发〔2020〕1号"
    assert all(set(p) == {"address", "gist", "kind", "by"} for p in told["provisions"])
    assert len({p["address"] for p in told["provisions"]}) == len(told["provisions"]) == 76
    counted = sum(n for kind, n in told["totals"].items())
    assert counted == 76
    assert told["totals"]["unclaimed"] == 0


def test_coverage_of_an_unknown_instrument() -> None:
    status, out, err = guiju("coverage", "国发〔1999〕1号", "--json")
    assert status == 2
    assert json.loads(out)["error"]["value"] == "国发〔1999〕1号"
    assert err.strip()
