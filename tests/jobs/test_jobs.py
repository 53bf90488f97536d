"""Jobs: claimed once, resumed after a kill without losing or repeating a row, cancelled, failed."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection, connections
from django.utils import timezone

from guiju.jobs.models import Job, State, Worker
from guiju.jobs.running import HANDLERS, Lost, Refused, RunningJob
from guiju.jobs.services import MOST_ATTEMPTS, claim, request_cancel, run, submit
from guiju.jobs.worker import run_one
from guiju.ledger.models import Entry
from guiju.ledger.services import Actor
from guiju.ledger.verifying import verify
from guiju.organs.models import Setting

ROOT = Path(__file__).resolve().parents[2]
ACTOR = Actor("演示甲", "演示岗位")


def job(kind: str = "tests.count", **arguments: Any) -> Job:
    return submit(kind=kind, title="试", organ=None, actor=ACTOR, arguments=arguments)


@pytest.fixture
def handlers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Handlers of these tests only."""
    made: dict[str, Any] = {}
    monkeypatch.setattr("guiju.jobs.services.HANDLERS", {**HANDLERS, **made})
    import guiju.jobs.services as services

    return services.HANDLERS


@pytest.mark.django_db
def test_a_job_runs_and_leaves_its_record(handlers: dict[str, Any]) -> None:
    def count(running: RunningJob) -> dict[str, Any]:
        for done in range(3):
            running.checkpoint(done + 1, total=3)
        return {"counted": 3}

    handlers["tests.count"] = count
    made = job()
    assert run_one("w")
    made.refresh_from_db()
    assert (made.state, made.rows_done, made.rows_total, made.percent) == ("done", 3, 3, 100)
    assert made.result == {"counted": 3}
    assert [e.action for e in Entry.objects.order_by("number")] == ["jobs.submitted", "jobs.ended"]
    assert not run_one("w")


@pytest.mark.django_db
def test_a_refusal_is_told_and_a_fault_is_not(handlers: dict[str, Any]) -> None:
    def refuse(running: RunningJob) -> dict[str, Any]:
        raise Refused("第 1 行没有列名")

    def break_down(running: RunningJob) -> dict[str, Any]:
        raise ValueError("演示乙的号码")

    handlers.update({"tests.refuse": refuse, "tests.break": break_down})
    refused, broken = job("tests.refuse"), job("tests.break")
    while run_one("w"):
        pass
    refused.refresh_from_db()
    broken.refresh_from_db()
    assert (refused.state, refused.error) == ("failed", "第 1 行没有列名")
    assert broken.state == "failed"
    assert "演示乙" not in broken.error


@pytest.mark.django_db
def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_at_its_next_step(
    handlers: dict[str, Any],
) -> None:
    waiting = job()
    request_cancel(waiting, ACTOR)
    waiting.refresh_from_db()
    assert waiting.state == State.CANCELLED
    written = Entry.objects.count()
    request_cancel(waiting, ACTOR)
    assert Entry.objects.count() == written
    seen = []

    def count(running: RunningJob) -> dict[str, Any]:
        for done in range(10):
            if done == 4:
                request_cancel(Job.objects.get(pk=running.pk), ACTOR)
            running.checkpoint(done)
            seen.append(done)
        return {}

    handlers["tests.count"] = count
    made = job()
    run_one("w")
    made.refresh_from_db()
    assert (made.state, seen) == (State.CANCELLED, [0, 1, 2, 3])


@pytest.mark.django_db
def test_a_job_whose_worker_is_silent_is_taken_over_and_the_first_writes_no_more() -> None:
    made = job()
    first = claim("one")
    assert first is not None
    assert claim("two") is None
    Job.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    second = claim("two")
    assert second is not None
    assert (second.pk, second.attempts) == (made.pk, 2)
    with pytest.raises(Lost):
        RunningJob(first).checkpoint(1)
    RunningJob(second).checkpoint(1)


@pytest.mark.django_db
def test_a_job_that_kills_its_workers_is_given_up(handlers: dict[str, Any]) -> None:
    handlers["tests.count"] = lambda running: {}
    made = job()
    Job.objects.update(attempts=MOST_ATTEMPTS)
    taken = claim("w")
    assert taken is not None
    run(taken)
    made.refresh_from_db()
    assert (made.state, bool(made.error)) == ("failed", True)


