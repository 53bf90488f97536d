"""The command line: every bad input answered alike, nothing loaded that was not asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
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
    folder: Path, *words: str, start: tuple[str, ...] = ("-m", "guiju"), **variables: str
) -> subprocess.CompletedProcess[str]:
    """What a command answers, with a data folder of its own."""
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUTF8": "1",
        "GUIJU_DATA": str(folder),
        "GUIJU_DATABASE_URL": "",
        **variables,
    }
    return subprocess.run(
        [sys.executable, *start, *words], env=env, cwd=folder, capture_output=True, text=True
    )


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
    for name in ("check", "coverage", "ledger", "jobs", "demo", "migrate", "serve"):
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
    done = run(tmp_path, "ledger", "verify", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["broken"] is None
