"""Working days added, with notices and provisional days told apart: ``python benchmarks/clock.py``.

Starts and amounts are random from a fixed seed. The peer in the same run is ``find_workday`` of
chinesecalendar on the first of the same questions; both must give the same days. It knows no
region and no provisional day, and gives no explanation.
"""

import datetime as dt
import platform
import random
import statistics
import sys
import time
from collections.abc import Callable

import chinese_calendar

from guiju.clock import Outcome, add, calendar

PEER = 2_000
RUNS = 5
FIRST = dt.date(2006, 1, 1)
DAYS = (dt.date(2026, 1, 1) - FIRST).days

Question = tuple[dt.date, int]


def ask(count: int) -> list[Question]:
    """Days and how many working days are to be added."""
    chance = random.Random(1)
    return [
        (FIRST + dt.timedelta(chance.randrange(DAYS)), chance.randrange(1, 91))
        for _ in range(count)
    ]


def rates(what: Callable[[Question], object], questions: list[Question]) -> list[float]:
    """How many a second, run by run."""
    found = []
    for _ in range(RUNS):
        start = time.perf_counter()
        for question in questions:
            what(question)
        found.append(len(questions) / (time.perf_counter() - start))
    return found


def told(name: str, found: list[float]) -> None:
    """One line of figures."""
    print(f"{name}: {statistics.median(found):,.0f} a second, slowest {min(found):,.0f}")


def peer(question: Question) -> dt.date:
    """The same by chinesecalendar: its count from the next day begins at nought."""
    day, n = question
    return chinese_calendar.find_workday(n - 1, day + dt.timedelta(1))


def explained(question: Question) -> Outcome:
    """An addition with its explanation."""
    found = add(*question, "workdays")
    assert found.counted
    return found


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    questions = ask(count)
    print(f"machine: {platform.machine()}, Python {platform.python_version()}, {count} additions")
    start = time.perf_counter()
    calendar(), calendar("广西")
    print(f"read and laid out, country and region: {(time.perf_counter() - start) * 1e3:.0f} ms")
    told("working days", rates(lambda question: add(*question, "workdays"), questions))
    told("in a region", rates(lambda question: add(*question, "workdays", "广西"), questions))
    told("months, rolled", rates(lambda question: add(*question, "months", roll=True), questions))
    told("with the explanation", rates(explained, questions[: count // 20]))
    some = questions[:PEER]
    told("peer, chinesecalendar", rates(peer, some))
    different = sum(peer(question) != add(*question, "workdays").date for question in some)
    print(f"days that differ from the peer's: {different} of {len(some)}")


if __name__ == "__main__":
    main()
