"""A clock set forward: in a demo or a marked rehearsal only; a city's database refuses it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from guiju.cli import main
from guiju.clock import today
from guiju.clock.moment import AHEAD
from guiju.ledger.models import Entry
from guiju.ledger.services import Actor, RunsAhead
from guiju.ledger.verifying import verify
from guiju.organs import services
from guiju.organs.demo import load_organs
from guiju.organs.models import Organ, Setting
from guiju.organs.rehearsing import days_in_earnest, mark_rehearsal
from guiju.site import commands

pytestmark = pytest.mark.django_db
ACTOR = Actor("演示甲", "演示岗位")


@pytest.fixture
def real() -> Organ:
    """The first organ of a city that is no demo."""
    return services.create_organ(
        ACTOR, code="4514", name="崇左市", level="市", category="行政机关", parent=None
    )


@pytest.fixture
def ahead(real: Organ, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock runs 45 days ahead."""
    monkeypatch.setenv(AHEAD, "45")


@pytest.mark.parametrize("command", [["serve"], ["jobs", "worker"]])
def test_server_and_worker_do_not_start_over_a_city(
    command: list[str],
    ahead: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def started(*_: object, **__: object) -> None:
        raise AssertionError("it started")

    monkeypatch.setattr(commands, "_collect_static_files", lambda: None)
    monkeypatch.setattr("granian.server.Server.serve", started, raising=False)
    monkeypatch.setattr("guiju.jobs.worker.run_forever", started)
    with pytest.raises(SystemExit) as left:
        main(command)
    assert left.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith("GUIJU_CLOCK_AHEAD：应为不设置：这是正式的数据库")
    assert "（现为：45）" in told


def test_no_command_writes_history_by_such_a_clock(
    ahead: None, real: Organ, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Entry.objects.count()
    with pytest.raises(RunsAhead):
        services.create_post(ACTOR, organ=real, role="finance", title="财政经办")
    Organ.objects.all().delete()
    monkeypatch.setattr("sys.stdin", __import__("io").StringIO("eine-lange-Reihe-9\n"))
    with pytest.raises(SystemExit) as left:
        main(["organs", "begin", "4514", "崇左市", "admin", "张三"])
    assert left.value.code == 2
    assert "演练数据库" in capsys.readouterr().err
    assert (Entry.objects.count(), Organ.objects.count()) == (before, 0)


def test_a_marked_rehearsal_may_run_ahead_and_says_so_on_every_page(
    ahead: None, real: Organ, client: Client
) -> None:
    assert days_in_earnest() == "45"
    with pytest.raises(SystemExit) as refused:
        main(["city", "rehearsal", "4515"])
    assert (refused.value.code, days_in_earnest()) == (2, "45")
    assert main(["city", "rehearsal", "4514"]) == 0
    assert days_in_earnest() == ""
    services.create_post(ACTOR, organ=real, role="finance", title="财政经办")
    entry = Entry.objects.latest("pk")
    assert dt.datetime.fromisoformat(entry.at).date() >= today() - dt.timedelta(days=1)
    assert Entry.objects.filter(action="organs.rehearsal.marked").count() == 1
    assert verify().broken is None
    assert "这是演练数据库" in client.get("/").content.decode()
    with pytest.raises(ValidationError, match="已经是演练数据库"):
        mark_rehearsal(ACTOR)


def test_without_the_setting_nothing_is_asked_and_no_page_speaks_of_it(
    real: Organ, client: Client
) -> None:
    assert days_in_earnest() == ""
    assert "演练" not in client.get("/").content.decode()


def test_the_demo_may_run_ahead_from_its_first_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(AHEAD, "400")
    assert days_in_earnest() == ""
    load_organs()
    assert days_in_earnest() == ""
    first = Entry.objects.earliest("pk")
    assert dt.datetime.fromisoformat(first.at).date() >= today() - dt.timedelta(days=1)
    assert Setting.objects.get(key="demo").value is True
