"""Names put in stroke order beside ICU's collation by strokes: ``python benchmarks/names.py``.

The names are invented from a fixed seed. The table is read anew for the first figure; afterwards
it is there. The peers in the same run are the collation ``zh-u-co-stroke`` of ICU, as PostgreSQL
has it (``--server``; its time includes the way there and back), and Python's plain order by code
point. Neither has the order of published lists, so instead of equal answers the neighbours are
counted that they put the wrong way round; with ``--published FILE``, those of a published list.
"""

import argparse
import os
import platform
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from guiju.names import sort, table

RUNS = 15
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂国华建文志海春荣金玉永红宝德新学忠成光云东林庆山"
    "福祥立生良安民家振兴天福宇浩思雨欣子涵梓一博俊峰晓小飞龙凤莲梅琴素珍贵清波斌辉松柏健康达礼义"
)
FRESH = """
import time
from guiju.names import sort, table
start = time.perf_counter()
table()
print(time.perf_counter() - start)
"""


def invented(count: int) -> list[str]:
    """Names of two and three characters, frequent surnames more often."""
    chance = random.Random(1)
    weights = [1 / (place + 5) for place in range(len(SURNAMES))]
    surnames = chance.choices(SURNAMES, weights, k=count)
    lengths = chance.choices((1, 2), (15, 85), k=count)
    return [
        surname + "".join(chance.choices(GIVEN, k=length))
        for surname, length in zip(surnames, lengths, strict=True)
    ]


def milliseconds(what: Callable[[], object]) -> str:
    """The median of the runs and the slowest."""
    found = []
    for _ in range(RUNS):
        start = time.perf_counter()
        what()
        found.append((time.perf_counter() - start) * 1e3)
    return f"{statistics.median(found):.1f} ms, slowest {max(found):.1f}"


def fresh() -> list[float]:
    """Milliseconds to read the table, each in a process of its own."""
    command = [sys.executable, "-c", FRESH]
    return [float(subprocess.check_output(command)) * 1e3 for _ in range(5)]


def by_icu(server: str, names: list[str]) -> list[str] | None:
    """The order of ICU's stroke collation in PostgreSQL; None where there is no server."""
    import psycopg

    try:
        with psycopg.connect(server) as connection:
            connection.execute(
                "CREATE COLLATION pg_temp.strokes (provider = icu, locale = 'zh-u-co-stroke')"
            )
            asked = (
                "SELECT name FROM unnest(%s::text[]) AS name ORDER BY name COLLATE pg_temp.strokes"
            )
            start = time.perf_counter()
            found = [name for (name,) in connection.execute(asked, [names])]
            print(f"peer, ICU in PostgreSQL: {(time.perf_counter() - start) * 1e3:.1f} ms, one run")
            connection.rollback()
    except psycopg.OperationalError as error:
        print(f"peer, ICU in PostgreSQL: no server ({error})")
        return None
    return found


def misplaced(right: list[str], other: list[str]) -> str:
    """How many neighbours of the right order stand the wrong way round in another."""
    place = {name: at for at, name in enumerate(other)}
    pairs = [(first, second) for first, second in pairwise(right) if first != second]
    wrong = sum(place[first] > place[second] for first, second in pairs)
    return (
        f"{wrong} of {len(pairs)} neighbours the wrong way round ({100 * wrong / len(pairs):.0f} %)"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    server = os.environ.get("GUIJU_DATABASE_URL", "postgresql://127.0.0.1:5432/postgres")
    parser.add_argument("--server", default=server, help="a PostgreSQL with ICU")
    parser.add_argument("--count", type=int, default=2_300)
    parser.add_argument("--published", type=Path, help="a list in its published order")
    asked = parser.parse_args()
    names = invented(asked.count)
    print(f"machine: {platform.machine()}, Python {platform.python_version()}, {len(names)} names")
    found = fresh()
    print(f"table read: {statistics.median(found):.1f} ms, slowest {max(found):.1f}")
    table()
    print(f"sorted, warnings included: {milliseconds(lambda: sort(names, strokes=table()))}")
    print(f"peer, by code point: {milliseconds(lambda: sorted(names))}")
    right = list(dict.fromkeys(sort(names, strokes=table()).names))
    if asked.published is not None:
        right = asked.published.read_text("utf-8").split()
        shuffled = random.Random(1).sample(right, len(right))
        print("ours:", misplaced(right, list(sort(shuffled, strokes=table()).names)))
    print("by code point:", misplaced(right, sorted(right)))
    collated = by_icu(asked.server, right)
    if collated is not None:
        print("by ICU:", misplaced(right, collated))


if __name__ == "__main__":
    main()
