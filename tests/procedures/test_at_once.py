"""Steps at the same moment: one is taken, none is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection

from guiju.clock import at
from guiju.procedures.models import Case
from guiju.procedures.refusals import Refused
from guiju.procedures.services import (
    take_step,
    withdraw,
)

from .conftest import (
    AUTHORITY,
    DAY,
    FINANCE,
    USING,
    colleague,
    marking,
    post_of,
    whole,
)

ENTRIES = {"核准文号": "崇机管〔2026〕1号"}
MARKINGS = "vehicles/marking-exemption"


def _together(*acts: Callable[[], object]) -> list[str]:
    """What becomes of acts begun at the same moment, each on a connection of its own."""
    barrier, found = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
            found.append("done")
        except Refused as refused:
            found.append(str(refused.code))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def test_of_two_decisions_at_once_one_is_taken(transactional_city: None) -> None:
    with at(DAY, back=True):
        case = marking()
        other = colleague()
        told = {"reason": "x", "expected_state": "proposed"}
        acts = [
            lambda: take_step(*post_of(AUTHORITY), case.pk, "approve", entries=ENTRIES, **told),
            lambda: take_step(*other, case.pk, "refuse", **told),
            lambda: withdraw(*post_of(USING), case.pk, expected_state="proposed"),
        ]
        assert _together(*acts) == ["done", "stale", "stale"]
        case.refresh_from_db()
        assert (case.steps, case.history.count()) == (2, 2)
        assert case.state == case.history.get(number=2).target
        assert whole()


def test_cases_begun_at_once_have_numbers_without_gap(transactional_city: None) -> None:
    with at(DAY, back=True):
        assert _together(*[marking] * 6) == ["done"] * 6
        numbers = sorted(Case.objects.values_list("number", flat=True))
        assert numbers == [1, 2, 3, 4, 5, 6]
        assert whole()


def test_two_signatures_at_once_both_count(transactional_city: None) -> None:
    from .conftest import NEEDED, increase

    with at(DAY, back=True):
        case = increase()
        told = {"reason": "属实", "judgements": NEEDED, "expected_state": "asked"}
        acts = [
            lambda: take_step(*post_of(AUTHORITY), case.pk, "review", **told),
            lambda: take_step(*post_of(FINANCE), case.pk, "review", **told),
        ]
        assert _together(*acts) == ["done", "done"]
        case.refresh_from_db()
        assert (case.state, case.history.count()) == ("reviewed", 3)
        assert whole()
