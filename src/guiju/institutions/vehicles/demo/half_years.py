"""Ledgers of the demo, half-year by half-year: handed in, checked, adopted, their findings
followed; and what else happens to cars and numbers."""

from __future__ import annotations

import random

from django.core.files.uploadedfile import SimpleUploadedFile

from guiju.clock import today
from guiju.jobs.services import claim, run
from guiju.organs.demo.people import actor, holder, using_posts
from guiju.organs.demo.stage import Story
from guiju.organs.models import Organ
from guiju.organs.scope import organs_of
from guiju.oversight.demo.stories import followed, no_longer_seen
from guiju.oversight.models import Finding

from ..models import Check
from ..services import start_check
from ..services.accounts import Approval
from ..services.adopting import adopt, rehearse
from ..services.findings import INSTITUTION, follow_check
from .fleet import Fleet

HALF_A_YEAR, LAST = 124, 14
"""In working days: about how far apart ledgers are, and how long before the end the last one is."""


def half_years(government: str, fleet: Fleet, days: int, chance: random.Random) -> Story:
    """The ledgers of a level within so many working days, about two a year.

    The first one brings the cars into the register; what the last one shows is still at work.
    """
    apart = (days - LAST) // max(1, round(days / HALF_A_YEAR))
    yield chance.randrange(6)
    first = True
    while True:
        organs = [post.organ for post in using_posts(government)]
        make = fleet.first_ledger if first else fleet.next_ledger
        check = hand_in(government, make(government, organs))
        yield 1
        adopted(check, government, first=first)
        later = chance.randrange(1, 4)
        yield later
        yield from _followed(check, government, fleet, chance)
        yield apart - 1 - later
        first = False


def hand_in(government: str, content: bytes) -> Check:
    """The authority of a level hands in a ledger, and it is checked at once."""
    by = holder(f"{government}-A")
    half = "上半年" if today().month <= 6 else "下半年"
    name = Organ.objects.get(code=government).name
    upload = SimpleUploadedFile(f"{name}{today().year}年{half}公务用车台账（演示）.xlsx", content)
    check = start_check(organ=by.post.organ, actor=actor(by), upload=upload)
    while job := claim("demo"):
        run(job)
    return Check.objects.select_related("organ", "job").get(pk=check.pk)


def adopted(check: Check, government: str, *, first: bool) -> None:
    """Adopt a ledger; with the first one come the numbers that the region approved."""
    by = holder(f"{government}-A")
    organs = list(organs_of(by.post))
    approval = Approval(f"桂机管〔{today().year}〕演示{government}号", today()) if first else None
    plan = rehearse(check, organs)
    adopt(
        check=check,
        organs=organs,
        fingerprint=plan.fingerprint,
        actor=actor(by),
        approval=approval,
    )


def _followed(check: Check, government: str, fleet: Fleet, chance: random.Random) -> Story:
    """Follow what a check found; each finding has its own story from then on."""
    by = holder(f"{government}-A")
    follow_check(check, organs=organs_of(by.post), actor=actor(by))
    found = Finding.objects.filter(institution=INSTITUTION).select_related("organ__parent")
    for finding in found.filter(first_source=check.pk).order_by("pk"):
        own = random.Random(f"{fleet.seed} {finding.fingerprint}")  # noqa: S311
        yield followed(finding, fleet.mending(finding.subject), own)
    for finding in found.filter(last_source=check.pk, state="reopened").order_by("pk"):
        own = random.Random(f"{fleet.seed} again {finding.fingerprint} {today()}")  # noqa: S311
        yield followed(finding, fleet.mending(finding.subject), own)
    gone = found.filter(organ__parent__code=government, unseen_at=check.created, closed_at=None)
    for finding in gone.order_by("pk"):
        yield no_longer_seen(finding, chance)
