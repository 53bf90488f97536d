"""One moment of a database that others go on writing to."""

from __future__ import annotations

import copy
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connections, transaction

_ALIAS = "snapshot"


@contextmanager
def snapshot(folder: Path) -> Iterator[str]:
    """The alias under which that moment can be read.

    SQLite: a copy by its own backup, which keeps no writer waiting; PostgreSQL: one transaction
    that sees nothing of later ones.
    """
    if connections["default"].vendor == "postgresql":
        with transaction.atomic():
            with connections["default"].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield "default"
        return
    source = connections["default"]
    source.ensure_connection()
    path = folder / "snapshot.sqlite3"
    with closing(sqlite3.connect(path)) as target:
        source.connection.backup(target)
    connections.databases[_ALIAS] = {**copy.deepcopy(source.settings_dict), "NAME": str(path)}
    try:
        yield _ALIAS
    finally:
        connections[_ALIAS].close()
        del connections[_ALIAS]
        del connections.databases[_ALIAS]
