"""From SQLite to PostgreSQL and back, and an older database brought up to date."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password

from .conftest import Installation, rows_of
from .test_safekeeping import WRITES_MEANWHILE

pytestmark = pytest.mark.once  # each of these sets up both kinds of database itself

OLDER = {"organs": "0002_categories", "ledger": "0002_guards", "jobs": "0001_initial"}
"""Migrations as an early commit had them: organs could not end, passwords were all one's own."""
FILL_OLDER = """
import datetime as dt
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from guiju.ledger.canonical import START, canonical, link
executor = MigrationExecutor(connection)
targets = list(OLDER.items())
executor.migrate(targets)
apps = executor.loader.project_state(targets).apps
Organ, Post, Account, Tenure = (
    apps.get_model("organs", name) for name in ("Organ", "Post", "Account", "Tenure")
)
Entry, Head = (apps.get_model("ledger", name) for name in ("Entry", "Head"))
with transaction.atomic():
    city = Organ.objects.create(code="4514", name="崇左市", level="市", category="行政机关",
                                path="/4514/")
    post = Post.objects.create(organ=city, role="administrator", title="系统管理员")
    account = Account.objects.create(username="u", name="演示甲",
                                     password=make_password("eine-lange-Reihe-9"))
    Tenure.objects.create(account=account, post=post, since=dt.date(2020, 1, 6))
    previous = START
    for number in range(1, 4):
        at = f"2020-01-0{number}T00:00:00.000000+00:00"
        text = canonical({"chain": "4514", "number": number, "at": at,
                          "actor": {"name": "演示甲", "post": ""},
                          "action": "organs.organ.created", "subject": "崇左市", "reason": "",
                          "article": "", "before": None, "after": None})
        value = link(previous, text, "sha256")
        Entry.objects.create(chain="4514", number=number, at=at, action="organs.organ.created",
                             subject="崇左市", actor_name="演示甲", actor_post="", content=text,
                             algorithm="sha256", previous=previous, hash=value)
        previous = value
    Head.objects.create(chain="4514", number=3, hash=previous)
"""


def older(home: Installation) -> Installation:
    """An installation as an early commit left it, with data."""
    made = home.python(f"OLDER = {OLDER!r}\n{FILL_OLDER}")
    assert made.returncode == 0, made.stderr
    return home


UPGRADED = {
    "organs": [("4514", None)],
    "must change": False,
    "password": True,
    "tenures": [(1,)],
    "history": {"entries": 3, "chains": 1, "broken": None},
    "guarded": True,
}
"""Today's schema with the data of that time, its history verified and guarded."""


def found(home: Installation) -> dict[str, object]:
    """What an installation holds of the data of that time."""
    must_change, password = home.ask("SELECT must_change_password, password FROM organs_account")[0]
    return {
        "organs": home.ask("SELECT code, ended FROM organs_organ"),
        "must change": bool(must_change),
        "password": check_password("eine-lange-Reihe-9", password),
        "tenures": home.ask("SELECT count(*) FROM organs_tenure"),
        "history": home.verified(),
        "guarded": bool(home.guarded()),
    }


def test_an_older_database_is_brought_up_to_date(empty: Installation) -> None:
    older(empty)
    empty.done("migrate")
    assert found(empty) == UPGRADED


def test_an_archive_of_an_older_database_is_restored_up_to_date(
    empty: Installation, tmp_path: Path
) -> None:
    out = tmp_path / "older.tar"
    older(Installation(tmp_path / "older")).done("backup", str(out))
    empty.done("restore", str(out))
    assert found(empty) == UPGRADED


def test_on_postgresql_too(postgresql: Callable[[], Installation], tmp_path: Path) -> None:
    old, out = older(postgresql()), tmp_path / "older.tar"
    old.done("backup", str(out))
    old.done("migrate")
    assert found(old) == UPGRADED
    restored = postgresql()
    restored.done("migrate")
    restored.done("restore", str(out))
    assert found(restored) == UPGRADED


def test_the_move_to_postgresql_and_back_changes_nothing(
    archive: Path, postgresql: Callable[[], Installation], empty: Installation, tmp_path: Path
) -> None:
    there, out = postgresql(), tmp_path / "there.tar"
    there.done("restore", str(archive))
    assert there.verified()["broken"] is None
    assert there.guarded()
    there.done("backup", str(out))
    assert rows_of(out) == rows_of(archive)
    assert (there.data / "uploads/checks/abc").stat().st_size == 256 * 5000
    empty.done("restore", str(out))
    back = tmp_path / "back.tar"
    empty.done("backup", str(back))
    assert rows_of(back) == rows_of(archive)
    # New rows go on after the old ones, and the full database is not overwritten.
    for home in (there, empty):
        grown = "from guiju.organs.demo import ACTOR\nfrom guiju.organs.services import *\n"
        made = home.python(f"{grown}create_account(ACTOR, username='neu', name='演示人')")
        assert made.returncode == 0, made.stderr
        assert home.run("restore", str(archive)).returncode == 2


def test_a_power_cut_leaves_postgresql_empty_too(
    archive: Path, postgresql: Callable[[], Installation], tmp_path: Path
) -> None:
    home = postgresql()
    home.done("migrate")
    cut = (
        "import os\nfrom guiju.site.safekeeping import restoring\n"
        "restoring._verified = lambda *_: os._exit(9)\n"
        f"from guiju.cli import main\nmain(['restore', {str(archive)!r}])"
    )
    assert home.python(cut).returncode == 9
    assert home.organs() == 0
    home.done("restore", str(archive))
    before, out = home.organs(), tmp_path / "busy.tar"
    # Of what is written while a backup runs, the moment before is kept.
    made = home.python(f"OUT = {str(out)!r}\n{WRITES_MEANWHILE}")
    assert made.returncode == 0, made.stderr
    assert home.organs() == before + 1
    assert len(rows_of(out)["tables/organs.organ.jsonl.gz"]) == before


CUT_IMPORT = """
import os
from guiju.organs.importing import writing
writing.record_bulk = lambda **_: os._exit(9)
from guiju.cli import main
main(["city", "import", BOOK, "--write", "--passwords", OUT])
"""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_power_cut_in_an_import_leaves_the_old_database(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home: Installation = (
        Installation(tmp_path / "home")
        if kind == "sqlite"
        else request.getfixturevalue("postgresql")()
    )
    begun = home.run("city", "new", "4514", "崇左市", "a", "演示甲", typed="eine-lange-Reihe-9\n")
    assert begun.returncode == 0, begun.stderr
    book, out = tmp_path / "organs.csv", tmp_path / "passwords.csv"
    book.write_text(
        "代码,名称,行政层级,单位类别,上级代码\n4514-08,演示局,市,行政机关,4514\n", "utf-8"
    )
    assert home.python(f"BOOK, OUT = {str(book)!r}, {str(out)!r}\n{CUT_IMPORT}").returncode == 9
    assert home.organs() == 1
    home.done("ledger", "verify")
    home.done("city", "import", str(book), "--write")
    assert home.organs() == 2
    home.done("ledger", "verify")
