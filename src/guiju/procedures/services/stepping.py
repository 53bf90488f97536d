"""A step is taken: by the right post, in the right state, with its guard, reason and entries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction

from guiju.organs.models import Account, Post

from ..acting import Acting, find_acting, hold_in_post
from ..definitions import Procedure, Transition
from ..definitions.machine import Position, take
from ..facts import amended
from ..guarding import Answer
from ..models import Case, Kind
from ..refusals import Refused
from ..words import entry_title, state_title, transition_title
from .guards import guarded_step
from .writing import Taken, Who, definition_of, moment, plain, position_of, who_may, write


@transaction.atomic
def take_step(
    post: Post,
    account: Account,
    case_pk: int,
    transition: str,
    *,
    reason: str = "",
    judgements: Mapping[str, Answer] | None = None,
    entries: Mapping[str, str] | None = None,
    expected_state: str,
    expected_steps: int | None = None,
    given: Mapping[str, Any] | None = None,
) -> Case:
    """Take a step, or sign it where several posts sign together.

    ``expected_state`` (and ``expected_steps``, the number of steps seen) is what the person saw:
    of two who act at once the second is refused. ``entries``: what the step writes down;
    ``given``: the whole application anew, for a step that hands it in again.

    Raises:
        Refused: nothing was written; the code says why.
    """
    case = locked(case_pk)
    at = moment(case)
    hold_in_post(account, post, at.date())
    definition = definition_of(case)
    _hold_to_sight(case, definition, expected_state, expected_steps)
    step = _leaving(case, definition, transition)
    position = position_of(case, definition)
    acting = _acting(post, case, definition, position, step)
    hold_to_person(case, step, account)
    if step.value and not reason.strip():
        raise Refused("reason", step=transition_title(step))
    told = plain({"reason": reason.strip(), "entries": _entries(step, entries or {})})
    told |= _amend(case, definition, step, told.get("entries", {}), given)
    who = Who(account, post, acting.giver)
    told |= guarded_step(case, step, judgements or {}, who, at)
    after = take(definition, position, step, acting.by)
    signed = step.countersign is not None and after.signed
    kind = Kind.SIGNATURE if signed else Kind.STEP
    taken = Taken(kind, step.name, case.state, after.state, who, step.address, acting.by, told)
    write(case, taken, at)
    return case


@transaction.atomic
def return_for_correction(
    post: Post, account: Account, case_pk: int, *, reason: str, expected_state: str
) -> Case:
    """Send an application back: the step of this state that returns it."""
    step = marked(locked(case_pk), "returns", expected_state)
    if not reason.strip():
        raise Refused("reason", step=transition_title(step))
    return take_step(
        post, account, case_pk, step.name, reason=reason, expected_state=expected_state
    )


def locked(case_pk: int) -> Case:
    """A case whose row is locked until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).select_related("organ").get(pk=case_pk)


def marked(case: Case, mark: str, expected_state: str) -> Transition:
    """The step of a case's state that has a mark (returns, resubmits, withdraws)."""
    definition = definition_of(case)
    _hold_to_sight(case, definition, expected_state, None)
    for step in definition.leaving(case.state):
        if getattr(step, mark):
            return step
    raise Refused("no such step", state=state_title(definition, case.state))


def _hold_to_sight(case: Case, definition: Procedure, state: str, steps: int | None) -> None:
    if case.state != state or (steps is not None and case.steps != steps):
        raise Refused("stale", state=state_title(definition, case.state))


def _leaving(case: Case, definition: Procedure, name: str) -> Transition:
    step = definition.transitions.get(name)
    if step is None or step.clock:
        raise Refused("no such step", state=state_title(definition, case.state))
    if case.state not in step.sources:
        told = {"step": transition_title(step), "state": state_title(definition, case.state)}
        raise Refused("wrong state", **told)
    if case.suspended and not step.withdraws:
        raise Refused("suspended")
    return step


def _acting(
    post: Post, case: Case, definition: Procedure, position: Position, step: Transition
) -> Acting:
    """As which post of the definition the step is taken; who has signed does not sign again."""
    found = find_acting(post, step.actors, case.organ, case.procedure)
    if not found:
        told = {"step": transition_title(step), "post": str(post)}
        raise Refused("wrong post", **told, who=who_may(step.actors, case.organ))
    signed = position.signers(step)
    for one in found:
        if one.by not in signed:
            return one
    raise Refused("signed already", post=str(found[0].giver or post))


def hold_to_person(case: Case, step: Transition, account: Account) -> None:
    """Refuse a decision of value by whoever handed in the application, or corrected it.

    Where the city asks for two persons, nor by whoever typed in a paper application.
    """
    if not step.value:
        return
    names = {one.name for one in _applicants(definition_of(case))}
    own = [one for one in case.taken() if one.account_id == account.pk and one.transition in names]
    if case.account_id == account.pk or own:
        raise Refused("own application", step=transition_title(step))
    if case.paper and settings.PAPER_DECIDED_BY_ANOTHER:
        typed = [one for one in case.taken() if one.kind == Kind.OPEN]
        if any(one.account_id == account.pk for one in typed):
            raise Refused("own paper", step=transition_title(step))


def _applicants(definition: Procedure) -> list[Transition]:
    return [one for one in definition.transitions.values() if one.applicants]


def _entries(step: Transition, given: Mapping[str, str]) -> dict[str, str]:
    """What is written down with a step: everything that it asks for and nothing else."""
    known = {entry.name: entry for entry in step.entries}
    for name in given:
        if name not in known:
            raise Refused("not an entry", step=transition_title(step), entry=name)
    for name, entry in known.items():
        if not str(given.get(name, "")).strip():
            raise Refused("entry", step=transition_title(step), entry=entry_title(entry))
    return {name: str(given[name]).strip() for name in known}


def _amend(
    case: Case,
    definition: Procedure,
    step: Transition,
    entries: Mapping[str, str],
    given: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """The facts that a step tells anew: the whole application, or single facts of the matter."""
    facts = {e.name: entries[e.name] for e in step.entries if e.fact}
    whole = given if given is not None else case.given
    if given is None and not facts:
        return {}
    case.facts = amended(definition, whole, facts)
    return {"given": case.given}
