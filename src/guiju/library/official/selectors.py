"""Reading what was imported: works with filters, the version of a day, provisions, links."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Max, Q, QuerySet

from guiju.clock import today
from guiju.texts import Address

from ..models import Citation, Clause, Version, Work

_ARTICLE = re.compile(r"第[^条]+条(?:之[一二三四五六七八九十]+)?")
MOST = 100
"""How many links a page lists; the whole number is told."""


def works(told: Mapping[str, str]) -> QuerySet[Work]:
    """The works by words of title or number, by kind and by issuer, each with its versions."""
    found = Work.objects.annotate(count=Count("versions"), since=Max("versions__since"))
    if words := told.get("q"):
        found = found.filter(Q(title__icontains=words) | Q(number__icontains=words))
    for key in ("kind", "issuer"):
        if told.get(key):
            found = found.filter(**{key: told[key]})
    return found.order_by("title", "pk")


def choices(key: str) -> list[str]:
    """The kinds or issuers that there are."""
    found = Work.objects.exclude(**{key: ""}).order_by(key)
    return list(found.values_list(key, flat=True).distinct())


def find_work(slug: str) -> Work | None:
    """A work by the word in its address, or by its number among the rows."""
    found = Work.objects.filter(slug=slug).first()
    if found is None and slug.isascii() and slug.isdigit() and len(slug) < 10:
        found = Work.objects.filter(pk=int(slug)).first()
    return found


def annexed_with(work: Work, address: str) -> Work | None:
    """The regulation printed with a notice that has a provision which the notice has not."""
    if not work.number:
        return None
    found = Clause.objects.filter(within(address), version__annex_of=work.number)
    clause = found.select_related("version__work").order_by("pk").first()
    return clause.version.work if clause else None


def in_force(versions: Iterable[Version], day: dt.date) -> Version | None:
    """The version in force on a day: the latest begun, the last wording of that day.

    Where none had begun, the one to begin first; None where there is none at all.
    """
    listed = list(versions)
    begun = [one for one in listed if one.since is None or one.since <= day]
    if begun:
        return max(begun, key=lambda one: (one.since or dt.date.min, one.pk))
    return min(listed, key=lambda one: (one.since or dt.date.min, one.pk), default=None)


def version_of(versions: list[Version], told: Mapping[str, str]) -> Version | None:
    """The version that ``version=LABEL`` or ``on=DAY`` asks for; today's without either."""
    if label := told.get("version"):
        return next((one for one in versions if one.label == label), None)
    try:
        day = dt.date.fromisoformat(told.get("on") or "")
    except ValueError:
        day = today()
    return in_force(versions, day)


def versions_of(work: Work) -> list[Version]:
    """Every version of a work, the latest first."""
    found = work.versions.select_related("file").order_by("since", "pk")
    for version in (listed := list(found)):
        version.work = work
    return listed[::-1]


def within(address: str) -> Q:
    """A provision and all below it."""
    return Q(address=address) | Q(address__startswith=f"{address}/")


@dataclass(frozen=True)
class Chapter:
    """The provisions of one chapter, article by article."""

    title: str
    number: int
    articles: list[tuple[str, list[Clause]]]


def chapters(clauses: Iterable[Clause]) -> list[Chapter]:
    """The tree of a version: chapters, articles, provisions."""
    found = []
    for number, (title, inside) in enumerate(groupby(clauses, lambda one: one.chapter), 1):
        articles = groupby(inside, lambda one: one.address.partition("/")[0])
        found.append(Chapter(title, number, [(name, list(rows)) for name, rows in articles]))
    return found


def cited_by(work: Work, address: str = "") -> QuerySet[Citation]:
    """Who cites a work, or a provision of it: itself, what it stands in, or what is below it."""
    found = Citation.objects.filter(work=work)
    if address:
        steps = address.split("/")
        above = ["/".join(steps[:length]) for length in range(1, len(steps))]
        found = found.filter(within(address) | Q(address__in=above))
    else:
        found = found.exclude(own=True)
    found = found.select_related("version__work", "clause")
    return found.order_by("own", "version__work__title", "version_id", "start", "pk")


def known_places(citations: Iterable[Citation]) -> set[tuple[int, str]]:
    """Which (work, address) of some citations there are in an imported version."""
    wanted = {(one.work_id, one.address) for one in citations if one.work_id and one.address}
    if not wanted:
        return set()
    asked = Q()
    for work, address in wanted:
        asked |= Q(version__work_id=work) & within(address)
    there = set(Clause.objects.filter(asked).values_list("version__work_id", "address"))
    return {
        (work, address)
        for work, address in wanted
        if work is not None
        and any(w == work and f"{a}/".startswith(f"{address}/") for w, a in there)
    }


def label_of(address: str, clauses: list[Clause]) -> str:
    """What a provision is called; of a whole article what its provisions have in common."""
    first = clauses[0]
    if first.address == address:
        return first.label
    match = _ARTICLE.match(first.label)
    whole = "/" not in address and match is not None
    return match[0] if whole and match else Address.parse(address).label()


def around(version: Version, clauses: list[Clause]) -> tuple[str, str]:
    """The addresses of the articles before and behind some provisions; "" for none."""
    near = version.clauses.order_by("place")
    before = near.filter(place__lt=clauses[0].place).values_list("address", flat=True).last()
    behind = near.filter(place__gt=clauses[-1].place).values_list("address", flat=True).first()
    return (before or "").partition("/")[0], (behind or "").partition("/")[0]
