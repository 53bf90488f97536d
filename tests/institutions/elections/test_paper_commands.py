"""``elections ballot`` and ``elections forms`` on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from guiju.institutions.elections.commands import app
from guiju.institutions.elections.counting import read_election
from guiju.institutions.elections.paper import derived

from . import printed

PEOPLE = ["魏建国", "于一", "王明华"]


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Skipped where there is no Chinese font."""
    printed.need_chinese()
    yield


def file(folder: Path, people: list[str] = PEOPLE, **others: Any) -> Path:
    """An election's file."""
    told = {
        "title": "演示市第十届委员会委员选举",
        "kind": "committee",
        "round": "formal",
        "body": "congress",
        "eligible": 400,
        "seats": 2,
        "candidates": [{"name": name} for name in people],
        **others,
    }
    path = folder / "election.json"
    path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    return path


def run(*arguments: str | Path) -> Any:
    """What a command answers."""
    return CliRunner().invoke(app, [str(one) for one in arguments])


def test_a_ballot_and_its_layout_are_written(tmp_path: Path) -> None:
    out, layout = tmp_path / "ballot.pdf", tmp_path / "layout.json"
    told = ("--layout", layout, "--code", "Q7", "--day", "2026-03-01", "--organ", "演示市委")
    result = run("ballot", file(tmp_path), out, *told)
    assert result.exit_code == 0, result.output
    text = printed.all_text(out.read_bytes())
    assert "选举代码：Q7" in text
    assert "演示市委2026年3月1日" in text
    found = json.loads(layout.read_text("utf-8"))
    assert [one["name"] for one in found["candidates"]] == ["于一", "王明华", "魏建国"]
    assert found["page"]["name"] == "A4"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["--large"], {"large": True, "specimen": False}),
        (["--specimen"], {"large": False, "specimen": True}),
        (["--a3"], {"page": {"name": "A3", "width": 297, "height": 420}}),
    ],
)
def test_what_is_asked_for_is_printed(
    tmp_path: Path, told: list[str], expected: dict[str, Any]
) -> None:
    layout = tmp_path / "layout.json"
    result = run("ballot", file(tmp_path), tmp_path / "b.pdf", "--layout", layout, *told)
    assert result.exit_code == 0, result.output
    found = json.loads(layout.read_text("utf-8"))
    assert {key: found[key] for key in expected} == expected


def test_lines_and_copies_are_as_many_as_asked_for(tmp_path: Path) -> None:
    out, layout = tmp_path / "b.pdf", tmp_path / "layout.json"
    told = ("--layout", layout, "--lines", "4", "--copies", "3")
    result = run("ballot", file(tmp_path), out, *told)
    assert result.exit_code == 0, result.output
    assert len(json.loads(layout.read_text("utf-8"))["others"]) == 4
    assert len(printed.pages(out.read_bytes())) == 3


def test_a_code_that_is_not_given_comes_from_what_stands_on_the_ballot(tmp_path: Path) -> None:
    one = derived(read_election(file(tmp_path)))
    assert derived(read_election(file(tmp_path, PEOPLE[::-1], present=300))) == one
    for others in ({"round": "repeat"}, {"seats": 1}, {"people": [*PEOPLE, "李强"]}):
        assert derived(read_election(file(tmp_path, **others))) != one


def test_forms_are_written(tmp_path: Path) -> None:
    out = tmp_path / "forms.pdf"
    result = run("forms", file(tmp_path), out, "--code", "Q7")
    assert result.exit_code == 0, result.output
    assert len(printed.pages(out.read_bytes())) == 11
    assert f"{out}：A4，11页，选举代码 Q7" in result.output


@pytest.mark.parametrize("command", ["ballot", "forms"])
@pytest.mark.parametrize(
    ("told", "where"),
    [
        (["--day", "三月一日"], "--day"),
        (["--code", "小写"], "选举代码"),
    ],
)
def test_what_cannot_be_printed_is_refused_and_nothing_written(
    tmp_path: Path, command: str, told: list[str], where: str
) -> None:
    out = tmp_path / "out.pdf"
    result = run(command, file(tmp_path), out, "--json", *told)
    assert result.exit_code == 2
    assert json.loads(result.stdout.splitlines()[0])["error"]["where"] == where
    assert not out.exists()


@pytest.mark.parametrize("command", ["ballot", "forms"])
def test_a_character_without_strokes_is_asked_for(tmp_path: Path, command: str) -> None:
    result = run(command, file(tmp_path, ["\U000323af一", "于一"]), tmp_path / "o.pdf", "--json")
    assert result.exit_code == 2
    assert "names learn" in json.loads(result.stdout.splitlines()[0])["error"]["expected"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run("ballot", tmp_path / "none.json", tmp_path / "o.pdf", "--json")
    assert result.exit_code == 2
    assert "none.json" in json.loads(result.stdout.splitlines()[0])["error"]["where"]


def test_paper_needs_no_django() -> None:
    told = "import sys, guiju.institutions.elections.paper; print('django' in sys.modules)"
    made = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "False"
