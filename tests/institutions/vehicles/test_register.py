"""Ledgers adopted into the register: rehearsed, confirmed by a person, rooted in the chain."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from guiju.institutions.vehicles.demo import load_checks, load_register
from guiju.institutions.vehicles.models import Adoption, Car, CarState, Line, QuotaAccount
from guiju.institutions.vehicles.selectors.reasons import why_told
from guiju.institutions.vehicles.services import correct_cell
from guiju.institutions.vehicles.services.accounts import Approval
from guiju.institutions.vehicles.services.adopting import adopt, rehearse, root_holds
from guiju.institutions.vehicles.services.cars import change, dispose, move
from guiju.ledger.models import Entry
from guiju.ledger.selectors import told
from guiju.ledger.services import Actor

from .registers import (
    ACTOR,
    APPROVAL,
    CLASS,
    OFFICE,
    POLICE,
    account,
    adopted,
    all_holds,
    checked,
    city_organs,
    figures,
    numbered,
    organ,
    row,
)

pytestmark = pytest.mark.django_db


def kinds(plan: Any) -> dict[str, int]:
    """The counts of a plan that are not nought."""
    return {kind: count for kind, count in plan.counts.items() if count}


def test_a_rehearsal_writes_nothing(city: None, tmp_path: Path) -> None:
    check = checked(tmp_path, [row(1), row(2)], [("市发展改革委", CLASS, 3)])
    before = Entry.objects.count()
    plan = rehearse(check, city_organs())
    assert kinds(plan) == {"new": 2}
    assert Entry.objects.count() == before
    assert not Car.objects.exists()
    assert not QuotaAccount.objects.exists()


def test_an_adopted_ledger_stands_in_the_register_with_its_source(
    city: None, tmp_path: Path
) -> None:
    quota = [(organ().name, CLASS, 3)]
    check = checked(tmp_path, [row(1, 固定使用人="演示某"), row(2, 购置日期="2021-07")], quota)
    adoption = adopted(check, APPROVAL)
    one, two = Car.objects.order_by("plate")
    assert (one.plate, one.price, one.displacement) == ("桂F·R001", 11_800_000, 1600)
    assert one.bought == dt.date(2023, 5, 6)
    assert two.bought is None  # a month without a day is not known
    assert one.source == adoption.source
    assert (one.source.reference, one.source.by) == ("台账.xlsx", "演示局 公务用车主管经办 演示甲")
    assert figures() == (3, 2, 0, 0, 1)
    assert account().approval == APPROVAL.number
    assert all_holds()


def test_one_entry_holds_the_root_of_all_rows_and_no_name_of_a_person(
    city: None, tmp_path: Path
) -> None:
    check = checked(tmp_path, [row(1, 固定使用人="演示某"), row(2)], [(organ().name, CLASS, 3)])
    before = Entry.objects.count()
    adoption = adopted(check, APPROVAL)
    entry = Entry.objects.get(action="vehicles.ledger.adopted")
    assert Entry.objects.count() == before + 1
    assert told(entry)["after"]["rows"] == 3
    assert told(entry)["after"]["merkle_root"] == adoption.root
    assert "演示某" not in entry.content
    assert root_holds(adoption)
    Line.objects.filter(adoption=adoption, plate="桂F·R002").update(plate="桂F·R009")
    assert not root_holds(adoption)


def test_a_second_adoption_shows_what_differs(city: None, tmp_path: Path) -> None:
    adopted(checked(tmp_path, [row(1), row(2), row(3)]))
    later = [row(1), row(2, 统一标识="否", 厂牌型号=""), row(4)]
    plan = rehearse(check := checked(tmp_path, later), city_organs())
    assert kinds(plan) == {"new": 1, "changed": 1, "same": 1, "missing": 1}
    (changed,) = plan.of("changed")
    assert changed.changes == {"统一标识": ["是", "否"]}  # a blank cell takes nothing away
    (missing,) = plan.of("missing")
    assert missing.plate == "桂F·R003"
    adoption = adopted(check)
    car = Car.objects.get(plate="桂F·R002")
    assert (car.marked, car.model) == ("否", "演示牌")
    assert car.source_of("统一标识") == adoption.source_id != car.source_of("产地")
    assert Car.objects.get(plate="桂F·R003").state == CarState.IN_USE  # left as it is
    assert kinds(rehearse(check, city_organs())) == {"same": 3, "missing": 1}
    assert all_holds()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"号牌号码": ""}, ["no plate", ""]),
        ({"用车类别": "别的"}, ["no class", ""]),
        ({"使用单位": "没有这个单位"}, ["no organ", "没有这个单位"]),
        ({"单位类别": "企业"}, ["单位类别", "行政机关"]),
        ({"行政层级": "县"}, ["行政层级", "市"]),
    ],
)
def test_what_cannot_stand_in_a_register_is_a_conflict(
    city: None, tmp_path: Path, changes: dict[str, str], why: list[str]
) -> None:
    check = checked(tmp_path, [row(1), row(2, **changes)])
    plan = rehearse(check, city_organs())
    assert kinds(plan) == {"new": 1, "conflict": 1}
    assert plan.of("conflict")[0].why == [why]
    adopted(check)
    assert Car.objects.count() == 1
    assert all_holds()


def test_what_contradicts_the_register_is_a_conflict(city: None, tmp_path: Path) -> None:
    adopted(checked(tmp_path, [row(1), row(2)]))
    check = checked(tmp_path, [row(1, POLICE), row(2, 用车类别="应急保障"), row(3), row(3)])
    plan = rehearse(check, city_organs())
    assert kinds(plan) == {"new": 1, "conflict": 3}
    whys = [line.why[0][0] for line in plan.of("conflict")]
    assert whys == ["other organ", "other class", "twice"]
    adopted(check)
    assert Car.objects.get(plate="桂F·R001").organ.code == OFFICE
    assert all_holds()


def test_organs_outside_the_scope_are_none_of_mine(city: None, tmp_path: Path) -> None:
    check = checked(tmp_path, [row(1), row(2, "451421-02")])
    own = city_organs().filter(level="市")
    assert kinds(rehearse(check, own)) == {"new": 1, "conflict": 1}


def test_another_plan_than_the_one_confirmed_is_not_written(city: None, tmp_path: Path) -> None:
    check = checked(tmp_path, [row(1)])
    seen = rehearse(check, city_organs()).fingerprint
    correct_cell(check=check, number=2, column="统一标识", value="否", actor=ACTOR)
    adopted(checked(tmp_path, [row(1)]))
    with pytest.raises(ValidationError) as refused:
        adopt(check=check, organs=city_organs(), fingerprint=seen, actor=ACTOR)
    assert refused.value.code == "changed"
    assert Adoption.objects.count() == 1


def test_a_correction_of_the_check_is_what_is_adopted(city: None, tmp_path: Path) -> None:
    check = checked(tmp_path, [row(1, 产地="进口")])
    correct_cell(check=check, number=2, column="产地", value="国产", actor=ACTOR)
    adopted(check)
    assert Car.objects.get().make == "国产"


def test_only_a_named_person_adopts(city: None, tmp_path: Path) -> None:
    check = checked(tmp_path, [row(1)])
    seen = rehearse(check, city_organs()).fingerprint
    with pytest.raises(ValidationError, match="具名"):
        adopt(check=check, organs=city_organs(), fingerprint=seen, actor=Actor.system())
    assert not Car.objects.exists()


def test_numbers_are_adopted_only_with_the_regions_approval(city: None, tmp_path: Path) -> None:
    check = checked(tmp_path, [row(1)], [(organ().name, CLASS, 3)])
    adopted(check)
    assert figures() == (None, 1, 0, 0, None)  # not known is not nought
    with pytest.raises(ValidationError, match="批准文号"):
        adopted(check, Approval(" ", APPROVAL.day))
    adopted(check, APPROVAL)
    assert figures() == (3, 1, 0, 0, 2)
    assert all_holds()


def test_an_overdrawn_account_is_recorded_as_it_is(city: None, tmp_path: Path) -> None:
    adopted(checked(tmp_path, [row(1), row(2)], [(organ().name, CLASS, 1)]), APPROVAL)
    assert figures() == (1, 2, 0, 0, -1)
    assert account().excess == 1
    dispose(car=Car.objects.get(plate="桂F·R001"), approval="崇财〔2026〕演1号", actor=ACTOR)
    assert figures() == (1, 1, 0, 0, 0)
    assert account().excess == 0
    assert all_holds()


def test_a_plate_may_come_again_once_its_car_is_gone(city: None, tmp_path: Path) -> None:
    adopted(checked(tmp_path, [row(1)]))
    first = Car.objects.get()
    dispose(car=first, approval="崇财〔2026〕演1号", actor=ACTOR)
    with pytest.raises(ValidationError, match="已经处置"):
        dispose(car=first, approval="崇财〔2026〕演2号", actor=ACTOR)
    adopted(checked(tmp_path, [row(1)]))
    assert Car.objects.filter(plate=first.plate).count() == 2
    assert all_holds()


def test_a_change_keeps_its_source_and_a_person_out_of_the_chain(
    city: None, tmp_path: Path
) -> None:
    adopted(checked(tmp_path, [row(1)]))
    car = change(
        car=Car.objects.get(),
        cells={"免标识核准文号": "崇机管〔2026〕1号", "固定使用人": "演示乙"},
        kind="procedure",
        reference="2026-0001",
        actor=ACTOR,
        article="20/1",
    )
    assert car.marking_waiver == "崇机管〔2026〕1号"
    assert set(car.sources) == {"免标识核准文号", "固定使用人"}
    entry = Entry.objects.get(action="vehicles.car.changed")
    assert told(entry)["after"]["免标识核准文号"] == ["无", "崇机管〔2026〕1号"]
    assert "演示乙" not in entry.content
    assert all_holds()


def test_an_older_ledger_does_not_undo_what_a_case_decided(city: None, tmp_path: Path) -> None:
    adopted(checked(tmp_path, [row(1)]))
    change(
        car=Car.objects.get(),
        cells={"免标识核准文号": "崇机管〔2026〕1号"},
        kind="procedure",
        reference="2026-0001",
        actor=ACTOR,
        article="20/1",
    )
    (line,) = rehearse(checked(tmp_path, [row(1, 免标识核准文号="无")]), city_organs()).lines
    assert (line.became, line.changes) == ("conflict", {})
    assert why_told(line.why) == [
        "与办理结果不同（免标识核准文号：崇机管〔2026〕1号），须先更正台账或者登记册"
    ]


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"产地": "外国"}, "产地"),
        ({"价格（元）": "-1"}, "价格（元）"),
        ({"用车类别": "应急保障"}, "用车类别"),
        ({"使用单位": "别处"}, "使用单位"),
    ],
)
def test_a_wrong_cell_is_refused_beside_its_column(
    city: None, tmp_path: Path, cells: dict[str, str], wrong: str
) -> None:
    adopted(checked(tmp_path, [row(1)]))
    with pytest.raises(ValidationError) as refused:
        change(car=Car.objects.get(), cells=cells, kind="correction", reference="", actor=ACTOR)
    assert set(refused.value.message_dict) == {wrong}


def test_a_car_moves_only_to_a_free_place_and_the_sum_stays(city: None, tmp_path: Path) -> None:
    quota = [(organ().name, CLASS, 2)]
    adopted(checked(tmp_path, [row(1), row(2)], quota), APPROVAL)
    car = Car.objects.get(plate="桂F·R001")
    numbered(POLICE, 0)
    with pytest.raises(ValidationError, match="不超过"):
        move(car=car, taker=organ(POLICE), approval="调1号", actor=ACTOR)
    numbered(POLICE, 1)
    move(car=car, taker=organ(POLICE), approval="调1号", actor=ACTOR)
    assert (figures(), figures(POLICE)) == ((2, 1, 0, 0, 1), (1, 1, 0, 0, 0))
    chains = Entry.objects.filter(action="vehicles.car.moved", subject=f"car {car.pk}")
    assert {entry.chain for entry in chains} == {OFFICE, POLICE}
    assert all_holds()


def test_the_demo_fills_the_register_the_same_every_time(city: None) -> None:
    load_checks()
    load_register()
    told = list(Car.objects.order_by("plate").values_list("plate", "organ__code", "price"))
    assert len(told) == sum(one.counts["new"] for one in Adoption.objects.all())
    assert len({plate for plate, _, _ in told}) == len(told) > 250
    roomy = QuotaAccount.objects.filter(organ__code=OFFICE)
    assert {one.free for one in roomy} == {1}
    assert all(root_holds(adoption) for adoption in Adoption.objects.all())
    assert told[0] == ("桂F·演0000", "4514", 9_440_000)
    assert all_holds()
