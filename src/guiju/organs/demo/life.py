"""People, posts and organs of the demo come and go, each on its day and by an administrator."""

from __future__ import annotations

import datetime as dt
import random

from django.core.exceptions import ValidationError
from django.db import transaction

from guiju.clock import today

from ..accounts import close_account
from ..changing import change_organ, end_organ
from ..models import Account, Organ, Post, Role, Tenure
from ..selectors import held_on
from ..services import appoint, create_account, create_organ, create_post, end_tenure
from .people import invented_name, manager
from .stage import Story

CLERK, DEPUTY = "公务用车经办", "综合科经办"


def appoint_somebody(post: Post, since: dt.date) -> Tenure:
    """Put a new person in a post."""
    by, number = manager(post.organ), Account.objects.count() + 1
    account = create_account(by, username=f"demo-n{number}", name=invented_name(number))
    return appoint(by, account=account, post=post, since=since)


def turnover(code: str, chance: random.Random) -> Story:
    """Another person takes over the clerk's post of an organ every one to three years."""
    yield chance.randrange(20, 600)
    while True:
        held = Tenure.objects.filter(
            held_on(today()), post__organ__code=code, post__organ__ended=None
        )
        held = held.exclude(post__role=Role.ADMINISTRATOR).exclude(post__title=DEPUTY)
        leaving = held.select_related("account", "post__organ__parent").order_by("pk").first()
        if leaving is None:
            return
        end_tenure(
            manager(leaving.post.organ),
            tenure=leaving,
            until=today(),
            reason=chance.choice(("调任其他岗位（演示）", "退休（演示）", "借调期满（演示）")),
        )
        appoint_somebody(leaving.post, today() + dt.timedelta(days=1))
        yield chance.randrange(5, 30)
        _close(leaving)
        yield chance.randrange(240, 700)


def _close(left: Tenure) -> None:
    """Close the account of a person who holds no post any more."""
    if not left.account.tenures.filter(held_on(today())).exists():
        by = manager(left.post.organ)
        close_account(by, account=left.account, reason="已不在岗（演示）")


def renamed(code: str, name: str) -> Story:
    """An organ gets another name."""
    organ = Organ.objects.select_related("parent").get(code=code)
    change_organ(manager(organ), organ=organ, name=name, reason="机构改革，更名（演示）")
    yield from ()


def set_up(code: str, name: str, parent: str, category: str = "行政机关") -> Organ:
    """A new organ with a clerk's post and somebody in it."""
    above = Organ.objects.get(code=parent)
    probe = Organ(code=code, parent=above)
    organ = create_organ(
        manager(probe), code=code, name=name, level=above.level, category=category, parent=above
    )
    post = create_post(manager(organ), organ=organ, role=Role.USING_CLERK, title=CLERK)
    appoint_somebody(post, today())
    return organ


def add_deputy(code: str) -> Post:
    """A second post in a department, whose holder stands in for the first."""
    organ = Organ.objects.select_related("parent").get(code=code)
    post = create_post(manager(organ), organ=organ, role=Role.USING_CLERK, title=DEPUTY)
    appoint_somebody(post, today())
    return post


def ended(organ: Organ) -> bool:
    """End an organ with the tenures in it, both or neither; whether nothing held it any more."""
    by = manager(organ)
    running = Tenure.objects.filter(held_on(today()), post__organ=organ).order_by("pk")
    try:
        with transaction.atomic():
            for tenure in running.select_related("post__organ"):
                end_tenure(by, tenure=tenure, until=today(), reason="机构撤并（演示）")
            end_organ(by, organ=organ, day=today(), reason="并入其他单位（演示）")
    except ValidationError:  # something of it is still open: another day
        return False
    return True
