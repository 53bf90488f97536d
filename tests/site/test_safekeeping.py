"""Backup, check and restore on SQLite: whole and verified, or nothing and the reason."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import tarfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from guiju.site.safekeeping import restoring
from guiju.site.safekeeping.checking import check_chains, opened
from guiju.site.safekeeping.errors import SafekeepingError

from .conftest import Installation, rows_of

Members = dict[str, bytes]


def unpacked(path: Path) -> Members:
    with tarfile.open(path) as tar:
        streams = {name: tar.extractfile(name) for name in tar.getnames()}
        return {name: stream.read() for name, stream in streams.items() if stream}


def packed(path: Path, members: Members) -> Path:
    with tarfile.open(path, "w") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


def with_manifest(members: Members, change: Callable[[dict[str, Any]], None]) -> Members:
    """Another manifest with the hash that belongs to it."""
    told = json.loads(members["manifest.json"])
    change(told)
    content = json.dumps(told).encode()
    digest = sha256(content).hexdigest().encode()
    return {**members, "manifest.json": content, "manifest.sha256": digest}


def test_what_is_restored_is_what_was_there(
    filled: Installation, archive: Path, empty: Installation, tmp_path: Path
) -> None:
    told = json.loads(empty.done("restore", str(archive), "--json"))
    assert (told["uploads"], told["key"], told["broken"]) == (1, False, None)
    again = tmp_path / "again.tar"
    empty.done("backup", str(again))
    assert rows_of(again) == rows_of(archive)
    assert len(rows_of(archive)["tables/organs.organ.jsonl.gz"]) > 50
    assert '"2020-01-06T01:02:03.000004+00:00"' in str(rows_of(again)["tables/jobs.job.jsonl.gz"])
    upload = "uploads/checks/abc"
    assert (empty.data / upload).read_bytes() == (filled.data / upload).read_bytes()
    assert empty.verified()["broken"] is None
    assert empty.guarded()
    assert (empty.data / "secret-key").read_text() != (filled.data / "secret-key").read_text()
    assert archive.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in archive.parent.iterdir()] == [archive.name]
    assert [path.name for path in empty.data.glob("*restoring*")] == []


def test_the_archive_holds_no_session_and_its_key_only_where_asked(
    filled: Installation, archive: Path, empty: Installation, tmp_path: Path
) -> None:
    assert not [name for name in unpacked(archive) if "session" in name or "key" in name]
    out = tmp_path / "key.tar"
    filled.done("backup", "--with-key", str(out))
    empty.done("restore", str(out))
    key = empty.data / "secret-key"
    assert key.read_text() == (filled.data / "secret-key").read_text()
    assert key.stat().st_mode & 0o777 == 0o600


def test_a_full_database_and_a_taken_name_are_refused(filled: Installation, archive: Path) -> None:
    refused = filled.run("restore", str(archive), "--json")
    assert refused.returncode == 2
    assert json.loads(refused.stdout)["error"]["where"] == "数据库"
    assert "没有恢复任何内容" in refused.stderr
    before = archive.read_bytes()
    assert filled.run("backup", str(archive)).returncode == 2
    assert archive.read_bytes() == before
    assert filled.run("backup", "/no/such/folder/a.tar").returncode == 2


def damaged(members: Members, name: str) -> Members:
    content = bytearray(members[name])
    content[len(content) // 2] ^= 1
    return {**members, name: bytes(content)}


def older(told: dict[str, Any]) -> None:
    told["format"] = 0


def newer(told: dict[str, Any]) -> None:
    told["migrations"].append(["organs", "9999_of_tomorrow"])


DAMAGES: dict[str, tuple[Callable[[Members], Members], str]] = {
    "a table": (lambda m: damaged(m, "tables/organs.organ.jsonl.gz"), "organs.organ"),
    "the history": (lambda m: damaged(m, "tables/ledger.entry.jsonl.gz"), "ledger.entry"),
    "an upload": (lambda m: damaged(m, "uploads/checks/abc"), "uploads/checks/abc"),
    "the manifest": (lambda m: damaged(m, "manifest.json"), "manifest"),
    "an older format": (lambda m: with_manifest(m, older), "格式 0"),
    "a newer version": (lambda m: with_manifest(m, newer), "9999_of_tomorrow"),
    "a missing table": (
        lambda m: {n: c for n, c in m.items() if "organs.post" not in n}, "organs.post",
    ),
    "a stranger": (lambda m: {**m, "uploads/../../evil": b"x"}, "evil"),
    "no manifest": (lambda m: {n: c for n, c in m.items() if n != "manifest.json"}, "manifest"),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_archive_is_refused_by_name_before_the_database_is_touched(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(restoring, "empty_database", _untouched)
    change, expected = DAMAGES[name]
    path = packed(tmp_path / "odd.tar", change(unpacked(archive)))
    with pytest.raises(SafekeepingError, match=expected):
        restoring.restore(path, despite_history=True, checking=_silent, filling=_silent)
    whole = packed(tmp_path / "whole.tar", unpacked(archive))
    with pytest.raises(AssertionError, match="touched"):
        restoring.restore(whole, despite_history=True, checking=_silent, filling=_silent)


def _untouched() -> None:
    raise AssertionError("touched")


def _silent(done: int, total: int) -> None:
    assert 0 <= done <= total


def test_a_damaged_archive_leaves_an_empty_installation(
    archive: Path, tmp_path: Path, empty: Installation
) -> None:
    members = unpacked(archive)
    path = packed(tmp_path / "odd.tar", damaged(members, "uploads/checks/abc"))
    refused = empty.run("restore", str(path), "--json")
    assert refused.returncode == 2, refused.stdout + refused.stderr
    assert json.loads(refused.stdout)["error"]["where"] == "uploads/checks/abc"
    assert "没有恢复任何内容" in refused.stderr
    assert not (empty.data / "uploads").exists()
    assert not (empty.data / "guiju.sqlite3").exists()


@pytest.mark.parametrize("kind", ["cut", "other", "none"])
def test_an_archive_cut_off_or_none_at_all_is_told(
    archive: Path, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"{kind}.tar"
    if kind != "none":
        path.write_bytes(archive.read_bytes()[:-20_000] if kind == "cut" else b"no archive")
    with pytest.raises(SafekeepingError), opened(path, _silent):
        pass


def test_a_history_broken_before_the_backup_is_told(
    filled: Installation, tmp_path: Path, empty: Installation
) -> None:
    other = Installation(tmp_path / "broken")
    shutil.copytree(filled.data, other.data)
    with sqlite3.connect(other.data / "guiju.sqlite3") as base:
        base.execute("DROP TRIGGER ledger_entry_no_update")
        base.execute(
            "UPDATE ledger_entry SET content = replace(content, '市教育局', '某局') "
            "WHERE chain = '4514-08' AND number = 1"
        )
    base.close()
    out = tmp_path / "broken.tar"
    other.done("backup", str(out))
    with opened(out, _silent) as told, pytest.raises(SafekeepingError, match="4514-08 第 1 条"):
        check_chains(told)
    refused = empty.run("restore", str(out))
    assert (refused.returncode, "4514-08 第 1 条" in refused.stderr) == (2, True)
    assert not empty.ask("SELECT name FROM sqlite_master")
    forced = empty.run("restore", "--despite-history", str(out))
    assert (forced.returncode, "4514-08 第 1 条" in forced.stdout) == (1, True)
    assert empty.organs() == filled.organs()
    assert empty.guarded()


def test_check_needs_no_database(archive: Path, empty: Installation) -> None:
    told = json.loads(empty.done("backup", "check", str(archive), "--json"))
    assert told["database"] == "sqlite"
    assert told["rows"] == sum(len(rows) for rows in rows_of(archive).values())
    assert not (empty.data / "guiju.sqlite3").exists()


def test_a_power_cut_in_a_restore_leaves_the_database_empty_and_it_goes_again(
    archive: Path, empty: Installation
) -> None:
    cut = (
        "import os\nfrom guiju.site.safekeeping import restoring\n"
        "restoring._verified = lambda *_: os._exit(9)\n"
        f"from guiju.cli import main\nmain(['restore', {str(archive)!r}])"
    )
    empty.done("migrate")
    assert empty.python(cut).returncode == 9
    assert empty.organs() == 0
    empty.done("restore", str(archive))
    assert empty.organs() > 50
    assert [path.name for path in empty.data.glob("*restoring*")] == []


def test_a_database_in_use_is_not_replaced(archive: Path, empty: Installation) -> None:
    empty.done("migrate")
    with sqlite3.connect(empty.data / "guiju.sqlite3") as other:
        other.execute("SELECT count(*) FROM organs_organ").fetchone()
        refused = empty.run("restore", str(archive))
    other.close()
    assert (refused.returncode, "停止服务" in refused.stderr) == (2, True)


WRITES_MEANWHILE = """
from guiju.site.safekeeping import packing
from guiju.organs.demo import ACTOR
from guiju.organs.models import Organ
from guiju.organs.services import create_organ
described = packing._described
def meanwhile(using):
    told = described(using)
    if not Organ.objects.filter(code="4514-77").exists():
        import threading
        from django.db import connection
        def write():
            create_organ(ACTOR, code="4514-77", name="新局", level="市", category="行政机关",
                         parent=Organ.objects.get(code="4514"))
            connection.close()
        writer = threading.Thread(target=write)
        writer.start()
        writer.join()
    return told
packing._described = meanwhile
from guiju.cli import main
raise SystemExit(main(["backup", OUT]))
"""


def test_what_is_written_meanwhile_is_wholly_in_or_out(
    filled: Installation, archive: Path, tmp_path: Path
) -> None:
    other = Installation(tmp_path / "busy")
    shutil.copytree(filled.data, other.data)
    out = tmp_path / "busy.tar"
    made = other.python(f"OUT = {str(out)!r}\n{WRITES_MEANWHILE}")
    assert made.returncode == 0, made.stderr
    assert other.organs() == filled.organs() + 1
    assert rows_of(out) == rows_of(archive)
