"""Ledgers made up for tests: a car that conforms, and files of such cars."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl

from guiju.institutions.vehicles.checking.columns import COLUMNS

OK = {
    "使用单位": "演示单位",
    "单位类别": "行政机关",
    "行政层级": "市",
    "用车类别": "机要通信",
    "车型": "轿车",
    "厂牌型号": "演示牌",
    "产地": "国产",
    "动力类型": "汽油",
    "价格（元）": "118000.00",
    "排气量（升）": "1.6",
    "购置日期": "2023-05-06",
    "配备情形": "常规",
    "超标准批准文号": "无",
    "越野车批准文号": "无",
    "集中管理": "是",
    "登记所有人": "演示单位",
    "登记所有人类别": "本机关",
    "保密用途": "无",
    "卫星定位": "是",
    "统一标识": "是",
    "免标识核准文号": "无",
    "免标识备案文号": "无",
    "使用岗位": "其他",
    "固定使用人": "无",
    "高档配置": "否",
    "车辆来源": "购置",
    "安全技术检测": "合格",
    "环保检测": "合格",
}
HEADER = [column.name for column in COLUMNS]


def cars(*changes: dict[str, Any]) -> list[dict[str, Any]]:
    """Conforming cars with some cells changed, each with a plate of its own."""
    return [{"号牌号码": f"桂F·T{n:03}", **OK, **told} for n, told in enumerate(changes)]


def csv_file(path: Path, rows: list[dict[str, Any]], header: list[str] | None = None) -> Path:
    """A CSV ledger."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, header or HEADER, extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def xlsx_file(
    path: Path,
    rows: list[dict[str, Any]],
    *,
    sheet: str = "车辆台账",
    quota: list[tuple[Any, ...]] | None = None,
) -> Path:
    """An XLSX ledger, with a quota sheet where one is given."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    page.append(HEADER)
    for row in rows:
        page.append([row.get(name) or None for name in HEADER])
    if quota is not None:
        other = book.create_sheet("编制")
        for told in [("使用单位", "用车类别", "编制数"), *quota]:
            other.append(told)
    book.save(path)
    return path
