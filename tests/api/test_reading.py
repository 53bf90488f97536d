"""What a token reads: its organ's own and what lies below, unknown as null, few queries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guiju.institutions.vehicles.models import Car, QuotaAccount
from guiju.organs.models import Organ, Role, Tenure
from guiju.organs.services import appoint_new, create_post
from guiju.organs.tokens import issue_token
from guiju.oversight.models import Finding
from guiju.oversight.services import FoundFinding, Source, take_up
from guiju.procedures import selectors
from guiju.procedures.models import Case
from guiju.procedures.services import delegate, open_case
from tests.institutions.vehicles.registers import (
    CLASS,
    account,
    adopted,
    checked,
    numbered,
    row,
    take,
)

from .conftest import (
    ACTOR,
    AUTHORITY,
    COUNTY_AUTHORITY,
    COUNTY_SCHOOL,
    DAY,
    OFFICE,
    POLICE,
    Program,
    program,
    tenure,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city"), pytest.mark.once]
MARKING = {"单位类别": "行政机关", "行政层级": "市", "保密用途": "侦查办案"}
LISTS = ("vehicles/cars", "vehicles/quotas", "applications", "findings")


def applied(code: str = OFFICE, subject: str = "桂F·演0001") -> Case:
    """A car of an organ is to go unmarked."""
    one = tenure(code)
    facts = {**MARKING, "行政层级": one.post.organ.level}
    return open_case(one.post, one.account, "vehicles/marking-exemption", facts, {}, subject)


def found(code: str = OFFICE, subject: str = "桂F·演0001", number: int = 1, **more: Any) -> Finding:
    """A finding about an organ."""
    told = {
        "organ": code,
        "provision": "7/1/1",
        "verdict": "breach",
        "strength": "must",
        "message": "价格超过标准（演示）",
        "message_en": "dearer than the standard (demo)",
        "facts": {"价格（元）": "268000", "排气量（升）": ""},
        **more,
    }
    where = {"institution": "vehicles", "instrument": "崇政办发〔2020〕1号", "at": DAY}
    source = Source(number=number, covers=frozenset(), title="台账", **where)
    take_up(source, [FoundFinding(subject=subject, **told)], actor=ACTOR)
    return Finding.objects.latest("pk")


def test_the_register_as_it_is_known(tmp_path: Path) -> None:
    rows = [row(1, 固定使用人="无"), row(2, POLICE, **{"价格（元）": "", "固定使用人": "某某"})]
    adopted(checked(tmp_path, rows))
    told = program(AUTHORITY).get("vehicles/cars")
    assert (told["total"], told["limit"], told["offset"]) == (2, 50, 0)
    first, second = told["items"]
    car = Car.objects.get(plate=first["plate"])
    assert first["price_fen"] == car.price
    assert isinstance(first["price_fen"], int)
    assert first["bought"] == car.bought.isoformat()
    assert first["organ"] == {"code": OFFICE, "name": car.organ.name}
    assert second["price_fen"] is None  # not known, which is not nought
    assert (first["kept_for_one_person"], second["kept_for_one_person"]) == (False, True)
    assert "某某" not in str(told)


def test_one_car_with_what_the_rules_say(tmp_path: Path) -> None:
    adopted(checked(tmp_path, [row(1, **{"价格（元）": "999999"}), row(2, 车型="")]))
    asked = program(OFFICE)
    dear, blank = (
        asked.get(f"vehicles/cars/{one.pk}")["judged"] for one in Car.objects.order_by("plate")
    )
    assert ("breach", "7/1/1") in [(one["verdict"], one["provision"]) for one in dear]
    assert any("车型" in one["missing"] for one in blank if one["verdict"] == "unknown")
    assert {one["instrument"] for one in dear} == {"崇政办发〔2020〕1号"}


def test_the_quota_and_what_is_not_known_of_it(tmp_path: Path) -> None:
    numbered(count=3)
    adopted(checked(tmp_path, [row(1), row(2, POLICE)]))
    known, unknown = program(AUTHORITY).get("vehicles/quotas")["items"]
    one = account()
    assert (known["authorised"], known["held"], known["free"]) == (3, 1, 2)
    assert known["approval"] == one.approval
    assert (unknown["authorised"], unknown["free"], unknown["approval"]) == (None, None, None)
    assert unknown["held"] == 1
    assert [one["provision"] for one in (known, unknown)] == ["6/1", "6/1"]


def approved(case: Case, folder: Path) -> None:
    """The same, approved by the city's authority; its car is in the register."""
    adopted(checked(folder, [row(1, 号牌号码=case.subject, 保密用途="侦查办案")]))
    take(case, AUTHORITY, "approve", entries={"核准文号": "崇机管〔2026〕1号"})


