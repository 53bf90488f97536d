"""Asking 询问: which facts can still change the outcome, the soonest to settle it first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .deciding import UNKNOWN, judge_of
from .facts import Fact
from .granting import Related
from .records import Records
from .tables.fields import accepted
from .versions import Versions

MANY = 40
"""From so many open facts on only their order in the rules is used: trying them all costs more."""


class Ask(NamedTuple):
    """One question: the fact (or the records) to be asked for, and of whom where a post judges."""

    name: str
    fact: Fact | Records
    post: str
    remaining: float


def questions(versions: Versions, facts: Mapping[str, Any], related: Related) -> list[Ask]:
    """The facts that can still alter the outcome; first that after which least is left to ask.

    Every answer a fact can have is tried (one for each cell that the rules tell apart), and the
    number of facts still missing afterwards averaged; among equals the order of the rules holds.
    """
    decision = versions.decide(facts, related)
    kinds = {records.title: records for records in versions.matter.records()}
    by_name = {fact.key: fact for fact in versions.matter.facts()}
    found = []
    for name in decision.missing:
        if name in by_name:
            fact = by_name[name]
            judge = judge_of(fact)
            many = len(decision.missing) > MANY
            left = 0.0 if many else _remaining(versions, facts, related, fact)
            found.append(Ask(name, fact, judge.post if judge else "", left))
        elif name in kinds:
            found.append(Ask(name, kinds[name], "", float(len(decision.missing))))
    return sorted(found, key=lambda ask: ask.remaining)


def _remaining(versions: Versions, facts: Mapping[str, Any], related: Related, fact: Fact) -> float:
    answers = versions.answers(fact)
    left = [len(versions.decide({**facts, fact.key: a}, related).missing) for a in answers]
    return sum(left) / len(left)


def questions_json(
    versions: Versions, facts: Mapping[str, Any], related: Related
) -> dict[str, Any]:
    """What is still to be asked, as JSON."""
    decision = versions.decide(facts, related)
    asked = questions(versions, facts, related) if decision.verdict == UNKNOWN else []
    return {
        "verdict": decision.verdict,
        "ask": [
            {
                "fact": ask.name,
                "english": ask.fact.english,
                "post": ask.post,
                "accepts": _accepts(ask.fact),
                "records": [fact.key for fact in ask.fact.facts]
                if isinstance(ask.fact, Records)
                else [],
            }
            for ask in asked
        ],
    }


def _accepts(fact: Fact | Records) -> str:
    if isinstance(fact, Records):
        return "、".join(one.key for one in fact.facts)
    return accepted(fact).chinese
