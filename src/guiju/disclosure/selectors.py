"""Whom a post has to give notice, of what, and by when it is to be answered."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from guiju import clock
from guiju.organs.abilities import may
from guiju.organs.models import Organ, Post
from guiju.oversight.doors import Door
from guiju.oversight.models import Finding
from guiju.oversight.selectors import visible
from guiju.oversight.states import TO_EXPLAIN


def to_notify(post: Post) -> QuerySet[Finding]:
    """The findings that wait for an explanation, of the post's scope but its own organ."""
    waiting = [str(state) for state in TO_EXPLAIN]
    return visible(post).filter(state__in=waiting).exclude(organ=post.organ)


def organs_to_notify(post: Post) -> list[dict[str, Any]]:
    """Each organ with the instrument and how many findings wait, in the order of the tree."""
    found = to_notify(post).order_by()
    counted = found.values("organ__code", "organ__name", "instrument").annotate(count=Count("pk"))
    return [{**row} for row in counted.order_by("organ__path", "instrument")]


def door(post: Post, organ: Organ) -> Door | None:
    """From the findings of an organ to the notice of them, where some wait and the post may."""
    if not may(post, "documents.notify") or not to_notify(post).filter(organ=organ).exists():
        return None
    title = _("给%(organ)s的通知（公文）") % {"organ": organ.name}
    return Door(title, reverse("disclosure:notice", args=[organ.code]))


def findings_of(post: Post, organ: Organ, instrument: str) -> list[Finding]:
    """What a notice to an organ tells, by provision and subject."""
    found = to_notify(post).filter(organ=organ, instrument=instrument)
    return list(found.order_by("place", "subject", "pk"))


def instruments(post: Post, organ: Organ) -> list[str]:
    """The instruments under which findings of an organ wait."""
    found = to_notify(post).filter(organ=organ).order_by("instrument")
    return list(found.values_list("instrument", flat=True).distinct())


def answer_by(day: dt.date) -> tuple[dt.date, int]:
    """The last day for an answer and the working days of ours that it was counted by."""
    days: int = settings.OVERSIGHT_EXPLAIN_WORKDAYS
    return clock.add(day, days, "workdays", settings.OVERSIGHT_REGION).date, days
