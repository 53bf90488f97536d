"""Reading organs, posts and tenures."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from .models import Account, Organ, Post, Setting, Tenure


def valid_tenures(account: Account, day: dt.date | None = None) -> QuerySet[Tenure]:
    """The posts that a person holds on a day (today)."""
    day = day or timezone.localdate()
    return (
        Tenure.objects.filter(account=account, since__lte=day)
        .filter(Q(until__isnull=True) | Q(until__gte=day))
        .select_related("post__organ__parent")
        .order_by("pk")
    )


def search(organs: QuerySet[Organ], words: str = "", level: str = "") -> QuerySet[Organ]:
    """Organs by a part of their name and by level, in the order of the tree."""
    found = organs.annotate(post_count=Count("posts"))
    if words:
        found = found.filter(Q(name__icontains=words) | Q(code__startswith=words))
    if level:
        found = found.filter(level=level)
    return found.order_by("path")


def holders(organ: Organ) -> QuerySet[Tenure]:
    """Everyone who holds or held a post of an organ."""
    return (
        Tenure.objects.filter(post__organ=organ)
        .select_related("account", "post")
        .order_by("post__title", "-since")
    )


def is_demo() -> bool:
    """Whether this database was made by the demo."""
    return bool(Setting.objects.filter(key="demo").values_list("value", flat=True).first())


def demo_posts() -> QuerySet[Post]:
    """The posts offered for one-click sign-in."""
    return Post.objects.filter(demo=True).select_related("organ").order_by("organ__path", "pk")
