"""Somebody is away for a while, and a colleague acts for them."""

from __future__ import annotations

import datetime as dt
import random

from guiju.clock import today
from guiju.organs.demo.people import holder
from guiju.organs.demo.stage import Story
from guiju.organs.models import Role
from guiju.procedures.models import Told
from guiju.procedures.services import delegate, end_delegation, take_note


def absences(code: str, chance: random.Random) -> Story:
    """The clerk of a department is away for some weeks a year; the deputy acts meanwhile."""
    yield chance.randrange(15, 90)
    while True:
        held, days = holder(code), chance.randrange(7, 30)
        made = delegate(
            held.post,
            held.account,
            holder(code, Role.USING_CLERK).post,
            since=today() + dt.timedelta(days=1),
            until=today() + dt.timedelta(days=days),
            reason=chance.choice(("脱产学习（演示）", "出差（演示）", "休假（演示）")),
        )
        if chance.random() < 0.25:
            yield days // 3
            held = holder(code)
            end_delegation(held.post, held.account, made.pk)
        yield chance.randrange(90, 240)


def reading(code: str, chance: random.Random) -> Story:
    """A clerk takes note of what the post was told of, most of it, every few weeks."""
    yield chance.randrange(4, 12)
    while True:
        held = holder(code)
        told = Told.objects.filter(organ=held.post.organ, role=held.post.role, noted=None)
        for one in told.order_by("pk"):
            if chance.random() < 0.85:
                take_note(held.post, held.account, one.pk)
        yield chance.randrange(8, 16)
