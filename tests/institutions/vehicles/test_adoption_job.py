"""A large ledger is adopted by a job: as it was confirmed, whole or not at all, once."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from guiju.institutions.vehicles.models import Adoption, Car, Check
from guiju.institutions.vehicles.services import correct_cell
from guiju.institutions.vehicles.services.adopting import rehearse, root_holds
from guiju.institutions.vehicles.services.ordering import order_adoption
from guiju.jobs.models import Job, State
from guiju.jobs.services import claim, request_cancel
from guiju.jobs.worker import run_one
from guiju.ledger.models import Entry
from guiju.ledger.selectors import told

from .registers import (
    ACTOR,
    APPROVAL,
    CLASS,
    all_holds,
    checked,
    city_organs,
    figures,
    numbered,
    organ,
    post_of,
    row,
)

ROOT = Path(__file__).resolve().parents[3]


def ledger(folder: Path) -> Check:
    """Three cars and the number of their organ, checked."""
    return checked(folder, [row(n) for n in (1, 2, 3)], [(organ().name, CLASS, 4)])


def ordered(check: Check, **changes: Any) -> Job:
    """Its adoption, confirmed as it was rehearsed."""
    given: dict[str, Any] = {
        "check": check,
        "post": post_of("4514-A")[0],
        "fingerprint": rehearse(check, city_organs()).fingerprint,
        "actor": ACTOR,
        "approval": APPROVAL,
    }
    return order_adoption(**{**given, **changes})


@pytest.mark.django_db
class TestOneAfterAnother:
    def test_a_job_writes_what_was_confirmed(self, city: None, tmp_path: Path) -> None:
        job = ordered(ledger(tmp_path))
        assert not Car.objects.exists()
        assert run_one("w")
        job.refresh_from_db()
        adoption = Adoption.objects.get()
        assert (job.state, job.rows_done, job.rows_total) == (State.DONE, 3, 3)
        assert job.result["url"] == reverse("vehicles:adoption", args=[adoption.pk])
        assert adoption.confirmed_by == f"{ACTOR.post} {ACTOR.name}"
        assert figures() == (4, 3, 0, 0, 1)
        confirmed = told(Entry.objects.get(action="vehicles.ledger.confirmed"))
        assert confirmed["after"]["fingerprint"] == job.arguments["fingerprint"]
        assert root_holds(adoption)
        assert all_holds()

    def test_a_register_that_changed_meanwhile_is_left_alone(
        self, city: None, tmp_path: Path
    ) -> None:
        job = ordered(ledger(tmp_path))
        numbered(count=9)
        assert run_one("w")
        job.refresh_from_db()
        assert (job.state, "已经变动" in job.error) == (State.FAILED, True)
        assert not Car.objects.exists()
        assert all_holds()

    def test_a_ledger_that_was_corrected_meanwhile_is_not_adopted(
        self, city: None, tmp_path: Path
    ) -> None:
        check = ledger(tmp_path)
        job = ordered(check)
        correct_cell(check=check, number=2, column="产地", value="进口", actor=ACTOR)
        assert run_one("w")
        job.refresh_from_db()
        assert job.state == State.FAILED
        assert not Car.objects.exists()

    def test_it_is_cancelled_before_it_starts_and_while_it_reads(
        self, city: None, tmp_path: Path
    ) -> None:
        check = ledger(tmp_path)
        job = ordered(check)
        request_cancel(job, ACTOR)
        job.refresh_from_db()
        assert job.state == State.CANCELLED
        again = ordered(check)
        claimed = claim("w")
        assert claimed is not None
        request_cancel(again, ACTOR)
        from guiju.jobs.services import run

        run(claimed)
        again.refresh_from_db()
        assert again.state == State.CANCELLED
        assert not Car.objects.exists()

    def test_one_that_is_on_its_way_is_not_doubled(self, city: None, tmp_path: Path) -> None:
        check = ledger(tmp_path)
        assert ordered(check) == ordered(check)
        assert Job.objects.filter(kind="vehicles.adopt").count() == 1

    def test_the_page_orders_a_large_one_and_shows_how_far_it_is(
        self, city: None, tmp_path: Path, as_role: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("guiju.institutions.vehicles.views.adopting.AT_ONCE", 2)
        check, client = ledger(tmp_path), as_role("vehicle_authority")
        address = reverse("vehicles:adopt", args=[check.pk])
        page = client.get(address).content.decode()
        assert "由后台一次写入" in page
        (seen,) = re.findall(r'name="fingerprint" value="([0-9a-f]{64})"', page)
        sent = {"fingerprint": seen, "approval": "桂演1号", "approved_on": "2026-03-01"}
        bare = client.post(address, sent)
        assert bare.status_code == 400
        assert 'value="桂演1号"' in bare.content.decode()
        answer = client.post(address, {**sent, "confirmed": "on"})
        job = Job.objects.get(kind="vehicles.adopt")
        progress = reverse("jobs:detail", args=[job.pk])
        assert answer["Location"] == progress
        assert "取消" in client.get(progress).content.decode()
        assert client.get(address)["Location"] == progress
        assert run_one("w")
        done = client.get(progress).content.decode()
        assert reverse("vehicles:adoption", args=[Adoption.objects.get().pk]) in done
        assert figures() == (4, 3, 0, 0, 1)


WORKER = """
import os, time, django
from pathlib import Path
from guiju.site.settings import DATABASES
DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
django.setup()
from django.conf import settings
settings.JOB_LEASE_SECONDS = 1
from guiju.institutions.vehicles.services import adopting
keep = adopting._keep_lines
def slowly(*given):
    keep(*given)
    Path(os.environ["TEST_MARK"]).touch()
    time.sleep(float(os.environ["TEST_PAUSE"]))
adopting._keep_lines = slowly
from guiju.jobs.worker import run_one
until = time.monotonic() + 40
while not run_one(str(os.getpid())) and time.monotonic() < until:
    time.sleep(0.1)
"""


def worker(mark: Path, pause: float) -> subprocess.Popen[bytes]:
    """A worker in a process of its own that rests when every row is written, uncommitted."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "guiju.site.settings",
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "TEST_MARK": str(mark),
        "TEST_PAUSE": str(pause),
    }
    return subprocess.Popen([sys.executable, "-c", textwrap.dedent(WORKER)], env=environment)


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_nothing_half_written(
    transactional_city: None, tmp_path: Path
) -> None:
    check = ledger(tmp_path)
    job = ordered(check)
    mark = tmp_path / "written"
    first = worker(mark, 60)
    until = time.monotonic() + 30
    while not mark.exists():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.05)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert not Car.objects.exists()
    assert not Adoption.objects.exists()
    second = worker(mark, 0)
    assert second.wait(50) == 0
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.DONE, 2)
    assert Adoption.objects.get().job_id == job.pk
    assert figures() == (4, 3, 0, 0, 1)
    assert Entry.objects.filter(action="vehicles.ledger.adopted").count() == 1
    assert all_holds()


@pytest.mark.django_db
def test_one_that_was_killed_after_it_wrote_writes_nothing_twice(
    city: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = ordered(ledger(tmp_path))
    assert run_one("w")
    Job.objects.filter(pk=job.pk).update(state=State.WAITING)  # its end was not recorded
    assert run_one("other")
    job.refresh_from_db()
    assert job.state == State.DONE
    assert Adoption.objects.count() == 1
    assert Car.objects.count() == 3
    assert all_holds()
