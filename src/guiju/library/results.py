"""What a decision came to, in the language of the page: for the page of a case."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from guiju.rules import Provision, Step
from guiju.rules.answers import money, reasons, verdict_text
from guiju.rules.deciding import BREACH, CONFORMS, ENTITLED, UNKNOWN, judge_of
from guiju.rules.derivation import sentences
from guiju.rules.sentences import CHINESE, ENGLISH
from guiju.rules.telling import Teller

from .deciding import Case
from .words import fact_name, in_english, said

SIGNS = {ENTITLED: "✓", CONFORMS: "✓", BREACH: "✕", UNKNOWN: "？"}
LOOKS = {ENTITLED: "conforming", CONFORMS: "conforming", BREACH: "breach", UNKNOWN: "unknown"}


@dataclass(frozen=True)
class Missing:
    """A fact that is still missing, and the field in which it is typed."""

    label: str
    target: str


@dataclass(frozen=True)
class Person:
    """What a post has to judge or to approve, by which provision."""

    question: str
    post: str
    provision: Provision


@dataclass(frozen=True)
class Said:
    """One provision of a matter of duties and what is said of it."""

    provision: Provision
    word: str
    look: str
    sign: str


@dataclass(frozen=True)
class Result:
    """Verdict and amount in words, what is missing, who must act, and the derivation."""

    word: str
    look: str
    sign: str
    amount: str
    between: tuple[str, str] | None
    reasons: list[str]
    missing: list[Missing]
    judgements: list[Person]
    approvals: list[Person]
    outcomes: list[Said]
    bound: bool
    provisions: tuple[Provision, ...]
    version: str
    steps: tuple[Step, ...]
    sentences: list[str]


def result_of(case: Case) -> Result:
    """Everything that is said of a case."""
    decision, compiled, english = case.decision, case.compiled, in_english()
    verdict = decision.verdict
    steps = compiled.explain(decision)
    pays = compiled.grant is not None and compiled.grant.grant.pays
    open_ = pays and verdict == UNKNOWN
    return Result(
        word=verdict_text(verdict, english=english),
        look=LOOKS.get(verdict, ""),
        sign=SIGNS.get(verdict, "—"),
        amount=(money(decision.amount) or "") if pays else "",
        between=(money(decision.low) or "", money(decision.high) or "") if open_ else None,
        reasons=reasons(compiled, decision, ENGLISH if english else CHINESE),
        missing=_missing(case) if verdict == UNKNOWN else [],
        judgements=_judgements(case),
        approvals=[Person("", said(a.post, a.english), a.provision) for a in compiled.approvals],
        outcomes=_outcomes(case),
        bound=_bound(case),
        provisions=decision.provisions,
        version=compiled.version,
        steps=steps,
        sentences=list(sentences(steps, english=english)),
    )


def _missing(case: Case) -> list[Missing]:
    """The facts missing, by name; those of related records under the records' own title."""
    matter, found = case.place.matter, []
    facts = {fact.key: fact for fact in matter.facts()}
    fields = {one.name: one.target for one in (*case.form.answered, *case.form.asked)}
    for name in case.decision.missing:
        if name in facts:
            found.append(Missing(fact_name(facts[name]), fields.get(f"f:{name}", "")))
            continue
        for records in matter.records():
            target = fields.get(f"n:{records.key}", "")
            inner = next((f for f in records.facts if f.key == name), None)
            if records.title == name:
                found.append(Missing(fact_name(records), target))
            elif inner is not None:
                told = _("%(records)s：%(fact)s") % {
                    "records": fact_name(records),
                    "fact": fact_name(inner),
                }
                found.append(Missing(told, target))
    return found


def _judgements(case: Case) -> list[Person]:
    compiled = case.compiled
    found = []
    for question in compiled.questions(case.decision):
        fact = compiled.facts.get(question.title)
        judge = judge_of(fact) if fact is not None else None
        post = said(judge.post, judge.english) if judge else question.post
        label = said(question.title, question.english)
        found.append(Person(label, post or _("有权的人"), question.provision))
    return found


def _outcomes(case: Case) -> list[Said]:
    """Every provision that is broken or of which it cannot be told."""
    words = {BREACH: _("不符合"), UNKNOWN: _("不能判定")}
    return [
        Said(o.provision, words[o.verdict.value], LOOKS[o.verdict.value], SIGNS[o.verdict.value])
        for o in case.decision.outcomes
    ]


def _bound(case: Case) -> bool:
    """Whether the rules may bind such a subject at all; the kernel finds no duty where not."""
    matter = case.place.matter
    if matter.grant is not None:
        return True
    binds = matter.binds if matter.binds is not None else case.place.rulebook.binds
    return Teller(case.compiled.figures).told(binds, case.decision.facts).truth is not False
