"""Reading organs, posts and tenures."""

from __future__ import annotations

import datetime as dt
import json

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from guiju.clock import today
from guiju.ledger.models import Entry

from .models import Account, Organ, Post, Role, Setting, Tenure

ORGAN_CHANGED = "organs.organ.changed"
"""The action of an entry that tells how an organ's name or category changed."""


def held_on(day: dt.date) -> Q:
    """Tenures that run on a day; both ends are counted in."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def runs_after(day: dt.date) -> Q:
    """Tenures that run on a day or begin after it."""
    return Q(until__isnull=True) | Q(until__gte=day)


def valid_tenures(account: Account, day: dt.date | None = None) -> QuerySet[Tenure]:
    """The posts that a person holds on a day (today)."""
    day = day or today()
    return (
        Tenure.objects.filter(held_on(day), account=account)
        .select_related("post__organ__parent")
        .order_by("pk")
    )


def held_between(
    account: Account, post: Post, since: dt.date, until: dt.date | None
) -> QuerySet[Tenure]:
    """A person's tenures of a post that meet a period (None: without end)."""
    found = Tenure.objects.filter(runs_after(since), account=account, post=post)
    return found if until is None else found.filter(since__lte=until)


def administrators_on(day: dt.date) -> QuerySet[Tenure]:
    """Tenures of administrators who can sign in on a day."""
    return Tenure.objects.filter(
        held_on(day), post__role=Role.ADMINISTRATOR, account__is_active=True
    )


def search(organs: QuerySet[Organ], words: str = "", level: str = "") -> QuerySet[Organ]:
    """Organs by a part of their name and by level, in the order of the tree."""
    found = organs.annotate(post_count=Count("posts"))
    if words:
        found = found.filter(Q(name__icontains=words) | Q(code__startswith=words))
    if level:
        found = found.filter(level=level)
    return found.order_by("path")


def posts_with_holders(organ: Organ) -> QuerySet[Post]:
    """The posts of an organ, vacant ones too, each with everyone who holds or held it."""
    tenures = Tenure.objects.select_related("account").order_by("-since", "-pk")
    return organ.posts.prefetch_related(Prefetch("tenures", tenures)).order_by("title")


def unfinished(organ: Organ, day: dt.date | None = None) -> QuerySet[Tenure]:
    """The tenures of an organ that can still be ended: those that run today or later."""
    day = day or today()
    found = Tenure.objects.filter(post__organ=organ).select_related("account", "post")
    return found.filter(runs_after(day)).order_by("post__title", "since")


def holders_today(post: Post) -> QuerySet[Tenure]:
    """Who holds a post today and can sign in."""
    found = post.tenures.filter(held_on(today()), account__is_active=True)
    return found.select_related("account").order_by("pk")


def is_demo() -> bool:
    """Whether this database was made by the demo."""
    return bool(Setting.objects.filter(key="demo").values_list("value", flat=True).first())


def kinds_of_database() -> set[str]:
    """What is said of the whole installation: ``demo``, ``rehearsal``, or nothing."""
    told = Setting.objects.filter(key__in=("demo", "rehearsal")).values_list("key", "value")
    return {key for key, value in told if value}


def is_rehearsal() -> bool:
    """Whether the clock may run ahead here: made by the demo, or marked as a rehearsal."""
    return bool(kinds_of_database())


def demo_posts() -> QuerySet[Post]:
    """The posts offered for one-click sign-in."""
    return Post.objects.filter(demo=True).select_related("organ").order_by("organ__path", "pk")


def former_names(organ: Organ) -> list[dict[str, str]]:
    """The names that an organ had, each with the day of its end, the latest first: its history."""
    told = Entry.objects.filter(chain=organ.code, action=ORGAN_CHANGED).order_by("-number")
    found = []
    for at, content in told.values_list("at", "content"):
        name = (json.loads(content)["before"] or {}).get("name")
        if name:
            day = timezone.localdate(dt.datetime.fromisoformat(at))
            found.append({"name": name, "until": day.isoformat()})
    return found


def search_accounts(accounts: QuerySet[Account], words: str = "") -> QuerySet[Account]:
    """Accounts by a part of their user name or name."""
    if words:
        accounts = accounts.filter(Q(username__icontains=words) | Q(name__icontains=words))
    return accounts.order_by("username")
