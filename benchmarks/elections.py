"""A million ballots decided, read from CSV, beside peers: ``python benchmarks/elections.py``.

Ballots are invented from a fixed seed: one in a hundred bears a written name, one in a hundred a
doubtful mark, some choose too many. The file is read and decided in a process of its own, and the
peak memory is that of this process (by its own /proc: what the system tells of a child counts the
parent too). Small published-approval files (PrefLib ``.cat``, Pabulib ``.pb``) are made here and
must be recounted exactly. The peers abcvoting and votelib do what they can of it, approval totals,
on equal ballots, and must come to the same. ``--scale 0.02`` is the same with 20,000 ballots.
Ends with 1 where a bar is missed.
"""

import argparse
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import elections_peers
import numpy as np
import polars as pl
from elections_approvals import recount

from guiju.institutions.elections.counting import (
    Ballots,
    Candidate,
    Election,
    Result,
    Written,
    decide,
)
from guiju.institutions.elections.counting.marks import CONTRADICTORY
from guiju.names import sort, table
from names import invented

BALLOTS, CANDIDATES, SEATS, NAMES = 1_000_000, 60, 40, 2_300
DECIDED, READ, MEMORY, SORTED = 1.0, 10.0, 1_000, 0.05
"""The bars: seconds, seconds, megabytes, seconds."""
MARKS = ["", "赞成", "反对", "弃权", "○×"]
CHILD = r"""
import json, re, sys, time
from pathlib import Path
from guiju.institutions.elections.counting import decide, parse_election, read_ballots
election = parse_election(json.loads(Path(sys.argv[1]).read_text("utf-8")))
start = time.perf_counter()
election, ballots = read_ballots(Path(sys.argv[2]), election)
read = time.perf_counter() - start
result = decide(election, ballots)
peak = int(re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())[1]) * 1024 / 1e6
print(json.dumps([read, peak, [one.for_ for one in result.votes], len(result.judged.invalid)]))
"""


class Bars:
    """What was promised, what was measured, and whether anything missed it."""

    def __init__(self) -> None:
        self.missed: list[str] = []

    def hold(self, what: str, figure: float, most: float) -> None:
        """Keep in mind what is above its bar."""
        if figure > most:
            self.missed.append(f"{what}: {figure:.3g}, promised {most:.3g}")

    def agree(self, what: str, same: bool) -> None:
        """Keep in mind what does not come to the same."""
        print(f"{what}: {'the same' if same else 'DIFFERENT'}")
        if not same:
            self.missed.append(f"{what} differs")


