"""``rules simulate``: scenarios, sweeps, groups, pictures and workbooks on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.rules.charts import Bars, bar_chart
from guiju.rules.registry import find
from guiju.rules.scenarios import MOST, scenario, sweep

from .command_line import answer, command, csv_file, refusal

DATE, LENT, MONTHS, YEAR = "贷款日期", "金融机构贷款", "2020年2—6月利息（元）", "2020年度利息（元）"
FIRMS = [
    {"企业": "甲", "企业规模": "中小企业", "生产用品": "其他", "所在县": "江州", "rows": "a0"},
    {"企业": "乙", "企业规模": "大型企业", "生产用品": "消杀用品", "所在县": "江州", "rows": "a0"},
    {"企业": "丙", "企业规模": "小型企业", "生产用品": "其他", "所在县": "", "rows": ""},
]  # fmt: skip
LOANS = [
    {"企业": "甲", DATE: "2020-03-01", LENT: "是", MONTHS: "1500000", YEAR: "1"},
    {"企业": "乙", DATE: "2020-09-01", LENT: "是", MONTHS: "1", YEAR: "2000000"},
    {"企业": "丙", DATE: "2020-03-01", LENT: "是", MONTHS: "1", YEAR: "1"},
    {"企业": "丁", DATE: "2020-03-01", LENT: "是", MONTHS: "1", YEAR: "1"},
]


@pytest.fixture
def words(tmp_path: Path) -> tuple[Any, ...]:
    """The command with firms and loans."""
    firms, loans = csv_file(tmp_path / "firms.csv", FIRMS), csv_file(tmp_path / "loans.csv", LOANS)
    return ("simulate", "relief/interest", firms, "--related", f"loans={loans}")


def figures(told: dict[str, Any], *names: str) -> list[tuple[Any, ...]]:
    """Some statistics of every scenario."""
    return [tuple(one[name] for name in names) for one in told["scenarios"]]


def test_figures_set_groups_and_odd_cells(words: tuple[Any, ...]) -> None:
    both = ("--set", "interest_cap=500000", "--set", "maker_cap=2000000")
    told = answer(*words, *both, "--by", "所在县")
    assert told["rows"] == 3
    assert figures(told, "name", "given", "unknown", "amount", "gaining", "gained", "lost") == [
        ("现行", 2, 1, "1300000.00", 0, "0.00", "0.00"),
        ("interest_cap=500000，maker_cap=2000000", 2, 1, "2450000.00", 2, "1150000.00", "0.00"),
    ]
    assert told["scenarios"][1]["set"] == {"interest_cap": "500000.00", "maker_cap": "2000000.00"}
    assert [(g["group"], g["scenarios"][1]["amount"]) for g in told["groups"]] == [
        ({"所在县": None}, "0.00"), ({"所在县": "江州"}, "2450000.00")]  # fmt: skip
    assert {(p["sheet"], p["row"], p["column"], p["value"]) for p in told["problems"]} == {
        ("firms", 4, "企业规模", "小型企业"), ("loans", 5, "企业", "丁")}  # fmt: skip


def test_groups_may_be_facts_names_or_any_column(words: tuple[Any, ...]) -> None:
    cap = ("--set", "interest_cap=0")
    told = answer(*words, *cap, "--by", "企业规模", "--by", "企业", "--by", "企业")
    assert told["by"] == ["企业规模", "企业"]
    assert [tuple(g["group"].values()) for g in told["groups"]] == [
        (None, "丙"), ("中小企业", "甲"), ("大型企业", "乙")]  # fmt: skip
    odd = answer(*words, *cap, "--by", "rows")
    assert [(g["group"], g["scenarios"][0]["rows"]) for g in odd["groups"]] == [
        ({"rows": None}, 1), ({"rows": "a0"}, 2)]  # fmt: skip


def test_groups_of_figures_and_days_are_told_as_they_are_written(tmp_path: Path) -> None:
    rows = [{"单位类别": "行政机关", "行政层级": "市", "用车类别": "机要通信", "车型": "轿车",
             "号牌号码": f"{n}", "价格（万元）": price, "购置日期": "2023年5月6日"}
            for n, price in enumerate(("12", "13.5", ""))]  # fmt: skip
    path = csv_file(tmp_path / "a.csv", rows)
    told = answer("simulate", "vehicles/car", path, "--set", "confidential_price=140000",
                  "--by", "价格（万元）", "--by", "购置日期")  # fmt: skip
    assert [tuple(g["group"].values()) for g in told["groups"]] == [
        ("120000.00", "2023-05-06"), ("135000.00", "2023-05-06"), (None, "2023-05-06")]  # fmt: skip
    assert "amount" not in told["scenarios"][0]


def test_a_matter_of_duties_without_groups(tmp_path: Path) -> None:
    rows = [{"单位类别": "行政机关", "行政层级": "市", "用车类别": "机要通信", "车型": "轿车",
             "产地": "进口", "购置日期": "2023-05-06"}]  # fmt: skip
    path = csv_file(tmp_path / "a.csv", rows)
    told = answer("simulate", "vehicles/car", path, "--set", "confidential_price=1")
    assert figures(told, "rows", "given", "unknown") == [(1, 1, 0)] * 2


def test_a_sweep_and_a_file_of_scenarios(tmp_path: Path, words: tuple[Any, ...]) -> None:
    told = answer(*words, "--sweep", "interest_cap=200000:400000:100000")
    assert figures(told, "name", "amount") == [
        ("现行", "1300000.00"), ("interest_cap=200000.00", "1200000.00"),
        ("interest_cap=300000.00", "1300000.00"), ("interest_cap=400000.00", "1400000.00"),
    ]  # fmt: skip
    days = answer(*words, "--sweep", "first_day=2020-03-01:2020-03-02:1")
    assert figures(days, "name", "amount") == [
        ("现行", "1300000.00"), ("first_day=2020-03-01", "1300000.00"),
        ("first_day=2020-03-02", "1000000.00")]  # fmt: skip
    path = tmp_path / "s.yaml"
    path.write_text(
        "scenarios:\n- name: 比例五成\n  set: {interest_rate: 50, interest_cap: 900000.00}\n"
        "- {name: 停办, set: {maker_cap: '0', interest_cap: 0}}\n", "utf-8",
    )  # fmt: skip
    told = answer(*words, "--scenarios", path, "--set", "maker_cap=1")
    assert figures(told, "name", "amount", "losing") == [
        ("现行", "1300000.00", 0), ("比例五成", "1750000.00", 0), ("停办", "0.00", 2),
        ("maker_cap=1", "300001.00", 1)]  # fmt: skip


def test_tables_pictures_and_workbooks(tmp_path: Path, words: tuple[Any, ...]) -> None:
    svg, xlsx = tmp_path / "o.svg", tmp_path / "o.xlsx"
    status, out, err = command(*words, "--set", "interest_cap=500000", "--by", "所在县",
                               "--svg", svg, "--xlsx", xlsx)  # fmt: skip
    assert (status, err) == (0, "")
    assert "小型企业" in out
    assert "…" not in out
    texts = [node.text for node in ElementTree.parse(svg).getroot().iter() if node.text]
    assert "interest_cap=500000" in texts
    assert "1450000.00" in texts
    book = openpyxl.load_workbook(xlsx)
    assert book.sheetnames == ["合计", "分组", "方案"]
    rows = [[cell.value for cell in row] for row in book["合计"].rows]
    assert rows[0][:5] == ["方案", "行数", "享受数", "不能判定", "金额（元）"]
    assert rows[2][:5] == ["interest_cap=500000", 3, 2, 1, "1450000.00"]
    assert [c.value for c in list(book["分组"].rows)[1]][:2] == ["（空）", "现行"]
    assert [c.value for c in list(book["方案"].rows)[1]][2] == "500000.00"


@pytest.mark.parametrize(
    ("option", "values"),
    [
        ("--set", ["interest_cap", "interest_ca=1", "=1", "interest_cap=", "interest_cap=0.001",
                   "interest_cap=-1", "interest_cap=1e3", "interest_cap=NaN", "interest_cap=50万",
                   "interest_cap=1_0", "interest_cap=0.0100000000000000000000000000000000001",
                   "first_day=2020-02-30", "first_day=20200301",
                   "first_day=1", "late_months=1.5"]),
        ("--sweep", ["interest_cap", "interest_cap=1:2", "interest_cap=1:2:0", "interest_cap=2:1:1",
                     "interest_cap=1:2:-1", f"interest_cap=1:{MOST + 1}:1", "interest_cap=a:b:c",
                     "interest_cap=NaN:1:1", "interest_cap=1:NaN:1", "interest_cap=1:inf:1",
                     "interest_cap=0:1:0.001", "nope=1:2:1", "interest_cap=1:2:1:1",
                     "first_day=2020-02-01:2020-03-01:1.5", "first_day=2020-02-01:x:1"]),
        ("--by", ["所在", ""]),
        ("--svg", ["none/x.svg"]), ("--xlsx", ["none/x.xlsx"]),
        ("--related", ["loans", "loan=x", "loans=none.csv"]),
    ],
)  # fmt: skip
def test_options_that_are_refused(words: tuple[Any, ...], option: str, values: list[str]) -> None:
    good = () if option in ("--set", "--sweep") else ("--set", "interest_cap=1")
    start = words[:3] if option == "--related" else words
    for value in values:
        error = refusal(*start, *good, option, value)
        if option in ("--set", "--sweep", "--by"):
            assert error["where"].startswith(option)


def test_figures_too_great_for_the_rules_are_refused(words: tuple[Any, ...]) -> None:
    assert refusal(*words, "--set", "interest_cap=" + "9" * 30)["expected"]


def test_scenarios_that_are_refused(tmp_path: Path, words: tuple[Any, ...]) -> None:
    assert "--set" in refusal(*words)["expected"]
    assert refusal(*words, "--set", "interest_cap=1", "--set", "interest_cap=2")["where"] == "--set"
    path = tmp_path / "s.yaml"
    one = "{name: a, set: {interest_cap: 1}}"
    for text in ("", "[]", "x: 1", "scenarios: 3", "scenarios: []", "scenarios: [3]",
                 "scenarios: [", "scenarios: [{name: a}]", "scenarios: [{name: a, set: 3}]",
                 "scenarios: [{name: a, set: {}}]", "scenarios: [{name: [1], set: {maker_cap: 1}}]",
                 "scenarios: [{name: a, set: {interest_ca: 1}}]",
                 "scenarios: [{name: a, set: {interest_cap: [1]}}]",
                 "scenarios: [{name: a, set: {interest_cap: 1, interest_cap: 2}}]"):  # fmt: skip
        path.write_text(text, "utf-8")
        assert refusal(*words, "--scenarios", path)["where"].startswith("s.yaml"), text
    for text in (f"scenarios: [{one}, {one}]", "scenarios: [{name: 现行, set: {interest_cap: 1}}]"):
        path.write_text(text, "utf-8")
        assert refusal(*words, "--scenarios", path)["where"] == "方案"
    assert refusal(*words, "--scenarios", tmp_path / "none")["where"].endswith("none")


def test_scenarios_are_exact_in_small_units() -> None:
    book = find("relief")
    given = {"interest_cap": "１２.５", "interest_rate": "33.33", "first_day": "2020年3月1日"}
    day = scenario(book, "x", {"first_day": "2020-03-01"}).changes["first_day"]
    changes = scenario(book, "x", given).changes
    assert changes == {"interest_cap": 1250, "interest_rate": 3333, "first_day": day}
    steps = sweep(book, "interest_cap=0.01:0.10:0.03")
    assert [step.changes["interest_cap"] for step in steps] == [1, 4, 7, 10]
    assert len(sweep(book, f"interest_cap=1:{MOST}:1")) == MOST


def test_a_chart_holds_whatever_it_is_told() -> None:
    lines = [
        ("<&>\"'\x00\x1b", 5, "5"),
        ("长" * 60, 0, ""),
        ("less", -3, "-3"),
        ("最长", 10**15, "多"),
    ]
    root = ElementTree.fromstring(bar_chart(Bars("a < b & c\x07", lines)))
    widths = [int(node.attrib["width"]) for node in root.iter("{http://www.w3.org/2000/svg}rect")]
    assert widths == sorted(widths)
    assert min(widths) == 0
    assert ElementTree.fromstring(bar_chart(Bars("", []))) is not None


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    option=st.sampled_from(["--set", "--sweep", "--by", "--as-of"]),
    value=st.text("intersapcfdy_=:0123456789.-万 元", max_size=24)
    | st.text(max_size=4).map("interest_cap={}".format),
)
def test_nonsense_is_simulated_or_refused(words: tuple[Any, ...], option: str, value: str) -> None:
    good = ("--set", "maker_cap=1") if option != "--set" else ()
    status, out, err = command(*words, *good, f"{option}={value}", "--json")
    assert status in (0, 2)
    assert ("error" in json.loads(out)) == (status == 2) == bool(err)
