"""100,000 rows of a vehicle ledger from XLSX: seconds, peak memory, microseconds for one row.

``python benchmarks/vehicle_check.py [ROWS]``. The peer in the same run is openpyxl reading the
same file without judging anything.
"""

import datetime as dt
import platform
import random
import resource
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from guiju.institutions.vehicles.checking import check_file, read_ledger
from guiju.institutions.vehicles.checking.check import judge_row, rules_on
from guiju.institutions.vehicles.checking.columns import COLUMNS
from guiju.sheets import SheetOut, write_xlsx

OK = {
    "使用单位": "演示单位", "单位类别": "行政机关", "行政层级": "市", "用车类别": "机要通信",
    "车型": "轿车", "厂牌型号": "演示牌", "产地": "国产", "动力类型": "汽油",
    "价格（元）": 118000, "排气量（升）": Decimal("1.6"), "购置日期": "2023-05-06",
    "配备情形": "常规",
    "超标准批准文号": "无", "越野车批准文号": "无", "集中管理": "是", "登记所有人": "演示单位",
    "登记所有人类别": "本机关", "保密用途": "无", "卫星定位": "是", "统一标识": "是",
    "免标识核准文号": "无", "免标识备案文号": "无", "使用岗位": "其他", "固定使用人": "无",
    "高档配置": "否", "车辆来源": "购置", "安全技术检测": "合格", "环保检测": "合格",
}  # fmt: skip


def make(path: Path, rows: int) -> None:
    """A ledger with a breach in ten rows and a blank in twenty cells."""
    chance = random.Random(1)
    header = [column.name for column in COLUMNS]

    def row(number: int) -> list[object]:
        cells = {**OK, "号牌号码": f"桂F·{number:06}", "使用单位": f"演示单位{number % 500}"}
        if chance.random() < 0.1:
            cells["价格（元）"] = 199000
        return [None if chance.random() < 0.05 else cells[name] for name in header]

    write_xlsx(path, [SheetOut("车辆台账", header, (row(n) for n in range(rows)))])


def main() -> None:
    """Print the figures."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ledger.xlsx")
        make(path, rows)
        start = time.perf_counter()
        result = check_file(path)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"machine: {platform.machine()}, Python {platform.python_version()}")
        print(f"check of {rows} rows: {seconds:.1f} s, peak {peak:.0f} MB, {result.counts}")
        ledger, rules = read_ledger(path), rules_on(dt.date.today())
        some = [row for _, row in zip(range(10_000), ledger.rows(), strict=False)]
        start = time.perf_counter()
        for row in some:
            judge_row(rules, row)
        print(f"one row judged: {(time.perf_counter() - start) / len(some) * 1e6:.0f} µs")
        import openpyxl

        start = time.perf_counter()
        book = openpyxl.load_workbook(path, read_only=True)
        count = sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
        print(f"peer, openpyxl reading {count} rows only: {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
