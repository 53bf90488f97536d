"""The relief amount of a firm: rows and scenarios a second, one explained decision, and peers.

``python benchmarks/relief.py [ROWS]`` (5,000,000). The peers run on the same firms and must give
the same amounts: plain NumPy, OpenFisca-Core (its loading counted, and without it), zen-engine.
They stand in ``requirements/bench.txt``. Polars is held to one thread, so figures are for a core.
"""

import os

os.environ.setdefault("POLARS_MAX_THREADS", "1")

import datetime as dt
import json
import platform
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
from relief_peers import by_openfisca, by_zen, whole_by_openfisca

from guiju.institutions.relief.rulebook import rulebook
from guiju.rules.columns import MatterColumns, column_type
from guiju.rules.columns.frames import EPOCH
from guiju.rules.columns.related import SUBJECT
from guiju.rules.scenarios import Scenario
from guiju.rules.simulating import simulate

DAY = dt.date(2020, 3, 1)
RUNS = 5
MONTHS, YEAR = "可补贴的2020年2—6月利息（元）", "可补贴的2020年度利息（元）"
SIZE, GOODS = "企业规模", "生产用品"


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Median and slowest of some runs, after one that is not counted; and the last result."""
    work()
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), max(seconds), result


def firms(rows: int) -> tuple[pl.DataFrame, dict[str, np.ndarray]]:
    """Firms with the sums of their loans' interest: as typed columns, and as arrays of codes."""
    chance = np.random.default_rng(1)
    codes = {
        SIZE: chance.integers(0, 2, rows, dtype=np.uint8),
        GOODS: chance.integers(0, 3, rows, dtype=np.uint8),
        MONTHS: chance.integers(0, 200_000_000, rows),
        YEAR: chance.integers(0, 200_000_000, rows),
    }
    facts = rulebook().matter("interest").facts()
    columns = [
        pl.Series(f.key, list(f.options), dtype=column_type(f)).gather(pl.Series(codes[f.key]))
        for f in facts
    ]
    columns += [pl.Series(name, codes[name]) for name in (MONTHS, YEAR)]
    return pl.DataFrame(columns), codes


