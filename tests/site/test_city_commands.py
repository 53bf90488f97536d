"""``city new``, ``import`` and ``template`` on the command line, in a data folder of their own."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from guiju.sheets import SheetOut, write_xlsx

pytestmark = pytest.mark.once  # on SQLite in a folder of their own, whatever the database
SOURCE = Path(__file__).resolve().parents[2] / "src"
BEGIN = ("4514", "崇左市", "admin", "演示甲")
PASSWORD = "eine-lange-Reihe-9\n"


def run(data: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """One command on SQLite in its own data folder."""
    env = {**os.environ, "GUIJU_DATA": str(data), "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"}
    env.pop("GUIJU_DATABASE_URL", None)
    command = [sys.executable, "-m", "guiju", *arguments]
    return subprocess.run(command, env=env, input=typed, capture_output=True, text=True)


def book(folder: Path, level: str = "市") -> str:
    """A small workbook; another level makes a cell that cannot be used."""
    path = folder / "city.xlsx"
    organs = [("4514", "崇左市", "市", "行政机关", None),
              ("4514-08", "演示局", level, "行政机关", "4514")]  # fmt: skip
    posts = [("4514-08", "财政部门经办", "经办")]
    people = [("u1", "演示乙", "4514-08", "经办", "2026-01-06", None)]
    write_xlsx(
        path,
        [
            SheetOut("机关", ("代码", "名称", "行政层级", "单位类别", "上级代码"), organs),
            SheetOut("岗位", ("机关代码", "职责", "岗位名称"), posts),
            SheetOut("人员", ("用户名", "姓名", "机关代码", "岗位名称", "自", "至"), people),
        ],
    )
    return str(path)


def organs(data: Path) -> int:
    with sqlite3.connect(data / "guiju.sqlite3") as base:
        return int(base.execute("SELECT count(*) FROM organs_organ").fetchone()[0])


def test_a_city_begins_with_its_workbook_or_not_at_all(tmp_path: Path) -> None:
    data, passwords = tmp_path / "data", tmp_path / "passwords.csv"
    new = ("city", "new", *BEGIN, "--from")
    rehearsed = run(data, *new, book(tmp_path), typed=PASSWORD)
    assert rehearsed.returncode == 0, rehearsed.stderr
    assert "没有写入任何内容" in rehearsed.stdout
    assert organs(data) == 0
    wanted = ("--write", "--passwords", str(passwords), "--json")
    refused = run(data, *new, book(tmp_path, level="省"), *wanted, typed=PASSWORD)
    assert refused.returncode == 1, refused.stderr
    told = json.loads(refused.stdout)["refused"]
    assert [(one["sheet"], one["row"], one["column"], one["value"]) for one in told] == [
        ("机关", 3, "行政层级", "省"),
    ]  # fmt: skip
    assert organs(data) == 0
    assert not passwords.exists()
    assert run(data, *new, book(tmp_path), "--write", typed=PASSWORD).returncode == 2
    done = run(data, *new, book(tmp_path), *wanted, typed=PASSWORD)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["written"] is True
    assert organs(data) == 2
    assert passwords.stat().st_mode & 0o777 == 0o600
    rows = list(csv.reader(passwords.read_text("utf-8-sig").splitlines()))
    assert [row[:2] for row in rows] == [["用户名", "姓名"], ["u1", "演示乙"]]
    again = run(data, *new, book(tmp_path), typed=PASSWORD)
    assert (again.returncode, "没有机关的数据库" in again.stderr) == (2, True)
    imported = run(data, "city", "import", book(tmp_path), "--write", "--json")
    assert imported.returncode == 0, imported.stderr
    assert json.loads(imported.stdout)["written"] is False
    assert run(data, "ledger", "verify").returncode == 0


def test_bad_words_are_answered_the_same_way(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "template.xlsx"
    assert run(data, "city", "template", str(out)).returncode == 0
    assert run(data, "city", "template", str(out)).returncode == 2
    assert run(data, "city", "import", str(out), "--json").returncode == 2
    begun = run(data, "city", "new", *BEGIN, typed=PASSWORD)
    assert begun.returncode == 0, begun.stderr
    assert "admin" in begun.stdout
    missing = run(data, "city", "import", str(tmp_path / "none.xlsx"), "--json")
    assert missing.returncode == 2
    assert set(json.loads(missing.stdout)["error"]) == {"where", "value", "expected"}
    empty = run(data, "city", "import", str(out))
    assert (empty.returncode, "没有改动" in empty.stdout) == (0, True)
    taken = tmp_path / "taken.csv"
    taken.write_text("", "utf-8")
    given = ("--write", "--passwords", str(taken))
    refused = run(data, "city", "import", book(tmp_path), *given)
    assert (refused.returncode, "还不存在" in refused.stderr) == (2, True)
    assert organs(data) == 1
