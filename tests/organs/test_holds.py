"""What keeps an organ from ending: cars, quota, cases, findings, leads; the page says how many."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from guiju.clock import at, today
from guiju.institutions.vehicles.models import Car, CarState, QuotaAccount, Source
from guiju.institutions.vehicles.services.accounts import Approval
from guiju.institutions.vehicles.services.quota import merge, place_hold, set_authorised
from guiju.ledger.services import Actor
from guiju.organs import services
from guiju.organs.changing import end_organ
from guiju.organs.models import Organ, Role, Tenure
from guiju.oversight.models import Finding
from guiju.oversight.services import FoundFinding, LeadTold, report, take_up
from guiju.oversight.services import Source as Found
from guiju.procedures.services import open_case, withdraw

pytestmark = pytest.mark.django_db
ACTOR = Actor("演示甲", "演示岗位")
BUREAU, POLICE, AUTHORITY, DISCIPLINE = "4514-08", "4514-09", "4514-A", "4514-D"
APPROVAL = Approval("桂机管〔2020〕演1号", dt.date(2020, 3, 1))
MARKING = {"单位类别": "行政机关", "行政层级": "市", "保密用途": "侦查办案"}


@pytest.fixture(autouse=True)
def spring() -> Iterator[None]:
    """A day on which the demo city stands."""
    with at(dt.datetime(2026, 3, 2, 10, 0), back=True):
        yield


def organ(code: str = BUREAU) -> Organ:
    return Organ.objects.get(code=code)


def emptied(code: str = BUREAU) -> Organ:
    """An organ in which nobody is in a post any more."""
    for tenure in Tenure.objects.filter(post__organ__code=code):
        Tenure.objects.filter(pk=tenure.pk).update(until=today() - dt.timedelta(days=1))
    return organ(code)


def refusal(code: str = BUREAU) -> list[str]:
    """What ending an organ is refused for."""
    with pytest.raises(ValidationError) as refused:
        end_organ(ACTOR, organ=organ(code), day=today(), reason="机构改革")
    assert organ(code).ended is None
    return refused.value.messages


def ended(code: str = BUREAU) -> bool:
    end_organ(ACTOR, organ=organ(code), day=today(), reason="机构改革")
    return organ(code).ended == today()


def test_cars_hold_an_organ_until_each_is_gone(city: None) -> None:
    emptied()
    source = Source.objects.create(kind="registration", reference="演1", by="演示", at=dt.datetime(
        2026, 3, 1, tzinfo=dt.UTC))  # fmt: skip
    for number, state in enumerate((CarState.IN_USE, CarState.IN_USE, CarState.REPLACED)):
        Car.objects.create(
            organ=organ(), plate=f"桂F·H{number}", vehicle_class="机要通信", state=state,
            source=source,
        )  # fmt: skip
    assert refusal() == ["车辆登记册里还有 3 辆没有调出、也没有处置的公务用车"]
    Car.objects.filter(state=CarState.IN_USE).update(state=CarState.DISPOSED)
    assert "1 辆" in refusal()[0]
    Car.objects.update(state=CarState.DISPOSED)
    assert ended()


def test_numbers_and_approved_cars_hold_an_organ_until_they_are_merged(city: None) -> None:
    emptied()
    for name, count in (("机要通信", 2), ("应急保障", 1)):
        set_authorised(
            organ=organ(), vehicle_class=name, authorised=count, approval=APPROVAL, actor=ACTOR
        )
    place_hold(organ=organ(), vehicle_class="机要通信", case="演 1", actor=ACTOR)
    assert refusal() == [
        "还有 3 个车辆编制没有调剂或者并入其他单位",
        "还有 1 辆已批准、尚未配备的公务用车",
    ]
    merge(sources=[organ()], into=organ(POLICE), approval=APPROVAL, actor=ACTOR)
    assert ended()
    # A number that is not known is no number to give away, and what ended takes nothing new.
    with pytest.raises(ValidationError, match="已撤销"):
        set_authorised(
            organ=organ(), vehicle_class="机要通信", authorised=1, approval=APPROVAL, actor=ACTOR
        )
    with pytest.raises(ValidationError, match="已撤销"):
        merge(sources=[organ(POLICE)], into=organ(), approval=APPROVAL, actor=ACTOR)
    assert not QuotaAccount.objects.filter(organ=organ(), authorised__gt=0).exists()


def test_open_cases_hold_the_applicant_and_who_has_to_act(city: None) -> None:
    post = organ().posts.get()
    account = post.tenures.get().account
    case = open_case(post, account, "vehicles/marking-exemption", MARKING, {}, "桂F·演0001")
    assert "本单位还有 1 件没有办结的事项" in refusal()
    assert "其他单位还有 1 件事项等本机关办理" in refusal(AUTHORITY)
    withdraw(post, account, case.pk, reason="不办了", expected_state=case.state)
    emptied()
    assert ended()
    assert not any("件" in told for told in refusal(AUTHORITY))


def test_findings_and_leads_hold_whom_they_concern(city: None) -> None:
    emptied()
    source = Found(
        institution="vehicles", instrument="崇政办发〔2020〕1号", number=1,
        at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC), covers=frozenset({BUREAU}), title="台账",
    )  # fmt: skip
    found = FoundFinding(
        organ=BUREAU, subject="桂F·演0001", provision="7/1/1", verdict="breach", strength="must",
        message="价格超过标准（演示）", message_en="dearer (demo)", facts={}, missing=(),
    )  # fmt: skip
    take_up(source, [found], actor=ACTOR)
    assert refusal() == ["本单位还有 1 个没有了结的问题"]
    report(LeadTold(organ=organ(), text="演示线索：周末停在度假村"), token="a" * 32)
    # Who ends an organ is not told that somebody reported it.
    assert refusal() == ["本单位还有 1 个没有了结的问题"]
    assert "本机关受理的线索还有 1 条没有了结" in refusal(DISCIPLINE)
    Finding.objects.update(state="put_right", due=None, closed_at=dt.datetime.now(dt.UTC))
    assert ended()


def test_the_page_says_what_holds_and_who_opens_the_lists(
    as_role: Callable[[str], Client],
) -> None:
    set_authorised(
        organ=organ(), vehicle_class="机要通信", authorised=2, approval=APPROVAL, actor=ACTOR
    )
    client, address = as_role("administrator"), reverse("organs:end", args=[BUREAU])
    page = client.get(address).content.decode()
    assert "撤销之前还须了结" in page
    assert "还有 2 个车辆编制" in page
    # The administrator sees no register: who does is named instead of a link that is refused.
    told = re.search(r"2 个车辆编制.*?</li>", page, re.DOTALL)
    assert told is not None
    assert "公务用车主管部门经办" in told[0]
    assert "href" not in told[0]
    refused = client.post(address, {"day": "2026-03-02", "reason": "机构改革"})
    assert refused.status_code == 400
    assert refused.content.decode().count("还有 2 个车辆编制") == 2
    assert organ().ended is None


def test_whoever_may_open_a_list_gets_its_link(
    as_role: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_authorised(
        organ=organ(), vehicle_class="机要通信", authorised=2, approval=APPROVAL, actor=ACTOR
    )
    from guiju.organs import abilities

    watching = abilities.ABILITIES["vehicles.register.view"]
    more = abilities.Ability(watching.code, watching.title, watching.roles | {Role.ADMINISTRATOR})
    monkeypatch.setitem(abilities.ABILITIES, watching.code, more)
    client = as_role("administrator")
    page = client.get(reverse("organs:end", args=[BUREAU])).content.decode()
    link = re.search(r'2 个车辆编制.*?href="([^"]+)"', page, re.DOTALL)
    assert link is not None
    listed = client.get(link[1])
    assert listed.status_code == 200
    assert organ().name in listed.content.decode()


def test_an_organ_below_is_named_before_anything_else(city: None) -> None:
    below = services.create_organ(
        ACTOR, code=f"{BUREAU}-1", name="演示所", level="市", category="行政机关", parent=organ()
    )
    emptied()
    assert refusal() == [f"下级机关“{below.name}”还没有撤销"]
