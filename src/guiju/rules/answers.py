"""Decisions as answers: JSON for programs, sentences for people, both from the same decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .deciding import BREACH, CONFORMS, ENTITLED, NOT_ENTITLED, UNKNOWN, CompiledMatter, Decision
from .derivation import sentences
from .grants import Entitlement
from .outline import Provision
from .sentences import CHINESE, ENGLISH, Words, sentence
from .standards import printed
from .telling import Step

YUAN = "元"


def money(fen: int | None) -> str | None:
    """A sum of money as yuan with two decimals."""
    return None if fen is None else printed(fen, YUAN)


def decision_json(compiled: CompiledMatter, decision: Decision, rule: str) -> dict[str, Any]:
    """Everything that is said of one case."""
    steps = compiled.explain(decision)
    told: dict[str, Any] = {
        "rule": rule,
        "rules_version": compiled.version,
        "verdict": decision.verdict,
        "provisions": [str(p) for p in decision.provisions],
        "reasons": reasons(compiled, decision),
        "reasons_en": reasons(compiled, decision, ENGLISH),
        "missing": list(decision.missing),
        "missing_en": in_english(compiled, decision.missing),
        "judgements": [
            {
                "question": question.title,
                "english": question.english,
                "post": question.post,
                "provision": str(question.provision),
            }
            for question in compiled.questions(decision)
        ],
        "approvals": [
            {"post": a.post, "english": a.english, "provision": str(a.provision)}
            for a in (compiled.approvals if decision.verdict != NOT_ENTITLED else ())
        ],
        "derivation": [step_json(step) for step in steps],
        "sentences": list(sentences(steps)),
        "sentences_en": list(sentences(steps, english=True)),
    }
    if compiled.grant is not None and compiled.grant.grant.pays:
        told["amount"] = money(decision.amount)
        if decision.verdict == UNKNOWN:
            told["between"] = [money(decision.low), money(decision.high)]
    return told


def in_english(compiled: CompiledMatter, names: Sequence[str]) -> list[str]:
    """Names of facts and of kinds of records in English, as far as they have one."""
    told: dict[str, str] = {fact.key: fact.english for fact in compiled.facts.values()}
    for kind in compiled.records.values():
        told |= {kind.title: kind.english, **{fact.key: fact.english for fact in kind.facts}}
    return [told.get(name) or name for name in names]


def step_json(step: Step) -> dict[str, Any]:
    """One step of a derivation with what lies below it."""
    return {
        "kind": step.kind,
        "text": step.text,
        "english": step.english,
        "value": step.value,
        "truth": step.truth,
        "provision": None if step.provision is None else str(step.provision),
        "below": [step_json(below) for below in step.below],
    }


def reasons(compiled: CompiledMatter, decision: Decision, words: Words = CHINESE) -> list[str]:
    """Why, in sentences; none where it cannot be told."""
    if decision.verdict == UNKNOWN:
        return []
    if compiled.grant is None:
        return _why_judged(decision, words)
    leaf = decision.leaf
    entitlement = leaf.entitlement if leaf is not None else None
    return [granted(compiled, entitlement, decision.amount, words)]


def granted(
    compiled: CompiledMatter,
    entitlement: Entitlement | None,
    amount: int | None,
    words: Words = CHINESE,
) -> str:
    """Why a grant gives what it gives, in one sentence."""
    assert compiled.grant is not None
    grant = compiled.grant.grant
    if entitlement is None:
        if words.chinese:
            return f"不属于{_cited(grant.provision, words)}所列的任何情形"
        return f"none of the cases of {_cited(grant.provision, words)}"
    where = _cited(entitlement.provision, words)
    title = entitlement.title if words.chinese else entitlement.english
    if entitlement.amount is not None and not amount:
        return f"数额为零（{where}）" if words.chinese else f"the amount is nought ({where})"
    if entitlement.amount is None:
        return f"{title}（{where}）" if words.chinese else f"{title} ({where})"
    how = sentence(entitlement.amount, words)
    if words.chinese:
        return f"{title}：{how}，计 {money(amount)} 元（{where}）"
    return f"{title}: {how}: {money(amount)} yuan ({where})"


def _cited(provision: Provision, words: Words) -> str:
    return provision.label if words.chinese else str(provision)


def _why_judged(decision: Decision, words: Words) -> list[str]:
    told = []
    for outcome in decision.outcomes:
        if outcome.verdict.value != BREACH:
            continue
        parts = [part.title if words.chinese else part.english for _, part in outcome.parts]
        where = _cited(outcome.provision, words)
        if words.chinese:
            told.append(f"不符合{where}的要求：{'；'.join(parts)}")
        else:
            told.append(f"does not meet {where}: {'; '.join(parts)}")
    return told


VERDICTS = {
    ENTITLED: ("符合，可以享受", "entitled"),
    NOT_ENTITLED: ("不享受", "not entitled"),
    UNKNOWN: ("尚不能判定", "cannot be told"),
    CONFORMS: ("符合", "conforms"),
    BREACH: ("不符合", "breach"),
}


def verdict_text(verdict: str, *, english: bool = False) -> str:
    """A verdict in words."""
    return VERDICTS[verdict][1 if english else 0]


_CONTROLS = {code: 0x2400 + code for code in range(32)} | {127: 0x2421}
_CONTROLS |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)


def printable(text: str) -> str:
    """Text from a file as it may be printed on a terminal: what would steer it is shown instead."""
    return text.translate(_CONTROLS).encode("utf-8", "backslashreplace").decode("utf-8")
