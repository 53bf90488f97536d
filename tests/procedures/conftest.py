"""What the tests of procedures share: posts of the demo city, cases at any step, a fixed day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from guiju.clock import FixedClock, at
from guiju.ledger.services import Actor
from guiju.ledger.verifying import verify
from guiju.organs.models import Account, Organ, Post, Role
from guiju.organs.services import appoint, create_account, create_post
from guiju.procedures import hooks
from guiju.procedures.models import Case
from guiju.procedures.services import Answer, open_case, take_step

DAY = dt.datetime(2026, 3, 2, 9, 0)
"""A Monday; every test begins here."""
MARKING = {"单位类别": "行政机关", "行政层级": "市", "保密用途": "侦查办案"}
INCREASE = {"单位类别": "行政机关", "行政层级": "市", "增编原因": "新成立机构"}
EARLY = {
    "单位类别": "行政机关",
    "行政层级": "市",
    "购置日期": "2021-05-10",
    "申请日期": "2026-03-02",
}
CAR = {
    "单位类别": "行政机关",
    "行政层级": "市",
    "用车类别": "机要通信",
    "车型": "轿车",
    "产地": "国产",
    "动力类型": "汽油",
    "价格（元）": "98000.00",
    "排气量（升）": "1.5",
    "配备情形": "常规",
    "使用岗位": "其他",
    "超标准批准文号": "无",
    "越野车批准文号": "无",
    "集中管理": "是",
    "固定使用人": "无",
    "编制数": "2",
    "在用车辆数": "1",
    "已批准未配备和冻结数": "0",
    "申请数": "1",
}
NEEDED = {"确需增加编制": Answer("是", "新设三个科室")}
USING, AUTHORITY, FINANCE, DISCIPLINE, REGION = "4514-08", "4514-A", "4514-F", "4514-D", "45-A"
Who = tuple[Post, Account]


def post_of(code: str, role: str = "") -> Who:
    """The post of an organ (its first one that acts in procedures) and who holds it."""
    posts = Organ.objects.get(code=code).posts.exclude(role=Role.ADMINISTRATOR).order_by("pk")
    post = posts.filter(role=role)[0] if role else posts[0]
    return post, post.tenures.order_by("pk")[0].account


def marking(facts: dict[str, Any] | None = None, **more: Any) -> Case:
    """A car of the police bureau is to go unmarked; the case has just begun."""
    told = MARKING if facts is None else facts
    who = more.pop("who", None) or post_of(USING)
    return open_case(*who, "vehicles/marking-exemption", told, {}, "桂F·演0001", **more)


def increase() -> Case:
    """An increase has just been applied for."""
    return open_case(*post_of(USING), "vehicles/quota-increase", INCREASE, {}, "市教育局")


def early() -> Case:
    """An early replacement has just been applied for."""
    return open_case(*post_of(USING), "vehicles/early-replacement", EARLY, {}, "桂F·演0002")


def step(case: Case, code: str, transition: str, **more: Any) -> Case:
    """One step of a case by the post of an organ."""
    state = more.pop("expected_state", None) or Case.objects.get(pk=case.pk).state
    return take_step(*post_of(code), case.pk, transition, expected_state=state, **more)


def approved(case: Case) -> Case:
    """The same, approved by the city's authority."""
    entries = {"核准文号": "崇机管〔2026〕1号"}
    return step(case, AUTHORITY, "approve", reason="属侦查办案用车", entries=entries)


def whole() -> bool:
    """Whether the ledger holds from its first entry to its last."""
    return verify().broken is None


@pytest.fixture(autouse=True)
def engine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine without what institutions hang on its steps: those have tests of their own."""
    monkeypatch.setattr(hooks, "_HOOKS", defaultdict(list))
    monkeypatch.setattr(hooks, "_SUPPLIES", {})


@pytest.fixture
def clock() -> Iterator[FixedClock]:
    """A clock that stands at the day of the tests and can be set forward."""
    with at(DAY, back=True) as fixed:
        yield fixed


@pytest.fixture
def house(city: None, clock: FixedClock) -> FixedClock:
    """The demo city on that day."""
    return clock


def colleague() -> Who:
    """A second post of the city's authority, with somebody in it."""
    organ, actor = Organ.objects.get(code=AUTHORITY), Actor("试", "")
    post = create_post(actor, organ=organ, role=Role.AUTHORITY, title="另一岗位")
    account = create_account(actor, username="second", name="第二人")
    appoint(actor, account=account, post=post, since=dt.date(2020, 1, 6))
    return post, account


def substitute() -> Who:
    """A post of the authority's organ that could take no step by itself."""
    organ, actor = Organ.objects.get(code=AUTHORITY), Actor("试", "")
    post = create_post(actor, organ=organ, role=Role.USING_CLERK, title="代办岗位")
    account = create_account(actor, username="third", name="第三人")
    appoint(actor, account=account, post=post, since=dt.date(2020, 1, 6))
    return post, account


@pytest.fixture
def at_post(house: FixedClock) -> Callable[[str], Client]:
    """A client signed in as the first acting post of an organ."""

    def sign_in(code: str) -> Client:
        client = Client()
        post, account = post_of(code)
        client.force_login(account)
        session = client.session
        session["post"] = post.pk
        session.save()
        return client

    return sign_in
