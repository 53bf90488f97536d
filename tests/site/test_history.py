"""Three years of the demo: by the services, on their own days, the same every time."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from guiju.cli import main
from guiju.clock import at, today
from guiju.institutions.vehicles.models import Car, CarState, Check
from guiju.institutions.vehicles.services.adopting import accounts_off
from guiju.ledger.models import Entry
from guiju.ledger.verifying import verify
from guiju.organs.models import Organ, Tenure
from guiju.oversight.models import Finding
from guiju.procedures.models import Case, Step
from guiju.site.demo.history import Size, load_history

from .digests import digest

UNTIL = dt.date(2026, 3, 2)
SMALL = Size(until=UNTIL, counties=1, days=260, every=7)
SOURCE = Path(__file__).resolve().parents[2]
AGAIN = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.site.digests import digest
from tests.site.test_history import SMALL
from guiju.site.demo.history import load_history
load_history(SMALL)
print(*digest().items(), sep="\\n")
"""


@pytest.fixture(scope="module")
def acted(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """A history of less than a year in a small city, acted once; how many parts it had."""
    with django_db_blocker.unblock(), transaction.atomic():
        number_from_one()
        yield load_history(SMALL) or 0
        transaction.set_rollback(True)


@pytest.fixture
def history(acted: int, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """The same for one test, which only reads."""
    with django_db_blocker.unblock():
        yield acted


def number_from_one() -> None:
    """Keys begin at one in the empty tables of the house, whatever tests before this one drew."""
    house = {one._meta.db_table for one in apps.get_models() if one.__module__[:6] == "guiju."}
    with connection.cursor() as cursor:
        drawn = [one for one in connection.introspection.sequence_list() if one["table"] in house]
        for statement in connection.ops.sequence_reset_by_name_sql(no_style(), drawn):
            cursor.execute(statement)


def elsewhere(folder: Path) -> str:
    """The digest of the same history in another process, whose sets have another order."""
    env = {**os.environ, "GUIJU_DATA": str(folder), "PYTHONHASHSEED": "7", "GUIJU_DATABASE_URL": ""}
    env |= {"PYTHONPATH": f"{SOURCE / 'src'}{os.pathsep}{SOURCE}", "PYTHONUTF8": "1"}
    env |= {"DJANGO_SETTINGS_MODULE": "guiju.site.settings"}
    done = subprocess.run([sys.executable, "-c", AGAIN], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_same_history_again_is_the_same(history: int, tmp_path: Path) -> None:
    assert elsewhere(tmp_path) == "".join(f"{told}\n" for told in digest().items())


def test_a_history_bears_its_own_days_and_its_chains_hold(history: int) -> None:
    assert history > 100
    first, last = UNTIL - dt.timedelta(days=SMALL.days), dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    told = list(Entry.objects.order_by("pk").values_list("at", flat=True))
    assert told == sorted(told)
    assert first.isoformat() <= told[0][:10]
    assert dt.datetime.fromisoformat(told[-1]) < last
    assert verify().broken is None
    for step in Step.objects.select_related("case").exclude(account=None):
        held = Tenure.objects.filter(account=step.account, since__lte=step.at.date())
        assert held.exists(), step
    days = {check.day for check in Check.objects.all()}
    assert len(days) >= 3
    assert {check.created.date() for check in Check.objects.all()} == days


def test_register_and_numbers_agree_after_a_history(history: int) -> None:
    assert accounts_off() == []
    assert Car.objects.filter(state=CarState.IN_USE).count() > 50
    assert Case.objects.filter(final=True).exists()
    assert Case.objects.filter(final=False).count() >= 7
    assert {"accepted", "put_right"} <= set(Finding.objects.values_list("state", flat=True))


def test_a_history_goes_into_an_empty_database_alone(city: None) -> None:
    before = Organ.objects.count()
    assert load_history(SMALL) is None
    assert Organ.objects.count() == before


def test_a_history_that_is_interrupted_leaves_nothing(db: None) -> None:
    def stop(done: int, total: int) -> None:
        if done > 40:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_history(SMALL, stop)
    assert (Organ.objects.count(), Entry.objects.count()) == (0, 0)
    assert today() > UNTIL  # the clock is that of the machine again


def test_the_city_of_today_is_acted_by_whoever_holds_the_post(db: None) -> None:
    with at(dt.date(2026, 3, 2)):
        assert load_history(Size(until=UNTIL, counties=0, days=70, every=100)) is not None
    assert Case.objects.filter(final=False).exists()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--scale", "1"], "空数据库"),
        (["--scale", "1", "--until", "2999-01-01"], "到今天的一天"),
        (["--scale", "1", "--until", "2022-12-31"], "到今天的一天"),
        (["--seed", "2"], "倍数"),
    ],
)
def test_the_command_says_what_it_would_take(
    city: None, capsys: pytest.CaptureFixture[str], words: list[str], expected: str
) -> None:
    before = Organ.objects.count()
    with pytest.raises(SystemExit) as left:
        main(["demo", *words])
    assert left.value.code == 2
    assert expected in capsys.readouterr().err
    assert Organ.objects.count() == before
