"""A limit is suspended and goes on: its days are taken out, first and last included."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from guiju.organs.models import Account, Post

from ..acting import Acting, find_acting, hold_in_post
from ..definitions import Procedure
from ..limits import recount_running
from ..models import Case, DueState, Kind, Suspension
from ..refusals import Refused
from ..words import state_title
from .stepping import locked
from .writing import Taken, Who, definition_of, moment, plain, write

SUSPEND, RESUME = "suspend", "resume"


@transaction.atomic
def suspend(
    post: Post, account: Account, case_pk: int, *, reason: str, expected_state: str
) -> Case:
    """Stop the limit of a case's state from today on, where its definition allows it.

    Raises:
        Refused: the state cannot be suspended, or not by this post, or no reason is given.
    """
    case, definition, acting, at = _begin(post, account, case_pk, expected_state)
    if case.suspended:
        raise Refused("suspended")
    if not reason.strip():
        raise Refused("reason", step=SUSPEND)
    Suspension.objects.create(case=case, since=at.date(), reason=reason.strip())
    case.dues.filter(status=DueState.RUNNING).update(status=DueState.SUSPENDED)
    case.suspended, case.due = True, None
    _write(case, definition, Kind.SUSPEND, Who(account, post, acting.giver), reason, at)
    return case


@transaction.atomic
def resume(
    post: Post, account: Account, case_pk: int, *, reason: str = "", expected_state: str
) -> Case:
    """Let the limit run again from today on; the days before today are taken out of it."""
    case, definition, acting, at = _begin(post, account, case_pk, expected_state)
    if not case.suspended:
        raise Refused("not suspended")
    end_suspension(case, at.date())
    recount_running(case, definition)
    _write(case, definition, Kind.RESUME, Who(account, post, acting.giver), reason, at)
    return case


def end_suspension(case: Case, today: dt.date) -> None:
    """The day before today was the last one suspended."""
    for one in case.suspensions.filter(until=None):
        one.until = today - dt.timedelta(days=1)
        one.save(update_fields=["until"])
    case.suspended = False


def _begin(
    post: Post, account: Account, case_pk: int, expected_state: str
) -> tuple[Case, Procedure, Acting, dt.datetime]:
    case = locked(case_pk)
    at = moment(case)
    hold_in_post(account, post, at.date())
    definition = definition_of(case)
    title = state_title(definition, case.state)
    if case.state != expected_state:
        raise Refused("stale", state=title)
    allowed = definition.states[case.state].suspend
    found = find_acting(post, allowed.by, case.organ, case.procedure) if allowed else []
    if not found:
        raise Refused("cannot suspend", state=title, post=str(post))
    return case, definition, found[0], at


def _write(
    case: Case, definition: Procedure, kind: Kind, who: Who, reason: str, at: dt.datetime
) -> None:
    allowed = definition.states[case.state].suspend
    address = allowed.address if allowed else ""
    told = plain({"reason": reason.strip()})
    write(case, Taken(kind, kind.value, case.state, case.state, who, address, None, told), at)
