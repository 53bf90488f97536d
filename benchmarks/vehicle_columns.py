"""A million cars through the vehicle rulebook in columns: verdict, provisions, missing facts.

``python benchmarks/vehicle_columns.py [ROWS]``. Invented cars, every value at random, one cell in
twenty blank. The peer in the same run is the scalar reader on the first rows.
"""

import datetime as dt
import platform
import random
import resource
import sys
import time

import polars as pl

from guiju.institutions.vehicles.rulebook import rulebook
from guiju.rules import Choice, Day, Fact, Paper
from guiju.rules.columns import MatterColumns, column_type
from guiju.rules.columns.frames import facts_of

SCALAR = 2_000


def values(fact: Fact, chance: random.Random) -> list[object]:
    """Values on both sides of the bounds that the rules set."""
    if isinstance(fact, Choice):
        return list(fact.options)
    if isinstance(fact, Paper):
        return ["none", "given"]
    if isinstance(fact, Day):
        return [dt.date(2015 + i % 10, 1 + i % 12, 1 + i % 28) for i in range(50)]
    top = {"元": 50_000_000, "升": 4_000}[fact.unit]
    return [chance.randrange(top) for _ in range(1_000)]


def make(rows: int) -> pl.DataFrame:
    """A frame of cars as the ledger has them."""
    chance = random.Random(1)
    columns = []
    for fact in rulebook().matter("car").facts():
        found = values(fact, chance)
        known = pl.Series(fact.key, [*found, None], dtype=column_type(fact))
        places = pl.Series([chance.randrange(len(found)) for _ in range(min(rows, 200_003))])
        blank = pl.Series([chance.random() < 0.05 for _ in range(len(places))])
        places = places.set(blank, len(found))
        # Columns repeat after different lengths, so that rows do not.
        places = places.slice(chance.randrange(1 + len(places) // 2))
        whole = pl.concat([places] * (rows // len(places) + 1)).head(rows)
        columns.append(known.gather(whole))
    return pl.DataFrame(columns)


def main() -> None:
    """Print the figures."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    frame = make(rows)
    print(f"machine: {platform.machine()}, Python {platform.python_version()}, {rows} cars")
    compiled = rulebook().in_force(dt.date(2026, 1, 1)).matter("car")
    start = time.perf_counter()
    checked = MatterColumns(compiled).check(frame)
    seconds = time.perf_counter() - start
    counts = dict(checked["verdict"].cast(pl.String).value_counts().iter_rows())
    print(f"columns: {seconds:.1f} s, {seconds / rows * 1e6:.1f} µs a car, {counts}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB; distinct rows {frame.n_unique()}")
    facts = list(compiled.facts.values())
    some = [facts_of(row, facts) for row in frame.head(SCALAR).iter_rows(named=True)]
    start = time.perf_counter()
    decisions = [compiled.decide(row) for row in some]
    each = (time.perf_counter() - start) / len(some)
    told = checked["verdict"].head(SCALAR).to_list()
    differences = sum(d.verdict != t for d, t in zip(decisions, told, strict=True))
    print(f"peer, the scalar reader: {each * 1e6:.0f} µs a car, {differences} differences")


if __name__ == "__main__":
    main()
