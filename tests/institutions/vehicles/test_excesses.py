"""第十四条: an approved excess flows into the request for the car, and serves one car only."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from guiju.institutions.vehicles.models import ExcessUse
from guiju.institutions.vehicles.selectors.applying.excesses import open_excesses
from guiju.procedures.models import Case
from guiju.procedures.services import Answer, open_case, withdraw

from .registers import CLASS, OFFICE, all_holds, figures, numbered, organ, post_of, take

pytestmark = pytest.mark.django_db
AUTHORITY, REGION = "4514-A", "45-A"
NUMBER = "桂机管〔2026〕演11号"
CAR = {
    "用车类别": CLASS,
    "车型": "轿车",
    "产地": "国产",
    "动力类型": "汽油",
    "价格（元）": "150000.00",
    "排气量（升）": "1.6",
}
NAME = "超标准批准文号"


@pytest.fixture
def excess(city: None) -> Case:
    """An excess that the region approved, with a free place for its car."""
    numbered(count=2)
    return approved(NUMBER)


def approved(number: str) -> Case:
    """An excess from its application to the region's approval."""
    facts = {"单位类别": "行政机关", "行政层级": "市", **CAR}
    case = open_case(*post_of(OFFICE), "vehicles/excess-standard", facts, {}, "大车一辆")
    needed = {"确因工作需要超出标准": Answer("是", "山路多")}
    take(case, AUTHORITY, "apply", judgements=needed)
    return take(case, REGION, "approve", entries={"批准文号": number})


@pytest.fixture
def clerk(excess: Case, client: Client) -> Client:
    """The organ's own clerk."""
    client.force_login(post_of(OFFICE)[1])
    return client


def form(client: Client, **more: Any) -> str:
    """The form for a car as it answers."""
    address = reverse("vehicles:apply-form", args=["car"])
    return client.post(address, {"organ": OFFICE, **more}).content.decode()


def asked_with(client: Client, fields: dict[str, Any]) -> Any:
    """Checked and handed in."""
    page = form(client, **fields, check="1")
    (token,) = re.findall(r'name="token" value="(\w+)"', page)
    address = reverse("vehicles:apply-form", args=["car"])
    sent = {"organ": OFFICE, **fields, "token": token, "subject": "大车一辆", "confirm": "1"}
    return client.post(address, sent)


REST = {"f:配备情形": "常规", "f:保密用途": "无", "f:使用岗位": "其他"}


def test_the_form_offers_it_and_asks_nothing_again(clerk: Client, excess: Case) -> None:
    assert NUMBER in clerk.get(reverse("vehicles:apply"), {"organ": OFFICE}).content.decode()
    plain = form(clerk)
    assert f'name="excess" value="{excess.pk}"' in plain
    assert "大车一辆" in plain
    chosen = form(clerk, excess=excess.pk)
    asked = set(re.findall(r'name="f:([^"]+)"', chosen.partition("还要知道的")[2]))
    assert {NAME, "申请数", *CAR} & asked == set()
    assert "按已批准的超标准申请" in chosen
    assert "符合规则，可以批准" in form(clerk, excess=excess.pk, **REST)


def test_it_serves_one_car(clerk: Client, excess: Case) -> None:
    assert asked_with(clerk, {"excess": excess.pk, **REST}).status_code == 302
    case = Case.objects.get(procedure="vehicles/purchase")
    assert case.given["facts"][NAME] == NUMBER
    assert case.given["facts"]["价格（元）"] == "150000.00"
    assert ExcessUse.objects.get().excess == excess
    assert open_excesses(organ()) == []
    assert f'name="excess" value="{excess.pk}"' not in form(clerk)
    typed = {f"f:{key}": value for key, value in CAR.items()} | {f"f:{NAME}": NUMBER}
    second = asked_with(clerk, {**typed, **REST, "f:申请数": "1"})
    assert second.status_code == 400
    assert "已经用于" in second.content.decode()
    assert Case.objects.filter(procedure="vehicles/purchase").count() == 1


def test_a_typed_number_is_the_same_approval(clerk: Client, excess: Case) -> None:
    typed = {f"f:{key}": value for key, value in CAR.items()} | {f"f:{NAME}": NUMBER}
    many = asked_with(clerk, {**typed, **REST, "f:申请数": "2"})
    assert "只批准一辆" in many.content.decode()
    numbered(count=1, name="应急保障")
    other = asked_with(clerk, {**typed, **REST, "f:申请数": "1", "f:用车类别": "应急保障"})
    assert f"批准的是{CLASS}用车" in other.content.decode()
    assert not ExcessUse.objects.exists()
    assert asked_with(clerk, {**typed, **REST, "f:申请数": "1"}).status_code == 302
    assert ExcessUse.objects.get().excess == excess


def test_a_case_that_ends_without_a_car_gives_it_back(clerk: Client, excess: Case) -> None:
    asked_with(clerk, {"excess": excess.pk, **REST})
    case = Case.objects.get(procedure="vehicles/purchase")
    withdraw(*post_of(OFFICE), case.pk, expected_state="asked", reason="改期")
    assert [one.case for one in open_excesses(organ())] == [excess]
    assert asked_with(clerk, {"excess": excess.pk, **REST}).status_code == 302
    assert open_excesses(organ()) == []


def test_an_approval_from_before_the_register_is_typed_and_tied_to_nothing(
    clerk: Client, excess: Case
) -> None:
    typed = {f"f:{key}": value for key, value in CAR.items()} | {f"f:{NAME}": "桂旧〔2019〕1号"}
    assert asked_with(clerk, {**typed, **REST, "f:申请数": "1"}).status_code == 302
    assert not ExcessUse.objects.exists()
    assert len(open_excesses(organ())) == 1


def test_the_plan_holds_to_it_once_more(clerk: Client, excess: Case) -> None:
    facts = {"单位类别": "行政机关", "行政层级": "市", **CAR, "申请数": "1", NAME: NUMBER}
    more = {"配备情形": "常规", "保密用途": "无", "使用岗位": "其他", "购置日期": "2026-03-02"}
    told = {**facts, **more}
    first, second = (
        open_case(*post_of(OFFICE), "vehicles/purchase", told, {}, "大车") for _ in range(2)
    )
    take(first, AUTHORITY, "plan", entries={"计划年度": "2026"})
    with pytest.raises(ValidationError, match="已经用于"):
        take(second, AUTHORITY, "plan", entries={"计划年度": "2026"})
    assert figures() == (2, 0, 1, 0, 1)
    assert all_holds()


def test_of_another_organ_it_is_none(clerk: Client, excess: Case) -> None:
    clerk.force_login(post_of("4514-09")[1])
    numbered("4514-09", 1)
    address = reverse("vehicles:apply-form", args=["car"])
    page = clerk.post(address, {"organ": "4514-09", "excess": excess.pk}).content.decode()
    assert NUMBER not in page
    assert "按已批准的超标准申请" not in page
