"""Inbox, lists, search, a case and decisions on PostgreSQL: ``python benchmarks/procedures.py``.

It makes a database of its own on the server of ``--server``, fills it with 100,000 cars and
500,000 cases (``--cases``, ``--cars``, ``--organs`` for other sizes), asks for pages as real
posts, lets processes decide at once, walks the chains that were written, and drops the database.
Peers in the same run: the same search as it is written without thought of size, and the same
decisions without their history. It ends with 1 where a bar of docs/performance.md is missed.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

FOLDER = tempfile.TemporaryDirectory()
RUNS = 7
LIST, CASE, DECISIONS = 0.3, 0.15, 50.0
"""Seconds of a list, seconds of a case, decisions a second."""
MISSED: list[str] = []


def options() -> argparse.Namespace:
    """Sizes and the server."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    server = os.environ.get("GUIJU_DATABASE_URL", "postgresql://127.0.0.1:5432/postgres")
    parser.add_argument("--server", default=server, help="a database of the server to use")
    parser.add_argument("--cases", type=int, default=500_000)
    parser.add_argument("--cars", type=int, default=100_000)
    parser.add_argument("--organs", type=int, default=560, help="beside those of the demo city")
    parser.add_argument("--workers", type=int, default=3, help="processes that decide at once")
    parser.add_argument("--decisions", type=int, default=400)
    parser.add_argument("--only", choices=("pages", "decisions"), help="one half of it")
    parser.add_argument(
        "--keep", metavar="NAME", help="use this database, filled once, and keep it"
    )
    return parser.parse_args()


@contextmanager
def database(server: str, keep: str | None) -> Iterator[str]:
    """A new database by its URL, dropped at the end; a kept one is made where there is none."""
    import psycopg

    name = keep or f"guiju_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if found.fetchone() is None:
            connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        if keep is None:
            from django import db

            db.connections.close_all()
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def told(what: str, times: list[float], bar: float | None = None) -> None:
    """One line: median, slowest, whether the bar is kept."""
    median = statistics.median(times)
    mark = ""
    if bar is not None:
        mark = "ok" if median <= bar else f"MISSED, at most {bar * 1000:.0f} ms"
        if median > bar:
            MISSED.append(what)
    print(f"{median * 1000:7.1f} ms  {max(times) * 1000:7.1f}  {mark:<4} {what}", flush=True)


def timed(work: Callable[[], Any]) -> list[float]:
    """Seconds of some runs, after one that is not counted."""
    work()
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return seconds


def pages(code: str, role: str, asked: list[tuple[str, str, float]]) -> None:
    """Pages asked for by a post, signed in."""
    from django.test import Client

    from guiju.organs.models import Post

    post = Post.objects.get(organ__code=code, role=role)
    client = Client(headers={"host": "localhost"})
    client.force_login(post.tenures.get().account)
    print(f"— {post}")
    for what, place, bar in asked:

        def ask(place: str = place) -> None:
            answer = client.get(place)
            assert answer.status_code == 200, (place, answer.status_code)

        told(f"{what}  {place}", timed(ask), bar)


def by_post() -> None:
    """The pages of whoever sees everything, a county, one organ."""
    from guiju.institutions.vehicles.models import Car
    from guiju.procedures.models import Case

    case = Case.objects.filter(state="filed", organ__code__startswith="4514-B").latest("pk")
    open_ = Case.objects.filter(state="proposed", organ=case.organ).latest("pk")
    car = Car.objects.filter(organ=case.organ).latest("pk")
    plate = car.plate
    house, cars = "/procedures/cases/", "/vehicles/register/"
    lists = [
        ("inbox", "/procedures/inbox/", LIST),
        ("inbox, searched", f"/procedures/inbox/?q={plate[-4:]}", LIST),
        ("inbox, by due day", "/procedures/inbox/?sort=due", LIST),
        ("cases", house, LIST),
        ("cases, page 100", f"{house}?page=100", LIST),
        ("cases, open of a procedure", f"{house}?place=vehicles/excess-standard&open=yes", LIST),
        ("cases of a state", f"{house}?place=vehicles/marking-exemption proposed", LIST),
        ("cases by due day", f"{house}?sort=due", LIST),
        ("cases by number, the last first", f"{house}?sort=-reference", LIST),
        ("cases by subject", f"{house}?sort=subject", LIST),
        ("cases by organ", f"{house}?sort=organ", LIST),
        ("cases by state", f"{house}?sort=state", LIST),
        ("cases by procedure, the last first", f"{house}?sort=-procedure", LIST),
        ("ended cases by subject", f"{house}?open=no&sort=-subject", LIST),
        ("search, end of a plate", f"{house}?q={plate[-4:]}", LIST),
        ("search, whole plate", f"{house}?q={plate}", LIST),
        ("search, words of applicants", f"{house}?q=防汛抢险", LIST),
        ("search, two characters", f"{house}?q=疫苗", LIST),
        ("search, one character", f"{house}?q=苗", LIST),
        ("search, what nearly all have", f"{house}?q=桂F", LIST),
        ("search, what none has", f"{house}?q=没有这样", LIST),
        ("search, organs", f"{house}?q=林业局", LIST),
        ("search, a procedure", f"{house}?q=超出规定", LIST),
        ("search, a number", f"{house}?q={case.reference}", LIST),
        ("search, sorted and filtered", f"{house}?q=防汛&open=yes&sort=-due", LIST),
    ]
    register = [
        ("cars", cars, LIST),
        ("cars by price", f"{cars}?sort=-price", LIST),
        ("cars, end of a plate", f"{cars}?q={plate[-4:]}", LIST),
        ("cars, a make", f"{cars}?q=普拉多", LIST),
        ("cars, organs", f"{cars}?q=林业局", LIST),
        ("cars, what none has", f"{cars}?q=没有这样", LIST),
    ]
    one = [
        ("a case that ended", f"{house}{case.organ.code}/{case.reference}/", CASE),
        ("a car", f"{cars}{car.pk}/", CASE),
        ("a case to decide", f"{house}{open_.organ.code}/{open_.reference}/", CASE),
    ]
    pages("4514-A", "vehicle_authority", lists + register + one)
    pages("451421-A", "vehicle_authority", lists + register)
    some = [*lists[:4], *lists[14:19], *register[:3], *one]
    pages(case.organ.code, "using_clerk", some)


