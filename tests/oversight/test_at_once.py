"""Two people at once: one closes, the other is told; nothing is half done."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from guiju.ledger.models import Entry
from guiju.ledger.verifying import verify
from guiju.oversight.models import Finding
from guiju.oversight.services import confirm_put_right, explain, pass_on, reject

from .conftest import AUTHORITY, BUREAU, DISCIPLINE, FINANCE, again, found, one, person, taken

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Callable[[], object]) -> tuple[list[object], list[Exception]]:
    """What each of these calls, started together, came to."""
    done: list[object] = []
    broken: list[Exception] = []
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], object]) -> None:
        try:
            start.wait(timeout=20)
            done.append(call())
        except Exception as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return done, broken


def test_two_who_close_at_once_close_once(transactional_city: None) -> None:
    finding = one()
    one_, other = person(AUTHORITY), person(DISCIPLINE)
    done, broken = at_once(
        lambda: confirm_put_right(finding, one_, "已核实"),
        lambda: confirm_put_right(finding, other, "已核实"),
    )
    assert len(done) == 1
    assert [type(error) for error in broken] == [ValidationError]
    assert finding.events.filter(kind="put-right").count() == 1
    assert Entry.objects.filter(action="oversight.put_right").count() == 1
    assert verify().broken is None


def test_two_different_ends_at_once_end_once(transactional_city: None) -> None:
    finding = one()
    explain(finding, person(BUREAU), "说明")
    judge, finance = person(AUTHORITY), person(FINANCE)
    done, broken = at_once(
        lambda: reject(finding, judge, "不成立"),
        lambda: pass_on(finding, finance, "涉嫌违纪"),
    )
    states = list(finding.events.order_by("pk").values_list("before", "after"))
    for (_, after), (before, _) in pairwise(states):
        assert before == after, "each step begins where the one before it ended"
    assert again(finding).state == states[-1][1]
    assert len(done) + len(broken) == 2
    assert verify().broken is None


def test_one_check_taken_up_by_two_is_taken_up_once(transactional_city: None) -> None:
    findings = [found(f"桂F·演{number:04}") for number in range(20)]
    done, broken = at_once(*[lambda: taken(1, *findings)] * 3)
    assert broken == []
    assert sorted(one.new for one in done) == [0, 0, 20]  # type: ignore[attr-defined]
    assert Finding.objects.count() == 20
    assert verify().broken is None