@pytest.mark.django_db(transaction=True)
def test_of_workers_at_once_one_gets_the_job() -> None:
    job()
    gate, got = threading.Barrier(5), []

    def take(name: str) -> None:
        gate.wait()
        got.append(claim(name))
        connections.close_all()

    threads = [threading.Thread(target=take, args=(str(n),)) for n in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([one for one in got if one is not None]) == 1


SLOW = """
import os, time, django
from django.conf import settings
from guiju.site.settings import DATABASES
DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
django.setup()
settings.JOB_LEASE_SECONDS = 1
from django.db import transaction
from guiju.jobs.running import handler
from guiju.organs.models import Setting
@handler("tests.slow")
def slow(job):
    for number in range(job.cursor.get("done", 0), 30):
        with transaction.atomic():
            Setting.objects.create(key=f"row-{number}", value=os.getpid())
            job.checkpoint(number + 1, cursor={"done": number + 1}, total=30)
        time.sleep(float(os.environ["TEST_PAUSE"]))
    return {"rows": 30}
from guiju.jobs.worker import run_one
until = time.monotonic() + 30
while not run_one(str(os.getpid())) and time.monotonic() < until:
    time.sleep(0.1)
"""


def worker(pause: float) -> subprocess.Popen[bytes]:
    """A worker in a process of its own, on the database of the tests."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "guiju.site.settings",
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "TEST_PAUSE": str(pause),
    }
    return subprocess.Popen([sys.executable, "-c", textwrap.dedent(SLOW)], env=environment)


def wait_until(true: Any, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.05)


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_loses_and_repeats_nothing() -> None:
    made = job("tests.slow")
    first = worker(0.2)
    wait_until(lambda: Setting.objects.count() >= 5)
    first.send_signal(signal.SIGKILL)
    first.wait()
    done = Setting.objects.count()
    assert done < 30
    second = worker(0)
    assert second.wait(40) == 0
    made.refresh_from_db()
    assert (made.state, made.rows_done, made.attempts) == ("done", 30, 2)
    keys = [f"row-{number}" for number in range(30)]
    rows = dict(Setting.objects.values_list("key", "value"))
    assert sorted(rows) == sorted(keys)
    assert list(rows.values()).count(first.pid) == done
    assert verify().broken is None


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_seen(handlers: dict[str, Any]) -> None:
    from guiju.jobs.worker import run_forever

    stop = threading.Event()

    def count(running: RunningJob) -> dict[str, Any]:
        stop.set()
        return {}

    handlers["tests.count"] = count
    job()
    run_forever(stop, name="me")
    assert Worker.objects.get().name == "me"


@pytest.mark.django_db(transaction=True)
def test_a_database_away_for_a_while_does_not_end_the_worker(
    handlers: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from guiju.jobs import worker as loop

    stop, asked, claims = threading.Event(), [], loop.claim

    def once_away(name: str) -> Job | None:
        asked.append(name)
        if len(asked) == 1:
            raise OperationalError("database is locked")
        return claims(name)

    def count(running: RunningJob) -> dict[str, Any]:
        stop.set()
        return {}

    monkeypatch.setattr(loop, "claim", once_away)
    handlers["tests.count"] = count
    made = job()
    loop.run_forever(stop, name="me")
    made.refresh_from_db()
    assert (made.state, len(asked)) == (State.DONE, 2)


@pytest.mark.django_db
def test_a_result_that_cannot_be_stored_fails_the_job_and_not_the_worker(
    handlers: dict[str, Any],
) -> None:
    handlers["tests.count"] = lambda running: {"what": object()}
    made = job()
    assert run_one("w")
    made.refresh_from_db()
    assert (made.state, made.result, bool(made.error)) == (State.FAILED, {}, True)


@pytest.mark.django_db
def test_the_chains_are_walked_as_a_job_and_a_broken_one_is_named() -> None:
    whole = job("ledger.verify")
    assert run_one("w")
    whole.refresh_from_db()
    assert (whole.state, whole.result) == (State.DONE, {"entries": 1, "chains": 1})
    assert (whole.rows_done, whole.rows_total) == (1, 1)
    broken = job("ledger.verify")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_entry SET subject = 'x' WHERE number = 2")
    assert run_one("w")
    broken.refresh_from_db()
    chain = Entry.objects.values_list("chain", flat=True).first()
    assert broken.state == State.FAILED
    assert broken.error.startswith(f"{chain} #2: ")
