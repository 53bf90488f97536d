"""A case is begun: by the applicant on screen, or by a clerk from paper, with the same result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from guiju.organs.models import Account, Organ, Post
from guiju.organs.scope import sees

from ..acting import Acting, acts_as, find_acting, hold_in_post, organs_of
from ..definitions import OPEN, Procedure, in_force
from ..facts import kept_facts
from ..models import Case, Kind
from ..refusals import Refused
from .guards import guarded_step
from .writing import Taken, Who, moment, plain, who_may, write


@transaction.atomic
def open_case(
    post: Post,
    account: Account,
    procedure: str,
    facts: Mapping[str, Any],
    related: Mapping[str, Any] | None = None,
    subject: str = "",
    paper: bool = False,
    *,
    organ: Organ | None = None,
    reason: str = "",
    token: str | None = None,
) -> Case:
    """Begin a case under the version in force today; ``facts`` as people type them.

    ``organ``: whom the case concerns, the post's own where left out. ``paper``: a clerk of an
    organ that acts on such cases takes in a paper application. A form that was sent twice (the
    same ``token``) begins one case.

    Raises:
        Refused: nothing was written; the code says why.
    """
    at = moment()
    organ = organ or post.organ
    hold_in_post(account, post, at.date())
    definition = in_force(procedure, at.date())
    if organ.ended is not None:
        raise Refused("ended organ", organ=organ.name)
    acting = _acting(post, definition, organ, paper)
    _hold_to_organs(definition, organ)
    kept = kept_facts(definition, facts, related or {})
    # The row of the organ is locked first, as every writer of numbers does.
    organ = Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    if organ.ended is not None:  # ended while this waited for the row
        raise Refused("ended organ", organ=organ.name)
    if token and (known := Case.objects.filter(organ=organ, token=token).first()):
        return known
    as_applicant = not paper or post.organ_id == organ.pk
    case = _new(organ, definition, at)
    case.facts, case.subject, case.paper, case.token = kept, subject.strip(), paper, token
    case.applicant = str(post) if as_applicant else organ.name
    case.account = account if as_applicant else None
    case.save()
    told = plain({"given": case.given, "subject": case.subject, "paper": paper, "reason": reason})
    if definition.opening.guard is not None:
        told |= guarded_step(case, definition.opening, {}, Who(account, post, acting.giver), at)
    who = Who(account, post, acting.giver)
    taken = Taken(
        Kind.OPEN, OPEN, "", definition.first, who, definition.opening.address, None, told
    )
    write(case, taken, at)
    return case


def _acting(post: Post, definition: Procedure, organ: Organ, paper: bool) -> Acting:
    """As which post of the definition the case is begun."""
    opening = definition.opening
    if found := find_acting(post, opening.by, organ, definition.name):
        return found[0]
    if not paper:
        told = {"step": opening.title, "post": str(post), "who": who_may(opening.by, organ)}
        raise Refused("wrong post", **told)
    receiving = [by for one in definition.leaving(definition.first) for by in one.actors]
    if not acts_as(post, receiving, organ) or not sees(post, organ):
        raise Refused("paper", post=str(post), organ=organ.name)
    return Acting(opening.by[0])


def _hold_to_organs(definition: Procedure, organ: Organ) -> None:
    """Refuse a case on which, as the tree stands, nobody could act next."""
    for transition in definition.leaving(definition.first):
        if transition.clock or transition.applicants:
            continue
        for by in transition.actors:
            if not organs_of(by, organ):
                who = who_may([by], organ)
                raise Refused("no organ", step=transition.title, who=who)


def _new(organ: Organ, definition: Procedure, at: dt.datetime) -> Case:
    """The next case of the organ and year; the caller holds the lock of the organ's row."""
    year = at.year
    last = Case.objects.filter(organ=organ, year=year).aggregate(last=Max("number"))["last"]
    number = (last or 0) + 1
    return Case(
        organ=organ,
        year=year,
        number=number,
        reference=f"{year}-{number:04}",
        procedure=definition.name,
        version=definition.version,
        as_of=at.date(),
        state="",
        opened=at,
        since=at,
    )
