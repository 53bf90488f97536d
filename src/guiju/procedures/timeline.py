"""A case as its page tells it: what happened, what is due and why, who acts, what they decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from guiju.cases.words import rule_title, verdict_look, verdict_word
from guiju.library.coverage import find_outline
from guiju.library.words import fact_name, in_english, said
from guiju.rules import Provision
from guiju.rules import Step as Derived
from guiju.rules.answers import ENTITLED, NOT_ENTITLED, reasons
from guiju.rules.errors import RuleError
from guiju.rules.sentences import CHINESE, ENGLISH

from .answering import earlier_answers
from .dates import Dated, dated, no_limit, provision_of, running
from .definitions import Entry, Guard, Procedure, Transition
from .definitions.machine import waited_for
from .facts import facts_of
from .guarding import Guarded, decide_guard
from .hooks import supplied
from .models import Case, Kind, Step
from .services.writing import position_of
from .words import by_title, definition_of, entry_title, state_title, step_title


@dataclass(frozen=True)
class Happened:
    """One step as the timeline tells it."""

    step: Step
    title: str
    source: str
    target: str
    provision: Provision | None
    reason: str
    entries: Sequence[tuple[str, str]]
    answers: Sequence[dict[str, str]]
    verdict: dict[str, str] | None
    decides: bool

    @property
    def who(self) -> str:
        """Post and person, as they were; the system for what the clock recorded."""
        if self.step.kind == Kind.CLOCK:
            return str(_("系统（只记录，不作决定）"))
        return f"{self.step.by_post} {self.step.by_name}"


@dataclass(frozen=True)
class Judged:
    """A guard decided now: the verdict, why, the derivation and what a person has to answer."""

    titles: str
    rule: str
    word: str
    look: str
    sign: str
    reasons: Sequence[str]
    missing: Sequence[str]
    questions: Sequence[tuple[str, str, Provision]]
    steps: Sequence[Derived]


@dataclass(frozen=True)
class FactRow:
    """A fact of the application: its name and value."""

    name: str
    value: str


class Timeline:
    """What the template of a case asks for, in the language of the page."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.definition: Procedure = definition_of(case)

    @cached_property
    def history(self) -> list[Happened]:
        """Every step, the first one first."""
        return [self._happened(step) for step in self.case.taken()]

    def _happened(self, step: Step) -> Happened:
        told, definition = step.told, self.definition
        transition = _transition(definition, step)
        names = {one.name: entry_title(one) for one in transition.entries} if transition else {}
        entries = [(names.get(k, k), v) for k, v in told.get("entries", {}).items()]
        address = transition.address if transition else ""
        verdict = told.get("verdict")
        return Happened(
            step=step,
            title=step_title(step, definition),
            source=state_title(definition, step.source) if step.source else "",
            target=state_title(definition, step.target),
            provision=provision_of(definition, address),
            reason=told.get("reason", ""),
            entries=[(self._fact_title(name), value) for name, value in entries],
            answers=[
                {"question": self._question(name), **one}
                for name, one in told.get("answers", {}).items()
            ],
            verdict=verdict_shown(verdict) if verdict else None,
            decides=bool(transition and transition.value),
        )

    def _fact_title(self, name: str) -> str:
        fact = self._facts.get(name)
        return fact_name(fact) if fact is not None else name

    @cached_property
    def _facts(self) -> dict[str, Any]:
        try:
            return dict(facts_of(self.definition))
        except RuleError:  # a rulebook that was renamed: the text is still there
            return {}

    @cached_property
    def _english(self) -> dict[str, str]:
        return {
            question.title: question.english
            for guarded in self._guarded.values()
            for question in guarded.questions
        }

    def _question(self, title: str) -> str:
        fact = self._facts.get(title)
        return fact_name(fact) if fact is not None else said(title, self._english.get(title, ""))

    @cached_property
    def facts(self) -> list[FactRow]:
        """The facts of the application in the order of the matter."""
        given = self.case.given["facts"]
        order = [key for key in self._facts if key in given]
        order += [key for key in given if key not in order]
        return [FactRow(self._fact_title(key), given[key]) for key in order]

    @cached_property
    def related(self) -> list[tuple[str, list[dict[str, str]] | None]]:
        """The related records that were told."""
        return list(self.case.given["related"].items())

    @cached_property
    def running(self) -> Dated | None:
        """The limit that runs."""
        return None if self.case.final else running(self.case, self.definition)

    @property
    def no_limit(self) -> str:
        """Why the state has no limit."""
        return no_limit(self.definition.states[self.case.state].limit, self.definition)

    @property
    def expires(self) -> str:
        """What happens when the limit runs out."""
        name = self.definition.states[self.case.state].expires
        step = self.definition.transitions.get(name)
        return said(step.title, step.english) if step else ""

    @cached_property
    def limits(self) -> list[Dated]:
        """Every limit that was set running."""
        return [dated(due, self.definition) for due in self.case.dues.order_by("pk")]

    @property
    def state(self) -> str:
        """Where it stands."""
        return state_title(self.definition, self.case.state)

    @cached_property
    def next_by(self) -> list[str]:
        """Who has to act, each organ with its role once."""
        position = position_of(self.case, self.definition)
        found = waited_for(self.definition, position)
        return [by_title(by, self.case.organ) for by in found]

    @cached_property
    def _guarded(self) -> dict[str, Guarded]:
        """The guards of the steps that leave this state, decided as things stand now."""
        found: dict[str, Guarded] = {}
        for step in self.definition.leaving(self.case.state):
            if step.guard is not None:
                guarded = guard_now(self.case, step.guard)
                if guarded is not None:
                    found[step.name] = guarded
        return found

    @property
    def judged(self) -> list[Judged]:
        """Every guard of this state, those that ask the same told together."""
        steps = self.definition.transitions
        return [
            judged(guarded, said(steps[name].title, steps[name].english))
            for name, guarded in self._guarded.items()
        ]

    @property
    def instrument(self) -> Any:
        """The outline of the instrument."""
        return find_outline(self.definition.instrument)


