"""Who may act: the organs and posts that a definition names by their relation to the applicant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from django.db.models import Q

from guiju.clock import today
from guiju.organs.models import Account, Level, Organ, Post, Role
from guiju.organs.selectors import valid_tenures
from guiju.rules.places import Place

from .definitions.shapes import CITY, OWN, REGION, By
from .models import Delegation
from .refusals import Refused

_LEVELS = {CITY: Level.CITY, REGION: Level.REGION}


@dataclass(frozen=True)
class Acting:
    """As which post of the definition somebody acts, in person or for another post."""

    by: By
    giver: Post | None = None


def chain(organ: Organ) -> list[Organ]:
    """The organ and those above it, the nearest first."""
    codes = [code for code in organ.path.split("/") if code]
    return sorted(Organ.objects.filter(code__in=codes), key=lambda one: -one.depth)


def organs_of(by: By, organ: Organ) -> list[Organ]:
    """The organs whose posts may act for an applicant.

    ``own``: the applicant itself. ``level``: the department of the nearest government above it
    that has one; a town has none of its own and comes under its county's (第五条: 县级以上).
    ``city``, ``region``: the department of the city's or the region's government. An organ that
    has ended acts no more.
    """
    # Clerks stand in every organ below a government: they are read only where they are asked for.
    tree = _around(organ, clerks=by.organ != OWN and by.role == Role.USING_CLERK)
    if by.organ == OWN:
        return [organ] if organ.ended is None and by.role in tree.own else []
    governments = tree.chain
    if level := _LEVELS.get(by.organ):
        governments = [one for one in governments if one.level == level][-1:]
    for government in governments:
        if found := tree.departments.get((government.pk, by.role)):
            return found
    return []


@dataclass(frozen=True)
class _Around:
    """What stands around an applicant: its own roles, those above it and their departments."""

    own: set[str]
    chain: list[Organ]
    departments: dict[tuple[int, str], list[Organ]]


def _around(organ: Organ, *, clerks: bool) -> _Around:
    """Looked up once for each object of an organ, as several parties of a step ask for it."""
    kept: dict[bool, _Around] = organ.__dict__.setdefault("_organs_around", {})
    if clerks not in kept:
        kept[clerks] = _look_around(organ, clerks=clerks)
    return kept[clerks]


def _look_around(organ: Organ, *, clerks: bool) -> _Around:
    above = chain(organ)
    beside = Q(organ__parent__in=above)
    if not clerks:
        beside &= ~Q(role=Role.USING_CLERK)
    posts = Post.objects.filter(Q(organ=organ) | beside, organ__ended=None)
    own: set[str] = set()
    departments: dict[tuple[int, str], dict[int, Organ]] = {}
    for post in posts.select_related("organ").order_by("organ__path", "pk"):
        if post.organ_id == organ.pk:
            own.add(post.role)
        if post.organ.parent_id is not None:
            found = departments.setdefault((post.organ.parent_id, post.role), {})
            found.setdefault(post.organ_id, post.organ)
    return _Around(own, above, {key: list(found.values()) for key, found in departments.items()})


def acts_as(post: Post, parties: Iterable[By], organ: Organ) -> list[By]:
    """As which of some posts of a definition a post may act for an applicant."""
    return [
        by
        for by in parties
        if by.role == post.role and post.organ_id in {one.pk for one in organs_of(by, organ)}
    ]


def hold_in_post(account: Account, post: Post, day: dt.date | None = None) -> None:
    """Refuse whoever does not hold the post today."""
    held = valid_tenures(account, day or today()).filter(post=post).exists()
    if not held or not account.is_active:
        raise Refused("not in post", name=account.name, post=str(post))


def delegations_to(post: Post, procedure: str, day: dt.date) -> list[Delegation]:
    """What a post may do for others on a day, for one procedure."""
    return list(
        Delegation.objects.filter(
            Q(procedure="") | Q(procedure=procedure), taker=post, since__lte=day, until__gte=day
        )
        .filter(Q(ended=None) | Q(ended__gt=day))
        .select_related("giver__organ")
        .order_by("pk")
    )


def find_acting(post: Post, parties: Iterable[By], organ: Organ, procedure: str) -> list[Acting]:
    """Every way in which a post may act today: in person first, then for others.

    Raises:
        Refused: only a delegation that is over would have made it possible.
    """
    parties = list(parties)
    found = [Acting(by) for by in acts_as(post, parties, organ)]
    day = today()
    for one in delegations_to(post, procedure, day):
        found += [Acting(by, one.giver) for by in acts_as(one.giver, parties, organ)]
    if not found:
        _refuse_over(post, parties, organ, procedure)
    return found


def _refuse_over(post: Post, parties: list[By], organ: Organ, procedure: str) -> None:
    past = Delegation.objects.filter(Q(procedure="") | Q(procedure=procedure), taker=post)
    for one in past.select_related("giver__organ").order_by("-until"):
        if acts_as(one.giver, parties, organ):
            until = min(one.until, one.ended) if one.ended else one.until
            told = {"giver": str(one.giver), "since": one.since, "until": until}
            raise Refused("delegation over", **told)


def can_act() -> Callable[[By], bool]:
    """Whether some organ of this tree has the posts of a party, for the model check."""
    organs = list(Organ.objects.filter(ended=None))

    @cache
    def asked(role: str, relation: str, place: Place) -> bool:
        return any(organs_of(By(role, relation, place), organ) for organ in organs)

    return lambda by: asked(by.role, by.organ, _ANYWHERE)


_ANYWHERE = Place("", 0)
