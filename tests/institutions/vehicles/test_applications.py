"""What an organ can ask for: answered at once, asked for nothing that is known, handed in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from guiju.clock import at
from guiju.institutions.vehicles.models import Car, Hold, RenewalCase
from guiju.institutions.vehicles.selectors.applying.live import renewals_of
from guiju.ledger.verifying import verify
from guiju.procedures.models import Case
from guiju.procedures.services import withdraw

from .registers import (
    APPROVAL,
    CLASS,
    OFFICE,
    POLICE,
    adopted,
    checked,
    figures,
    numbered,
    organ,
    post_of,
    row,
    take,
)
from .test_following import AUTHORITY, PLAN, bought, registered

pytestmark = pytest.mark.django_db
CAR = {
    "f:用车类别": CLASS,
    "f:申请数": "1",
    "f:车型": "轿车",
    "f:产地": "国产",
    "f:动力类型": "汽油",
    "f:价格（元）": "98000",
    "f:排气量（升）": "1.5",
    "f:配备情形": "常规",
    "f:超标准批准文号": "无",
    "f:保密用途": "无",
}
TOKEN = re.compile(r'name="token" value="(\w+)"')
DAY = "2026-03-02T09:00:00"


@pytest.fixture(autouse=True)
def clock() -> Any:
    """The second of March 2026, a Monday."""
    import datetime as dt

    with at(dt.datetime.fromisoformat(DAY), back=True) as fixed:
        yield fixed


@pytest.fixture
def clerk(city: None, client: Client) -> Client:
    """The clerk of the education bureau."""
    client.force_login(post_of(OFFICE)[1])
    return client


def form(client: Client, kind: str, **more: Any) -> str:
    """The live page of an application as it is typed."""
    answer = client.get(reverse("vehicles:apply-form", args=[kind]), more)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, kind: str, fields: dict[str, Any]) -> Any:
    """What is posted to an application."""
    return client.post(reverse("vehicles:apply-form", args=[kind]), fields)


def hand_in(client: Client, kind: str, fields: dict[str, Any], subject: str = "") -> Case:
    """From the filled form over the check to the case."""
    page = send(client, kind, {**fields, "check": "1"}).content.decode()
    (token,) = TOKEN.findall(page)
    told = {**fields, "confirm": "1", "token": token, "subject": subject}
    answer = send(client, kind, told)
    assert answer.status_code == 302, answer.content.decode()
    again = send(client, kind, told)
    assert again["Location"] == answer["Location"]
    return Case.objects.latest("pk")


def asked(page: str) -> set[str]:
    """The facts that a page asks for."""
    return set(re.findall(r'name="f:([^"]+)"', page))


def stock(folder: Path, count: int, *rows: dict[str, Any]) -> Car:
    """Cars in the register under a number; the first of them."""
    adopted(checked(folder, list(rows), [(organ().name, CLASS, count)]), APPROVAL)
    return Car.objects.order_by("plate")[0]


def test_the_form_asks_only_what_matters_and_nothing_known(clerk: Client) -> None:
    numbered(count=1)
    page = form(clerk, "car")
    assert {"单位类别", "行政层级", "编制数", "在用车辆数", "购置日期"} & asked(page) == set()
    assert "还要知道几项事实" in page
    assert "机构树" in page
    filled = form(clerk, "car", **CAR)
    assert "符合规则，可以批准" in filled
    assert "第七条第一款第（一）项" in filled  # under which article
    assert APPROVAL.number in filled  # where the number comes from
    assert {"使用岗位", "越野车批准文号"} & asked(filled) == set()  # not asked: nothing hangs on it


def test_an_off_road_vehicle_is_asked_for_more(clerk: Client) -> None:
    numbered(count=1)
    page = form(clerk, "car", **{**CAR, "f:车型": "越野车"})
    assert {"越野车批准文号", "集中管理", "固定使用人"} <= asked(page)


def test_no_free_place_is_said_at_once_under_its_article(clerk: Client) -> None:
    numbered(count=0)
    page = form(clerk, "car", **CAR)
    assert "不符合规则，不能批准" in page
    assert "第六条第一款" in page
    assert reverse("vehicles:apply-form", args=["increase"]) in page


def test_beyond_the_standard_the_city_has_a_way_and_a_county_has_none(
    clerk: Client, client: Client
) -> None:
    numbered(count=1)
    dear = {**CAR, "f:价格（元）": "120000.01"}
    way = reverse("vehicles:apply-form", args=["excess"])
    page = form(clerk, "car", **dear)
    assert "第七条" in page
    assert way in page
    numbered("451421-02", 1)
    client.force_login(post_of("451421-02")[1])
    page = form(client, "car", **dear)
    assert "第七条" in page
    assert way not in page
    assert "不符合规则，不能批准" in form(client, "excess")


def test_where_the_register_knows_no_number_it_says_so(clerk: Client) -> None:
    page = form(clerk, "car", **CAR)
    assert "登记册不知道这个单位这一类的编制数" in page
    assert "编制数" not in asked(page)
    assert 'name="check"' not in page


def test_nobody_types_a_quota_or_a_persons_judgement(clerk: Client) -> None:
    numbered(count=0)
    page = form(clerk, "car", **CAR, **{"f:编制数": "9", "f:在用车辆数": "0"})
    assert "不符合规则，不能批准" in page
    told = {"f:增编原因": "新成立机构", "f:用车类别": CLASS, "f:申请数": "2"}
    page = form(clerk, "increase", **told, **{"f:确需增加编制": "是"})
    assert "可以提出，由人判断" in page
    assert "市公务用车主管部门会同有关部门" in page


def test_a_wrong_value_is_told_beside_its_field(clerk: Client) -> None:
    numbered(count=1)
    page = form(clerk, "car", **{**CAR, "f:价格（元）": "很贵"})
    assert "有内容需要改正" in page
    assert 'name="check"' not in page
    answer = send(clerk, "car", {**CAR, "f:价格（元）": "很贵", "confirm": "1"})
    assert "有内容需要改正" in answer.content.decode()
    assert not Case.objects.exists()


def test_handed_in_once_and_then_followed_to_the_register(clerk: Client) -> None:
    numbered(count=1)
    case = hand_in(clerk, "car", CAR, "应急用车一辆")
    assert Case.objects.count() == 1
    assert (case.procedure, case.subject, case.paper) == (
        "vehicles/purchase",
        "应急用车一辆",
        False,
    )
    assert "编制数" not in case.given["facts"]  # from the register, at every step
    assert case.given["facts"]["单位类别"] == "行政机关"
    take(case, AUTHORITY, "plan", **PLAN)
    assert figures() == (1, 0, 1, 0, 0)
    bought(case)
    registered(case)
    assert figures() == (1, 1, 0, 0, 0)
    assert verify().broken is None


def test_what_is_asked_for_has_a_name(clerk: Client) -> None:
    numbered(count=1)
    answer = send(clerk, "car", {**CAR, "confirm": "1", "subject": " ", "token": "a"})
    assert answer.status_code == 400
    assert "须写明申请的事项" in answer.content.decode()
    assert not Case.objects.exists()


def test_a_car_beyond_its_term_and_unsound_may_be_replaced(clerk: Client, tmp_path: Path) -> None:
    old = stock(tmp_path, 1, row(1, 购置日期="2015-05-06", 安全技术检测="不合格"))
    assert str(old) in form(clerk, "replacement")  # which car, first
    page = form(clerk, "replacement", car=old.pk)
    assert "符合规则，可以批准" in page
    assert "2015-05-06" in page
    case = hand_in(clerk, "replacement", {"car": old.pk})
    assert (case.procedure, case.subject) == ("vehicles/due-replacement", old.plate)
    take(case, AUTHORITY, "replace", entries={"批准文号": "崇机管〔2026〕演6号"})
    hold = Hold.objects.get()
    assert (
        reverse("vehicles:apply-form", args=["car"])
        in clerk.get(reverse("vehicles:apply")).content.decode()
    )
    new = {key: value for key, value in CAR.items() if key not in ("f:用车类别", "f:申请数")}
    page = form(clerk, "car", hold=hold.pk, **new)
    assert "符合规则，可以批准" in page  # although the number is full
    purchase = hand_in(clerk, "car", {"hold": hold.pk, **new}, "更新")
    assert RenewalCase.objects.get().case == purchase
    take(purchase, AUTHORITY, "plan", **PLAN)
    bought(purchase)
    registered(purchase)
    old.refresh_from_db()
    assert (old.state, figures()) == ("replaced", (1, 1, 0, 0, 0))
    assert verify().broken is None


def test_a_replacement_is_bought_again_where_the_first_purchase_came_to_nothing(
    clerk: Client, tmp_path: Path
) -> None:
    old = stock(tmp_path, 1, row(1, 购置日期="2015-05-06", 安全技术检测="不合格"))
    case = hand_in(clerk, "replacement", {"car": old.pk})
    take(case, AUTHORITY, "replace", entries={"批准文号": "崇机管〔2026〕演6号"})
    hold = Hold.objects.get()
    new = {key: value for key, value in CAR.items() if key not in ("f:用车类别", "f:申请数")}
    first = hand_in(clerk, "car", {"hold": hold.pk, **new}, "更新")
    assert renewals_of(organ(OFFICE)) == []  # asked for once
    withdraw(*post_of(OFFICE), first.pk, expected_state=first.state)
    assert renewals_of(organ(OFFICE)) == [hold]
    second = hand_in(clerk, "car", {"hold": hold.pk, **new}, "更新")
    take(second, AUTHORITY, "plan", **PLAN)
    bought(second)
    registered(second)
    old.refresh_from_db()
    assert (old.state, figures()) == ("replaced", (1, 1, 0, 0, 0))
    assert renewals_of(organ(OFFICE)) == []


def test_a_sound_car_goes_on_in_use(clerk: Client, tmp_path: Path) -> None:
    old = stock(tmp_path, 1, row(1, 购置日期="2015-05-06"))
    page = form(clerk, "replacement", car=old.pk)
    assert "不符合规则，不能批准" in page
    later = form(clerk, "replacement", car=old.pk, **{"f:环保检测": "不合格"})
    assert "符合规则，可以批准" in later  # a later inspection than the register's


def test_before_its_term_a_replacement_is_an_early_one(clerk: Client, tmp_path: Path) -> None:
    car = stock(tmp_path, 1, row(1))
    page = form(clerk, "replacement", car=car.pk)
    assert "按提前更新办理" in page
    assert "可以提出，由人判断" in page
    case = hand_in(clerk, "replacement", {"car": car.pk})
    assert case.procedure == "vehicles/early-replacement"


def test_no_marking_only_for_secret_work(clerk: Client, tmp_path: Path) -> None:
    car = stock(tmp_path, 2, row(1, 保密用途="侦查办案"), row(2))
    assert "符合规则，可以批准" in form(clerk, "marking", car=car.pk)
    assert hand_in(clerk, "marking", {"car": car.pk}).subject == car.plate
    other = Car.objects.get(plate="桂F·R002")
    assert "不符合规则，不能批准" in form(clerk, "marking", car=other.pk)


def test_excess_and_increase_are_left_to_persons(clerk: Client) -> None:
    numbered(count=1)
    told = {
        key: CAR[key] for key in ("f:用车类别", "f:车型", "f:产地", "f:动力类型", "f:排气量（升）")
    }
    page = form(clerk, "excess", **told, **{"f:价格（元）": "150000"})
    assert "可以提出，由人判断" in page
    case = hand_in(clerk, "excess", {**told, "f:价格（元）": "150000"}, "大车一辆")
    assert case.given["facts"]["价格（元）"] == "150000.00"
    told = {"f:增编原因": "人员编制变化", "f:用车类别": CLASS, "f:申请数": "2"}
    case = hand_in(clerk, "increase", told)
    assert (case.procedure, case.subject) == ("vehicles/quota-increase", organ().name)


def test_on_paper_by_a_clerk_with_the_same_result(clerk: Client, client: Client) -> None:
    numbered(count=2)
    own = hand_in(clerk, "car", CAR, "应急用车一辆")
    client.force_login(post_of(AUTHORITY)[1])
    page = client.get(reverse("vehicles:apply")).content.decode()
    assert "代哪个单位录入纸质申请" in page
    answer = client.get(reverse("vehicles:apply-form", args=["car"]))
    assert answer["Location"] == reverse("vehicles:apply")  # first, for whom
    assert "录入纸质申请" in form(client, "car", organ=OFFICE)
    paper = hand_in(client, "car", {**CAR, "organ": OFFICE}, "应急用车一辆")
    assert (paper.paper, paper.organ, paper.account) == (True, organ(), None)
    assert paper.given == own.given
    assert (paper.state, paper.subject) == (own.state, own.subject)


def test_nobody_applies_for_another_organ_or_with_its_cars(clerk: Client, tmp_path: Path) -> None:
    adopted(checked(tmp_path, [row(1, "4514-09")]))
    theirs = Car.objects.get()
    answer = clerk.get(reverse("vehicles:apply-form", args=["car"]), {"organ": "4514-09"})
    assert answer["Location"] == reverse("vehicles:apply")
    where = reverse("vehicles:apply-form", args=["marking"])
    assert clerk.get(where, {"car": theirs.pk}).status_code == 404
    assert clerk.get(reverse("vehicles:apply-form", args=["none"])).status_code == 404


@pytest.mark.parametrize("kind", ["car", "replacement", "excess", "marking", "increase"])
def test_every_kind_in_english(kind: str, clerk: Client, tmp_path: Path) -> None:
    car = stock(tmp_path, 1, row(1))
    clerk.post("/language/", {"language": "en"})
    page = form(clerk, kind, car=car.pk)
    assert "By the facts as they stand" in page
    assert "按现在的事实" not in page


def test_a_live_answer_is_a_part_of_the_page(clerk: Client) -> None:
    numbered(count=1)
    where = reverse("vehicles:apply-form", args=["car"])
    answer = clerk.post(where, CAR, headers={"HX-Request": "true"})
    part = answer.content.decode()
    assert "<html" not in part
    assert "符合规则，可以批准" in part


def test_other_requests_for_the_last_place_are_told_within_the_organ_only(
    clerk: Client, client: Client
) -> None:
    numbered(count=1)
    numbered(POLICE, 1)
    assert "没有列入计划" not in form(clerk, "car", **CAR)
    case = hand_in(clerk, "car", CAR, "第一件")
    page = form(clerk, "car", **CAR)
    assert "还有 1 件申请没有列入计划，共 1 辆；现在空余 1 个" in page
    assert "没有列入计划" not in form(clerk, "car", **{**CAR, "f:用车类别": "应急保障"})
    checked = clerk.post(
        reverse("vehicles:apply-form", args=["car"]), {**CAR, "organ": OFFICE, "check": "1"}
    )
    assert "还有 1 件申请" in checked.content.decode()
    take(case, "4514-A", "plan", entries={"计划年度": "2026"})
    planned = form(clerk, "car", **CAR)
    assert "没有列入计划" not in planned
    assert "不符合规则，不能批准" in planned
    client.force_login(post_of(POLICE)[1])
    assert "没有列入计划" not in form(client, "car", **CAR)
