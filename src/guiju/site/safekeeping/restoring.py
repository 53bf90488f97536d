"""An archive put into an empty database: checked, filled, brought up to date, verified."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from guiju.ledger import guards
from guiju.ledger.models import Head
from guiju.ledger.verifying import Broken, Verification, verify

from .checking import Archive, opened
from .errors import SafekeepingError
from .manifest import KEY, UPLOADS, Manifest, Member
from .rows import empty_tables, load, set_sequences
from .schema import leaves, models_at, refuse_unknown
from .target import empty_database

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Restored:
    """What was restored, and how its history verified."""

    manifest: Manifest
    verification: Verification


def restore(
    path: Path, *, despite_history: bool, checking: Progress, filling: Progress
) -> Restored:
    """Restore an archive into the empty database of the settings.

    Everything is checked before anything is put in place; an error or a power cut leaves the
    database empty, as it was. ``despite_history``: a chain that was broken when the archive was
    made is told and does not refuse it.

    Raises:
        SafekeepingError: the archive or the database cannot be used; nothing was restored.
    """
    with opened(path, checking) as archive:
        manifest = archive.manifest
        refuse_unknown(manifest.migrations, MigrationLoader(None), path.name)
        with empty_database():
            _fill(archive, filling)
            call_command("migrate", interactive=False, verbosity=0)
            guards.install(connection)
            found = _verified(manifest, despite_history)
            for member in manifest.files:
                _take_out(archive, member)
    return Restored(manifest, found)


def _fill(archive: Archive, progress: Progress) -> None:
    """The tables as they were when the archive was made, with their rows."""
    manifest = archive.manifest
    executor = MigrationExecutor(connection)
    executor.migrate(leaves(manifest.migrations, executor.loader))
    found = models_at(manifest.migrations, MigrationLoader(connection))
    tables = {table.label: table for table in manifest.tables}
    if odd := sorted(set(tables) ^ set(found)):
        raise SafekeepingError("数据表", "、".join(odd), "这一版结构的数据表")
    done = 0
    with transaction.atomic():
        empty_tables(found.values(), "default")
        for label, table in tables.items():
            told = partial(_told, progress, done, manifest.rows)
            rows = load(found[label], table.fields, archive.lines(table), "default", told)
            if rows != table.rows:
                raise SafekeepingError(table.name, f"{rows} 行", f"{table.rows} 行")
            done += rows
        _hold_constraints(list(found.values()))


def _told(progress: Progress, before: int, total: int, rows: int) -> None:
    progress(before + rows, total)


def _hold_constraints(found: list[type[models.Model]]) -> None:
    """Every key leads somewhere, before anything else is done to the tables."""
    try:
        if connection.vendor == "postgresql":
            set_sequences(found, "default")
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        else:
            connection.check_constraints()
    except IntegrityError as error:
        told = str(error).splitlines()[0]
        raise SafekeepingError("数据", told, "前后相符的内容") from error


def _verified(manifest: Manifest, despite_history: bool) -> Verification:
    """Walk the chains, and hold their heads against those that the manifest names."""
    found = verify()
    heads = {head.chain: (head.number, head.hash) for head in Head.objects.all()}
    for chain in sorted(set(heads) | set(manifest.heads)):
        if found.broken is None and heads.get(chain) != manifest.heads.get(chain):
            number, _ = manifest.heads.get(chain, (0, ""))
            found = Verification(found.entries, found.chains, Broken(chain, number, "链头不符"))
    if found.broken is not None and not despite_history:
        broken = found.broken
        place = f"历史链 {broken.chain} 第 {broken.number} 条"
        raise SafekeepingError(place, broken.why, "完好的历史（或者加 --despite-history）")
    return found


def _take_out(archive: Archive, member: Member) -> None:
    """Put an upload, or the key, in its place, whole."""
    base: Path = settings.DATA_DIR if member.name == KEY else settings.UPLOAD_DIR
    place = base / member.name.removeprefix(UPLOADS)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = place.with_name(f".{place.name}.restoring")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        for chunk in archive.chunks(member):
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(place)
