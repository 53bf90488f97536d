"""Reading cases: what waits for a post, what it was told of, the cases of its organs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Prefetch, Q, QuerySet

from guiju.clock import today
from guiju.ledger.canonical import digest
from guiju.ledger.models import Entry
from guiju.ledger.selectors import told as told_by
from guiju.organs.models import Organ, Post
from guiju.organs.scope import organs_of

from . import grams
from .acting import delegations_to
from .definitions import names, versions
from .models import ALGORITHM, Case, Delegation, Due, DueState, Told, Waiting, entry_subject

OPEN_LIMITS = (DueState.RUNNING, DueState.LAPSED, DueState.SUSPENDED)


def givers(post: Post, procedure: str = "") -> list[tuple[Post, str]]:
    """The posts that a post acts for today, each with the one procedure, or with none: all."""
    found = Delegation.objects.filter(taker=post, since__lte=today(), until__gte=today())
    found = found.filter(Q(ended=None) | Q(ended__gt=today()))
    if procedure:
        return [(one.giver, procedure) for one in delegations_to(post, procedure, today())]
    return [(one.giver, one.procedure) for one in found.select_related("giver__organ__parent")]


def inbox(post: Post) -> QuerySet[Waiting]:
    """What waits for a post, and for those it acts for; what has waited longest first."""
    mine = Q(organ=post.organ, role=post.role)
    for giver, procedure in givers(post):
        one = Q(organ=giver.organ, role=giver.role)
        mine |= one & Q(case__procedure=procedure) if procedure else one
    limits = Prefetch(
        "case__dues", Due.objects.filter(status__in=OPEN_LIMITS), to_attr="open_limits"
    )
    return (
        Waiting.objects.filter(mine)
        .select_related("case__organ", "organ")
        .prefetch_related(limits)
        .order_by("since", "pk")
    )


def told(post: Post) -> QuerySet[Told]:
    """What a post was told of and has not taken note of, the oldest first."""
    found = Told.objects.filter(organ=post.organ, role=post.role, noted=None)
    return found.select_related("case__organ", "step").order_by("pk")


def visible(post: Post) -> QuerySet[Case]:
    """The cases of the organs that a post sees, itself or for another, the latest first."""
    organs: QuerySet[Organ] = organs_of(post)
    for giver, _ in givers(post):
        organs = organs | organs_of(giver)
    limits = Prefetch("dues", Due.objects.filter(status__in=OPEN_LIMITS), to_attr="open_limits")
    found = Case.objects.filter(organ__in=organs).select_related("organ")
    return found.prefetch_related(limits).order_by("-opened", "-pk")


def search(
    found: QuerySet[Case] | QuerySet[Waiting], told: Mapping[str, str], prefix: str = ""
) -> QuerySet[Case] | QuerySet[Waiting]:
    """Cases by words (reference, subject, organ, procedure), by procedure, state and end."""
    if words := told.get("q", ""):
        found = found.filter(_worded(words, prefix))
    if place := told.get("place", ""):
        procedure, _, state = place.partition(" ")
        found = found.filter(**{f"{prefix}procedure": procedure})
        if state:
            found = found.filter(**{f"{prefix}state": state})
    if told.get("open") in ("yes", "no"):
        found = found.filter(**{f"{prefix}final": told["open"] == "no"})
    return found


def _worded(words: str, prefix: str) -> Q:
    """Cases in which some words occur.

    Organs and procedures are few and looked up first, and references and plates are compared as
    they are written: no join, no folding of text, so that indexes find them.
    """
    titled = [name for name in names() if _titled(name, words)]
    named = list(Organ.objects.filter(name__icontains=words).values_list("pk", flat=True))
    told = Q()
    for text in {words, words.upper()}:
        told |= _written(text, prefix)
    if named:
        told |= Q(**{f"{prefix}organ__in": named})
    if titled:
        told |= Q(**{f"{prefix}procedure__in": titled})
    return told


def _written(text: str, prefix: str) -> Q:
    """Cases in whose reference or subject a text stands, found by index where there is one."""
    compared = Q(reference__contains=text) | Q(subject__contains=text)
    few = grams.few(Case.objects.filter(compared), text)
    if few is not None:
        return Q(**{f"{prefix}pk__in": few})
    told = Q(**{f"{prefix}reference__contains": text})
    return told | Q(**{f"{prefix}subject__contains": text})


def _titled(name: str, words: str) -> bool:
    folded = words.casefold()
    return any(
        folded in title.casefold()
        for one in versions(name)
        for title in (one.title, one.english, name)
    )


def places(found: Iterable[Case]) -> list[tuple[str, str]]:
    """Procedure and state of cases, each pair once."""
    return sorted({(one.procedure, one.state) for one in found})


def altered(case: Case) -> list[int]:
    """The numbers of steps that are no longer as they were taken: by hash and by ledger."""
    entries = Entry.objects.filter(chain=case.organ.code, subject=entry_subject(case))
    kept = {told_by(entry)["after"].get("sha256") for entry in entries}
    return [
        step.number
        for step in case.taken()
        if digest(step.content, ALGORITHM) != step.sha256 or step.sha256 not in kept
    ]


def delegations(post: Post) -> QuerySet[Delegation]:
    """What a post has given to others or acts for, the latest first."""
    found = Delegation.objects.filter(Q(giver=post) | Q(taker=post))
    return found.select_related("giver__organ", "taker__organ").order_by("-since", "-pk")
