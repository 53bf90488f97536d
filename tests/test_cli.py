"""The command line: every bad input answered alike, nothing loaded that was not asked for."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

WITHOUT_DJANGO = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "django":
            raise ModuleNotFoundError("no Django here: " + name)
sys.meta_path.insert(0, Refuse())
from guiju.cli import main
sys.exit(main(sys.argv[1:]))
"""


def run(
    folder: Path,
    *words: str,
    start: tuple[str, ...] = ("-m", "guiju"),
    typed: str = "",
    **variables: str,
) -> subprocess.CompletedProcess[str]:
    """What a command answers, with a data folder of its own."""
    return subprocess.run(
        [sys.executable, *start, *words],
        env=environment(folder, **variables),
        cwd=folder,
        input=typed,
        capture_output=True,
        text=True,
    )


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """Ours, with a data folder and a SQLite database of its own."""
    own = {
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUTF8": "1",
        "GUIJU_DATA": str(folder),
        "GUIJU_DATABASE_URL": "",
        "GUIJU_ALLOWED_HOSTS": "",
    }
    return {**os.environ, **own, **variables}


@pytest.mark.parametrize(
    "words",
    [
        ["--json"],
        ["nope", "--json"],
        ["check", "--json"],
        ["check", "nope", "--json"],
        ["check", "vehicles", "--json"],
        ["check", "vehicles", "--nope", "--json"],
        ["check", "vehicles", "no-such-file.xlsx", "--json"],
        ["check", "vehicles", ".", "--json"],
        ["coverage", "--json"],
        ["coverage", "no such instrument", "--json"],
        ["coverage", "a", "b", "--json"],
        ["ledger", "verify", "--json", "--nope"],
        ["ledger", "verify", "--json"],
    ],
    ids=" ".join,
)
def test_bad_input_is_answered_alike(tmp_path: Path, words: list[str]) -> None:
    done = run(tmp_path, *words)
    assert done.returncode == 2, done.stderr
    error = json.loads(done.stdout)["error"]
    assert set(error) == {"where", "value", "expected"}
    assert error["expected"].strip() == error["expected"] != ""
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("words", [["nope"], ["check", "vehicles"], ["serve", "--port", "x"]])
def test_without_json_a_sentence_alone(tmp_path: Path, words: list[str]) -> None:
    done = run(tmp_path, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_a_database_url_of_another_kind_is_refused_in_a_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, "migrate", GUIJU_DATABASE_URL="mysql://localhost/x")
    assert done.returncode == 2
    assert "postgresql://" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_names_every_command(tmp_path: Path) -> None:
    done = run(tmp_path, "--help")
    assert done.returncode == 0
    for name in ("check", "coverage", "ledger", "organs", "jobs", "demo", "migrate", "serve"):
        assert f"  {name} " in done.stdout
    assert run(tmp_path).returncode == 2


def test_check_and_coverage_need_no_django(tmp_path: Path) -> None:
    start = ("-c", WITHOUT_DJANGO)
    done = run(tmp_path, "coverage", "崇政办发〔2020〕1号", "--json", start=start)
    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout)) == {"instrument", "provisions", "totals"}
    done = run(tmp_path, "check", "vehicles", "no-such-file.xlsx", "--json", start=start)
    assert done.returncode == 2, done.stderr
    assert json.loads(done.stdout)["error"]["value"].endswith("no-such-file.xlsx")


def test_migrate_demo_and_verify_one_after_the_other(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    told = run(tmp_path, "demo", "load")
    assert "已载入" in told.stdout, told.stderr
    again = run(tmp_path, "demo", "load")
    assert (again.returncode, "没有改动" in again.stdout) == (0, True)
    begun = begin(tmp_path, "4515", "eine-lange-Reihe-9")
    assert begun.returncode == 2
    assert "没有机关的数据库" in begun.stderr
    done = run(tmp_path, "ledger", "verify", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["broken"] is None


def begin(folder: Path, code: str, password: str) -> subprocess.CompletedProcess[str]:
    """The first organ, with what is typed as the password."""
    return run(folder, "organs", "begin", code, "崇左市", "admin", "演示甲", typed=f"{password}\n")


def test_an_empty_installation_begins_with_an_administrator(tmp_path: Path) -> None:
    assert begin(tmp_path, "4514", "kurz").returncode == 2  # nothing is migrated
    assert run(tmp_path, "migrate").returncode == 0
    refused = begin(tmp_path, "4514", "kurz")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "Traceback" not in refused.stderr
    assert "kurz" not in refused.stderr
    done = begin(tmp_path, "4514", "eine-lange-Reihe-9")
    assert done.returncode == 0, done.stderr
    assert "admin" in done.stdout


def fetch(url: str) -> tuple[int, str, str]:
    """Status, cache rule and text."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.headers["Cache-Control"] or "", answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, "", error.read().decode()


def test_pages_are_served_with_files_named_by_their_hash(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert run(tmp_path, "migrate").returncode == 0
    command = [sys.executable, "-m", "guiju", "serve", "--port", str(port)]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, env=environment(tmp_path), cwd=tmp_path) as server:
        try:
            until = time.monotonic() + 30
            while time.monotonic() < until and server.poll() is None:
                try:
                    status, _, page = fetch(f"{address}/")
                    break
                except OSError:
                    time.sleep(0.1)
            assert status == 200
            sheet = re.search(r"/static/pages/guiju\.[0-9a-f]{12}\.css", page)
            assert sheet is not None
            status, cache, _ = fetch(address + sheet[0])
            assert (status, "immutable" in cache) == (200, True)
            assert fetch(f"{address}/static/pages/guiju.css")[0] == 200  # the page of a fault
            assert json.loads(fetch(f"{address}/readyz")[2])["ready"] is True
            assert fetch(f"{address}/nowhere")[0] == 404
        finally:
            server.terminate()
    assert server.returncode is not None
