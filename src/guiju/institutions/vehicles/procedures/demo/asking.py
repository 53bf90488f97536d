"""What the demo's organs ask for beside new cars: replacements, exemptions, excesses, places."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from guiju.clock import today
from guiju.organs.demo.people import office
from guiju.organs.demo.stage import Story
from guiju.organs.models import Organ
from guiju.procedures.models import Case

from ...models import Car, CarState, Hold, QuotaAccount
from ...services.following import reference_of
from .buying import CLASSES, beyond_term, corrected, free_classes, purchase, renewal
from .hands import begun, now_of, number_of, step, tried

CITY, REGION = "4514", "45"
MATTERS = ("山区应急保障用车", "防汛抢险用车", "森林防火巡护用车", "边境值勤用车", "疫苗冷链用车")


def free_cars(organ: Organ) -> list[Car]:
    """The cars of an organ that no case is about: in use, not being replaced, oldest first."""
    cars = Car.objects.filter(organ=organ, state=CarState.IN_USE).order_by("plate")
    busy = set(Case.objects.filter(organ=organ, final=False).values_list("subject", flat=True))
    found = [
        car
        for car in cars.prefetch_related("renewals")
        if car.plate not in busy and not any(hold.open for hold in car.renewals.all())
    ]
    return sorted(found, key=lambda car: (car.bought or dt.date.max, car.plate))


def _organ(code: str) -> Organ | None:
    organ = Organ.objects.select_related("parent").get(code=code)
    return organ if organ.ended is None else None


def car(code: str, chance: random.Random) -> Story:
    """An organ wants a car: it asks for it, or first for the place that it lacks."""
    organ = _organ(code)
    if organ is None:
        return
    if not free_classes(organ) and chance.random() < 0.5:
        yield increase(code, chance, then=lambda: purchase(code, chance))
    else:
        yield purchase(code, chance)


def marking(code: str, chance: random.Random) -> Story:
    """A car is to go unmarked: approved and filed, or not approved."""
    organ = _organ(code)
    cars = free_cars(organ) if organ else []
    if organ is None or not cars:
        return
    secret = chance.choice(("侦查办案", "国家安全", "其他保密", "无"))
    plate = chance.choice(cars).plate
    case = begun(code, "marking-exemption", {"保密用途": secret}, plate)
    above = office(organ, "A")
    yield from corrected(case, above, chance)
    if now_of(case).final:
        return
    why, number = (
        "属有保密要求的特殊工作用车（演示理由）",
        f"演核〔{today().year}〕{number_of(case)}号",
    )
    if not tried(case, above, "approve", why, 核准文号=number):
        step(case, above, "refuse", "不属于有保密要求的特殊工作用车（演示理由）")
        return
    yield chance.randrange(1, 9) if chance.random() < 0.9 else chance.randrange(14, 30)
    filed = f"演备〔{today().year}〕{number_of(case)}号"
    step(case, office(organ, "D"), "file", "收到备案（演示理由）", 备案文号=filed)


def due_replacement(code: str, chance: random.Random) -> Story:
    """A car beyond its term that failed its inspection is replaced; a sound one goes on in use."""
    organ = _organ(code)
    cars = [car for car in (free_cars(organ) if organ else []) if car.bought is not None]
    if organ is None or not cars:
        return
    car = cars[0]
    if not beyond_term(car) and chance.random() < 0.7:
        return
    sound = chance.random() < 0.2
    case = begun(code, "due-replacement", _of_the_car(car, sound=sound), car.plate)
    above = office(organ, "A")
    yield from corrected(case, above, chance)
    if now_of(case).final:
        return
    why, number = "已超过年限，检测不合格（演示理由）", f"演更〔{today().year}〕{number_of(case)}号"
    if not tried(case, above, "replace", why, 批准文号=number):
        step(case, above, "keep", "未超过年限或者检测合格，继续使用（演示理由）")
        return
    yield from _renewed(case, chance)


def _of_the_car(car: Car, *, sound: bool) -> dict[str, str]:
    assert car.bought is not None
    return {
        "用车类别": car.vehicle_class,
        "购置日期": car.bought.isoformat(),
        "申请日期": today().isoformat(),
        "安全技术检测": "合格" if sound else "不合格",
        "环保检测": "合格",
    }


def _renewed(case: Case, chance: random.Random) -> Story:
    hold = Hold.objects.get(case=reference_of(now_of(case)))
    yield from renewal(hold, chance)


def early_replacement(code: str, chance: random.Random) -> Story:
    """A car is to be replaced before its term: examined by the authority, approved by finance."""
    organ = _organ(code)
    found = free_cars(organ) if organ else []
    cars = [car for car in found if beyond_term(car, 3) and not beyond_term(car, 7)]
    if organ is None or not cars:
        return
    car = chance.choice(cars)
    assert car.bought is not None
    dates = {"购置日期": car.bought.isoformat(), "申请日期": today().isoformat()}
    case = begun(code, "early-replacement", dates | {"用车类别": car.vehicle_class}, car.plate)
    above, money = office(organ, "A"), office(organ, "F")
    yield from corrected(case, above, chance)
    if now_of(case).final:
        return
    if chance.random() < 0.2:
        step(case, above, "disagree", "修理后可以继续使用（演示理由）")
        return
    step(case, above, "examine", "制动系统不能修复，检验报告属实（演示理由）")
    yield chance.randrange(3, 20)
    if chance.random() < 0.15:
        step(case, money, "refuse", "修理更为经济（演示理由）")
        return
    number = f"演财更〔{today().year}〕{number_of(case)}号"
    step(case, money, "approve", "同意审核意见（演示理由）", 批准文号=number)
    yield from _renewed(case, chance)


def excess(code: str, chance: random.Random) -> Story:
    """A car beyond the standard, for which the city's authority may apply to the region."""
    if _organ(code) is None:
        return
    facts = {"用车类别": "应急保障", "车型": "其他小型客车", "产地": "国产", "动力类型": "汽油"}
    case = begun(code, "excess-standard", facts, f"{chance.choice(MATTERS)}一辆")
    above = f"{CITY}-A"
    yield from corrected(case, above, chance)
    if now_of(case).final:
        return
    why = "山区道路确有需要（演示理由）"
    if chance.random() < 0.5 or not tried(case, above, "apply", why):
        step(case, above, "decline", "标准之内的车辆可以满足（演示理由）")
        return
    yield chance.randrange(8, 30)
    if chance.random() < 0.4:
        step(case, f"{REGION}-A", "refuse", "理由不充分（演示理由）")
        return
    number = f"桂机管〔{today().year}〕演示{number_of(case)}号"
    step(case, f"{REGION}-A", "approve", "同意市里意见（演示理由）", 批准文号=number)


