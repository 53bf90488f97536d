"""An application by an organ's system: answered, handed in once, in the post of a person."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from guiju.institutions.vehicles.models import Car, Hold, RenewalCase
from guiju.ledger.models import Entry
from guiju.ledger.verifying import verify
from guiju.organs.models import Role, Tenure
from guiju.organs.services import appoint_new, create_post
from guiju.organs.tokens import ACTED
from guiju.procedures.models import Case
from guiju.procedures.services import delegate
from tests.institutions.vehicles.registers import (
    APPROVAL,
    CLASS,
    adopted,
    checked,
    numbered,
    row,
    take,
)

from .conftest import ACTOR, AUTHORITY, DAY, OFFICE, POLICE, Program, program, tenure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
HAND_IN, ANSWER = "vehicles/applications", "vehicles/applications/answer"
KEY = "2026-assets-0001"
FACTS = {
    "用车类别": CLASS,
    "申请数": 1,
    "车型": "轿车",
    "产地": "国产",
    "动力类型": "汽油",
    "价格（元）": "98000",
    "排气量（升）": "1.5",
    "配备情形": "常规",
    "超标准批准文号": "无",
    "保密用途": "无",
}
CAR = {"kind": "car", "facts": FACTS, "subject": "应急用车一辆"}


@pytest.fixture
def system() -> Program:
    """The system of the education bureau."""
    return program(OFFICE, hands_in=True)


def changed(**facts: Any) -> dict[str, Any]:
    """The same application with other facts."""
    return {**CAR, "facts": {**FACTS, **facts}}


def stock(folder: Path, *rows: dict[str, Any]) -> Car:
    """Cars in the register; the first of them."""
    office = tenure(OFFICE).post.organ
    adopted(checked(folder, list(rows), [(office.name, CLASS, len(rows))]), APPROVAL)
    return Car.objects.order_by("plate")[0]


def test_what_it_would_come_to_and_what_is_still_asked(system: Program) -> None:
    numbered(count=1)
    blank = system.post(ANSWER, {"kind": "car"})
    assert (blank["outcome"], blank["complete"]) == ("open", False)
    assert blank["asked"][0]["fact"] == "用车类别"
    assert CLASS in blank["asked"][0]["options"]
    assert {one["fact"] for one in blank["known"]} >= {"单位类别", "行政层级"}
    full = system.post(ANSWER, CAR)
    assert (full["outcome"], full["complete"], full["missing"]) == ("fine", True, [])
    assert "7/1/1" in full["provisions"]
    assert not Case.objects.exists()


def test_a_dear_car_is_answered_under_its_article(system: Program) -> None:
    numbered(count=1)
    told = system.post(ANSWER, changed(**{"价格（元）": "120000.01"}))
    assert (told["outcome"], told["verdict"]) == ("against", "breach")
    assert any("第七条" in one for one in told["reasons"])


def test_handed_in_in_the_post_of_the_person_and_recorded_as_a_programs_act(
    system: Program,
) -> None:
    numbered(count=1)
    told = system.post(HAND_IN, CAR, 201, KEY)
    case = Case.objects.get()
    one = tenure(OFFICE)
    assert told["reference"] == case.reference
    assert (case.account, case.applicant, case.paper) == (one.account, str(one.post), False)
    assert case.subject == "应急用车一辆"
    assert case.given["facts"]["申请数"] == "1"
    step = case.history.get()
    assert (step.by_name, step.by_post) == (one.account.name, str(one.post))
    entry = Entry.objects.get(action=ACTED)
    assert (entry.chain, entry.subject) == (OFFICE, f"case {case.reference}")
    assert (entry.actor_name, entry.actor_post) == (one.account.name, str(one.post))
    assert verify().broken is None


def test_a_whole_number_may_be_written_with_a_point(system: Program) -> None:
    numbered(count=1)
    body = json.dumps(CAR, ensure_ascii=False).replace('"申请数": 1', '"申请数": 1.0')
    assert "1.0" in body
    system.post(HAND_IN, body, 201, KEY)
    assert Case.objects.get().given["facts"]["申请数"] == "1"


def test_the_same_key_begins_one_case(system: Program) -> None:
    numbered(count=3)
    first = system.post(HAND_IN, CAR, 201, KEY)
    again = system.post(HAND_IN, CAR, 200, KEY)
    assert again == first
    other = program(OFFICE, hands_in=True)  # another token of the organ
    assert other.post(HAND_IN, CAR, 200, KEY) == first
    assert Case.objects.count() == Entry.objects.filter(action=ACTED).count() == 1
    refused = system.post(HAND_IN, changed(车型="越野车"), 409, KEY)
    assert refused["error"]["where"] == "Idempotency-Key"
    system.post(HAND_IN, CAR, 201, f"{KEY}-2")
    assert Case.objects.count() == 2


def test_the_case_of_another_organ_with_the_same_key_is_its_own(system: Program) -> None:
    numbered(count=1)
    numbered(POLICE, count=1)
    system.post(HAND_IN, CAR, 201, KEY)
    program(POLICE, hands_in=True).post(HAND_IN, CAR, 201, KEY)
    assert set(Case.objects.values_list("organ__code", flat=True)) == {OFFICE, POLICE}


def test_the_answer_says_where_the_case_is(system: Program) -> None:
    numbered(count=1)
    answer = system.client.post(
        f"/api/{HAND_IN}",
        CAR,
        content_type="application/json",
        headers={**system.headers, "Idempotency-Key": KEY},
    )
    where = answer["Location"].removeprefix("/api/")
    assert system.get(where)["reference"] == answer.json()["reference"]


@pytest.mark.parametrize(
    ("body", "where", "expected"),
    [
        ({"kind": "car"}, "facts", "用车类别"),
        (changed(**{"价格（元）": "很贵"}), "facts 价格（元）", "元"),
        (changed(**{"价格（元）": 98000.5}), "facts 价格（元）", "小数写成文字"),
        (changed(申请数=True), "facts 申请数", "整数"),
        (changed(颜色="红"), "facts 颜色", "没有这个名称"),
        (changed(编制数="9"), "facts 编制数", "以登记册为准"),
        (changed(行政层级="县"), "facts 行政层级", "市"),
        ({**CAR, "plate": "桂F·R001"}, "plate", "不需要"),
        ({**CAR, "replaces": "2026-0009"}, "replaces", "没有"),
        ({**CAR, "subject": " "}, "subject", "申请的事项"),
        ({**CAR, "organ": POLICE}, "organ", "Extra"),
        ({"kind": "marking", "plate": "桂F·没有"}, "plate", "在用车辆"),
        ({"kind": "yacht"}, "kind", "car"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_kept(
    body: dict[str, Any], where: str, expected: str, system: Program
) -> None:
    numbered(count=1)
    told = system.post(HAND_IN, body, 422, KEY)["error"]
    assert told["where"] == where
    assert expected in told["expected"]
    assert not Case.objects.exists()
    assert not Entry.objects.filter(action=ACTED).exists()


def test_nobody_answers_for_who_judges(system: Program) -> None:
    facts = {"增编原因": "新成立机构", "用车类别": CLASS, "申请数": 2}
    told = system.post(ANSWER, {"kind": "increase", "facts": facts})
    assert told["outcome"] == "person"
    assert told["judgements"]
    judged = {**facts, told["judgements"][0]["question"]: "是"}
    refused = system.post(HAND_IN, {"kind": "increase", "facts": judged}, 422, KEY)
    assert "由人判断" in refused["error"]["expected"]


@pytest.mark.parametrize("key", ["", "short", "a b c d e f", "k" * 101, "编号编号编号编号"])
def test_every_application_has_a_key(key: str, system: Program) -> None:
    numbered(count=1)
    headers = {**system.headers, **({"Idempotency-Key": key} if key else {})}
    sent = {"content_type": "application/json", "headers": headers}
    answer = system.client.post(f"/api/{HAND_IN}", CAR, **sent)
    assert answer.status_code == 422
    assert "idempotency" in answer.json()["error"]["where"].lower()
    assert not Case.objects.exists()


def test_an_authority_does_not_apply_by_token_nor_take_in_paper() -> None:
    numbered(AUTHORITY, count=1)
    told = program(AUTHORITY, hands_in=True).post(HAND_IN, CAR, 403, KEY)
    assert "应由" in told["error"]["expected"]
    assert not Case.objects.exists()


def test_nothing_is_handed_in_for_who_delegated_it() -> None:
    day = DAY.date()
    clerk = create_post(
        ACTOR, organ=tenure(AUTHORITY).post.organ, role=Role.USING_CLERK, title="经"
    )
    appoint_new(ACTOR, {"username": "clerk", "name": "演示经"}, post=clerk, since=day)
    giver = Tenure.objects.get(post=clerk)
    numbered(AUTHORITY, count=1)
    delegate(giver.post, giver.account, tenure(AUTHORITY).post, since=day, until=day, reason="出差")
    told = program(AUTHORITY, hands_in=True).post(HAND_IN, CAR, 403, KEY)
    assert "本人登录办理" in told["error"]["expected"]
    assert not Case.objects.exists()
    assert not Entry.objects.filter(action="procedures.opened").exists()


def test_about_a_car_and_then_the_car_that_replaces_it(system: Program, tmp_path: Path) -> None:
    old = stock(tmp_path, row(1, 购置日期="2015-05-06", 安全技术检测="不合格"))
    system.post(HAND_IN, {"kind": "replacement", "plate": old.plate}, 201, KEY)
    case = Case.objects.get()
    assert (case.subject, case.procedure) == (old.plate, "vehicles/due-replacement")
    take(case, AUTHORITY, "replace", entries={"批准文号": "崇机管〔2026〕演6号"})
    hold = Hold.objects.get()
    new = {key: value for key, value in FACTS.items() if key not in ("用车类别", "申请数")}
    body = {"kind": "car", "facts": new, "subject": "更新", "replaces": hold.case}
    purchase = system.post(HAND_IN, body, 201, f"{KEY}-b")
    assert RenewalCase.objects.get().case.reference == purchase["reference"]
    assert system.post(HAND_IN, body, 200, f"{KEY}-b") == purchase
    told = system.post(HAND_IN, body, 422, f"{KEY}-c")
    assert told["error"]["where"] == "replaces"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"kind": NaN}', 400),
        (b"[" * 100_000, 400),
        (b'{"kind": "car", "subject": "\\u0000"}', 422),
        (b'{"kind": "car", "subject": "\\ud800"}', 422),
        (b'{"kind": "car", "subject": ' + b"1" * 5_000 + b"}", 400),
        (b'{"kind": "car", "facts": {"a": 1e999999999}}', 422),
        (b"[]", 422),
        (b'"' + b"x" * (1 << 20) + b'"', 400),
    ],
)
def test_a_body_that_is_none(body: bytes, status: int, system: Program) -> None:
    headers = {**system.headers, "Idempotency-Key": KEY}
    sent = {"content_type": "application/json", "headers": headers}
    answer = system.client.post(f"/api/{HAND_IN}", body, **sent)
    assert answer.status_code == status, answer.content
    assert set(answer.json()["error"]) == {"where", "value", "expected"}
