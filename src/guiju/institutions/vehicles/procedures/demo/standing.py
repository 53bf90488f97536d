"""The cases that wait in the demo today: each is begun some working days before and stays there."""

from __future__ import annotations

import datetime as dt

from guiju.clock import today
from guiju.organs.demo.stage import Stage, Story
from guiju.organs.models import Organ
from guiju.procedures.models import Case
from guiju.procedures.services import return_for_correction

from .asking import free_cars
from .hands import begun, now_of, number_of, step, who

SCHOOLS, POLICE, COUNTY = "4514-08", "4514-09", "451421-02"
CITY, MONEY, COUNTY_AUTHORITY = "4514-A", "4514-F", "451421-A"


def begin_standing(stage: Stage) -> None:
    """Let the cases begin that stand open at the end of a stage."""
    stage.begin(overdue(), -28)
    stage.begin(increase_for_the_region(), -11)
    stage.begin(to_be_filed(), -9)
    stage.begin(increase_half_signed(), -7)
    stage.begin(early_for_finance(), -6)
    stage.begin(excess(), -4)
    stage.begin(returned(), -3)


def _plate(code: str, place: int) -> str:
    """One of the cars of an organ that no other case is about."""
    cars = sorted(car.plate for car in free_cars(Organ.objects.get(code=code)))
    return cars[place % len(cars)] if cars else f"桂F·演{place:04}"


def overdue() -> Story:
    """A marking exemption that nobody has decided in time."""
    begun(POLICE, "marking-exemption", {"保密用途": "侦查办案"}, _plate(POLICE, 0))
    yield from ()


def to_be_filed() -> Story:
    """A marking exemption that is approved and waits for discipline inspection."""
    case = begun(POLICE, "marking-exemption", {"保密用途": "国家安全"}, _plate(POLICE, 1))
    yield 3
    why, number = (
        "属涉及国家安全的特殊工作用车（演示理由）",
        f"演核〔{today().year}〕{number_of(case)}号",
    )
    step(case, CITY, "approve", why, 核准文号=number)


def _increase(code: str) -> Case:
    facts = {"增编原因": "新成立机构", "用车类别": "应急保障", "申请数": "1"}
    return begun(code, "quota-increase", facts, Organ.objects.get(code=code).name)


def increase_for_the_region() -> Story:
    """An increase that the city has reviewed."""
    case = _increase(COUNTY)
    yield 2
    step(case, CITY, "review", "新设机构承担应急值班，情况属实（演示理由）")
    yield 2
    step(case, MONEY, "review", "同意初审意见（演示理由）")


def increase_half_signed() -> Story:
    """An increase that finance still has to sign."""
    case = _increase(SCHOOLS)
    yield 2
    step(case, CITY, "review", "新设机构承担应急值班，情况属实（演示理由）")


def early_for_finance() -> Story:
    """An early replacement that the authority has examined."""
    bought = today() - dt.timedelta(days=5 * 365)
    dates = {"购置日期": bought.isoformat(), "申请日期": today().isoformat()}
    case = begun(SCHOOLS, "early-replacement", dates, _plate(SCHOOLS, 0))
    yield 2
    step(case, CITY, "examine", "制动系统不能修复，检验报告属实（演示理由）")


def excess() -> Story:
    """A car beyond the standard, for which the city's authority may apply to the region."""
    facts = {"用车类别": "应急保障", "车型": "其他小型客车", "产地": "国产", "动力类型": "汽油"}
    begun(POLICE, "excess-standard", facts, "山区应急保障用车一辆")
    yield from ()


def returned() -> Story:
    """A marking exemption returned to the using organ for correction."""
    case = begun(COUNTY, "marking-exemption", {"保密用途": "无"}, _plate(COUNTY, 0))
    yield 1
    why = "没有写明保密用途，请补正（演示理由）"
    state = now_of(case).state
    return_for_correction(*who(COUNTY_AUTHORITY), case.pk, reason=why, expected_state=state)