def test_an_application_where_it_stands_and_why_it_is_due(tmp_path: Path) -> None:
    case = applied()
    told = program(OFFICE).get(f"applications/{OFFICE}/{case.reference}")
    assert (told["state"], told["final"], told["suspended"]) == (case.state, False, False)
    if told["due"] is None:
        assert told["without_limit_because"]
    else:
        assert told["due"]["date"] == case.due.isoformat()
        assert told["due"]["counted"]
    assert told["next_by"]
    assert [one["kind"] for one in told["timeline"]] == ["open"]
    approved(case, tmp_path)
    told = program(OFFICE).get(f"applications/{OFFICE}/{case.reference}")
    last = told["timeline"][-1]
    assert last["reason"] == "演示理由"
    assert last["verdict"] in ("entitled", "conforms")
    assert last["provision"]
    assert last["by_post"].startswith(Organ.objects.get(code=AUTHORITY).name)


def test_no_name_of_a_person_is_told(tmp_path: Path) -> None:
    case, finding = applied(), found()
    approved(case, tmp_path)
    asked = program(AUTHORITY)
    told = str(asked.get(f"applications/{OFFICE}/{case.reference}"))
    told += str(asked.get(f"findings/{finding.pk}"))
    names = {step.by_name for step in case.history.all()} | {ACTOR.name}
    assert len(names) == 3
    assert [name for name in names if name in told] == []


def test_a_finding_with_its_evidence() -> None:
    finding = found(missing=("车型",))
    told = program(OFFICE).get(f"findings/{finding.pk}")
    assert (told["provision"], told["verdict"], told["state"]) == ("7/1/1", "breach", "open")
    assert told["provision_title"] == "第七条第一款第（一）项"
    assert told["evidence"] == {"价格（元）": "268000", "排气量（升）": None}
    assert told["missing"] == ["车型"]
    assert told["due_because"]["date"] == told["due"] == finding.due.isoformat()
    assert told["due_because"]["workdays"] == finding.due_days
    assert len(told["timeline"]) == 1


@pytest.fixture
def both(city: None, tmp_path: Path) -> None:
    """Something of everything in the office and in a school of a county."""
    for code in (OFFICE, COUNTY_SCHOOL):
        numbered(code)
        applied(code)
        found(code, number=1 if code == OFFICE else 2)
    rows = [row(1), row(2, COUNTY_SCHOOL)]
    adopted(checked(tmp_path, rows))


def codes(asked: Program, where: str) -> set[str]:
    """Of which organs a list tells something."""
    return {one["organ"]["code"] for one in asked.get(where)["items"]}


@pytest.mark.usefixtures("both")
def test_every_organ_sees_its_own_and_what_lies_below() -> None:
    seen = {
        AUTHORITY: {OFFICE, COUNTY_SCHOOL},
        OFFICE: {OFFICE},
        POLICE: set(),
        COUNTY_AUTHORITY: {COUNTY_SCHOOL},
        COUNTY_SCHOOL: {COUNTY_SCHOOL},
        "451402-A": set(),
    }
    for code, organs in seen.items():
        asked = program(code)
        assert {where: codes(asked, where) for where in LISTS} == dict.fromkeys(LISTS, organs)


@pytest.mark.usefixtures("both")
def test_what_is_delegated_to_a_person_is_not_a_programs() -> None:
    giver = tenure(AUTHORITY)
    clerk = create_post(ACTOR, organ=giver.post.organ, role=Role.USING_CLERK, title="用车经办")
    person = {"username": "taker", "name": "演示受托"}
    appoint_new(ACTOR, person, post=clerk, since=DAY.date())
    delegate(giver.post, giver.account, clerk, since=DAY.date(), until=DAY.date(), reason="出差")
    assert selectors.visible(clerk).count() == 2  # the person, who signs in
    taker = Tenure.objects.get(post=clerk)
    _, secret = issue_token(ACTOR, tenure=taker, purpose="演示", until=DAY.date())
    assert Program(secret).get("applications")["total"] == 0
    case = Case.objects.get(organ__code=OFFICE)
    Program(secret).error(f"applications/{OFFICE}/{case.reference}", 404)


