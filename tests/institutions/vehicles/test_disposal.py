"""第二十五条第二款: an old car that was replaced is disposed of once finance approves."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from guiju.institutions.vehicles.models import Car, CarState
from guiju.institutions.vehicles.services.cars import deliver
from guiju.institutions.vehicles.services.quota import place_hold
from guiju.ledger.models import Entry
from guiju.ledger.selectors import told
from guiju.procedures.models import Case
from guiju.procedures.services import Answer, Refused, open_case, withdraw

from .registers import (
    ACTOR,
    CLASS,
    OFFICE,
    all_holds,
    cells,
    figures,
    numbered,
    organ,
    post_of,
    take,
)

AUTHORITY, FINANCE = "4514-A", "4514-F"
FACTS = {"单位类别": "行政机关", "行政层级": "市", "处置方式": "拍卖", "用车类别": CLASS}
APPROVED = {"批准文号": "崇财资〔2026〕演5号"}
DONE = {
    "处置日期": "2026-06-01",
    "处置凭证号": "拍1",
    "处置收入（元，没有的写“无”）": "30000.00",
}


@pytest.fixture
def old(city: None) -> Car:
    """A replaced car, its place taken by the new one."""
    numbered(count=1)
    made = []
    for number, renews in ((1, None), (2, True)):
        held = place_hold(
            organ=organ(),
            vehicle_class=CLASS,
            case=f"演示{number}",
            actor=ACTOR,
            renews=made[0] if renews else None,
        )
        made.append(deliver(hold=held, cells=cells(number), reference="登", actor=ACTOR))
    made[0].refresh_from_db()
    assert made[0].state == CarState.REPLACED
    return made[0]


def reported(car: Car, code: str = AUTHORITY, **changes: str) -> Case:
    """The authority reports a car of another organ."""
    facts = {**FACTS, **changes}
    return open_case(*post_of(code), "vehicles/disposal", facts, {}, car.plate, organ=car.organ)


def test_from_the_report_to_the_income(old: Car) -> None:
    case = reported(old)
    take(case, FINANCE, "approve", entries=APPROVED)
    assert Car.objects.get(pk=old.pk).state == CarState.REPLACED
    take(case, AUTHORITY, "dispose", entries=DONE)
    old.refresh_from_db()
    assert old.state == CarState.DISPOSED
    entry = Entry.objects.get(action="vehicles.car.disposed")
    assert told(entry)["article"] == "25/2"
    assert told(entry)["after"]["approval"] == APPROVED["批准文号"]
    name = "非税收入缴款凭证号（没有收入的写“无”）"
    take(case, AUTHORITY, "pay_in", entries={name: "演缴1"})
    assert Case.objects.get(pk=case.pk).state == "settled"
    assert figures() == (1, 1, 0, 0, 0)
    assert all_holds()


def test_the_plate_is_free_once_its_car_is_gone(old: Car) -> None:
    numbered(count=2)
    held = place_hold(organ=organ(), vehicle_class=CLASS, case="演示3", actor=ACTOR)
    again = {"hold": held, "cells": {**cells(3), "号牌号码": old.plate}, "actor": ACTOR}
    with pytest.raises(ValidationError, match="已经有"):
        deliver(**again, reference="登")  # type: ignore[arg-type]
    case = reported(old)
    take(case, FINANCE, "approve", entries=APPROVED)
    take(case, AUTHORITY, "dispose", entries=DONE)
    deliver(**again, reference="登")  # type: ignore[arg-type]
    assert figures() == (2, 2, 0, 0, 0)
    assert all_holds()


def test_a_car_in_use_is_not_disposed_of(old: Car) -> None:
    new = Car.objects.get(state=CarState.IN_USE)
    with pytest.raises(Refused, match="第二十五条第二款"):
        reported(new, 已按规定更新="是")
    assert not Case.objects.exists()


def test_a_car_is_reported_once(old: Car) -> None:
    case = reported(old)
    with pytest.raises(ValidationError, match="已经报批"):
        reported(old)
    withdraw(*post_of(AUTHORITY), case.pk, expected_state="reported", reason="改期")
    assert reported(old).state == "reported"


def test_finance_decides_and_nobody_else(old: Car) -> None:
    for code in (OFFICE, FINANCE, "451421-A", "45-A"):
        with pytest.raises(Refused):
            reported(old, code)
    case = reported(old)
    for code in (AUTHORITY, OFFICE, "451421-F"):
        with pytest.raises(Refused):
            take(case, code, "approve", entries=APPROVED)
    take(case, FINANCE, "refuse")
    assert Car.objects.get(pk=old.pk).state == CarState.REPLACED


def test_another_way_is_judged_by_a_person(old: Car) -> None:
    case = reported(old, 处置方式="其他方式")
    with pytest.raises(Refused, match="等方式"):
        take(case, FINANCE, "approve", entries=APPROVED)
    question = "列举之外的方式是否属于“等方式”，须由人判断"
    judged = {question: Answer("是", "依资产管理规定无偿划转")}
    take(case, FINANCE, "approve", entries=APPROVED, judgements=judged)
    assert Case.objects.get(pk=case.pk).state == "approved"


def test_a_car_that_moved_away_meanwhile_is_not_taken_out(old: Car) -> None:
    case = reported(old)
    take(case, FINANCE, "approve", entries=APPROVED)
    Car.objects.filter(pk=old.pk).update(organ=organ("4514-09"))
    with pytest.raises(ValidationError, match="登记册中没有"):
        take(case, AUTHORITY, "dispose", entries=DONE)
    assert Case.objects.get(pk=case.pk).state == "approved"


def test_the_authority_reports_it_on_the_page(old: Car, as_role: Any) -> None:
    client = as_role("vehicle_authority")
    page = client.get(reverse("vehicles:car", args=[old.pk])).content.decode()
    address = reverse("vehicles:apply-form", args=["disposal"])
    assert address in page
    sent = {"organ": OFFICE, "car": str(old.pk)}
    form = client.get(address, sent).content.decode()
    assert "处置方式" in form
    assert 'name="f:已按规定更新"' not in form  # the register knows it
    checked = client.post(address, {**sent, "f:处置方式": "拍卖", "check": "1"}).content.decode()
    assert "符合规则，可以批准" in checked
    assert "纸质" not in checked
    (token,) = re.findall(r'name="token" value="(\w+)"', checked)
    confirmed = {**sent, "f:处置方式": "拍卖", "token": token, "confirm": "1"}
    assert client.post(address, confirmed).status_code == 302
    case = Case.objects.get()
    assert (case.procedure, case.state, case.paper) == ("vehicles/disposal", "reported", False)
    assert (case.subject, case.organ.code) == (old.plate, OFFICE)
    clerk = as_role("using_clerk")
    assert clerk.get(address).status_code == 404
    assert "报批处置" not in clerk.get(reverse("vehicles:apply")).content.decode()
    assert address not in clerk.get(reverse("vehicles:car", args=[old.pk])).content.decode()
