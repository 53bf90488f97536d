"""Guards: a step is taken only under the verdicts that its definition names; rules alone decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from guiju.library.words import in_english, refused, said
from guiju.rules import CompiledMatter, Decision, Matter, Question, Versions
from guiju.rules.answers import reasons, verdict_text
from guiju.rules.deciding import BREACH, CONFORMS, ENTITLED, NOT_ENTITLED, UNKNOWN, judge_of
from guiju.rules.errors import RuleError
from guiju.rules.inputs import parse_given, parse_value, written
from guiju.rules.receipts import Judgement, make_receipt
from guiju.rules.registry import find_matter
from guiju.rules.sentences import CHINESE, ENGLISH

from .definitions.shapes import Guard
from .refusals import Refused

YES, NO = "是", "否"
"""How a question that is no fact is answered: the step may be taken, or may not."""


@dataclass(frozen=True)
class Answer:
    """What a person answered to a question of judgement, and why.

    A question that is a fact takes one of the fact's values; another one 是 where the provision
    lets the step be taken, 否 where not. Who answered is written down by the service.
    """

    value: str
    reason: str
    post: str = ""
    person: str = ""
    date: str = ""


Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Guarded:
    """A guard decided: the verdict that counts, what is missing, what a person must answer."""

    guard: Guard
    versions: Versions
    decision: Decision
    facts: Mapping[str, Any]
    related: Mapping[str, Any]

    @cached_property
    def compiled(self) -> CompiledMatter:
        """The matter under the rules of the case."""
        return self.versions.of(self.facts)[-1]

    @cached_property
    def counted(self) -> Decision:
        """The decision with the outcomes of those provisions alone that count."""
        return _counting(self.decision, self.guard)

    @cached_property
    def verdict(self) -> str:
        """The verdict by the provisions and the cases that count."""
        return _verdict(self.counted, self.guard)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What only a person may answer before the verdict can be told."""
        return self.compiled.questions(self.counted)

    @property
    def missing(self) -> list[str]:
        """Facts that are missing and that nobody has to judge: they belong in the application."""
        judged = {question.title for question in self.questions}
        return [name for name in self.counted.missing if name not in judged]

    def why(self) -> str:
        """Verdict and reasons in the language of the page."""
        words = ENGLISH if in_english() else CHINESE
        told = [verdict_text(self.verdict, english=in_english())]
        told += reasons(self.compiled, self.counted, words)
        if self.missing:
            told.append(said("还不知道：", "not known: ") + "、".join(self.missing))
        return "；".join(told)


@lru_cache(maxsize=256)
def versions_on(rule: str, day: dt.date) -> Versions:
    """A matter under the rules of a day, compiled once."""
    rulebook, name = find_matter(rule)
    return Versions(rulebook, name, max(day, rulebook.outline.effective))


def decide_guard(guard: Guard, day: dt.date, given: Mapping[str, Any], answers: Answers) -> Guarded:
    """Decide a guard on the facts of a case, the answers of a person and what the step supposes.

    Facts of the case that the guard's matter does not know are left aside.

    Raises:
        Refused: an answer that the fact does not take.
    """
    versions = versions_on(guard.rule, day)
    matter = versions.matter
    facts, related = _known(matter, given, guard.supposing)
    by_key = {fact.key: fact for fact in matter.facts()}
    for name, answer in answers.items():
        if name in by_key and judge_of(by_key[name]) is not None:
            try:
                facts[name] = parse_value(by_key[name], answer.value)
            except RuleError as error:
                raise Refused("facts", why=refused(error)) from None
    return Guarded(guard, versions, versions.decide(facts, related), facts, related)


def _known(
    matter: Matter, given: Mapping[str, Any], supposing: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    names = {fact.key for fact in (*matter.facts(), *matter.aggregates())}
    kinds = {records.key for records in matter.records()}
    facts = {**given["facts"], **supposing}
    found: tuple[dict[str, Any], dict[str, Any]] = parse_given(
        matter,
        {
            "facts": {key: value for key, value in facts.items() if key in names},
            "related": {key: rows for key, rows in given["related"].items() if key in kinds},
        },
    )
    return found


def _verdict(counted: Decision, guard: Guard) -> str:
    leaf = counted.leaf
    if (
        guard.cases
        and counted.verdict in (ENTITLED, UNKNOWN)
        and leaf is not None
        and leaf.entitlement is not None
        and leaf.entitlement.name not in guard.cases
    ):
        return NOT_ENTITLED
    if not guard.only:
        return counted.verdict
    found = {outcome.verdict.value for outcome in counted.outcomes}
    return next((verdict for verdict in (BREACH, UNKNOWN) if verdict in found), CONFORMS)


def _counting(decision: Decision, guard: Guard) -> Decision:
    if not guard.only:
        return decision
    outcomes = tuple(o for o in decision.outcomes if str(o.provision) in guard.only)
    missing = {key for outcome in outcomes for key in outcome.missing}
    return decision._replace(
        outcomes=outcomes,
        provisions=tuple(o.provision for o in outcomes),
        missing=tuple(name for name in decision.missing if name in missing),
        reserves=tuple({id(r): r for o in outcomes for r in o.reserves}.values()),
    )


def hold_to_guard(
    guarded: Guarded, answers: Answers, earlier: Answers, step: str, *, opening: bool = False
) -> None:
    """Refuse a step whose guard is not met, or whose questions nobody answered.

    *Unknown* suffices only where the definition says so and every question is answered by a
    person, with this step or an earlier one: the answers are kept with a name and a reason. When
    a case is opened the questions stay open: they are put to those who act on it.
    """
    judges = {f.key for f in guarded.versions.matter.facts() if judge_of(f) is not None}
    for name, answer in answers.items():
        if name not in judges and name not in {q.title for q in guarded.questions}:
            raise Refused("not a judgement", question=name)
        if not answer.value.strip() or not answer.reason.strip():
            raise Refused("judgement", question=name)
    if guarded.verdict not in guarded.guard.verdicts or (
        guarded.verdict == UNKNOWN and guarded.missing
    ):
        raise Refused("guard", step=step, why=guarded.why())
    if guarded.verdict == UNKNOWN and not opening:
        _hold_to_answers(guarded, {**earlier, **answers}, step)


def _hold_to_answers(guarded: Guarded, answers: Answers, step: str) -> None:
    for question in guarded.questions:
        answer = answers.get(question.title)
        title = said(question.title, question.english)
        if answer is None or answer.value not in (YES, NO):
            raise Refused("judgement", question=title)
        if answer.value != YES:
            raise Refused("guard", step=step, why=f"{title}：{answer.value}")


def receipt_of(
    guarded: Guarded, name: str, post: str, made: dt.datetime, answers: Answers
) -> dict[str, Any]:
    """The decision as it is kept with the step: to be decided again at any time."""
    by_key = {fact.key: fact for fact in guarded.versions.matter.facts()}
    judgements = [
        Judgement(
            fact=key,
            value=(written(by_key[key], guarded.facts[key]) or "") if key in by_key else one.value,
            post=one.post,
            person=one.person,
            reason=one.reason,
            date=one.date,
        )
        for key, one in answers.items()
    ]
    return make_receipt(
        guarded.versions,
        guarded.guard.rule,
        guarded.facts,
        guarded.related,
        guarded.decision,
        person=f"{post} {name}",
        made=made,
        judgements=judgements,
    )