def _transition(definition: Procedure, step: Step) -> Transition | None:
    if step.kind in (Kind.SUSPEND, Kind.RESUME):
        return None
    return definition.step(step.transition)


def guard_now(case: Case, guard: Guard) -> Guarded | None:
    """A guard on the facts of a case as they stand; None where the rules cannot read them."""
    try:
        return decide_guard(guard, case.as_of, supplied(case), earlier_answers(case))
    except RuleError:
        return None


def verdict_shown(verdict: str) -> dict[str, str]:
    """A verdict as word, class and sign."""
    look, sign = verdict_look(verdict)
    said_here = {
        ENTITLED: _("符合规则，可以批准"),
        NOT_ENTITLED: _("不符合规则，不能批准"),
    }
    return {"word": said_here.get(verdict) or verdict_word(verdict), "look": look, "sign": sign}


def judged(guarded: Guarded, title: str) -> Judged:
    """A guard as a page tells it."""
    words = ENGLISH if in_english() else CHINESE
    return Judged(
        titles=title,
        rule=rule_title(guarded.guard.rule),
        **verdict_shown(guarded.verdict),
        reasons=reasons(guarded.compiled, guarded.counted, words),
        missing=[_fact_word(guarded, name) for name in guarded.missing],
        questions=[
            (said(q.title, q.english), _post(guarded, q.title) or q.post, q.provision)
            for q in guarded.questions
        ],
        steps=guarded.compiled.explain(guarded.counted),
    )


def _fact_word(guarded: Guarded, name: str) -> str:
    fact = guarded.compiled.facts.get(name)
    return fact_name(fact) if fact is not None else name


def _post(guarded: Guarded, title: str) -> str:
    judge = getattr(guarded.compiled.facts.get(title), "judge", None)
    return said(judge.post, judge.english) if judge else ""


def day_of(moment: dt.datetime) -> dt.date:
    """The day of a moment in the city."""
    from .limits import local_day

    return local_day(moment)


__all__ = ["Entry", "Happened", "Judged", "Timeline", "guard_now", "judged", "verdict_shown"]
