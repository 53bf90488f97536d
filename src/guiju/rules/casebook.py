"""Cases 用例: what a rule must say of given facts, in YAML, named as sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .answers import money
from .deciding import UNKNOWN, CompiledMatter, Decision
from .errors import RuleError
from .inputs import parse_given, read_facts
from .judging import Outcome
from .mutating import Mutant, mutants
from .registry import find_matter
from .rulebook import Rulebook

_FILE = {"rule", "about", "facts", "related", "cases", "as_of", "instrument"}
_CASE = {"name", "facts", "related", "expect"}
_EXPECT = {"verdict", "amount", "missing", "provisions"}
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
    data = read_facts(path)
    strange = set(data) - _FILE
    if strange or not {"rule", "cases"} <= set(data):
        raise RuleError(path.name, " ".join(sorted(data)), " ".join(sorted(_FILE)))
    rulebook, _ = find_matter(data["rule"])
    names = [case.get("name") for case in data["cases"]]
    found = []
    for place, case in enumerate(data["cases"], start=1):
        where = f"{path.name} cases[{place}]"
        if set(case) - _CASE or not {"name", "expect"} <= set(case):
            raise RuleError(where, " ".join(map(str, case)), " ".join(sorted(_CASE)))
        if names.count(case["name"]) > 1:
            raise RuleError(where, case["name"], "a sentence that names one case")
        found.append(_case(rulebook, data, case, f"{path.stem}: {case['name']}"))
    return found


def _case(rulebook: Rulebook, data: Any, case: Any, name: str) -> RuleCase:
    matter = rulebook.matter(data["rule"].partition("/")[2])
    given = {**(data.get("facts") or {}), **(case.get("facts") or {})}
    related = {**(data.get("related") or {}), **(case.get("related") or {})}
    try:
        facts, records = parse_given(matter, {"facts": given, "related": related})
    except RuleError as error:
        raise RuleError(f"{name}: {error.where}", error.value, error.expected) from None
    day = dt.date.fromisoformat(data["as_of"]) if "as_of" in data else None
    return RuleCase(name, data["rule"], facts, records, _expected(case["expect"], name), day)


def _expected(expect: Any, name: str) -> dict[str, Any]:
    if isinstance(expect, list):
        outcomes = [
            {**entry, "also": list(entry["also"]), "missing": sorted(entry["missing"])}
            for entry in expect
        ]
        return {"outcomes": sorted(outcomes, key=str)}
    if not isinstance(expect, dict) or set(expect) - _EXPECT or "verdict" not in expect:
        raise RuleError(name, expect, " ".join(sorted(_EXPECT)))
    told = {key: value or None for key, value in expect.items() if key == "amount"}
    told |= {key: value for key, value in expect.items() if key in ("verdict", "provisions")}
    if "missing" in expect:
        told["missing"] = sorted(expect["missing"])
    elif expect["verdict"] != UNKNOWN:
        told["missing"] = []
    return told


def cases_of(name: str, folder: Path | None = None) -> list[RuleCase]:
    """Every case of a rulebook, from the tests beside the source or a folder of one's own."""
    place = folder or TESTS / name / "cases"
    paths = sorted(place.glob("*.yaml"))
    if not paths:
        raise RuleError("--cases", str(folder or f"tests/institutions/{name}/cases"), "*.yaml")
    return [case for path in paths for case in read_cases(path)]


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
