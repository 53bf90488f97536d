"""In CI a skip is a failure: tried on a folder of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

SKIPPING = """
import pytest

def test_one():
    pytest.skip("no browser here")

@pytest.mark.xfail
def test_two():
    assert False
"""
SKIPPED_WHOLE = """
import pytest
pytest.importorskip("no_such_module_anywhere", reason="no browser here")
"""


def outcome(folder: Path, text: str, ci: str) -> subprocess.CompletedProcess[str]:
    """What pytest says of one test file with our conftest.py beside it."""
    shutil.copy(ROOT / "conftest.py", folder)
    (folder / "test_it.py").write_text(text, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:django", "-p", "no:cacheprovider"]
    env = {**os.environ, "CI": ci, "PYTEST_ADDOPTS": ""}
    return subprocess.run(
        [*command, "--rootdir", str(folder)], cwd=folder, env=env, capture_output=True, text=True
    )


def test_a_skip_is_a_skip_elsewhere(tmp_path: Path) -> None:
    done = outcome(tmp_path, SKIPPING, ci="")
    assert done.returncode == 0, done.stdout
    assert "1 skipped, 1 xfailed" in done.stdout


def test_a_skip_fails_in_ci_and_says_why(tmp_path: Path) -> None:
    done = outcome(tmp_path, SKIPPING, ci="true")
    assert done.returncode == 1, done.stdout
    assert "no browser here" in done.stdout
    assert "1 failed, 1 xfailed" in done.stdout


def test_a_module_that_skips_whole_fails_in_ci(tmp_path: Path) -> None:
    done = outcome(tmp_path, SKIPPED_WHOLE, ci="true")
    assert done.returncode not in (0, 5), done.stdout
    assert "no browser here" in done.stdout