def by_numpy(codes: dict[str, np.ndarray]) -> np.ndarray:
    """The amount written out by hand for arrays of codes: no verdict, no reason, no blanks."""
    maker = np.minimum(codes[YEAR], 100_000_000)
    small = np.minimum((codes[MONTHS] * 3 + 5) // 10, 30_000_000)
    return np.where(codes[GOODS] < 2, maker, np.where(codes[SIZE] == 0, small, 0))


def told(what: str, rows: int, found: tuple[float, float, Any]) -> None:
    """Print a line: rows a second of the median and of the slowest run."""
    median, slowest, _ = found
    print(f"{what}: {rows / median / 1e6:.1f} million rows/s ({rows / slowest / 1e6:.1f} slowest)")


def columns(rows: int) -> None:
    """The amount in columns: coded, as text, with loans to be summed; and the peers."""
    compiled = rulebook().in_force(DAY).matter("interest")
    reader = MatterColumns(compiled)
    frame, codes = firms(rows)
    ours = timed(lambda: reader.check(frame))
    told("verdict and amount, Enum columns", rows, ours)
    text = frame.with_columns(pl.col(SIZE).cast(pl.String), pl.col(GOODS).cast(pl.String))
    kinds = {f.key: column_type(f) for f in compiled.facts.values()}
    as_text = timed(lambda: reader.check(text.cast(kinds)))
    told("the same, text columns", rows, as_text)
    plain = timed(lambda: by_numpy(codes))
    told("peer, NumPy by hand (amounts alone)", rows, plain)
    assert ours[2]["amount"].to_numpy().tolist() == plain[2].tolist()
    loans(rows // 5, compiled)
    for how, some in (("codes", rows), ("text", rows), ("cases", 20_000)):
        openfisca(how, {name: column[:some] for name, column in codes.items()}, plain[2][:some])


def openfisca(how: str, codes: dict[str, np.ndarray], exact: np.ndarray) -> None:
    """OpenFisca on the same firms, loaded in one way: with loading and without."""
    runs = [by_openfisca(codes, how) for _ in range(RUNS)]
    count, amounts = len(exact), runs[-1][2]
    loading, working = (statistics.median(one[i] for one in runs) for i in (0, 1))
    wrong = int((np.rint(amounts).astype(np.int64) != exact).sum())
    print(
        f"peer, OpenFisca-Core, {count} firms loaded as {how}: "
        f"{count / (loading + working):,.0f} rows/s with loading, "
        f"{count / working:,.0f} without; {wrong / count:.0%} of amounts off by a fen or more"
    )


def loans(count: int, compiled: Any) -> None:
    """The whole with three loans a firm, summed anew each time."""
    chance = np.random.default_rng(2)
    number = 3 * count
    # Every firm has a loan at least: OpenFisca asks for it.
    owner = np.concatenate([np.arange(count), chance.integers(0, count, number - count)])
    names = pl.select(pl.format("企业{}", pl.int_range(count))).to_series()
    day = chance.integers(18_250, 18_500, number, dtype=np.int32)
    bank = chance.integers(0, 2, number, dtype=np.uint8)
    months, year = (chance.integers(0, 200_000_000, number) for _ in range(2))
    facts = compiled.records["loans"].facts
    lent_on = pl.Series(facts[0].key, day).cast(pl.Date)
    by_bank = pl.Series(facts[1].key, ["否", "是"], dtype=pl.Enum(["否", "是"])).gather(
        pl.Series(bank)
    )
    made = [
        lent_on,
        by_bank.cast(pl.String).cast(column_type(facts[1])),
        pl.Series(facts[2].key, months),
        pl.Series(facts[3].key, year),
        names.gather(pl.Series(owner)).alias(SUBJECT),
    ]
    records = {"loans": pl.DataFrame(made)}
    subjects, codes = firms(count)
    subjects = subjects.drop(MONTHS, YEAR).with_columns(names.alias(SUBJECT))
    reader = MatterColumns(compiled)
    ours = timed(lambda: reader.check(subjects, reader.sums(records), records))
    told(f"the whole with {number} loans summed", count, ours)
    first, last = (standard.on(DAY) for standard in period())
    within = (day + EPOCH >= first) & (day + EPOCH <= last)
    seconds, amounts = whole_by_openfisca(
        {"name": names.to_numpy().astype(str), "size": codes[SIZE], "goods": codes[GOODS]},
        {"owner": records["loans"][SUBJECT].to_numpy().astype(str), "counts": within,
         "from_an_institution": bank == 1, "months": months, "year": year},
    )  # fmt: skip
    wrong = (np.abs(amounts - ours[2]["amount"].to_numpy()) >= 1).mean()
    print(
        f"peer, OpenFisca-Core, the same with loading: {count / seconds / 1e6:.2f} million rows/s, "
        f"{wrong:.0%} of amounts off by a fen or more; columns are "
        f"{seconds / ours[0]:.1f} times as fast"
    )


def period() -> tuple[Any, Any]:
    """The standards of the first and the last day of loans that count."""
    standards = rulebook().standards
    return standards["first_day"], standards["last_day"]


def one_case() -> None:
    """One decision, explained and cited; and zen-engine on the same facts."""
    compiled = rulebook().in_force(DAY).matter("interest")
    facts = {SIZE: "中小企业", GOODS: "其他"}
    loan = {"贷款日期": DAY, "金融机构贷款": "是", "2020年2—6月利息（元）": 1_234_567,
            "2020年度利息（元）": 2_345_678}  # fmt: skip
    cases = {
        "sums given": ({**facts, MONTHS: 1_234_567, YEAR: 2_345_678}, {}),
        "one loan": (facts, {"loans": [loan]}),
    }
    for what, (given, related) in cases.items():
        times = 20_000

        def work(given: Any = given, related: Any = related, times: int = times) -> Any:
            for _ in range(times):
                decision = compiled.decide(given, related)
                steps = compiled.explain(decision)
            return decision, steps

        median, slowest, (decision, _) = timed(work)
        assert decision.amount == 370_370
        print(f"one decision explained and cited, {what}: {median / times * 1e6:.1f} µs "
              f"({slowest / times * 1e6:.1f} slowest)")  # fmt: skip
    amount, each = by_zen(1_234_567, 2_345_678)
    assert amount == 370_370
    print(f"peer, zen-engine, one decision without explanation: {each * 1e6:.1f} µs")


def scenarios(rows: int = 1_000_000) -> None:
    """Twenty scenarios over a million firms."""
    frame = firms(rows)[0]
    parts = [frame.slice(start, 250_000) for start in range(0, rows, 250_000)]
    caps = [Scenario(f"{i}", {"interest_cap": 30_000_000 + i * 100_000}) for i in range(1, 21)]
    rates = [Scenario(f"{i}", {"interest_rate": 3_000 + i * 100, "maker_cap": 100_000_000 + i})
             for i in range(1, 21)]  # fmt: skip
    for what, wanted in (("one figure", caps), ("two figures", rates)):
        found = timed(lambda wanted=wanted: simulate(rulebook(), "interest", DAY, wanted, parts))
        told(f"20 scenarios ({what}) over {rows} firms, row-scenarios", 20 * rows, found)


def main() -> None:
    """Print the figures."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000_000
    random.seed(1)
    print(json.dumps({"machine": platform.machine(), "cores": os.cpu_count(), "rows": rows,
                      "python": platform.python_version(), "polars": pl.__version__,
                      "numpy": np.__version__, "threads": pl.thread_pool_size()}))  # fmt: skip
    columns(rows)
    scenarios()
    one_case()
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
