"""What the steps of a case do to register and quota, in the transaction of the step itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from guiju.institutions.vehicles.models import Car, CarState, Hold, QuotaAccount, RenewalCase
from guiju.procedures.models import Case
from guiju.procedures.services import Answer, Refused, open_case, withdraw

from .registers import (
    APPROVAL,
    CLASS,
    OFFICE,
    account,
    adopted,
    all_holds,
    checked,
    figures,
    numbered,
    organ,
    post_of,
    row,
    take,
)

pytestmark = pytest.mark.django_db
AUTHORITY, FINANCE, DISCIPLINE, REGION = "4514-A", "4514-F", "4514-D", "45-A"
CAR = {
    "单位类别": "行政机关",
    "行政层级": "市",
    "用车类别": CLASS,
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
    "购置日期": "2026-03-02",
    "保密用途": "无",
    "申请数": "1",
}
OWN = {"单位类别": "行政机关", "行政层级": "市"}
PLAN = {"entries": {"计划年度": "2026"}}


def asked(**changes: str) -> Case:
    """A car is asked for; nobody types what the quota account holds."""
    return open_case(*post_of(OFFICE), "vehicles/purchase", {**CAR, **changes}, {}, "应急用车")


def bought(case: Case, price: str = "97000.00") -> Case:
    """From the plan to the paper."""
    take(case, FINANCE, "fund", entries={"预算指标文号": "崇财〔2026〕演1号"})
    take(case, AUTHORITY, "order", entries={"价格（元）": price, "采购合同编号": "演1"})
    told = {"价格（元）": price, "购置日期": "2026-05-06", "发票号码": "演2"}
    take(case, AUTHORITY, "deliver", entries=told)
    return take(case, AUTHORITY, "issue_paper", entries={"批文号": "崇机管〔2026〕演3号"})


def registered(case: Case, plate: str = "桂F·N001", owner: str = "本机关") -> Case:
    """The last step, by the organ itself."""
    entries: dict[str, Any] = {"登记所有人类别": owner, "号牌号码": plate}
    return take(case, OFFICE, "register", entries=entries)


def stock(folder: Path, *rows: dict[str, Any], count: int = 2) -> None:
    """Cars in the register under an approved number."""
    adopted(checked(folder, list(rows), [(organ().name, CLASS, count)]), APPROVAL)


def test_a_car_from_request_to_the_register(city: None) -> None:
    numbered(count=1)
    case = asked()
    assert figures() == (1, 0, 0, 0, 1)
    take(case, AUTHORITY, "plan", **PLAN)
    assert figures() == (1, 0, 1, 0, 0)
    bought(case)
    registered(case)
    car = Car.objects.get()
    assert figures() == (1, 1, 0, 0, 0)
    assert (car.price, car.plate, car.owner_category) == (9_700_000, "桂F·N001", "本机关")
    assert car.source.reference == f"{OFFICE} {case.reference}"
    assert all_holds()


def test_without_a_free_place_no_plan_takes_it_in(city: None) -> None:
    numbered(count=1)
    first, second = asked(), asked()
    take(first, AUTHORITY, "plan", **PLAN)
    with pytest.raises(Refused) as refused:
        take(second, AUTHORITY, "plan", **PLAN)
    assert refused.value.code == "guard"
    assert Case.objects.get(pk=second.pk).state == "asked"
    assert figures() == (1, 0, 1, 0, 0)
    assert all_holds()


def test_what_the_application_says_of_the_quota_does_not_count(city: None) -> None:
    numbered(count=0)
    case = asked(编制数="9", 在用车辆数="0", 已批准未配备和冻结数="0")
    with pytest.raises(Refused, match="第六条第一款"):
        take(case, AUTHORITY, "plan", **PLAN)


def test_where_no_number_is_known_nothing_is_approved(city: None) -> None:
    with pytest.raises(Refused, match="编制数"):
        take(asked(), AUTHORITY, "plan", **PLAN)
    assert not QuotaAccount.objects.exists()


def test_no_money_and_a_withdrawal_give_the_place_back(city: None) -> None:
    numbered(count=1)
    case = asked()
    take(case, AUTHORITY, "plan", **PLAN)
    take(case, FINANCE, "refuse_money")
    assert figures() == (1, 0, 0, 0, 1)
    case = asked()
    take(case, AUTHORITY, "plan", **PLAN)
    withdraw(*post_of(OFFICE), case.pk, expected_state="planned")
    assert figures() == (1, 0, 0, 0, 1)
    assert [hold.open for hold in Hold.objects.all()] == [0, 0]
    assert all_holds()


def test_the_standard_is_held_at_every_stage(city: None) -> None:
    numbered(count=1)
    with pytest.raises(Refused, match="第七条"):
        take(asked(**{"价格（元）": "120000.01"}), AUTHORITY, "plan", **PLAN)
    case = asked()
    take(case, AUTHORITY, "plan", **PLAN)
    with pytest.raises(Refused, match="第七条"):
        bought(case, "120000.01")
    assert Case.objects.get(pk=case.pk).state == "funded"


def test_a_registration_in_another_name_leaves_everything(city: None) -> None:
    numbered(count=1)
    case = asked()
    take(case, AUTHORITY, "plan", **PLAN)
    bought(case)
    with pytest.raises(Refused, match="第十六条"):
        registered(case, owner="个人")
    assert figures() == (1, 0, 1, 0, 0)
    assert not Car.objects.exists()


def test_a_plate_that_is_taken_undoes_the_step(city: None, tmp_path: Path) -> None:
    stock(tmp_path, row(1))
    case = asked()
    take(case, AUTHORITY, "plan", **PLAN)
    bought(case)
    with pytest.raises(ValidationError, match="已经有"):
        registered(case, plate="桂F·R001")
    assert Case.objects.get(pk=case.pk).state == "papered"
    assert figures() == (2, 1, 1, 0, 0)
    assert all_holds()


def test_an_increase_is_added_to_the_number(city: None) -> None:
    numbered(count=1)
    facts = {**OWN, "增编原因": "新成立机构", "用车类别": CLASS, "申请数": "2"}
    case = open_case(*post_of(OFFICE), "vehicles/quota-increase", facts, {}, organ().name)
    needed = {"确需增加编制": Answer("是", "新设科室")}
    take(case, AUTHORITY, "review", judgements=needed)
    take(case, FINANCE, "review")
    assert figures()[0] == 1
    take(case, REGION, "approve", entries={"批准文号": "桂机管〔2026〕演5号"})
    assert figures() == (3, 0, 0, 0, 3)
    assert account().approval == "桂机管〔2026〕演5号"
    assert all_holds()


def test_an_increase_without_class_and_number_is_not_approved(city: None) -> None:
    numbered(count=1)
    facts = {**OWN, "增编原因": "新成立机构"}
    case = open_case(*post_of(OFFICE), "vehicles/quota-increase", facts, {}, organ().name)
    take(case, AUTHORITY, "review", judgements={"确需增加编制": Answer("是", "新设科室")})
    take(case, FINANCE, "review")
    with pytest.raises(ValidationError, match="申请数"):
        take(case, REGION, "approve", entries={"批准文号": "桂机管〔2026〕演5号"})
    assert figures() == (1, 0, 0, 0, 1)


def test_a_replacement_runs_within_a_full_number(city: None, tmp_path: Path) -> None:
    stock(tmp_path, row(1, 购置日期="2015-05-06", 安全技术检测="不合格"), count=1)
    old = Car.objects.get()
    facts = {**OWN, "购置日期": "2015-05-06", "申请日期": "2026-03-02", "安全技术检测": "不合格"}
    case = open_case(*post_of(OFFICE), "vehicles/due-replacement", facts, {}, old.plate)
    take(case, AUTHORITY, "replace", entries={"批准文号": "崇机管〔2026〕演6号"})
    hold = Hold.objects.get()
    assert (hold.renews, figures()) == (old, (1, 1, 0, 0, 0))
    purchase = asked()
    RenewalCase.objects.create(case=purchase, hold=hold)
    take(purchase, AUTHORITY, "plan", **PLAN)
    assert Hold.objects.count() == 1
    bought(purchase)
    registered(purchase)
    old.refresh_from_db()
    assert (old.state, figures()) == (CarState.REPLACED, (1, 1, 0, 0, 0))
    assert all_holds()


def test_a_car_that_the_register_lacks_is_not_replaced(city: None) -> None:
    facts = {**OWN, "购置日期": "2015-05-06", "申请日期": "2026-03-02", "安全技术检测": "不合格"}
    case = open_case(*post_of(OFFICE), "vehicles/due-replacement", facts, {}, "桂F·没有")
    with pytest.raises(ValidationError, match="登记册中没有"):
        take(case, AUTHORITY, "replace", entries={"批准文号": "崇机管〔2026〕演6号"})
    assert Case.objects.get(pk=case.pk).state == "asked"


def test_early_replacement_holds_after_finance(city: None, tmp_path: Path) -> None:
    stock(tmp_path, row(1), count=1)
    facts = {**OWN, "购置日期": "2023-05-06", "申请日期": "2026-03-02"}
    case = open_case(*post_of(OFFICE), "vehicles/early-replacement", facts, {}, "桂F·R001")
    needed = {"因安全等原因确需提前更新": Answer("是", "车架开裂")}
    take(case, AUTHORITY, "examine", judgements=needed)
    assert not Hold.objects.exists()
    take(case, FINANCE, "approve", entries={"批准文号": "崇财〔2026〕演7号"})
    assert Hold.objects.get().renews == Car.objects.get()


def test_a_waiver_of_marking_stands_with_the_car(city: None, tmp_path: Path) -> None:
    stock(tmp_path, row(1, 保密用途="侦查办案", 统一标识="否"))
    facts = {**OWN, "保密用途": "侦查办案"}
    case = open_case(*post_of(OFFICE), "vehicles/marking-exemption", facts, {}, "桂F·R001")
    take(case, AUTHORITY, "approve", entries={"核准文号": "崇机管〔2026〕演8号"})
    take(case, DISCIPLINE, "file", entries={"备案文号": "崇纪〔2026〕演9号"})
    car = Car.objects.get()
    assert (car.marking_waiver, car.marking_filing) == ("崇机管〔2026〕演8号", "崇纪〔2026〕演9号")
    assert all_holds()