@pytest.mark.usefixtures("both")
def test_what_another_organ_has_is_not_there() -> None:
    asked = program(POLICE)
    case, finding = Case.objects.get(organ__code=OFFICE), Finding.objects.get(organ__code=OFFICE)
    car = Car.objects.get(organ__code=OFFICE)
    own = Program()
    for where in (
        f"vehicles/cars/{car.pk}",
        f"applications/{OFFICE}/{case.reference}",
        f"findings/{finding.pk}",
    ):
        assert asked.error(where, 404)["expected"].startswith("GET /api/")
        own.error(where, 401)
        program(OFFICE).get(where)


FILTERS = [
    ("vehicles/cars", {"organ": OFFICE}, 1),
    ("vehicles/cars", {"q": "R002"}, 1),
    ("vehicles/cars", {"vehicle_class": CLASS}, 2),
    ("vehicles/cars", {"state": "disposed"}, 0),
    ("vehicles/quotas", {"organ": COUNTY_SCHOOL}, 1),
    ("vehicles/quotas", {"overdrawn": "true"}, 0),
    ("applications", {"q": "演0001"}, 2),
    ("applications", {"procedure": "vehicles/purchase"}, 0),
    ("applications", {"procedure": "vehicles/marking-exemption"}, 2),
    ("applications", {"open": "true"}, 2),
    ("applications", {"open": "false"}, 0),
    ("findings", {"state": "unclosed"}, 2),
    ("findings", {"state": "put_right"}, 0),
    ("findings", {"organ": OFFICE, "provision": "7/1/1"}, 1),
    ("findings", {"provision": "7/1/2"}, 0),
    ("findings", {"verdict": "unknown"}, 0),
]


@pytest.mark.usefixtures("both")
def test_filters() -> None:
    asked, wrong = program(AUTHORITY), []
    for where, query, count in FILTERS:
        told = asked.get(where, **query)
        if (told["total"], len(told["items"])) != (count, count):
            wrong.append((where, query, told["total"]))
    assert wrong == []


def test_a_state_is_one_of_a_procedure() -> None:
    asked = program(AUTHORITY)
    assert asked.error("applications", 422, state="asked")["where"] == "procedure"
    told = asked.error("applications", 422, procedure="vehicles/none")
    assert "vehicles/purchase" in told["expected"]


def fill(folder: Path, rows: int, first: int) -> None:
    """So many more of everything."""
    for number in range(first, first + rows):
        applied(subject=f"桂F·演{number:04}")
        found(subject=f"桂F·演{number:04}", number=number)
    adopted(checked(folder, [row(number) for number in range(1, first + rows)]))
    names = ("机要通信", "应急保障", "执法执勤", "特种专业技术", "其他")
    organs = Organ.objects.filter(path__startswith="/45/4514/").order_by("pk")[: first + rows]
    for one in organs:
        QuotaAccount.objects.get_or_create(organ=one, vehicle_class=names[0])


@pytest.mark.parametrize("where", LISTS)
def test_a_list_makes_as_many_queries_however_long_it_is(where: str, tmp_path: Path) -> None:
    asked = program(AUTHORITY)
    counted = []
    for first, rows in ((1, 2), (3, 8)):
        folder = tmp_path / str(first)
        folder.mkdir()
        fill(folder, rows, first)
        asked.get(where)  # what is kept once is kept now, and the last use is written
        with CaptureQueriesContext(
            connection,
        ) as queries:
            told = asked.get(where)
        assert len(told["items"]) >= rows
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert counted[0] <= 8


def test_the_pages_of_a_list_make_the_whole(tmp_path: Path) -> None:
    adopted(checked(tmp_path, [row(number) for number in range(1, 8)]))
    asked, plates = program(AUTHORITY), []
    for offset in range(0, 9, 3):
        told = asked.get("vehicles/cars", limit=3, offset=offset)
        assert told["total"] == 7
        plates += [one["plate"] for one in told["items"]]
    assert plates == [one.plate for one in Car.objects.order_by("plate")]
