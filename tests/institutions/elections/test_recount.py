"""The second count agrees with the first on every case and on elections drawn at random."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from guiju.institutions.elections.counting import ElectionError, as_json, decide
from guiju.institutions.elections.proving import write_package
from guiju.institutions.elections.proving.package import RECOUNT

from .casefiles import Case, all_cases
from .comparing import _read
from .packing import Packed, differing, files_of, packs, recounted

COUNTED = [case for case in all_cases() if "error" not in case.expect]


@pytest.mark.parametrize("case", COUNTED, ids=lambda case: f"{case.file}: {case.name}")
def test_the_recount_agrees_with_every_case(case: Case, tmp_path: Path) -> None:
    election, ballots = _read(case.file, case.name)
    told = as_json(decide(election, ballots))
    status, lines = recounted(write_package(election, ballots, told, rules_version="1"), tmp_path)
    assert status == 0, lines
    assert "结论：一致" in lines


def test_refused_cases_are_refused_before_anything_is_packed() -> None:
    refused = [case for case in all_cases() if case not in COUNTED]
    assert len(refused) > 30
    for case in refused:
        with pytest.raises(ElectionError):
            decide(*_read(case.file, case.name))


@settings(
    deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pack=packs())
def test_the_recount_agrees_with_any_election(pack: Packed, tmp_path: Path) -> None:
    assert differing(pack.package(), tmp_path) == []


def test_the_program_runs_alone_with_nothing_of_the_project(tmp_path: Path) -> None:
    """The file out of the package, in a folder of its own, isolated from every installed thing."""
    case = next(one for one in COUNTED if one.file == "joint.yaml")
    election, ballots = _read(case.file, case.name)
    package = write_package(
        election, ballots, as_json(decide(election, ballots)), rules_version="1"
    )
    (tmp_path / "p.zip").write_bytes(package)
    program = tmp_path / "recount.py"
    program.write_bytes(files_of(package)["recount.py"])
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(program), "p.zip"],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, env={"PYTHONUTF8": "1"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "结论：一致，各项与复算相同。" in done.stdout


def test_the_program_imports_the_standard_library_alone() -> None:
    lines = RECOUNT.read_text("utf-8").splitlines()
    imported = {
        line.split()[1].split(".")[0] for line in lines if line[:7] in ("import ", "from __")
    }
    imported |= {line.split()[1] for line in lines if line.startswith("from ")}
    assert imported <= sys.stdlib_module_names | {"__future__"}
    assert "guiju." not in RECOUNT.read_text("utf-8")
