"""Compares the answer of a count with the part of it that a case states."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from guiju.institutions.elections.counting import (
    Ballots,
    Election,
    ElectionError,
    as_json,
    decide,
    parse_election,
    read_ballots,
)
from guiju.rules import Compiled

from .casefiles import Case, all_cases


def differences(case: Case, rules: Compiled | None = None) -> list[str]:
    """What is said otherwise than the case states; empty where it is met."""
    try:
        told = counted(case, rules)
    except ElectionError as error:
        return _refused(case, error)
    if "error" in case.expect:
        return ["counted, though an error was expected"]
    found = []
    for key, value in case.expect.items():
        found += [f"{key}: {one}" for one in _COMPARED[key](value, told)]
    return found


def counted(case: Case, rules: Compiled | None = None) -> dict[str, Any]:
    """The answer of the count."""
    return as_json(decide(*_read(case.file, case.name), rules))


@cache
def _read(file: str, name: str) -> tuple[Election, Ballots]:
    """Election and ballots of a case, through files as a user has them; no rule reads them."""
    case = next(one for one in all_cases() if (one.file, one.name) == (file, name))
    election = parse_election(json.loads(json.dumps(case.election)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"ballots{case.suffix}"
        path.write_text(case.ballots, encoding="utf-8")
        return read_ballots(path, election)


def _refused(case: Case, error: ElectionError) -> list[str]:
    expected = case.expect.get("error")
    if expected is None:
        return [f"refused: {error}"]
    told = error.where
    wanted = {
        "row": f"第{expected.get('row')}行",
        "column": str(expected.get("column")),
    }
    missing = [
        f"{key} {told}" for key, text in wanted.items() if key in expected and text not in told
    ]
    if "value" in expected and str(expected["value"]) not in error.value:
        missing.append(f"value {error.value}")
    in_ballots = told.startswith("ballots.")
    if "in" in expected and (expected["in"] == "ballots") is not in_ballots:
        missing.append(f"in {told}")
    return missing


def _plain(key: str) -> Any:
    def compare(value: Any, told: dict[str, Any]) -> list[str]:
        return [] if told.get(key) == value else [f"expected {value}, told {told.get(key)}"]

    return compare


def _article(provision: Any) -> str:
    text = str(provision)
    return text.removesuffix("/1") if text.count("/") == 1 and text.split("/")[0] in _SOLE else text


_SOLE = {"13", "17", "18", "21", "24", "32", "33"}
"""Articles of one paragraph."""


def _checks(value: dict[Any, Any], told: dict[str, Any]) -> list[str]:
    found = []
    for provision, expected in value.items():
        holds = [
            c["holds"] for c in told["checks"] if _article(c["provision"]) == _article(provision)
        ]
        state = "absent" if not holds else all(holds)
        if state != expected:
            found.append(f"{provision} expected {expected}, told {state}")
    return found


def _ballots(value: dict[str, Any], told: dict[str, Any]) -> list[str]:
    found = []
    for key, expected in value.items():
        got = told["ballots"][key]
        if isinstance(expected, list):
            got, expected = sorted(one["ballot"] for one in got), sorted(map(str, expected))
        if got != expected:
            found.append(f"{key} expected {expected}, told {got}")
    return found


def _people(key: str) -> Any:
    def compare(value: dict[str, Any], told: dict[str, Any]) -> list[str]:
        people = {}
        for one in told[key]:
            name = "".join(one["name"].split())
            people[name] = people[f"{one.get('post', '')}:{name}"] = one
        found = []
        for name, expected in value.items():
            got = people.get("".join(name.split()))
            if expected is None or got is None:
                found += [] if expected is got else [f"{name} expected {expected}, told {got}"]
                continue
            found += [
                f"{name} {what} expected {figure}, told {got.get(what)}"
                for what, figure in expected.items()
                if got.get(what) != figure
            ]
        return found

    return compare


def _runoff(value: Any, told: dict[str, Any]) -> list[str]:
    got = told["runoff"]
    if value is None or got is None:
        return [] if value is got else [f"expected {value}, told {got}"]
    same = sorted(value["names"]) == sorted(got["names"]) and value["seats"] == got["seats"]
    return [] if same else [f"expected {value}, told {got}"]


def _next(value: list[Any], told: dict[str, Any]) -> list[str]:
    got = {_article(step["provision"]) for step in told["next"]}
    if not value:
        return [f"expected nothing, told {sorted(got)}"] if got else []
    return [f"{one} is missing in {sorted(got)}" for one in value if _article(one) not in got]


def _next_without(value: list[Any], told: dict[str, Any]) -> list[str]:
    got = {_article(step["provision"]) for step in told["next"]}
    return [f"{one} stands in {sorted(got)}" for one in value if _article(one) in got]


_COMPARED = {
    "valid": _plain("valid"),
    "provisional": lambda value, told: (
        [] if told.get("provisional", False) is value else ["differs"]
    ),
    "checks": _checks,
    "ballots": _ballots,
    "candidates": _people("candidates"),
    "write_ins": _people("write_ins"),
    "elected": _plain("elected"),
    "elected_alternates": _plain("elected_alternates"),
    "runoff": _runoff,
    "open_seats": _plain("open_seats"),
    "next": _next,
    "next_without": _next_without,
}
