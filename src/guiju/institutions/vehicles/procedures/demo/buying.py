"""Cars bought by the demo's organs: asked for, planned, paid, ordered, delivered, registered."""

from __future__ import annotations

import datetime as dt
import random

from django.http import QueryDict

from guiju.clock import today
from guiju.organs.demo.people import actor, holder, office
from guiju.organs.demo.stage import Story
from guiju.organs.models import Organ
from guiju.procedures.models import Case
from guiju.procedures.services import (
    correct_and_resubmit,
    resume,
    return_for_correction,
    suspend,
    withdraw,
)

from ...models import Car, CarState, Hold, QuotaAccount, RenewalCase
from ...selectors.applying import KINDS, read_application
from ...services.applying import hand_in
from ...services.cars import dispose
from .hands import begun, now_of, number_of, step, tried, who

CLASSES = ("应急保障", "机要通信", "行政执法")
PURCHASE = "purchase"


def purchase(code: str, chance: random.Random) -> Story:
    """An organ asks for a car, now and then without a free place; what follows."""
    organ = Organ.objects.get(code=code)
    free = free_classes(organ)
    if organ.ended is not None or (not free and chance.random() < 0.7):
        return
    kind = chance.choice(free or CLASSES)
    facts = {**_wanted(chance), "用车类别": kind, "申请数": "1"}
    case = begun(code, PURCHASE, facts, f"{kind}用车一辆")
    yield from _bought(case, chance)


def renewal(hold: Hold, chance: random.Random) -> Story:
    """The new car of an approved replacement, and the end of the old one."""
    yield chance.randrange(3, 20)
    hold = Hold.objects.select_related("account__organ").get(pk=hold.pk)
    organ = hold.account.organ
    post, account = who(organ.code)
    sent = QueryDict(mutable=True)
    wanted = _wanted(chance)
    if hold.account.vehicle_class == "执法执勤":
        wanted["使用岗位"] = "一线执法执勤"
    sent.update({f"f:{key}": value for key, value in wanted.items()})
    told = read_application(KINDS["car"], organ, None, hold, sent)
    if not told.complete:
        return
    case = hand_in(told, post=post, account=account, subject="更新车辆一辆", token="")
    yield from _bought(case, chance)
    old = hold.renews
    if old is None or not now_of(case).final:
        return
    yield chance.randrange(15, 70)
    if Car.objects.get(pk=old.pk).state == CarState.REPLACED:
        number, by = (
            f"演财处〔{today().year}〕{number_of(case)}号",
            actor(holder(office(organ, "A"))),
        )
        dispose(car=old, approval=number, actor=by, reason="旧车按规定处置（演示）")


def free_classes(organ: Organ) -> list[str]:
    """The classes in which an organ has a place free: people ask for what they may have."""
    held = QuotaAccount.objects.filter(organ=organ, vehicle_class__in=CLASSES)
    return [one.vehicle_class for one in held.order_by("pk") if (one.free or 0) > 0]


def _wanted(chance: random.Random) -> dict[str, str]:
    """What is told of a car that is still to be bought."""
    electric = chance.random() < 0.6
    return {
        "车型": "轿车",
        "产地": "国产",
        "动力类型": "纯电动" if electric else "汽油",
        "价格（元）": str(chance.randrange(92_000, 119_000, 100)),
        **({} if electric else {"排气量（升）": "1.5"}),
        "购置日期": today().isoformat(),
        "配备情形": "常规",
        "集中管理": "是",
        "使用岗位": "其他",
        "固定使用人": "无",
        "超标准批准文号": "无",
        "越野车批准文号": "无",
        "保密用途": "无",
    }


def corrected(case: Case, above: str, chance: random.Random) -> Story:
    """An application is sent back now and then, and handed in again; or its limit stands still."""
    yield chance.randrange(2, 10) if chance.random() < 0.93 else chance.randrange(24, 40)
    told = chance.random()
    state = now_of(case).state
    if told < 0.1:
        why = "材料不齐，请补正（演示理由）"
        return_for_correction(*who(above), case.pk, reason=why, expected_state=state)
        yield chance.randrange(2, 15)
        given = now_of(case)
        own, facts = who(given.organ.code), given.given["facts"]
        correct_and_resubmit(
            *own, case.pk, facts, reason="已补正（演示理由）", expected_state=given.state
        )
        yield chance.randrange(2, 12)
    elif told < 0.15:
        why = "等待现场核查结果（演示理由）"
        suspend(*who(above), case.pk, reason=why, expected_state=state)
        yield chance.randrange(5, 25)
        resume(*who(above), case.pk, reason="核查完毕（演示理由）", expected_state=state)
        yield chance.randrange(1, 8)
    elif told < 0.2:
        own = who(now_of(case).organ.code)
        withdraw(*own, case.pk, reason="不再需要（演示理由）", expected_state=state)


def _bought(case: Case, chance: random.Random) -> Story:
    """From the request to the registration, or to an earlier end."""
    organ = now_of(case).organ
    above, money = office(organ, "A"), office(organ, "F")
    yield from corrected(case, above, chance)
    if now_of(case).final:
        return
    year = str(today().year)
    if not tried(case, above, "plan", "符合标准，列入计划（演示理由）", 计划年度=year):
        step(case, above, "refuse", "编制没有空余，不列入计划（演示理由）")
        return
    yield chance.randrange(5, 28)
    if chance.random() < 0.06 and not RenewalCase.objects.filter(case=case).exists():
        step(case, money, "refuse_money", "本年预算没有安排（演示理由）")
        return
    step(
        case,
        money,
        "fund",
        "已列入部门预算（演示理由）",
        预算指标文号=f"演财预〔{year}〕{number_of(case)}号",
    )
    yield from _delivered(case, above, chance)


def _delivered(case: Case, above: str, chance: random.Random) -> Story:
    yield chance.randrange(10, 60)
    price = now_of(case).given["facts"]["价格（元）"]
    paid: dict[str, str] = {"价格（元）": price, "采购合同编号": f"演采{number_of(case)}"}
    step(case, above, "order", "协议供货，价格在标准之内（演示理由）", **paid)
    yield chance.randrange(8, 45)
    bought = {
        "价格（元）": price,
        "购置日期": today().isoformat(),
        "发票号码": f"演票{number_of(case)}",
    }
    step(case, above, "deliver", "验收合格，已交付（演示理由）", **bought)
    yield chance.randrange(1, 6)
    paper = f"演购批〔{today().year}〕{number_of(case)}号"
    step(case, above, "issue_paper", "符合标准，出具批文（演示理由）", 批文号=paper)
    yield chance.randrange(2, 18)
    organ = now_of(case).organ
    plate = {"登记所有人类别": "本机关", "号牌号码": f"桂F·示{Car.objects.count() + 1:05}"}
    step(case, organ.code, "register", "", **plate)


def beyond_term(car: Car, years: int = 8) -> bool:
    """Whether a car has been in use for so many years."""
    return car.bought is not None and car.bought < today() - dt.timedelta(days=366 * years)
