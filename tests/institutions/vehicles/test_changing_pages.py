"""Changes by hand of quota and register: typed, checked, confirmed as seen, shown in history."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from guiju.institutions.vehicles.checking.columns import ORDER
from guiju.institutions.vehicles.models import Car, QuotaAccount
from guiju.institutions.vehicles.services.cars import cell, deliver
from guiju.institutions.vehicles.services.quota import freeze, place_hold
from guiju.ledger.models import Entry
from guiju.ledger.selectors import told
from guiju.organs.models import Organ

from .registers import (
    ACTOR,
    APPROVAL,
    CLASS,
    OFFICE,
    POLICE,
    account,
    adopted,
    all_holds,
    cells,
    checked,
    figures,
    numbered,
    organ,
    post_of,
    row,
)

SEEN = re.compile(r'name="seen" value="([0-9a-f]{64})"')
PAPER = {"approval": "桂机管〔2026〕演9号", "approved_on": "2026-03-01"}
OWN = {"document": "崇机管〔2026〕演3号", "reason": "演示理由"}


@pytest.fixture
def authority(city: None, as_role: Any) -> Client:
    """The city's authority, with numbers of two organs and one car."""
    numbered(count=3)
    numbered(POLICE, 2)
    held = place_hold(organ=organ(), vehicle_class=CLASS, case="演示甲", actor=ACTOR)
    deliver(hold=held, cells=cells(1), reference="登1", actor=ACTOR)
    client: Client = as_role("vehicle_authority")
    return client


def address(name: str, *arguments: Any) -> str:
    """The path of a page."""
    return reverse(f"vehicles:{name}", args=arguments)


def carry_out(client: Client, path: str, typed: dict[str, Any]) -> Any:
    """Check and confirm; the answer to the confirmation, after the pages said what will be."""
    checked = client.post(path, {**typed, "check": "1"})
    assert checked.status_code == 200, checked.content.decode()
    (seen,) = SEEN.findall(checked.content.decode())
    return client.post(path, {**typed, "seen": seen, "confirm": "1"})


def test_places_are_frozen_and_thawed_by_who_manages_them(authority: Client) -> None:
    path = address("freeze", account().pk)
    typed = {"way": "freeze", "count": 2, **OWN}
    before = Entry.objects.count()
    checked = authority.post(path, {**typed, "check": "1"})
    assert "0 → <strong>2</strong>" in checked.content.decode()
    assert (figures(), Entry.objects.count()) == ((3, 1, 0, 0, 2), before)
    answer = carry_out(authority, path, typed)
    assert figures() == (3, 1, 0, 2, 0)
    page = authority.get(answer["Location"]).content.decode()
    for said in (OWN["document"], OWN["reason"], "冻结或者解冻编制", "冻结：0 → 2", "已经写入"):
        assert said in page
    entry = Entry.objects.get(action="vehicles.quota.frozen")
    assert f"链中第 {entry.number} 条" in page
    assert told(entry)["actor"]["name"] == post_of("4514-A")[1].name
    assert (told(entry)["article"], told(entry)["after"]["document"]) == ("5/1", OWN["document"])
    carry_out(authority, path, {**typed, "way": "thaw"})
    assert figures() == (3, 1, 0, 0, 2)
    assert all_holds()


def test_a_refusal_says_why_and_keeps_what_was_typed(authority: Client) -> None:
    path = address("freeze", account().pk)
    refused = authority.post(path, {"way": "freeze", "count": 3, **OWN, "check": "1"})
    page = refused.content.decode()
    assert refused.status_code == 400
    for said in ("第六条第一款", 'value="3"', OWN["document"], OWN["reason"], 'href="#id_count"'):
        assert said in page
    bare = authority.post(path, {"way": "freeze", "count": 1, "check": "1"}).content.decode()
    assert 'href="#id_reason"' in bare
    assert 'href="#id_document"' in bare
    thawed = authority.post(path, {"way": "thaw", "count": 1, **OWN, "check": "1"})
    assert "冻结的只有 0 个" in thawed.content.decode()
    assert figures() == (3, 1, 0, 0, 2)


