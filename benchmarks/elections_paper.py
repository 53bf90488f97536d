"""Seconds to print a ballot of 60 candidates, a run of 400 and the forms.

``python benchmarks/elections_paper.py``: first in a process of its own, fonts and strokes not yet
read, then again and again with other names each time, so that nothing is taken from what was set
before. Text is read back. There is no peer: no free program known to us lays out such a ballot.
"""

import datetime as dt
import importlib.metadata
import os
import platform
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from pdfminer.high_level import extract_text

from guiju.institutions.elections.counting import Election, parse_election
from guiju.institutions.elections.paper import Printing, make_ballot, make_forms

RUNS, PERSONS, LIMIT = 9, 60, 1.0
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "明华强军平志建国文玉兰芳丽娟敏静秀英梅红春海波涛伟刚勇毅俊峰磊鑫浩宇轩子涵一帆"
DAY = dt.date(2026, 3, 1)


def election(seed: int) -> Election:
    """A committee's election with invented candidates."""
    chance = random.Random(seed)
    names: dict[str, None] = {}
    while len(names) < PERSONS:
        names[chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2))] = None
    return parse_election(
        {
            "title": "中国共产党演示市第十次代表大会选举第十届委员会委员",
            "kind": "committee",
            "round": "formal",
            "body": "congress",
            "eligible": 400,
            "seats": 54,
            "candidates": [{"name": name} for name in names],
        }
    )


def ballot(seed: int, copies: int = 1) -> bytes:
    """A ballot, or a run of so many."""
    return make_ballot(election(seed), Printing(code="BENCH", day=DAY, copies=copies)).content


def forms(seed: int) -> bytes:
    """All forms of an election."""
    return make_forms(election(seed), Printing(code="BENCH", day=DAY)).content


def told(name: str, make: Callable[[int], bytes], runs: int = RUNS) -> float:
    """The median of the runs, printed."""
    found = []
    size = 0
    for run in range(runs):
        start = time.perf_counter()
        size = len(make(run + 1))
        found.append(time.perf_counter() - start)
    print(
        f"  {name}: median {statistics.median(found):.3f} s, slowest {max(found):.3f} s, "
        f"{size / 1024:,.0f} KiB"
    )
    return statistics.median(found)


def first() -> float:
    """Seconds for the first ballot of a process, without the start of Python and its imports."""
    code = (
        "import sys, time; sys.path.insert(0, sys.argv[1]); import elections_paper as one; "
        "start = time.perf_counter(); one.ballot(1); print(time.perf_counter() - start)"
    )
    folder = str(Path(__file__).resolve().parent)
    made = subprocess.run(
        [sys.executable, "-c", code, folder], check=True, capture_output=True, text=True
    )
    return float(made.stdout)


def main() -> None:
    """Measure; leave with 1 where a ballot takes longer than a second."""
    versions = f"typst {importlib.metadata.version('typst')}, Python {sys.version.split()[0]}"
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {load}, {versions}, {DAY.today()}")
    text = "".join(extract_text(BytesIO(ballot(0))).split())
    assert all("".join(one.name.split()) in text for one in election(0).candidates)
    print(f"a ballot of {PERSONS} candidates")
    cold = sorted(first() for _run in range(5))
    print(f"  first of a process: median {cold[2]:.3f} s, slowest {cold[4]:.3f} s")
    warm = told("the next ones", ballot)
    told("a run of 400", lambda run: ballot(run, 400), 5)
    told("all forms", forms, 5)
    sys.exit(max(cold[2], warm) > LIMIT)


if __name__ == "__main__":
    main()
