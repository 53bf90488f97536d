"""Judgements 裁量 in a case: which facts only a person may answer, and who answered them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from guiju.library.words import fact_name, said
from guiju.rules import Fact, Judge, Matter
from guiju.rules.deciding import judge_of
from guiju.rules.inputs import written
from guiju.rules.receipts import Judgement

Rows = Mapping[str, Sequence[Mapping[str, Any]] | None]


@dataclass(frozen=True)
class Judged:
    """A fact of a case that only a post may answer, with the value that was typed for it.

    ``name`` is the fact's key; in a related record it says which record, too.
    """

    name: str
    fact: Fact
    judge: Judge
    value: str

    @property
    def title(self) -> str:
        """The name in the language of the page."""
        return self.name.replace(self.fact.key, fact_name(self.fact))

    @property
    def who(self) -> str:
        """The post that may answer, in the language of the page."""
        return said(self.judge.post, self.judge.english)


@dataclass(frozen=True)
class Answer:
    """Who answered a question of judgement, why and when."""

    post: str
    person: str
    reason: str
    date: dt.date


def judged(matter: Matter, facts: Mapping[str, Any], related: Rows) -> list[Judged]:
    """The questions of judgement that a case answers; those left open are not among them."""
    found = [(fact.key, fact, facts.get(fact.key)) for fact in matter.facts()]
    found += _of_records(matter, related)
    return [
        Judged(name, fact, judge, written(fact, value) or "")
        for name, fact, value in found
        if value is not None and (judge := judge_of(fact)) is not None
    ]


def _of_records(matter: Matter, related: Rows) -> Iterator[tuple[str, Fact, Any]]:
    for records in matter.records():
        for row, told in enumerate(related.get(records.key) or (), start=1):
            for fact in records.facts:
                yield f"{records.key}[{row}] {fact.key}", fact, told.get(fact.key)


def recorded(asked: Sequence[Judged], answers: Mapping[str, Answer]) -> list[Judgement]:
    """The judgements as a receipt keeps them.

    Raises:
        ValidationError: a judgement without a post, a named person and a reason.
    """
    found = []
    for one in asked:
        answer = answers.get(one.name)
        told = (answer.post, answer.person, answer.reason) if answer else ("", "", "")
        post, person, reason = (text.strip() for text in told)
        if answer is None or not (post and person and reason):
            raise ValidationError(
                _("“%(fact)s”须由人判断：请写明岗位、姓名和理由") % {"fact": one.name},
                code="judgement",
            )
        found.append(
            Judgement(
                fact=one.name,
                value=one.value,
                post=post,
                person=person,
                reason=reason,
                date=answer.date.isoformat(),
            )
        )
    return found
