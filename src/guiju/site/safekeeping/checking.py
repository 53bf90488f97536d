"""An archive looked through without a database: whole, unaltered, its chains unbroken."""

from __future__ import annotations

import gzip
import hashlib
import json
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from guiju.ledger.canonical import ALGORITHMS, START, link

from .errors import SafekeepingError
from .manifest import (
    KEY,
    MANIFEST,
    MANIFEST_HASH,
    UPLOADS,
    Manifest,
    Member,
    TableMember,
    read_manifest,
)

Progress = Callable[[int, int], None]
_CHUNK = 1 << 20


class Archive:
    """An opened archive and its manifest."""

    def __init__(self, tar: tarfile.TarFile, manifest: Manifest) -> None:
        self._tar, self.manifest = tar, manifest

    def chunks(self, member: Member) -> Iterator[bytes]:
        """The content of a member, piece by piece."""
        stream = self._tar.extractfile(member.name)
        assert stream is not None
        while chunk := stream.read(_CHUNK):
            yield chunk

    def lines(self, table: TableMember) -> Iterator[bytes]:
        """The rows of a table, one line each."""
        stream = self._tar.extractfile(table.name)
        assert stream is not None
        with gzip.GzipFile(fileobj=stream) as unpacked:
            yield from unpacked


@contextmanager
def opened(path: Path, progress: Progress) -> Iterator[Archive]:
    """Open an archive and hold every member against the manifest.

    Raises:
        SafekeepingError: it is no archive, incomplete, of another format or damaged, and where.
    """
    if not path.is_file():
        raise SafekeepingError("文件", str(path), "存在的备份文件")
    try:
        with tarfile.open(path, "r:") as tar:
            archive = Archive(tar, _manifest(tar))
            _hold(tar, archive, progress)
            yield archive
    except tarfile.TarError as error:
        raise SafekeepingError(path.name, str(error)[:80], "完整的备份文件（tar）") from None


def _manifest(tar: tarfile.TarFile) -> Manifest:
    try:
        content, told = (_whole(tar, name) for name in (MANIFEST, MANIFEST_HASH))
    except KeyError as error:
        raise SafekeepingError(Path(str(tar.name)).name, str(error), "带清单的完整备份") from None
    manifest = read_manifest(content)
    if hashlib.sha256(content).hexdigest() != told.decode("ascii", "replace"):
        raise SafekeepingError(MANIFEST, "哈希不符", "没有改动的清单")
    return manifest


def _whole(tar: tarfile.TarFile, name: str) -> bytes:
    stream = tar.extractfile(name)
    return b"" if stream is None else stream.read()


def _hold(tar: tarfile.TarFile, archive: Archive, progress: Progress) -> None:
    """Every member there, of its size and hash, and no other."""
    members, files = archive.manifest.members, tar.getmembers()
    there = [info.name for info in files]
    wanted = [*(member.name for member in members), MANIFEST, MANIFEST_HASH]
    if odd := sorted(set(there) ^ set(wanted)) or sorted(n for n in there if there.count(n) > 1):
        raise SafekeepingError(odd[0], "", "清单里的文件，不多不少")
    if odd := [info.name for info in files if not info.isreg()]:
        raise SafekeepingError(odd[0], "", "普通文件")
    total, done = sum(member.bytes for member in members), 0
    for member in members:
        if not _safe(member.name):
            raise SafekeepingError(member.name, "", "备份之内的位置")
        found = hashlib.sha256()
        for chunk in archive.chunks(member):
            found.update(chunk)
            done += len(chunk)
            progress(done, total)
        if found.hexdigest() != member.sha256:
            raise SafekeepingError(member.name, "内容损坏", f"SHA-256 {member.sha256}")


def _safe(name: str) -> bool:
    """Whether a member stays where it belongs when it is taken out."""
    path = PurePosixPath(name)
    inside = name == KEY or name.startswith(("tables/", UPLOADS))
    return inside and not path.is_absolute() and ".." not in path.parts and "\\" not in name


def check_chains(archive: Archive) -> int:
    """Walk the chains in the archive to the heads of its manifest; how many entries there are.

    Raises:
        SafekeepingError: the first entry that does not follow, or a head that is another.
    """
    table = next(one for one in archive.manifest.tables if one.label == "ledger.entry")
    names = ("chain", "number", "content", "algorithm", "previous", "hash")
    places = [table.fields.index(name) for name in names]
    last: dict[str, tuple[int, str]] = {}
    entries = 0
    for line in archive.lines(table):
        row = json.loads(line)
        chain, number, content, algorithm, previous, value = (row[place] for place in places)
        before = last.get(chain, (0, START))
        follows = (number, previous) == (before[0] + 1, before[1]) and algorithm in ALGORITHMS
        if not follows or link(previous, content, algorithm) != value:
            raise SafekeepingError(f"历史链 {chain} 第 {number} 条", "断裂", "接在前一条之后的记录")
        last[chain] = (number, value)
        entries += 1
    for chain, head in archive.manifest.heads.items():
        if last.get(chain, (0, START)) != head:
            raise SafekeepingError(
                f"历史链 {chain}", f"链头第 {head[0]} 条", "与末尾记录相符的链头"
            )
    return entries
