"""The steps that a post may take on a case now, itself or for another post."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.organs.abilities import may
from guiju.organs.models import Post

from .acting import Acting, find_acting
from .definitions import By
from .definitions.machine import open_to
from .models import Case, Kind
from .refusals import Refused
from .services.suspending import RESUME, SUSPEND
from .services.writing import position_of
from .words import definition_of, transition_title


@dataclass(frozen=True)
class Action:
    """A step with its title, whether it decides something of value, and for whom it is taken."""

    name: str
    title: str
    value: bool
    giver: Post | None


def actions_of(case: Case, post: Post) -> list[Action]:
    """The steps of the state that are this post's, in the order of the definition."""
    if case.final or not may(post, "procedures.act"):
        return []
    definition = definition_of(case)
    found: dict[str, Action] = {}
    for step, by in open_to(definition, position_of(case, definition)):
        acting = _acting(post, [by], case)
        if acting is not None and (not case.suspended or step.withdraws):
            title = transition_title(step)
            found.setdefault(step.name, Action(step.name, title, step.value, acting.giver))
    allowed = definition.states[case.state].suspend
    acting = _acting(post, allowed.by, case) if allowed else None
    if acting is not None:
        kind = Kind.RESUME if case.suspended else Kind.SUSPEND
        name = RESUME if case.suspended else SUSPEND
        found[name] = Action(name, str(kind.label), False, acting.giver)
    return list(found.values())


def _acting(post: Post, parties: list[By] | tuple[By, ...], case: Case) -> Acting | None:
    try:
        found = find_acting(post, parties, case.organ, case.procedure)
    except Refused:  # a delegation that is over: told when somebody tries
        return None
    return found[0] if found else None