def search_peer() -> None:
    """The same search as it is written without thought of size: folded text over a join."""
    from django.db.models import Q

    from guiju.organs.models import Organ
    from guiju.procedures.models import Case

    organs = Organ.objects.filter(path__startswith="/45/4514/")

    def naive(words: str) -> None:
        found = Case.objects.filter(organ__in=organs).filter(
            Q(reference__icontains=words)
            | Q(subject__icontains=words)
            | Q(organ__name__icontains=words)
        )
        found.count()
        list(found.select_related("organ").order_by("-opened", "-pk")[:50])

    for words in ("防汛抢险", "没有这样"):
        told(f"peer: {words} by icontains over a join, without page and template",
             timed(lambda words=words: naive(words)))  # fmt: skip


def decisions(workers: int, count: int) -> None:
    """Decisions over many organs, and on the cases of one; then without history."""
    from procedures_data import BUSY
    from procedures_decisions import cases_to_decide, measure

    print(f"— {workers} processes decide: median and slowest of one decision")
    many, one = f"{count} decisions, many organs", f"{count // 2} decisions of one organ"
    written: set[int] = set()
    for what, code, number, bar, ledger in (
        (many, "", count, DECISIONS, True),
        (one, BUSY, count // 2, None, True),
        (f"peer: {one}, no history", BUSY, count // 2, None, False),
        (f"peer: {many}, no history", "", count, None, False),
    ):
        cases = cases_to_decide(code, count=number)
        rate, median, worst = measure(cases, workers, ledger=ledger)
        mark = "" if bar is None else "ok" if rate >= bar else f"MISSED, at least {bar:.0f}/s"
        if mark.startswith("MISSED"):
            MISSED.append(what)
        print(f"{rate:6.1f} /s  {median * 1000:6.1f}  {worst * 1000:6.1f} ms  {mark:<4} {what}",
              flush=True)  # fmt: skip
        if ledger:
            hold_to_entries(cases)
            written |= set(cases)
    hold_to_chains(written)


def hold_to_entries(cases: Sequence[int]) -> None:
    """Every decision stands, and every step of its case is the one that the ledger tells of."""
    from guiju.procedures.models import Case
    from guiju.procedures.selectors import altered

    found = list(Case.objects.filter(pk__in=cases).select_related("organ"))
    assert {case.state for case in found} == {"approved"}
    assert [case for case in found[:: max(1, len(found) // 50)] if altered(case)] == []


def hold_to_chains(cases: Iterable[int]) -> None:
    """The chains that were written to hold from their first entry to their last."""
    from guiju.ledger.verifying import verify
    from guiju.procedures.models import Case

    start, entries = time.perf_counter(), 0
    chains = sorted(set(Case.objects.filter(pk__in=cases).values_list("organ__code", flat=True)))
    for chain in chains:
        walked = verify(chain)
        assert walked.broken is None, walked.broken
        entries += walked.entries
    seconds = time.perf_counter() - start
    print(f"{len(chains)} chains of {entries:,} entries hold ({seconds:.1f} s)", flush=True)


def measured(asked: argparse.Namespace) -> None:
    """Build where nothing is, and print the figures."""
    import django

    django.setup()
    from django.core.management import call_command
    from procedures_data import build

    from guiju.organs.models import Organ

    call_command("migrate", verbosity=0)
    if not Organ.objects.exists():
        start = time.perf_counter()
        copied = build(asked.cases, asked.cars, asked.organs)
        rows = ", ".join(f"{count:,} {name}" for name, count in copied.items())
        print(f"filled in {time.perf_counter() - start:.0f} s: {asked.cars:,} Car, {rows}")
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    if asked.only != "decisions":
        print(f"median of {RUNS}, slowest")
        by_post()
        search_peer()
    if asked.only != "pages":
        decisions(asked.workers, asked.decisions)


def main() -> int:
    """Print the figures; 1 where a bar is missed."""
    asked = options()
    os.environ["GUIJU_DATA"] = FOLDER.name
    os.environ["DJANGO_SETTINGS_MODULE"] = "guiju.site.settings"
    with database(asked.server, asked.keep) as url:
        os.environ["GUIJU_DATABASE_URL"] = url
        measured(asked)
    for what in MISSED:
        print(f"missed: {what}", file=sys.stderr)
    return 1 if MISSED else 0


if __name__ == "__main__":
    sys.exit(main())
