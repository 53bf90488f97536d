"""Cases 用例: what a rule must say of given facts, in YAML, named as sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guiju.sheets import parse_date

from .answers import VERDICTS, money
from .deciding import UNKNOWN, CompiledMatter, Decision
from .errors import RuleError
from .files import read_mapping
from .inputs import parse_given, shown
from .judging import Outcome
from .mutating import Mutant, mutants
from .registry import find_matter
from .rulebook import Rulebook

_FILE = {"rule", "about", "facts", "related", "cases", "as_of", "instrument"}
_CASE = {"name", "facts", "related", "expect"}
_EXPECT = {"verdict", "amount", "missing", "provisions"}
_OUTCOME = {"provision", "verdict", "strength", "also", "missing"}
TESTS = Path(__file__).resolve().parents[3] / "tests" / "institutions"


@dataclass(frozen=True)
class RuleCase:
    """One case: its sentence, the rule, the facts, and what must be said."""

    name: str
    rule: str
    facts: Mapping[str, Any]
    related: Mapping[str, Sequence[Mapping[str, Any]] | None]
    expect: Mapping[str, Any]
    day: dt.date | None = None

    @property
    def matter(self) -> str:
        """The name of the matter in its rulebook."""
        return self.rule.partition("/")[2]

    def differences(self, compiled: CompiledMatter) -> list[str]:
        """What is said otherwise than expected; empty where the rule meets the case."""
        decision = compiled.decide(self.facts, self.related)
        told = _told(decision, compiled)
        return [
            f"{key}：应为 {value}，现为 {told.get(key)}"
            for key, value in self.expect.items()
            if told.get(key) != value
        ]


def _told(decision: Decision, compiled: CompiledMatter) -> dict[str, Any]:
    pays = compiled.grant is not None and compiled.grant.grant.pays
    return {
        "verdict": decision.verdict,
        "amount": money(decision.amount) if pays else None,
        "missing": sorted(decision.missing),
        "provisions": [str(p) for p in decision.provisions],
        "outcomes": sorted(map(_outcome, decision.outcomes), key=str),
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "provision": str(outcome.provision),
        "verdict": outcome.verdict.value,
        "strength": outcome.strength.value,
        "also": [str(p) for p in outcome.also],
        "missing": sorted(outcome.missing),
    }


def read_cases(path: Path) -> list[RuleCase]:
    """Every case of a file; what is not foreseen is refused with its place."""
    data = read_mapping(path)
    if set(data) - _FILE or not {"rule", "cases"} <= set(data):
        raise RuleError(path.name, "、".join(map(str, data)), "、".join(sorted(_FILE)))
    rulebook, _ = find_matter(shown(data["rule"]))
    if not isinstance(data["cases"], list):
        raise RuleError(f"{path.name} cases", shown(data["cases"]), "一个用例列表")
    seen: set[str] = set()
    found = []
    for place, case in enumerate(data["cases"], start=1):
        where = f"{path.name} cases[{place}]"
        if not isinstance(case, dict):
            raise RuleError(where, shown(case), "、".join(sorted(_CASE)))
        if set(case) - _CASE or not {"name", "expect"} <= set(case):
            raise RuleError(where, "、".join(map(str, case)), "、".join(sorted(_CASE)))
        name = case["name"]
        if not isinstance(name, str) or name in seen:
            raise RuleError(where, shown(name), "一句话，一个用例一句")
        seen.add(name)
        found.append(_case(rulebook, data, case, f"{path.stem}: {name}"))
    return found


def _case(rulebook: Rulebook, data: Any, case: Any, name: str) -> RuleCase:
    matter = rulebook.matter(data["rule"].partition("/")[2])
    try:
        given, related = _joined(data, case, "facts"), _joined(data, case, "related")
        facts, records = parse_given(matter, {"facts": given, "related": related})
        expected = _expected(case["expect"])
        day = _day(data["as_of"]) if "as_of" in data else None
    except RuleError as error:
        raise RuleError(f"{name}: {error.where}", error.value, error.expected) from None
    return RuleCase(name, data["rule"], facts, records, expected, day)


def _joined(data: Any, case: Any, key: str) -> dict[str, Any]:
    """What every case of the file starts from, and what this one has otherwise."""
    found: dict[str, Any] = {}
    for given in (data.get(key), case.get(key)):
        if not isinstance(given, dict | None):
            raise RuleError(key, shown(given), "按名称写的一组内容")
        found |= given or {}
    return found


def _day(text: Any) -> dt.date:
    day = parse_date(text)
    if not isinstance(day, dt.date):
        raise RuleError("as_of", shown(text), "一个日期，例如 2020-03-01")
    return day


def _expected(expect: Any) -> dict[str, Any]:
    if isinstance(expect, list):
        return {"outcomes": sorted(map(_expected_outcome, expect), key=str)}
    if not isinstance(expect, dict) or set(expect) - _EXPECT:
        raise RuleError("expect", shown(expect), "、".join(sorted(_EXPECT)))
    if expect.get("verdict") not in VERDICTS:
        raise RuleError("expect verdict", shown(expect.get("verdict")), "、".join(VERDICTS))
    told = {key: value or None for key, value in expect.items() if key == "amount"}
    told |= {key: value for key, value in expect.items() if key in ("verdict", "provisions")}
    if "missing" in expect:
        told["missing"] = _names(expect, "missing")
    elif expect["verdict"] != UNKNOWN:
        told["missing"] = []
    return told


def _expected_outcome(entry: Any) -> dict[str, Any]:
    if not isinstance(entry, dict) or set(entry) != _OUTCOME:
        raise RuleError("expect", shown(entry), "、".join(sorted(_OUTCOME)))
    return {**entry, "also": list(entry["also"] or ()), "missing": _names(entry, "missing")}


def _names(entry: Any, key: str) -> list[str]:
    if not isinstance(entry[key], list):
        raise RuleError(f"expect {key}", shown(entry[key]), "一个名称列表")
    return sorted(map(str, entry[key]))


def cases_of(name: str, folder: Path | None = None) -> list[RuleCase]:
    """Every case of a rulebook, from the tests beside the source or a folder of one's own."""
    place = folder or TESTS / name / "cases"
    paths = sorted(place.glob("*.yaml"))
    if not paths:
        shown_place = str(folder or f"tests/institutions/{name}/cases")
        raise RuleError("--cases", shown_place, "有 *.yaml 用例文件的文件夹")
    found = [case for path in paths for case in read_cases(path)]
    for case in found:
        if case.rule.partition("/")[0] != name:
            raise RuleError(case.name, case.rule, f"{name}/…")
    return found


def failures(rulebook: Rulebook, cases: Sequence[RuleCase]) -> Iterator[tuple[RuleCase, list[str]]]:
    """The cases that a rulebook does not meet, each with what differs."""
    compiled = {}
    for case in cases:
        day = case.day or rulebook.outline.effective
        if day not in compiled:
            compiled[day] = rulebook.in_force(day)
        found = case.differences(compiled[day].matter(case.matter))
        if found:
            yield case, found


def noticed(mutant: Mutant, cases: Sequence[RuleCase]) -> bool:
    """Whether some case notices a mutant; one that is refused at load is noticed by that."""
    try:
        rules = mutant.rules
        return any(case.differences(rules.matter(case.matter)) for case in cases)
    except RuleError:
        return True


def unnoticed(rulebook: Rulebook, cases: Sequence[RuleCase]) -> Iterator[tuple[str, bool]]:
    """Every mutant, and whether no case notices it."""
    for mutant in mutants(rulebook, rulebook.outline.effective):
        yield mutant.what, not noticed(mutant, cases)
