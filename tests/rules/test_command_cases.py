"""``rules test`` and ``rules mutate``: cases on the command line, and case files that are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .command_line import answer, command, refusal

GOOD = """
rule: relief/validity
as_of: "2020-03-01"
cases:
- {name: 期限里的一天, facts: {事项日期: 2020-03-01}, expect: {verdict: entitled}}
- {name: 期限最后一天之后, facts: {事项日期: 2020-07-01}, expect: {verdict: not entitled}}
"""


def cases(folder: Path, text: str) -> tuple[object, ...]:
    """The option for a folder with one file of cases."""
    (folder / "some.yaml").write_text(text, "utf-8")
    return ("--cases", folder)


def test_cases_that_are_met_and_one_that_is_not(tmp_path: Path) -> None:
    told = answer("test", "relief", *cases(tmp_path, GOOD))
    assert told == {"rulebook": "relief", "cases": 2, "failed": []}
    wrong = GOOD.replace("2020-07-01", "2020-06-30")
    status, out, _ = command("test", "relief", *cases(tmp_path, wrong), "--json")
    assert status == 1
    (failed,) = json.loads(out)["failed"]
    assert failed["case"] == "some: 期限最后一天之后"
    assert failed["differences"] == ["verdict：应为 not entitled，现为 entitled"]
    status, out, _ = command("test", "relief", *cases(tmp_path, wrong))
    assert (status, out.splitlines()[-1]) == (1, "2 个用例，1 个不符")


def test_mutants_that_the_cases_do_not_notice(tmp_path: Path) -> None:
    status, out, _ = command("mutate", "relief", *cases(tmp_path, GOOD), "--json")
    assert status == 1
    told = json.loads(out)
    assert told["mutants"] > len(told["unnoticed"]) > 0
    assert "late: without case made-good" in told["unnoticed"]
    assert "validity: without case in-force" not in told["unnoticed"]


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "rule: relief/validity", "rule: relief/x\ncases: []", "rule: 3\ncases: []",
        "rule: [relief/validity]\ncases: []", "rule: relief/validity\ncases: 3",
        "rule: relief/validity\ncases: [3]", "rule: relief/validity\ncases: [{name: a}]",
        "rule: relief/validity\ncases: [{name: [a], expect: {verdict: unknown}}]",
        GOOD.replace("期限最后一天之后", "期限里的一天"), GOOD.replace("2020-07-01", "2020-06-31"),
        GOOD.replace("entitled", "entiteld"), GOOD.replace("2020-03-01\"", "2020-02-30\""),
        GOOD.replace("事项日期", "事项的日期"), GOOD.replace("expect", "expects"),
        GOOD.replace("{verdict: entitled}", "{verdict: entitled, missing: 3}"),
        GOOD.replace("{verdict: entitled}", "{verdict: entitled, verdicts: 3}"),
        GOOD.replace("{verdict: entitled}", "[3]"), GOOD.replace("{verdict: entitled}", "[{}]"),
        GOOD.replace("{verdict: entitled}", "3"), GOOD + "facts: 3\n", GOOD + "related: [1]\n",
        GOOD + "rule: relief/validity\n", GOOD + "odd: 1\n",
        GOOD.replace("facts: {事项日期: 2020-03-01}", "facts: 3"),
    ],
)  # fmt: skip
def test_case_files_that_are_none(tmp_path: Path, text: str) -> None:
    error = refusal("test", "relief", *cases(tmp_path, text))
    assert error["where"]
    assert refusal("mutate", "relief", *cases(tmp_path, text)) == error


def test_cases_of_another_rulebook_are_refused(tmp_path: Path) -> None:
    text = "rule: schools/award\ncases: [{name: a, facts: {民办: 是}, expect: {verdict: unknown}}]"
    assert refusal("test", "relief", *cases(tmp_path, text))["value"] == "schools/award"
    assert answer("test", "schools", *cases(tmp_path, text))["cases"] == 1


def test_rulebooks_and_folders_that_are_none(tmp_path: Path) -> None:
    assert refusal("test", "relif")["expected"] == "relief"
    assert refusal("mutate", "relif")["expected"] == "relief"
    assert refusal("test", "relief", "--cases", tmp_path / "none")["where"] == "--cases"
    assert refusal("test", "relief", "--cases", tmp_path)["where"] == "--cases"