def made(size: int) -> tuple[Election, Ballots]:
    """An election of invented persons with so many ballots, half of them choosing forty or so."""
    chance = np.random.default_rng(1)
    names = tuple(map(Candidate, dict.fromkeys(invented(500))))[:CANDIDATES]
    marks = chance.choice(4, size=(size, CANDIDATES), p=[0.05, 0.55, 0.15, 0.25]).astype(np.uint8)
    some = max(1, size // 100)
    marks[chance.integers(0, size, some), chance.integers(0, CANDIDATES, some)] = CONTRADICTORY
    frame = pl.DataFrame({str(index): marks[:, index] for index in range(CANDIDATES)})
    written: dict[int, tuple[Written, ...]] = {
        int(row): (Written(f"欧阳{'安平和'[int(row) % 3]}"),)
        for row in np.sort(chance.choice(size, some, replace=False))
    }
    numbers = pl.Series(range(1, size + 1)).cast(pl.String).str.zfill(7)
    election = Election(
        title="一百万张选票",
        kind="committee",
        round="formal",
        body="congress",
        seats=SEATS,
        eligible=size,
        present=size,
        issued=size,
        candidates=names,
    )
    return election, Ballots(numbers, frame, written)


def write(folder: Path, election: Election, ballots: Ballots) -> tuple[Path, Path]:
    """The same as the two files of a count."""
    first, second = folder / "election.json", folder / "ballots.csv"
    keys = ("title", "kind", "round", "body", "seats", "eligible", "present", "issued")
    given: dict[str, Any] = {key: getattr(election, key) for key in keys}
    given["candidates"] = [candidate.name for candidate in election.candidates]
    first.write_text(json.dumps(given), "utf-8")
    others = ballots.written
    cells = {
        candidate.name: ballots.marks[str(index)].replace_strict(range(5), MARKS)
        for index, candidate in enumerate(election.candidates)
    }
    other = [others[row][0].name if row in others else "" for row in range(len(ballots))]
    frame = pl.DataFrame({"票号": ballots.numbers, **cells, "另选他人": other})
    frame.write_csv(second, quote_style="never")
    return first, second


def seconds(what: Callable[[], object], runs: int = 5) -> tuple[float, float]:
    """The median of the runs and the slowest."""
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        what()
        found.append(time.perf_counter() - start)
    return statistics.median(found), max(found)


def in_memory(bars: Bars, scale: float, election: Election, ballots: Ballots) -> Result:
    """Time to decide what is in memory already."""
    result = decide(election, ballots)
    median, slowest = seconds(lambda: decide(election, ballots))
    told = f"{len(ballots):,} ballots × {CANDIDATES} candidates, {len(ballots.written):,} written"
    print(
        f"decided in memory: {median:.3f} s (slowest of five {slowest:.3f}); {told} names, "
        f"{len(result.judged.invalid):,} invalid, {len(result.judged.doubts):,} for a person"
    )
    bars.hold("decided in memory, s", median, DECIDED * max(1, scale))
    return result


def from_files(bars: Bars, scale: float, folder: Path, result: Result) -> None:
    """Time and peak memory to read the ballots, and that they are the same afterwards."""
    first, second = write(folder, result.election, result.ballots)
    command = [sys.executable, "-c", CHILD, str(first), str(second)]
    read, peak, votes, invalid = json.loads(subprocess.check_output(command))
    size = second.stat().st_size / 1e6
    print(f"read from CSV of {size:.0f} MB: {read:.2f} s (one run), peak {peak:.0f} MB")
    bars.hold("read from CSV, s", read, READ * max(1, scale))
    bars.hold("peak memory, MB", peak, MEMORY * max(1, scale))
    same = (votes, invalid) == ([one.for_ for one in result.votes], len(result.judged.invalid))
    bars.agree("votes from the file and in memory", same)


def names(bars: Bars) -> None:
    """Names put in stroke order."""
    found = invented(NAMES)
    sort(found, strokes=table())
    median, slowest = seconds(lambda: sort(found, strokes=table()), 15)
    print(f"{NAMES:,} names sorted: {median * 1e3:.1f} ms (slowest of 15 {slowest * 1e3:.1f})")
    bars.hold("names sorted, s", median, SORTED)


def main() -> int:
    """Print the figures; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--scale", type=float, default=1.0, help="times a million ballots")
    parser.add_argument("--peers", type=int, default=100_000, help="ballots that peers are given")
    asked = parser.parse_args()
    size = max(100, round(BALLOTS * asked.scale))
    print(
        f"machine: {platform.machine()}, Python {platform.python_version()}, "
        f"Polars {pl.__version__}, NumPy {np.__version__}"
    )
    bars = Bars()
    election, ballots = made(size)
    result = in_memory(bars, asked.scale, election, ballots)
    with tempfile.TemporaryDirectory() as folder:
        from_files(bars, asked.scale, Path(folder), result)
        for kind in ("cat", "pb"):
            bars.agree(f"approvals recounted from .{kind}", recount(Path(folder), kind))
    names(bars)
    elections_peers.compare(bars.agree, min(size, asked.peers), CANDIDATES, SEATS)
    for missed in bars.missed:
        print(f"MISSED {missed}", file=sys.stderr)
    return 1 if bars.missed else 0


if __name__ == "__main__":
    sys.exit(main())
