"""The empty database that a restore fills: it takes its place whole, or nothing happened."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import OperationalError, connection, transaction

from .errors import SafekeepingError
from .packing import sync_folder

_TELLING = {"organs_organ": "机关", "organs_account": "账号", "ledger_entry": "历史"}
_IN_USE = ("数据库", "正被使用", "停止服务和后台任务之后的数据库")


@contextmanager
def empty_database() -> Iterator[None]:
    """A database without tables, in place of the empty one, once the block ends without error.

    SQLite: a file beside, renamed at the end; PostgreSQL: one transaction.

    Raises:
        SafekeepingError: the database holds something, or somebody uses it.
    """
    with _beside() if connection.vendor == "sqlite" else _in_one_transaction():
        yield


def _refuse_if_filled() -> None:
    """Only a database without organs, accounts and history is overwritten."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for table, told in _TELLING.items():
            if table in there:
                cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
                if count := cursor.fetchone()[0]:
                    raise SafekeepingError("数据库", f"{told} {count}", "空的数据库")


@contextmanager
def _beside() -> Iterator[None]:
    place = Path(connection.settings_dict["NAME"])
    _refuse_if_filled()
    connection.close()
    _take_out_of_use(place)
    aside = place.with_name(f"{place.name}.restoring")
    _remove(aside)  # what a power cut left: never a database in use
    connection.settings_dict["NAME"] = aside
    try:
        yield
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=DELETE")
        connection.close()
        with aside.open("rb") as stream:
            os.fsync(stream.fileno())
        aside.replace(place)
        sync_folder(place.parent)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = place
        _remove(aside)


def _take_out_of_use(place: Path) -> None:
    """Fold the write-ahead log in, which works only where nobody else has the file open."""
    try:
        with closing(sqlite3.connect(place, timeout=2)) as raw:
            mode = raw.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    except sqlite3.OperationalError:
        mode = "locked"
    if mode != "delete":
        raise SafekeepingError(*_IN_USE)


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)


@contextmanager
def _in_one_transaction() -> Iterator[None]:
    with transaction.atomic():
        _refuse_if_filled()
        try:
            _drop_tables()
        except OperationalError as error:
            raise SafekeepingError(*_IN_USE) from error
        yield


def _drop_tables() -> None:
    """Drop our own tables, which are empty; what else the database holds stays."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '5s'")
        ours = {*connection.introspection.django_table_names(), "django_migrations"}
        for table in sorted(ours & set(connection.introspection.table_names(cursor))):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
