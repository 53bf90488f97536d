"""An archive made: rows of one moment, uploads, chain heads, and a manifest of it all."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import os
import platform
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

import django
from django.conf import settings
from django.db import connections, models
from django.db.migrations.loader import MigrationLoader

import guiju
from guiju.clock import now

from .errors import SafekeepingError
from .manifest import KEY, MANIFEST, MANIFEST_HASH, UPLOADS, Manifest, Member, TableMember
from .rows import lines_of
from .schema import applied, fields_of, models_at
from .snapshot import snapshot

Progress = Callable[[int, int], None]
_STEP = 5000


def backup(out: Path, *, with_key: bool, progress: Progress) -> Manifest:
    """Write an archive; it stands under its name only when it is whole.

    Raises:
        SafekeepingError: the name is taken, the folder is not there, or the database is newer.
    """
    if out.exists() or not out.absolute().parent.is_dir():
        raise SafekeepingError("文件", str(out), "已有的文件夹里还不存在的文件名")
    with tempfile.TemporaryDirectory(dir=out.absolute().parent, prefix=".guiju-") as told:
        folder = Path(told)
        aside = folder / "archive.tar"
        with snapshot(folder) as using:
            manifest = _described(using)
            with aside.open("xb") as stream, tarfile.open(fileobj=stream, mode="w") as tar:
                _pack_tables(tar, manifest, folder, using, progress)
                _pack_files(tar, manifest, with_key)
                content = manifest.as_bytes()
                _pack_bytes(tar, MANIFEST, content)
                _pack_bytes(tar, MANIFEST_HASH, hashlib.sha256(content).hexdigest().encode())
        _put_in_place(aside, out)
    return manifest


def _put_in_place(aside: Path, out: Path) -> None:
    aside.chmod(0o600)
    with aside.open("rb") as stream:
        os.fsync(stream.fileno())
    aside.replace(out)
    sync_folder(out.absolute().parent)


def sync_folder(folder: Path) -> None:
    """Let a new name in a folder outlive a power cut, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _described(using: str) -> Manifest:
    return Manifest(
        made=now().isoformat(timespec="seconds"),
        versions={
            "guiju": guiju.__version__,
            "python": platform.python_version(),
            "django": django.get_version(),
        },
        database=connections[using].vendor,
        migrations=applied(using),
    )


def _pack_tables(
    tar: tarfile.TarFile, manifest: Manifest, folder: Path, using: str, progress: Progress
) -> None:
    loader = MigrationLoader(connections[using])
    found = models_at(manifest.migrations, loader)
    total = sum(model._base_manager.using(using).count() for model in found.values())
    done = 0
    for label, model in found.items():
        spool = folder / "table.jsonl.gz"
        rows = _spool(spool, model, using, partial(_told, progress, done, total))
        with spool.open("rb") as stream:
            member = _pack(tar, f"tables/{label}.jsonl.gz", stream)
        spool.unlink()
        names = [field.attname for field in fields_of(model)]
        manifest.tables.append(TableMember(**vars(member), label=label, fields=names, rows=rows))
        done += rows
    heads = found["ledger.head"]._base_manager.using(using).order_by("chain")
    manifest.heads = {head.chain: (head.number, head.hash) for head in heads}  # type: ignore[attr-defined]


def _told(progress: Progress, before: int, total: int, rows: int) -> None:
    progress(before + rows, total)


def _spool(path: Path, model: type[models.Model], using: str, told: Callable[[int], None]) -> int:
    """Write a table's rows, packed, so that its size is known before it goes into the archive."""
    rows = 0
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 1, raw, mtime=0) as stream:
        for line in lines_of(model, using):
            stream.write(line)
            rows += 1
            if rows % _STEP == 0:
                told(rows)
    return rows


def _pack_files(tar: tarfile.TarFile, manifest: Manifest, with_key: bool) -> None:
    """The uploads, after the rows that name them, and the key where it is asked for."""
    for path in _uploads():
        # A file that goes meanwhile belongs to nothing any more.
        with contextlib.suppress(FileNotFoundError), path.open("rb") as stream:
            name = UPLOADS + path.relative_to(settings.UPLOAD_DIR).as_posix()
            manifest.files.append(_pack(tar, name, stream))
    if with_key:
        key = settings.SECRET_KEY.encode("ascii")
        manifest.files.append(_pack_bytes(tar, KEY, key))


def _uploads() -> Iterator[Path]:
    folder: Path = settings.UPLOAD_DIR
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            yield path


def _pack_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> Member:
    return _pack(tar, name, io.BytesIO(content))


def _pack(tar: tarfile.TarFile, name: str, stream: BinaryIO) -> Member:
    """Add a file and hash what was added."""
    info = tarfile.TarInfo(name)
    info.size = stream.seek(0, os.SEEK_END)
    info.mode = 0o600
    stream.seek(0)
    hashing = _Hashing(stream)
    tar.addfile(info, hashing)
    return Member(name, info.size, hashing.hash.hexdigest())


class _Hashing:
    """A stream that hashes what is read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.hash = stream, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read, and hash what was read."""
        content = self._stream.read(size)
        self.hash.update(content)
        return content
