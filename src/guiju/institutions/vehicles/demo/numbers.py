"""Numbers and cars of the demo that change hands: given to a new organ, moved, merged, frozen."""

from __future__ import annotations

import random

from guiju.clock import today
from guiju.ledger.services import Actor
from guiju.organs.demo.life import ended, set_up
from guiju.organs.demo.people import actor, holder, office
from guiju.organs.demo.stage import Story
from guiju.organs.models import Organ
from guiju.oversight.demo.stories import close_all

from ..models import QuotaAccount
from ..procedures.demo.asking import free_cars, increase
from ..procedures.demo.buying import purchase
from ..services.accounts import Approval
from ..services.cars import move
from ..services.quota import freeze, merge, set_authorised, transfer

CLASS_OF_A_NEW_ORGAN = "应急保障"
REASON = "机构调整（演示）"


def _approval(what: str) -> Approval:
    return Approval(f"桂机管〔{today().year}〕演示{what}", today())


def new_organ(code: str, name: str, parent: str, chance: random.Random) -> Story:
    """An organ is set up, asks for its first place and buys its first car."""
    organ = set_up(code, name, parent)
    yield 8
    set_authorised(
        organ=organ,
        vehicle_class=CLASS_OF_A_NEW_ORGAN,
        authorised=0,
        approval=_approval(f"新{code}"),
        actor=actor(holder(office(organ, "A"))),
        reason="新设机构，待核定（演示）",
    )
    yield 5
    yield from increase(code, chance, then=lambda: purchase(code, chance))


def merged(code: str, into: str, chance: random.Random) -> Story:
    """An organ becomes part of another: numbers and cars first, then it ends."""
    organ, taker = (Organ.objects.select_related("parent").get(code=one) for one in (code, into))
    by = actor(holder(office(organ, "A")))
    merge(sources=[organ], into=taker, approval=_approval(f"并{code}"), actor=by, reason=REASON)
    tries = 0
    yield 10
    close_all(organ, chance)
    while not ended(organ) and tries < 10:
        tries += 1
        yield 15


def shifts(government: str, chance: random.Random) -> Story:
    """Now and then a level moves a place or a car to where it is needed, or freezes a place."""
    yield chance.randrange(40, 150)
    while True:
        by = actor(holder(f"{government}-A"))
        free = QuotaAccount.objects.filter(
            organ__parent__code=government, organ__ended=None, authorised__isnull=False
        )
        roomy = [one for one in free.select_related("organ").order_by("pk") if (one.free or 0) > 0]
        if roomy:
            _shift(chance.choice(roomy), list(free), by, chance)
        yield chance.randrange(60, 160)


def _shift(one: QuotaAccount, known: list[QuotaAccount], by: Actor, chance: random.Random) -> None:
    """A free place is given to another organ, filled by another's car, or frozen."""
    others = [
        other
        for other in sorted(known, key=lambda account: account.pk)
        if other.vehicle_class == one.vehicle_class and other.organ_id != one.organ_id
    ]
    told = chance.random()
    number = f"演调〔{today().year}〕{one.organ.code}号"
    if told < 0.4 and others:
        to = chance.choice(others).organ
        transfer(giver=one.organ, taker=to, vehicle_class=one.vehicle_class, count=1,
                 approval=_approval(f"调{one.organ.code}"), actor=by, reason=REASON)  # fmt: skip
    elif told < 0.8 and others:
        cars = [
            car
            for car in free_cars(chance.choice(others).organ)
            if car.vehicle_class == one.vehicle_class
        ]
        if cars:
            move(car=cars[0], taker=one.organ, approval=number, actor=by, reason="调剂使用（演示）")
    else:
        freeze(organ=one.organ, vehicle_class=one.vehicle_class, count=1, actor=by,
               reason="专项清理期间冻结（演示）")  # fmt: skip
