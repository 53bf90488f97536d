"""Files go once the city's period is over; what they said stays, and history tells of it."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guiju.cli import main
from guiju.clock import now
from guiju.institutions.vehicles.models import Check
from guiju.institutions.vehicles.services import prepare_export, sweeping
from guiju.institutions.vehicles.services.files import new_file, path_of
from guiju.institutions.vehicles.services.findings import follow_check
from guiju.institutions.vehicles.services.sweeping import order_sweep, sweep
from guiju.jobs.worker import run_one
from guiju.ledger.models import Entry
from guiju.ledger.selectors import told
from guiju.oversight.models import Finding
from guiju.oversight.services.files import keep
from guiju.oversight.services.files import path_of as explained
from guiju.oversight.services.steps import Person, explain
from guiju.site.settings.keeping import days

from .registers import ACTOR, OFFICE, all_holds, checked, city_organs, organ, post_of, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(city: None, tmp_path: Path, settings: Any) -> Check:
    """A check handed in forty days ago, where files are kept for thirty."""
    settings.UPLOAD_DAYS = 30
    check = checked(tmp_path, [row(1)])
    Check.objects.update(created=now() - dt.timedelta(days=40))
    check.refresh_from_db()
    return check


def age(path: Path, days: int) -> None:
    """Make a file so many days old."""
    moment = (now() - dt.timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))


def test_without_a_period_everything_stays(old: Check, settings: Any) -> None:
    settings.UPLOAD_DAYS = None
    before = Entry.objects.count()
    assert sweep(actor=ACTOR).counts == {
        "days": None, "ledgers": 0, "exports": 0, "explanations": 0,
    }  # fmt: skip
    assert path_of(old.file).exists()
    assert Entry.objects.count() == before


def test_an_old_ledger_goes_and_its_rows_stay(old: Check, tmp_path: Path) -> None:
    young = checked(tmp_path, [row(2)])
    assert sweep(actor=ACTOR).ledgers == [old.file]
    old.refresh_from_db()
    assert not path_of(old.file).exists()
    assert old.swept is not None
    assert old.checked_rows.count() == 1
    assert path_of(young.file).exists()
    entry = told(Entry.objects.get(action="vehicles.files.swept"))
    assert entry["chain"] == old.organ.code
    assert entry["after"] == {"checks": [old.pk], "files": [old.file], "days": 30}
    assert sweep(actor=ACTOR).ledgers == []
    assert all_holds()


def test_a_rehearsal_deletes_nothing(old: Check) -> None:
    assert sweep(actor=ACTOR, write=False).ledgers == [old.file]
    assert path_of(old.file).exists()
    assert not Entry.objects.filter(action="vehicles.files.swept").exists()


def test_a_check_that_still_runs_keeps_its_file(old: Check) -> None:
    prepare_export(old, ACTOR)
    assert sweep(actor=ACTOR).ledgers == []
    assert run_one("w")
    assert sweep(actor=ACTOR).ledgers == [old.file]


def test_exports_and_what_a_killed_job_left_go_by_their_own_age(old: Check) -> None:
    prepare_export(old, ACTOR)
    assert run_one("w")
    old.refresh_from_db()
    export = path_of(old.export_job.result["file"])  # type: ignore[union-attr]
    left = new_file()[1]
    left.write_bytes(b"half")
    age(left, 31)
    assert sweep(actor=ACTOR).exports == [left.name]
    assert (left.exists(), export.exists()) == (False, True)
    age(export, 31)
    assert sweep(actor=ACTOR).exports == [export.name]
    entries = Entry.objects.filter(action="vehicles.files.swept", chain="house")
    assert [told(one)["after"]["exports"] for one in entries] == [[left.name], [export.name]]


def test_what_a_crash_left_lying_goes_with_the_next_sweep(
    old: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def dies(paths: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(sweeping, "_delete", dies)
        with pytest.raises(Killed):
            sweep(actor=ACTOR)
    assert path_of(old.file).exists()
    assert sweep(actor=ACTOR).ledgers == [old.file]
    assert not path_of(old.file).exists()
    assert Entry.objects.filter(action="vehicles.files.swept").count() == 1


def test_a_file_that_no_explanation_claims_goes_too(old: Check) -> None:
    kept = [keep(SimpleUploadedFile("证明.pdf", text)) for text in (b"old", b"new")]
    age(explained(kept[0].sha256), 31)
    assert sweep(actor=ACTOR).explanations == [kept[0].sha256]
    assert not explained(kept[0].sha256).exists()
    assert explained(kept[1].sha256).exists()


def test_a_file_that_an_explanation_claims_stays(old: Check, tmp_path: Path) -> None:
    check = checked(tmp_path, [row(7, 产地="进口")])
    follow_check(check, organs=city_organs(), actor=ACTOR)
    post, account = post_of(OFFICE)
    attached = keep(SimpleUploadedFile("证明.pdf", b"old"))
    age(explained(attached.sha256), 31)
    person = Person(account, post)
    explain(Finding.objects.filter(organ=organ())[0], person, "已经更正", attachment=attached)
    assert sweep(actor=ACTOR).explanations == []
    assert explained(attached.sha256).exists()


def test_the_download_of_a_swept_ledger_says_so(old: Check, as_role: Any) -> None:
    client = as_role("vehicle_authority")
    address = reverse("vehicles:download", args=[old.pk])
    assert client.get(address).status_code == 200
    sweep(actor=ACTOR)
    gone = client.get(address)
    assert gone.status_code == 410
    assert "保存期满" in gone.content.decode()
    assert "桂F·R001" in client.get(reverse("vehicles:rows", args=[old.pk])).content.decode()


def test_the_command_and_the_job(
    old: Check, capfd: pytest.CaptureFixture[str], settings: Any
) -> None:
    main(["vehicles", "sweep", "--rehearse", "--json"])
    told_ = json.loads(capfd.readouterr().out)
    assert told_ == {"days": 30, "ledgers": 1, "exports": 0, "explanations": 0}
    job = order_sweep(actor=ACTOR)
    assert run_one("w")
    job.refresh_from_db()
    assert job.result["ledgers"] == 1
    assert not path_of(old.file).exists()
    settings.UPLOAD_DAYS = None
    main(["vehicles", "sweep"])
    assert "没有设定保存期限" in capfd.readouterr().out


@pytest.mark.parametrize("given", ["0", "-1", "many", "1.5", "１"])
def test_a_period_is_a_whole_number_of_days(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUIJU_UPLOAD_DAYS", given)
    with pytest.raises(ValueError, match="GUIJU_UPLOAD_DAYS"):
        days("GUIJU_UPLOAD_DAYS")
    monkeypatch.setenv("GUIJU_UPLOAD_DAYS", "30")
    assert days("GUIJU_UPLOAD_DAYS") == 30
