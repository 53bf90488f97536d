"""Receipts 收据: a decision with all that it rests on, to be decided again years later."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from guiju.clock import now

from .answers import decision_json
from .deciding import CompiledMatter, Decision
from .errors import RuleError
from .facts import Fact
from .inputs import parse_given, written
from .registry import find_matter
from .versions import Versions

FORMAT = "guiju-receipt-1"
_OUTCOME = ("verdict", "amount", "between", "provisions", "missing", "judgements", "approvals")
_WORDING = ("reasons", "reasons_en", "sentences", "sentences_en")
_DECIDED = (*_OUTCOME, *_WORDING)
TAMPERED = (
    "收据的内容与它的校验值不符：收据被改动过",
    "the receipt does not match its own hash: it was altered",
)
_SHAPE: dict[str, type] = {
    "rule": str,
    "instrument": str,
    "rules_version": str,
    "as_of": str,
    "made": str,
    "person": str,
    "figures": dict,
    "facts": dict,
    "related": dict,
    "decision": dict,
    "sha256": str,
}


class Judgement(TypedDict):
    """A question of judgement as it was answered 裁量: by which post and person, why and when."""

    fact: str
    value: str
    post: str
    person: str
    reason: str
    date: str


def make_receipt(
    versions: Versions,
    rule: str,
    facts: Mapping[str, Any],
    related: Mapping[str, Sequence[Mapping[str, Any]] | None],
    decision: Decision,
    *,
    person: str = "",
    made: dt.datetime | None = None,
    judgements: Sequence[Judgement] = (),
    kept: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """A decision with rules version, figures, facts, derivation, person and time; and its hash.

    ``judgements`` say who answered what only a person may; ``kept`` is what the register adds in
    which the receipt is kept (a reference number, the subject). The hash runs over both, and a
    replay leaves both as they are.
    """
    possible = versions.of(facts)
    compiled = possible[-1]
    matter = versions.matter
    kinds = {records.key: records.facts for records in matter.records()}
    told = decision_json(compiled, decision, rule)
    receipt: dict[str, Any] = {
        "format": FORMAT,
        "rule": rule,
        "instrument": versions.rulebook.outline.instrument,
        "rules_version": compiled.version,
        "as_of": versions.day.isoformat(),
        "figures": dict(sorted(compiled.figures.items())),
        "changes": dict(sorted(versions.changes.items())),
        "facts": _written([*matter.facts(), *matter.aggregates()], facts),
        "related": {
            name: None if rows is None else [_written(kinds[name], row) for row in rows]
            for name, rows in related.items()
        },
        "decision": {key: told[key] for key in _DECIDED if key in told},
        "judgements": [dict(judgement) for judgement in judgements],
        "person": person,
        "made": (made or now()).isoformat(timespec="seconds"),
    }
    if len(possible) > 1:
        receipt["possible"] = [dict(sorted(one.figures.items())) for one in possible]
    if kept is not None:
        receipt["kept"] = dict(kept)
    return {**receipt, "sha256": digest(receipt)}


def _written(facts: Sequence[Fact], given: Mapping[str, Any]) -> dict[str, str | None]:
    return {f.key: written(f, given[f.key]) for f in facts if f.key in given}


def digest(receipt: Mapping[str, Any]) -> str:
    """The hash of a receipt without its own hash: keys in order, no blanks, UTF-8."""
    bare = {key: value for key, value in receipt.items() if key != "sha256"}
    text = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def replay(receipt: Mapping[str, Any]) -> dict[str, Any]:
    """Decide again under the versions that a receipt names; whether it comes to the same.

    The figures are those of the receipt. Where the rules themselves have another version today,
    this is said, whatever the result. What is only put into other words today (``worded``) is
    no other result.
    """
    refuse_unreadable(receipt)
    differences = [] if digest(receipt) == receipt["sha256"] else [TAMPERED]
    compiled, decision = _decided_again(receipt)
    if compiled.version != receipt["rules_version"]:
        names = ("规则版本", "version of the rules")
        differences.append(otherwise(*names, receipt["rules_version"], compiled.version))
    told = decision_json(compiled, decision, receipt["rule"])
    other = [key for key, value in receipt["decision"].items() if told.get(key) != value]
    for key in other:
        if key not in _WORDING:
            value = receipt["decision"][key]
            differences.append(otherwise(key, key, value, told.get(key)))
    return {
        "rule": receipt["rule"],
        "agrees": not differences,
        "differences": [chinese for chinese, _ in differences],
        "differences_en": [english for _, english in differences],
        "worded": [key for key in other if key in _WORDING],
        "decision": {key: told[key] for key in _DECIDED if key in told},
    }


def otherwise(chinese: str, english: str, then: Any, now: Any) -> tuple[str, str]:
    """What was one thing and is another today, in both languages."""
    return f"{chinese}：当时 {then}，现在 {now}", f"{english}: then {then}, now {now}"


def _decided_again(receipt: Mapping[str, Any]) -> tuple[CompiledMatter, Decision]:
    """The decision under the receipt's figures: of each version where the day was not known."""
    rulebook, name = find_matter(receipt["rule"])
    day = _day(receipt["as_of"])
    versions = Versions(rulebook, name, day)
    facts, related = parse_given(
        versions.matter, {"facts": receipt["facts"], "related": receipt["related"]}
    )
    compiled = [
        rulebook.in_force(day, {k: v for k, v in figures.items() if k in rulebook.standards})
        for figures in receipt.get("possible", [receipt["figures"]])
    ]
    matters = [one.matter(name) for one in compiled]
    return matters[-1], versions.decide_under(matters, facts, related)


def refuse_unreadable(receipt: Mapping[str, Any]) -> None:
    """Refuse what is no receipt, or one of another format."""
    if receipt.get("format") != FORMAT:
        raise RuleError("format", receipt.get("format", ""), FORMAT)
    for key, kind in _SHAPE.items():
        if not isinstance(receipt.get(key), kind):
            raise RuleError(key, receipt.get(key, ""), "as rules decide writes it")
    for name, figure in receipt["figures"].items():
        if not isinstance(figure, int):
            raise RuleError(f"figures {name}", figure, "a whole number")
    for name, rows in receipt["related"].items():
        if isinstance(rows, list) and not all(isinstance(row, dict) for row in rows):
            raise RuleError(f"related {name}", rows, "records of facts by name")
    for key in ("verdict", "provisions", "missing"):
        if key not in receipt["decision"]:
            raise RuleError("decision", sorted(receipt["decision"]), key)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise RuleError("as_of", text, "a date such as 2020-03-01") from None