def increase(code: str, chance: random.Random, then: Callable[[], Story] | None = None) -> Story:
    """An organ asks for a larger number: reviewed by city and finance, approved by the region."""
    organ = _organ(code)
    held = QuotaAccount.objects.filter(
        organ=organ, authorised__isnull=False, vehicle_class__in=CLASSES
    ).order_by("pk")
    if organ is None or not held:
        return
    why = chance.choice(("新成立机构", "人员编制变化", "机构撤并"))
    facts = {"增编原因": why, "用车类别": chance.choice(held).vehicle_class, "申请数": "1"}
    case = begun(code, "quota-increase", facts, organ.name)
    yield from corrected(case, f"{CITY}-A", chance)
    if now_of(case).final:
        return
    declined = chance.random() < 0.3 and then is None
    if declined or not tried(case, f"{CITY}-A", "review", "情况属实（演示理由）"):
        step(case, f"{CITY}-A", "refuse_review", "可以在现有编制内调剂（演示理由）")
        return
    yield chance.randrange(1, 8)
    step(case, f"{CITY}-F", "review", "同意初审意见（演示理由）")
    yield chance.randrange(5, 30)
    if chance.random() < 0.15 and then is None:
        step(case, f"{REGION}-A", "refuse", "不予增加（演示理由）")
        return
    number = f"桂机管〔{today().year}〕演示{number_of(case)}号"
    step(case, f"{REGION}-A", "approve", "同意（演示理由）", 批准文号=number)
    if then is not None:
        yield then()
