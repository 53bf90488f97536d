"""Baseline against one scenario over a Parquet file larger than a sheet: seconds and peak memory.

``python benchmarks/simulate.py [ROWS]`` (20,000,000): ``rules simulate relief/interest`` by sector
as a process of its own, start and answer included, with coded columns and with columns of text.
The peer is the same query written by hand for Polars, without blanks, citations or checks.
"""

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5
BY = "行业"
MAKE = """
import sys
import numpy as np, polars as pl
rows, coded, text = int(sys.argv[1]), sys.argv[2], sys.argv[3]
chance = np.random.default_rng(1)
def listed(name, options):
    codes = pl.Series(chance.integers(0, len(options), rows, dtype=np.uint8))
    return pl.Series(name, options, dtype=pl.Enum(options)).gather(codes)
frame = pl.DataFrame([
    listed("企业规模", ["中小企业", "大型企业"]),
    listed("生产用品", ["医护用品", "消杀用品", "其他"]),
    listed("行业", ["制造", "批发零售", "住宿餐饮", "农业", "物流", "其他"]),
    pl.Series("可补贴的2020年2—6月利息（分）", chance.integers(0, 200_000_000, rows)),
    pl.Series("可补贴的2020年度利息（分）", chance.integers(0, 200_000_000, rows)),
])
frame.write_parquet(coded, row_group_size=500_000)
frame.cast({pl.Enum: pl.String}).write_parquet(text, row_group_size=500_000)
"""
BY_HAND = """
import sys
import polars as pl
def amount(cap):
    maker = pl.min_horizontal(pl.col("可补贴的2020年度利息（分）"), 100_000_000)
    small = pl.min_horizontal((pl.col("可补贴的2020年2—6月利息（分）") * 3 + 5) // 10, cap)
    return (pl.when(pl.col("生产用品") != "其他").then(maker)
            .when(pl.col("企业规模") == "中小企业").then(small).otherwise(0))
found = (pl.scan_parquet(sys.argv[1])
         .select("行业", a=amount(30_000_000), b=amount(50_000_000))
         .group_by("行业")
         .agg(pl.col("a", "b").sum(), gaining=(pl.col("b") > pl.col("a")).sum())
         .collect(engine="streaming"))
print(found["a"].sum(), found["b"].sum())
"""


def timed(command: list[str]) -> tuple[float, float, float, str]:
    """Median and slowest seconds of a whole process, its peak memory in MB, and what it said."""
    seconds, answer, peak = [], "", 0.0
    for run in range(RUNS + 1):
        start = time.perf_counter()
        with tempfile.TemporaryFile() as out:
            process = subprocess.Popen(command, stdout=out)
            _, status, usage = os.wait4(process.pid, 0)
            took = time.perf_counter() - start
            out.seek(0)
            answer = out.read().decode()
        if status:
            raise SystemExit(f"{command[0]} failed")
        peak = max(peak, usage.ru_maxrss / 1024)
        if run:
            seconds.append(took)
    return statistics.median(seconds), max(seconds), peak, answer


def main() -> None:
    """Print the figures."""
    rows = sys.argv[1] if len(sys.argv) > 1 else "20000000"
    print(f"machine: {platform.machine()}, {os.cpu_count()} cores, "
          f"Python {platform.python_version()}, {rows} rows")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        files = {kind: str(Path(folder, f"{kind}.parquet")) for kind in ("coded", "text")}
        subprocess.run([sys.executable, "-c", MAKE, rows, *files.values()], check=True)
        totals = set()
        for kind, file in files.items():
            command = [sys.executable, "-m", "guiju", "rules", "simulate", "relief/interest", file,
                       "--by", BY, "--set", "interest_cap=500000", "--json"]  # fmt: skip
            median, slowest, peak, answer = timed(command)
            amounts = [one["amount"].replace(".", "") for one in json.loads(answer)["scenarios"]]
            totals.add(tuple(map(int, amounts)))
            print(f"rules simulate, {kind} columns: {median:.1f} s ({slowest:.1f} slowest), "
                  f"peak {peak:.0f} MB")  # fmt: skip
        median, slowest, peak, answer = timed([sys.executable, "-c", BY_HAND, files["coded"]])
        print(f"peer, Polars by hand, coded columns: {median:.1f} s ({slowest:.1f} slowest), "
              f"peak {peak:.0f} MB")  # fmt: skip
        assert totals == {tuple(map(int, answer.split()))}, "the answers differ"
    print(f"this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