def test_what_changed_since_it_was_seen_is_not_written(authority: Client) -> None:
    path, typed = address("freeze", account().pk), {"way": "freeze", "count": 1, **OWN}
    (seen,) = SEEN.findall(authority.post(path, {**typed, "check": "1"}).content.decode())
    freeze(organ=organ(), vehicle_class=CLASS, count=1, reason="别人", actor=ACTOR)
    late = authority.post(path, {**typed, "seen": seen, "confirm": "1"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "已经变动" in page
    assert "1 → <strong>2</strong>" in page
    assert figures() == (3, 1, 0, 1, 1)
    freeze(organ=organ(), vehicle_class=CLASS, count=1, reason="别人", actor=ACTOR)
    none_left = authority.post(path, {**typed, "seen": seen, "confirm": "1"})
    assert none_left.status_code == 400
    assert "第六条第一款" in none_left.content.decode()
    assert OWN["reason"] in none_left.content.decode()


def test_a_form_sent_twice_changes_once(authority: Client) -> None:
    path, typed = address("freeze", account().pk), {"way": "freeze", "count": 1, **OWN}
    (seen,) = SEEN.findall(authority.post(path, {**typed, "check": "1"}).content.decode())
    for expected in (302, 409):
        answer = authority.post(path, {**typed, "seen": seen, "confirm": "1"})
        assert answer.status_code == expected
    assert figures() == (3, 1, 0, 1, 1)


def test_a_transfer_keeps_the_sum_and_needs_the_regions_document(authority: Client) -> None:
    path = address("transfer", account().pk)
    typed = {"taker": organ(POLICE).pk, "count": 2, "reason": "演示调剂", **PAPER}
    for wrong in ({"approval": ""}, {"approved_on": "2999-01-01"}, {"count": 3}, {"reason": ""}):
        assert authority.post(path, {**typed, **wrong, "check": "1"}).status_code == 400
    assert "各项合计不变" in authority.post(path, {**typed, "check": "1"}).content.decode()
    answer = carry_out(authority, path, typed)
    assert (figures(), figures(POLICE)) == ((1, 1, 0, 0, 0), (4, 0, 0, 0, 4))
    page = authority.get(answer["Location"]).content.decode()
    for said in (PAPER["approval"], f"{organ().name} → {organ(POLICE).name}", "编制数：3 → 1"):
        assert said in page
    theirs = authority.get(address("account", account(POLICE).pk)).content.decode()
    assert "编制数：2 → 4" in theirs
    assert all_holds()


def test_an_organ_with_an_unknown_number_takes_none(authority: Client) -> None:
    third = organ("4514-10")
    typed = {"taker": third.pk, "count": 1, "reason": "演示", **PAPER, "check": "1"}
    page = authority.post(address("transfer", account().pk), typed).content.decode()
    assert "编制数不知道" in page
    assert not QuotaAccount.objects.filter(organ=third).exists()


def test_a_merger_takes_numbers_cars_and_claims(authority: Client) -> None:
    place_hold(organ=organ(), vehicle_class=CLASS, case="演示乙", actor=ACTOR)
    path = address("merge", OFFICE)
    answer = carry_out(authority, path, {"taker": organ(POLICE).pk, "reason": "机构撤并", **PAPER})
    assert (figures(), figures(POLICE)) == ((0, 0, 0, 0, 0), (5, 1, 1, 0, 3))
    assert {car.organ.code for car in Car.objects.all()} == {POLICE}
    page = authority.get(answer["Location"]).content.decode()
    for said in ("编制数：2 → 5", PAPER["approval"], "机构撤并", "演示乙"):
        assert said in page
    assert all_holds()


def test_a_car_goes_where_a_place_is_free(authority: Client) -> None:
    car = Car.objects.get()
    path = address("move", car.pk)
    full = organ("4514-10")
    numbered("4514-10", 0)
    refused = authority.post(path, {"taker": full.pk, **OWN, "check": "1"})
    assert refused.status_code == 400
    assert "第六条第一款" in refused.content.decode()
    answer = carry_out(authority, path, {"taker": organ(POLICE).pk, **OWN})
    assert (figures(), figures(POLICE)) == ((3, 0, 0, 0, 3), (2, 1, 0, 0, 1))
    page = authority.get(answer["Location"]).content.decode()
    for said in (f"{organ().name} → {organ(POLICE).name}", OWN["document"], "已经写入"):
        assert said in page
    assert page.count("调拨车辆</a>") == 1
    assert all_holds()


def test_a_fact_is_corrected_with_its_source(authority: Client) -> None:
    car = Car.objects.get()
    path = address("correct", car.pk, ORDER["价格（元）"])
    assert f'value="{cell(car, "价格（元）")}"' in authority.get(path).content.decode()
    wrong = authority.post(path, {"value": "贵", **OWN, "check": "1"})
    assert (wrong.status_code, "精确到分" in wrong.content.decode()) == (400, True)
    assert 'value="贵"' in wrong.content.decode()
    answer = carry_out(authority, path, {"value": "98765.43", **OWN})
    car.refresh_from_db()
    assert car.price == 9876543
    page = authority.get(answer["Location"]).content.decode()
    assert f"更正 {OWN['document']}" in page
    assert "98765.43" in page
    again = authority.post(path, {"value": "98765.43", **OWN, "check": "1"})
    assert "没有改动" in again.content.decode()
    carry_out(authority, path, {"value": "", **OWN})
    car.refresh_from_db()
    assert car.price is None
    assert all_holds()


def test_class_and_organ_are_not_corrected(authority: Client) -> None:
    car = Car.objects.get()
    for name in ("用车类别", "使用单位", "行政层级"):
        assert authority.get(address("correct", car.pk, ORDER[name])).status_code == 404
    assert authority.get(address("correct", car.pk, 99)).status_code == 404


def test_another_levels_organs_are_managed_by_their_own_authority(authority: Client) -> None:
    county = "451421-02"
    numbered(county, 2)
    one = account(county)
    told_to = authority.get(address("freeze", one.pk))
    assert told_to.status_code == 403
    assert Organ.objects.get(code="451421-A").name in told_to.content.decode()
    assert (
        address("freeze", one.pk) not in authority.get(address("account", one.pk)).content.decode()
    )
    authority.force_login(post_of("451421-A")[1])
    carry_out(authority, address("freeze", one.pk), {"way": "freeze", "count": 1, **OWN})
    assert figures(county) == (2, 0, 0, 1, 1)
    assert authority.get(address("freeze", account().pk)).status_code == 404  # beyond its scope


def test_nobody_else_changes_anything(authority: Client, as_role: Any) -> None:
    car = Car.objects.get()
    pages = [
        address("freeze", account().pk),
        address("transfer", account().pk),
        address("merge", OFFICE),
        address("move", car.pk),
        address("correct", car.pk, ORDER["价格（元）"]),
    ]
    for role in ("using_clerk", "finance", "discipline", "administrator"):
        client = as_role(role)
        assert [client.post(path).status_code for path in pages] == [403] * len(pages)
    own = as_role("using_clerk").get(address("account", account().pk)).content.decode()
    assert not [path for path in pages if path in own]


def test_an_account_tells_of_the_ledger_that_began_it_and_asks_few_questions(
    city: None,
    tmp_path: Path,
    as_role: Any,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = [row(number) for number in range(20)]
    adopted(checked(tmp_path, rows, [(organ().name, CLASS, 25)]), APPROVAL)
    for _ in range(5):
        freeze(organ=organ(), vehicle_class=CLASS, count=1, reason="演示", actor=ACTOR)
    client = as_role("vehicle_authority")
    with django_assert_max_num_queries(25):
        page = client.get(address("account", account().pk)).content.decode()
    for said in ("台账采纳入登记册", "新增车辆 20 辆", "编制数：— → 25", "冻结：4 → 5"):
        assert said in page
    assert "只列最近的记录" not in page
