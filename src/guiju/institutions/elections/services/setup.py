"""Setting an election up, from a page or a file, while nothing is printed yet."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.ledger import actions
from guiju.organs.models import Organ
from guiju.organs.scope import sees
from guiju.organs.services import standing

from ..counting import Election as Plain
from ..counting.asking import first_day
from ..counting.marks import without_spaces
from ..models import Candidate, Election, PostSeats, State
from ..selectors.plain import described
from .acting import SET_UP, Person, hold_to, locked, why_not, why_not_in
from .writing import write

CREATED = actions.register("elections.created", gettext_lazy("设置选举"))
CHANGED = actions.register("elections.changed", gettext_lazy("更改选举设置"))
METHOD = actions.register("elections.method", gettext_lazy("登记选举办法的表决"))
SEQUENCE = actions.register("elections.sequence", gettext_lazy("登记选举的先后"))
PRESIDING = actions.register("elections.presiding", gettext_lazy("登记主持人"))
_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No letter or figure that is taken for another on paper."""
_FIELDS = (
    *("title", "kind", "round", "body", "level", "seats", "alternate_seats", "eligible"),
    *("blank", "preselected", "commission"),
)


def new_code() -> str:
    """A code for the ballots of an election, the same on each of them."""
    return "".join(secrets.choice(_SIGNS) for _place in range(6))


@transaction.atomic
def create_election(
    *,
    person: Person,
    parsed: Plain,
    organ: Organ,
    day: dt.date,
    code: str = "",
    previous: Election | None = None,
) -> Election:
    """Set an election up as a file or form describes it (`counting.parse_election`).

    ``code`` is printed on every ballot alike; one is made where none is given.

    Raises:
        ValidationError: the post may not, or something is no election that can be set up.
    """
    standing(organ)
    _hold_to_day(day)
    election = Election(organ=organ, day=day, code=code or new_code(), previous=previous)
    hold_to(
        why_not(election, person, SET_UP),
        None if sees(person.post, organ) else _("这个岗位不能为这个组织设置选举"),
    )
    _take(election, parsed)
    election.full_clean()
    election.save()
    _take_people(election, parsed)
    write(election, person, CREATED, after=_told(election))
    return election


@transaction.atomic
def change_election(election: Election, *, person: Person, parsed: Plain, day: dt.date) -> Election:
    """Put another description in the place of the one there is: numbers, candidates, posts.

    Raises:
        ValidationError: the post may not, the ballot is released or its release proposed.
    """
    election = open_to(election, person)
    _hold_to_day(day)
    before = _told(election)
    _take(election, parsed)
    election.day = day
    election.full_clean()
    election.save()
    election.candidates.all().delete()
    election.posts.all().delete()
    _take_people(election, parsed)
    write(election, person, CHANGED, before=before, after=_told(election))
    return election


@transaction.atomic
def record_method(election: Election, *, person: Person, assenting: int | None) -> Election:
    """How many assented to this election's method (第四十六条); None where it is not known."""
    election = open_to(election, person)
    if assenting is not None and assenting > election.eligible:
        told = _("同意的人数不能多于应到会有选举权人数 %(n)s") % {"n": election.eligible}
        raise ValidationError({"assenting": told})
    before = {"assenting": election.assenting}
    election.assenting = assenting
    _keep(election, "assenting")
    after = {"assenting": assenting}
    write(election, person, METHOD, article="46/1", before=before, after=after)
    return election


@transaction.atomic
def record_sequence(
    election: Election,
    *,
    person: Person,
    members_done: bool | None = None,
    standing_done: bool | None = None,
) -> Election:
    """What was elected before (第二十条 members, 第二十二条 the standing committee)."""
    election = open_to(election, person)
    fields = ("members_done", "standing_done")
    before = {name: getattr(election, name) for name in fields}
    election.members_done, election.standing_done = members_done, standing_done
    _keep(election, *fields)
    after = {name: getattr(election, name) for name in fields}
    article = "22/1/3" if election.kind == "secretaries" else "20/1"
    write(election, person, SEQUENCE, article=article, before=before, after=after)
    return election


@transaction.atomic
def record_presiding(election: Election, *, person: Person, told: str) -> Election:
    """Who presides and who entrusted them with it (第二十五、二十六条)."""
    election = open_to(election, person)
    election.presiding = told.strip()
    _keep(election, "presiding")
    write(election, person, PRESIDING, article="26/1", personal={"presiding": election.presiding})
    return election


def open_to(election: Election, person: Person) -> Election:
    """The election, held, where the secretary may still change what stands on the ballot.

    Raises:
        ValidationError: the post may not, or the release of the ballot is proposed or done.
    """
    election = locked(election)
    hold_to(
        why_not(election, person, SET_UP),
        why_not_in(election, State.DRAFT),
        _proposed(election),
    )
    return election


def _hold_to_day(day: dt.date) -> None:
    """No rule is known for a day before the regulation took effect."""
    if day < first_day():
        told = _("条例自 %(day)s 起施行，选举日期不能更早") % {"day": first_day().isoformat()}
        raise ValidationError({"day": told})


def _proposed(election: Election) -> str | None:
    """Nobody confirms anything else than what was proposed."""
    if election.acts.filter(kind="ballot", refused_by="").exists():
        return _("选票已经提请定稿，要更改先退回")
    return None


def _keep(election: Election, *fields: str) -> None:
    election.full_clean()
    election.save(update_fields=fields)


def _take(election: Election, parsed: Plain) -> None:
    if parsed.unused:
        raise ValidationError(_("没有用到：%(keys)s") % {"keys": "、".join(parsed.unused)})
    if parsed.eligible is None:
        raise ValidationError({"eligible": _("须写明应到会有选举权人数")})
    for field in _FIELDS:
        setattr(election, field, getattr(parsed, field))
    # Who attends and what was handed out is recorded at the meeting, not before.


def _take_people(election: Election, parsed: Plain) -> None:
    """The posts and the candidates, in the order given until article 30 orders them."""
    PostSeats.objects.bulk_create(
        PostSeats(election=election, post=one.post, seats=one.seats) for one in parsed.posts
    )
    approved = _approved(parsed)
    candidates = [
        Candidate(election=election, name=one.name, post=one.post, approved=approved.get(one.key))
        for one in parsed.candidates
    ]
    for one in candidates:
        try:
            one.clean_fields(exclude=["election"])
        except ValidationError as error:
            told = [f"{one.name}：{why}" for why in error.messages]
            raise ValidationError({"candidates": told}) from error
    Candidate.objects.bulk_create(candidates)


def _approved(parsed: Plain) -> dict[str, int]:
    """The place of each candidate in the approved order."""
    order = [without_spaces(name) for name in parsed.approved_order]
    known = {one.key for one in parsed.candidates}
    strange = [name for name in order if name not in known]
    if strange or len(set(order)) < len(order):
        told = _("批准的顺序须由候选人组成，每人一次：%(names)s")
        names = "、".join(strange or order)
        raise ValidationError({"approved_order": told % {"names": names}})
    return {name: place for place, name in enumerate(order, start=1)}


def _told(election: Election) -> dict[str, Any]:
    """What the chain says of an election: its numbers, and how many stand for it."""
    told = described(election)
    told["candidates"] = len(told["candidates"])
    told["approved_order"] = len(told["approved_order"])
    return {**told, "code": election.code, "day": election.day.isoformat()}
