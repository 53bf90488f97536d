"""Invented cases of the demo city at several steps, so that every demo post has something to do.

Each step is taken by the service, by whoever holds the post, some days before the demo is loaded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from guiju.clock import at, today
from guiju.organs.models import Account, Organ, Post, Role
from guiju.procedures.models import Case
from guiju.procedures.services import (
    Answer,
    lapse_due,
    open_case,
    return_for_correction,
    take_step,
)

from ...models import Car, CarState

_MORNING = dt.time(9, 30)
_SCHOOLS, _POLICE, _COUNTY = "4514-08", "4514-09", "451421-02"
_CITY, _MONEY = "4514-A", "4514-F"


def load_cases() -> list[Case]:
    """Seven cases: waiting for each authority, for finance, for inspection, returned, overdue."""
    day = today()
    found = [
        _overdue(day - dt.timedelta(days=40)),
        _to_be_filed(day - dt.timedelta(days=12)),
        _increase_for_the_region(day - dt.timedelta(days=15)),
        _increase_half_signed(day - dt.timedelta(days=9)),
        _early_for_finance(day - dt.timedelta(days=8)),
        _excess(day - dt.timedelta(days=4)),
        _returned(day - dt.timedelta(days=3)),
    ]
    lapse_due(day)
    return found


def _who(code: str) -> tuple[Post, Account]:
    """Who acts in an organ."""
    posts = Post.objects.filter(organ__code=code).exclude(role=Role.ADMINISTRATOR)
    post = posts.select_related("organ__parent").order_by("pk")[0]
    return post, post.tenures.select_related("account").order_by("pk")[0].account


def _open(code: str, name: str, day: dt.date, facts: Mapping[str, Any], subject: str = "") -> Case:
    organ = Organ.objects.get(code=code)
    own = {"单位类别": organ.category, "行政层级": organ.level}
    with at(dt.datetime.combine(day, _MORNING), back=True):
        return open_case(*_who(code), f"vehicles/{name}", {**own, **facts}, {}, subject)


def _step(case: Case, code: str, name: str, day: dt.date, reason: str, **more: Any) -> Case:
    with at(dt.datetime.combine(day, _MORNING), back=True):
        state = Case.objects.get(pk=case.pk).state
        told = {"reason": reason, "expected_state": state, **more}
        return take_step(*_who(code), case.pk, name, **told)


def _plate(code: str, place: int) -> str:
    """One of the cars that an organ has in the register."""
    cars = Car.objects.filter(organ__code=code, state=CarState.IN_USE).order_by("plate")
    plates = list(cars.values_list("plate", flat=True))
    return plates[place % len(plates)] if plates else f"桂F·演{place:04}"


def _overdue(day: dt.date) -> Case:
    """A marking exemption that nobody has decided in time."""
    plate = _plate(_POLICE, 0)
    return _open(_POLICE, "marking-exemption", day, {"保密用途": "侦查办案"}, plate)


def _to_be_filed(day: dt.date) -> Case:
    """A marking exemption that is approved and waits for discipline inspection."""
    plate = _plate(_POLICE, 1)
    case = _open(_POLICE, "marking-exemption", day, {"保密用途": "国家安全"}, plate)
    reason, entries = "属涉及国家安全的特殊工作用车（演示理由）", {"核准文号": "演核〔演示〕1号"}
    return _step(case, _CITY, "approve", day + dt.timedelta(days=3), reason, entries=entries)


def _increase(code: str, day: dt.date) -> Case:
    facts = {"增编原因": "新成立机构", "用车类别": "应急保障", "申请数": "1"}
    case = _open(code, "quota-increase", day, facts, Organ.objects.get(code=code).name)
    needed = {"确需增加编制": Answer("是", "新设机构承担应急值班（演示理由）")}
    later = day + dt.timedelta(days=2)
    return _step(case, _CITY, "review", later, "情况属实（演示理由）", judgements=needed)


def _increase_for_the_region(day: dt.date) -> Case:
    """An increase that the city has reviewed."""
    case = _increase(_COUNTY, day)
    return _step(case, _MONEY, "review", day + dt.timedelta(days=4), "同意初审意见（演示理由）")


def _increase_half_signed(day: dt.date) -> Case:
    """An increase that finance still has to sign."""
    return _increase(_SCHOOLS, day)


def _early_for_finance(day: dt.date) -> Case:
    """An early replacement that the authority has examined."""
    bought, asked = day - dt.timedelta(days=5 * 365), day.isoformat()
    facts = {"购置日期": bought.isoformat(), "申请日期": asked}
    case = _open(_SCHOOLS, "early-replacement", day, facts, _plate(_SCHOOLS, 0))
    needed = {"因安全等原因确需提前更新": Answer("是", "制动系统不能修复（演示理由）")}
    later = day + dt.timedelta(days=2)
    return _step(case, _CITY, "examine", later, "检验报告属实（演示理由）", judgements=needed)


def _excess(day: dt.date) -> Case:
    """A car beyond the standard, for which the city's authority may apply to the region."""
    facts = {"用车类别": "应急保障", "车型": "其他小型客车", "产地": "国产", "动力类型": "汽油"}
    return _open(_POLICE, "excess-standard", day, facts, "山区应急保障用车一辆")


def _returned(day: dt.date) -> Case:
    """A marking exemption returned to the using organ for correction."""
    plate = _plate(_COUNTY, 0)
    case = _open(_COUNTY, "marking-exemption", day, {"保密用途": "无"}, plate)
    with at(dt.datetime.combine(day + dt.timedelta(days=1), _MORNING), back=True):
        reason = "没有写明保密用途，请补正（演示理由）"
        return return_for_correction(
            *_who("451421-A"), case.pk, reason=reason, expected_state="proposed"
        )
