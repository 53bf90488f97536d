"""``rules check vehicles/car`` says of every row what ``check vehicles`` says."""

from __future__ import annotations

import random
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from guiju.institutions.vehicles.checking import as_json, check_file
from guiju.institutions.vehicles.demo import ledger_file
from tests.rules.command_line import answer, refusal

from .ledgers import HEADER, OK, cars, csv_file

VERDICTS = {"conforming": "conforms", "breach": "breach", "unknown": "unknown"}


def both(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the two commands answer."""
    return as_json(check_file(path)), answer("check", "vehicles/car", path)


def agree(first: dict[str, Any], second: dict[str, Any], numbers: list[int]) -> None:
    """Every row's verdict, provisions and missing facts; the totals; the cells refused."""
    assert first["rows"] == second["rows"] == len(numbers)
    assert first["rules_version"] == second["rules_version"]
    by_row: dict[int, list[Any]] = {}
    for found in first["findings"]:
        if found["row"] is not None:
            by_row.setdefault(found["row"], []).append(found)
    for number, told in zip(numbers, second["results"], strict=True):
        findings = by_row.get(number, [])
        assert told["provisions"] == [found["provision"] for found in findings]
        verdicts = {found["verdict"] for found in findings}
        worst = next((v for v in ("breach", "unknown") if v in verdicts), "conforms")
        assert told["verdict"] == worst
        assert set(told["missing"]) == {name for found in findings for name in found["missing"]}
        assert len(told["reasons"]) == max(
            sum(found["verdict"] == "breach" for found in findings), worst == "conforms"
        )
    assert second["total"] == {VERDICTS[k]: count for k, count in first["summary"].items()}
    places = [
        {(p["row"], p["column"], p["value"]) for p in one["problems"]} for one in (first, second)
    ]
    assert places[0] == places[1]


def test_the_demo_ledger(tmp_path: Path) -> None:
    organs: Any = [
        SimpleNamespace(name=f"演示{level}{n}", level=level, category=category)
        for n, category in enumerate(("行政机关", "党的机关", "参公事业单位", "直属事业单位"))
        for level in ("市", "县", "自治区")
    ]
    path = tmp_path / "车辆台账.xlsx"
    path.write_bytes(ledger_file(organs, seed="演示"))
    first, second = both(path)
    assert first["rows"] > 100
    assert len({found["provision"] for found in first["findings"]}) > 5
    agree(first, second, list(range(2, first["rows"] + 2)))


def test_a_ledger_of_random_cells(tmp_path: Path) -> None:
    draw = random.Random(4)
    domains = {
        "单位类别": ["行政机关", "党的机关", "直属事业单位", "企业"],
        "行政层级": ["市", "县", "自治区"],
        "用车类别": ["机要通信", "应急保障", "执法执勤", "离退休干部服务"],
        "车型": ["轿车", "越野车", "大型客车"],
        "动力类型": ["汽油", "纯电动", "插电混动"],
        "价格（元）": ["120000", "120000.01", "180000", "-1", "1e5", "180000.001"],
        "排气量（升）": ["1.6", "1.601", "1.8", "3", "1.6001"],
        "购置日期": ["2020-01-05", "2020-01-06", "2023/5/6", "2023-02-30"],
        "固定使用人": ["无", "某人"],
        "产地": ["国产", "进口", "日本"],
    }
    rows = cars(*({} for _ in range(400)))
    for row in rows:
        for name in draw.sample(list(OK), 4):
            row[name] = draw.choice(["", *domains.get(name, [row[name]])])
    path = csv_file(tmp_path / "车辆台账.csv", rows)
    first, second = both(path)
    assert len(first["problems"]) > 10
    agree(first, second, list(range(2, 402)))


def test_half_width_brackets_wan_and_a_plate_that_stands_twice(tmp_path: Path) -> None:
    header = ["价格(万元)" if name == "价格（元）" else name for name in HEADER]
    rows = [
        {**row, "价格(万元)": price, "号牌号码": plate}
        for row, price, plate in zip(
            cars({}, {}, {}), ("13.5", "12.0000001", "12"), ("桂F·1", "桂F·1", ""), strict=True
        )
    ]
    first, second = both(csv_file(tmp_path / "车辆台账.csv", rows, header))
    assert [told["verdict"] for told in second["results"]] == ["breach", "unknown", "conforms"]
    assert {(p["row"], p["column"]) for p in second["problems"]} == {
        (3, "价格(万元)"), (3, "号牌号码"), (4, "号牌号码")}  # fmt: skip
    assert first["summary"] == {"conforming": 1, "breach": 1, "unknown": 1}


@pytest.mark.parametrize("name", ["单位类别", "车型"])
def test_a_column_that_must_be_there(tmp_path: Path, name: str) -> None:
    header = [one for one in HEADER if one != name]
    path = csv_file(tmp_path / "车辆台账.csv", cars({}), header)
    assert name in refusal("check", "vehicles/car", path)["expected"]


QUOTA = ("使用单位", "用车类别", "单位类别", "行政层级", "编制数")


def test_the_quota_of_organs_counts_their_cars(tmp_path: Path) -> None:
    """Cars of an organ and class are its related records; the ledger's check counts the same."""
    listed = [("甲", "应急保障", "1"), ("甲", "机要通信", "2"), ("乙", "应急保障", "2"),
              ("乙", "机要通信", ""), ("丙", "应急保障", "")]  # fmt: skip
    organs = [
        dict(zip(QUOTA, (organ, kind, "行政机关", "市", most), strict=True))
        for organ, kind, most in listed
    ]
    ledger = cars(*(
        {"使用单位": organ, "用车类别": kind}
        for organ, kind in (("甲", "应急保障"), ("甲", "应急保障"), ("甲", "机要通信"),
                            ("乙", "应急保障"), ("丙", "应急保障"))
    ))  # fmt: skip
    first, second = csv_file(tmp_path / "q.csv", organs, list(QUOTA)), tmp_path / "cars.csv"
    csv_file(second, [*ledger, {**ledger[0], "使用单位": "丁"}])
    told = answer("check", "vehicles/quota", first, "--related", f"cars={second}")
    assert [r["subject"] for r in told["results"]] == [" ".join(row[:2]) for row in listed]
    assert [r["verdict"] for r in told["results"]] == [
        "breach", "conforms", "conforms", "conforms", "unknown"]  # fmt: skip
    assert told["results"][0]["provisions"] == ["6/1"]
    assert told["results"][4]["missing"] == ["编制数"]
    assert [(p["sheet"], p["row"]) for p in told["problems"]] == [("cars", 7)]
    unknown = answer("check", "vehicles/quota", first)
    assert unknown["results"][0]["missing"] == ["车辆"]
    alone = answer("check", "vehicles/quota", first, "--related", f"cars={second}", "--row", 2)
    assert {key: alone[key] for key in ("verdict", "provisions", "missing")} == {
        key: told["results"][0][key] for key in ("verdict", "provisions", "missing")}  # fmt: skip
