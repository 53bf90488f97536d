"""Installations of their own, each a data folder and a database, used through commands."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
FILL = """
import datetime as dt
from django.conf import settings
from guiju.jobs.models import Job
from guiju.organs.demo import ACTOR, load_organs
from guiju.organs.models import Attempt, Organ
from guiju.organs.services import keep_daily_heads
from django.utils import timezone
load_organs()
keep_daily_heads(dt.date(2026, 1, 6))
Attempt.objects.create(key="0" * 64, failures=3, last=timezone.now())
job = Job.objects.create(kind="none", title="试", organ=Organ.objects.get(code="4514-08"),
                         created_by="演示甲", result={"z": [1, "二"], "a": None})
Job.objects.filter(pk=job.pk).update(created=dt.datetime(2020, 1, 6, 1, 2, 3, 4, tzinfo=dt.UTC))
folder = settings.UPLOAD_DIR / "checks"
folder.mkdir(parents=True)
(folder / "abc").write_bytes(bytes(range(256)) * 5000)
"""


@dataclass(frozen=True)
class Installation:
    """A data folder and a database; no address is SQLite in that folder."""

    data: Path
    url: str = ""

    def run(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """A command of the house."""
        return self._start(["-m", "guiju", *words], typed)

    def python(self, code: str) -> subprocess.CompletedProcess[str]:
        """Some lines with Django set up."""
        return self._start(["-c", f"import django\ndjango.setup()\n{code}"])

    def done(self, *words: str) -> str:
        """A command that has to succeed; what it says."""
        told = self.run(*words)
        assert told.returncode == 0, told.stderr + told.stdout
        return told.stdout

    def verified(self) -> dict[str, Any]:
        """What the verification of the history says."""
        told: dict[str, Any] = json.loads(self.done("ledger", "verify", "--json"))
        return told

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """What the database itself answers."""
        if self.url:
            with psycopg.connect(self.url) as base:
                return base.execute(statement).fetchall()  # type: ignore[arg-type]
        with closing(sqlite3.connect(self.data / "guiju.sqlite3")) as base:
            return base.execute(statement).fetchall()

    def organs(self) -> int:
        """How many organs there are."""
        return int(self.ask("SELECT count(*) FROM organs_organ")[0][0])

    def guarded(self) -> bool:
        """Whether the history refuses to be changed and to be deleted, whoever asks."""
        return all(
            self._refuses(statement)
            for statement in ("UPDATE ledger_entry SET subject = 'x'", "DELETE FROM ledger_entry")
        )

    def _refuses(self, statement: str) -> bool:
        try:
            self.ask(statement)
        except (sqlite3.Error, psycopg.Error) as error:
            return "append-only" in str(error)
        return False

    def _start(self, words: list[str], typed: str = "") -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "GUIJU_DATA": str(self.data), "GUIJU_DATABASE_URL": self.url}
        env |= {"PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"}
        env |= {"DJANGO_SETTINGS_MODULE": "guiju.site.settings"}
        env.pop("GUIJU_SECRET_KEY", None)
        command = [sys.executable, *words]
        return subprocess.run(command, env=env, input=typed, capture_output=True, text=True)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The demo city's organs on SQLite, with a job, kept heads and an upload; nobody changes it."""
    made = Installation(tmp_path_factory.mktemp("filled"))
    made.done("migrate")
    told = made.python(FILL)
    assert told.returncode == 0, told.stderr
    return made


@pytest.fixture(scope="session")
def archive(filled: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it, without the key."""
    out = tmp_path_factory.mktemp("archive") / "a.tar"
    filled.done("backup", str(out))
    return out


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    """Nothing yet, on SQLite."""
    return Installation(tmp_path / "empty")


@pytest.fixture
def postgresql(tmp_path: Path) -> Iterator[Callable[[], Installation]]:
    """Makes installations, each with a fresh database of a PostgreSQL server."""
    server = os.environ.get("GUIJU_DATABASE_URL", "")
    if not server and "PGHOST" in os.environ:
        user, port = os.environ.get("PGUSER", "root"), os.environ.get("PGPORT", "5432")
        server = f"postgresql://{user}@{os.environ['PGHOST']}:{port}/postgres"
    if not server:
        pytest.skip("no postgresql server named by GUIJU_DATABASE_URL or PGHOST")
    names: list[str] = []

    def make() -> Installation:
        names.append(f"guiju_test_{uuid.uuid4().hex}")
        _ask(server, f"CREATE DATABASE {names[-1]}")
        url = urlsplit(server)._replace(path=f"/{names[-1]}").geturl()
        return Installation(tmp_path / names[-1], url)

    yield make
    for name in names:
        _ask(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _ask(server: str, statement: str) -> None:
    place = urlsplit(server)._replace(path="/postgres").geturl()
    with psycopg.connect(place, autocommit=True) as base:
        base.execute(statement)  # type: ignore[arg-type]


def rows_of(path: Path) -> dict[str, list[str]]:
    """Every row of an archive by table, in an order that no database sets."""
    found = {}
    with tarfile.open(path) as tar:
        for name in tar.getnames():
            if name.startswith("tables/"):
                stream = tar.extractfile(name)
                assert stream is not None
                lines = gzip.decompress(stream.read()).splitlines()
                found[name] = sorted(json.dumps(json.loads(line), sort_keys=True) for line in lines)
    return found
