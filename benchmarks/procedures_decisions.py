"""Decisions a second: processes that take value steps as named posts, each on cases of its own."""

from __future__ import annotations

import multiprocessing
import statistics
import time
from collections.abc import Sequence
from typing import Any

ORGANS = 100
WARM = 3
"""Decisions of each process that are not counted: what a process compiles once."""


def cases_to_decide(code: str = "", *, count: int) -> list[int]:
    """Applications that wait for a decision: of one organ, or of a hundred by turns."""
    from guiju.clock import today
    from guiju.procedures.models import Case

    found = Case.objects.filter(procedure="vehicles/marking-exemption", state="proposed")
    found = found.filter(due__gte=today())
    if code:
        own = found.filter(organ__code=code).order_by("pk")
        return list(own.values_list("pk", flat=True)[:count])
    by_organ: dict[int, list[int]] = {}
    for pk, organ in found.order_by("pk").values_list("pk", "organ"):
        by_organ.setdefault(organ, []).append(pk)
    chosen = sorted(by_organ.values(), key=len, reverse=True)[:ORGANS]
    turns = [own[place] for place in range(count) for own in chosen if len(own) > place]
    return turns[:count]


def work(cases: Sequence[int], ledger: bool, ready: Any, told: Any) -> None:
    """One process: set up, warmed up, then as fast as it can; its times go back."""
    import django

    django.setup()
    if not ledger:
        _without_ledger()
    try:
        plan = _plan(cases)
        for pk, poster in plan[:WARM]:
            _decide(pk, poster)
    except BaseException:
        ready.abort()
        raise
    ready.wait()
    times = []
    for pk, poster in plan[WARM:]:
        start = time.perf_counter()
        _decide(pk, poster)
        times.append(time.perf_counter() - start)
    told.put(times)


def _plan(cases: Sequence[int]) -> list[tuple[int, Any]]:
    """Each case with the post that decides it, and who holds that post."""
    from procedures_shapes import holder

    from guiju.procedures.models import Case

    posts: dict[str, Any] = {}
    plan = []
    for case in Case.objects.filter(pk__in=cases).select_related("organ"):
        level = case.organ.code.partition("-")[0]
        if level not in posts:
            posts[level] = holder(case.organ, "level/A")
        plan.append((case.pk, posts[level]))
    return plan


def _decide(pk: int, poster: Any) -> None:
    """第二十条: a marking exemption approved; guard, receipt and notes; the car is changed too."""
    from guiju.procedures.services import take_step

    take_step(
        *poster,
        pk,
        "approve",
        reason="属侦查办案用车（演示理由）",
        entries={"核准文号": f"演核〔演示〕{pk}号"},
        expected_state="proposed",
    )


def _without_ledger() -> None:
    from guiju.institutions.vehicles.services import cars
    from guiju.procedures.services import writing

    for module in (cars, writing):
        module.record = lambda **told: None  # type: ignore[attr-defined]


def measure(
    cases: Sequence[int], workers: int, *, ledger: bool = True
) -> tuple[float, float, float]:
    """Decisions a second of all processes together, the median and the slowest in seconds."""
    from django import db

    db.connections.close_all()
    context = multiprocessing.get_context("spawn")
    ready, told = context.Barrier(workers + 1), context.Queue()
    assert len(cases) > workers * WARM, "no cases left to decide: a kept database is used up"
    shares = [cases[place::workers] for place in range(workers)]
    processes = [
        context.Process(target=work, args=(share, ledger, ready, told)) for share in shares
    ]
    for process in processes:
        process.start()
    ready.wait(timeout=120)
    start = time.perf_counter()
    times = [one for _ in processes for one in told.get(timeout=600)]
    seconds = time.perf_counter() - start
    for process in processes:
        process.join()
    return len(times) / seconds, statistics.median(times), max(times)
