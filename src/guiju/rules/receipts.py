"""Receipts 收据: a decision with all that it rests on, to be decided again years later."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from .answers import decision_json
from .deciding import Decision
from .errors import RuleError
from .facts import Fact
from .inputs import parse_given, written
from .registry import find_matter
from .versions import Versions

FORMAT = "guiju-receipt-1"
_DECIDED = ("verdict", "amount", "provisions", "missing", "sentences")


def make_receipt(
    versions: Versions,
    rule: str,
    facts: Mapping[str, Any],
    related: Mapping[str, Sequence[Mapping[str, Any]] | None],
    decision: Decision,
    *,
    person: str = "",
    made: dt.datetime | None = None,
) -> dict[str, Any]:
    """A decision with rules version, figures, facts, derivation, person and time; and its hash."""
    compiled = versions.of(facts)[-1]
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
        "person": person,
        "made": (made or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds"),
    }
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
    this is said, whatever the result.
    """
    if receipt.get("format") != FORMAT:
        raise RuleError("format", receipt.get("format", ""), FORMAT)
    differences = []
    if digest(receipt) != receipt.get("sha256"):
        differences.append("收据的内容与它的校验值不符：收据被改动过")
    rulebook, name = find_matter(receipt["rule"])
    day = dt.date.fromisoformat(receipt["as_of"])
    figures = {k: v for k, v in receipt["figures"].items() if k in rulebook.standards}
    versions = Versions(rulebook, name, day, figures)
    facts, related = parse_given(
        versions.matter, {"facts": receipt["facts"], "related": receipt["related"]}
    )
    decision = versions.decide(facts, related)
    compiled = versions.of(facts)[-1]
    if compiled.version != receipt["rules_version"]:
        differences.append(f"规则版本：当时 {receipt['rules_version']}，现在 {compiled.version}")
    told = decision_json(compiled, decision, receipt["rule"])
    for key, value in receipt["decision"].items():
        if told.get(key) != value:
            differences.append(f"{key}：当时 {value}，现在 {told.get(key)}")
    return {
        "rule": receipt["rule"],
        "agrees": not differences,
        "differences": differences,
        "decision": {key: told[key] for key in _DECIDED if key in told},
    }
