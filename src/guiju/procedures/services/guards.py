"""A step held to its guard: decided anew, its questions answered, its receipt kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from guiju.rules.errors import RuleError

from ..answering import earlier_answers
from ..definitions import OPEN, Transition
from ..guarding import Answer, decide_guard, hold_to_guard, receipt_of
from ..hooks import supplied
from ..models import Case
from ..refusals import Refused
from ..words import transition_title
from .writing import Who


def guarded_step(
    case: Case,
    transition: Transition,
    answers: Mapping[str, Answer],
    who: Who,
    at: dt.datetime,
) -> dict[str, Any]:
    """What is written down of a guard: its receipt and the answers; refused where it is not met.

    The rules are those of the day on which the case began.
    """
    if transition.guard is None:
        if answers:
            raise Refused("not a judgement", question=next(iter(answers)))
        return {}
    actor = who.actor
    day = at.date().isoformat()
    signed = {
        name: replace(one, post=actor.post, person=actor.name, date=day)
        for name, one in answers.items()
    }
    earlier = earlier_answers(case)
    every = {**earlier, **signed}
    try:
        guarded = decide_guard(transition.guard, case.as_of, supplied(case), every)
    except RuleError as error:
        raise Refused("facts", why=str(error)) from None
    title, opening = transition_title(transition), transition.name == OPEN
    hold_to_guard(guarded, signed, earlier, title, opening=opening)
    asked = {f.key for f in guarded.versions.matter.facts()} | {
        question.title for question in guarded.questions
    }
    used = {name: one for name, one in every.items() if name in asked}
    receipt = receipt_of(guarded, actor.name, actor.post, at, used)
    told: dict[str, Any] = {"receipt": receipt, "verdict": guarded.verdict}
    if signed:
        told["answers"] = {name: asdict(one) for name, one in signed.items()}
    return told
