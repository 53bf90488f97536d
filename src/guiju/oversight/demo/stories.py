"""What becomes of the demo's findings and leads over the years: explained, judged, put right."""

from __future__ import annotations

import random
from collections.abc import Callable

from guiju.organs.demo.people import holder, office
from guiju.organs.demo.stage import Story
from guiju.organs.models import Organ

from ..acting import Person, why_not, why_not_lead
from ..models import Finding, Lead
from ..services import LeadTold, look_into_lead, read_reporter, report, settle_lead, take
from ..states import (
    ACCEPT,
    EXPLAIN,
    JOIN,
    LEAD_STEPS,
    PASS_ON,
    PUT_RIGHT,
    REJECT,
    REOPEN,
    STEPS,
    UNFOUNDED,
    LeadState,
)

FATES = {"accepted": 28, "put right": 38, "rejected": 12, "passed on": 5, "late": 13, "left": 4}
"""How often a finding goes which way, in a hundred."""
WHYS = {
    EXPLAIN: (
        "购置时已取得批准文号，复印件附后（演示）",
        "台账填写有误，实际已按规定办理（演示）",
        "车辆为历史遗留，正在办理手续（演示）",
    ),
    ACCEPT: ("已核对批准文号，情况属实（演示）", "经查阅档案，说明成立（演示）"),
    REJECT: ("没有附批准文号，请补交（演示）", "说明与档案不符，请整改（演示）"),
    PUT_RIGHT: ("现场核实，已改正（演示）", "已查看更正后的行驶证和照片（演示）"),
    PASS_ON: ("可能涉及违规报销，移送处理（演示）",),
    REOPEN: ("复查时发现没有改正（演示）",),
}
_LEADS = (
    "周末看到一辆公务用车停在景区（演示）",
    "这辆车好像常年停在一个人家楼下（演示）",
    "这辆车的内饰好像超过标准（演示）",
    "节假日看到这辆车在高速服务区（演示）",
)


def followed(finding: Finding, mend: Callable[[], object], chance: random.Random) -> Story:
    """A finding from the day it was taken up; ``mend`` is called where the organ puts it right."""
    fate = chance.choices(list(FATES), list(FATES.values()))[0]
    if fate == "left":
        return
    yield chance.randrange(2, 12) if fate != "late" else chance.randrange(25, 50)
    own, above = finding.organ.code, office(finding.organ, "A")
    if fate == "passed on":
        _take(PASS_ON, finding, office(finding.organ, "F"), chance)
        return
    if fate != "put right" or chance.random() < 0.5:
        _take(EXPLAIN, finding, own, chance)
        yield chance.randrange(2, 14)
    if fate == "rejected":
        _take(REJECT, finding, above, chance)
        yield chance.randrange(8, 30)
    if fate in ("put right", "rejected"):
        mend()
        yield chance.randrange(3, 20)
        _take(PUT_RIGHT, finding, above, chance)
    else:
        _take(ACCEPT, finding, above, chance)
    if chance.random() < 0.05:
        yield chance.randrange(20, 60)
        _take(REOPEN, finding, office(finding.organ, "D"), chance)


def no_longer_seen(finding: Finding, chance: random.Random) -> Story:
    """The authority goes and looks whether what a ledger no longer shows is really put right."""
    yield chance.randrange(4, 25)
    _take(PUT_RIGHT, finding, office(finding.organ, "A"), chance)


def close_all(organ: Organ, chance: random.Random) -> None:
    """What is open of an organ that is about to end is looked at, and closed, by the authority."""
    for finding in Finding.objects.filter(organ=organ, closed_at=None).order_by("pk"):
        _take(PUT_RIGHT, finding, office(organ, "A"), chance)


def _take(code: str, finding: Finding, by: str, chance: random.Random) -> bool:
    """A step by whoever holds a post of an organ, where it is still open to them."""
    finding = Finding.objects.select_related("organ__parent").get(pk=finding.pk)
    why = chance.choice(WHYS[code])
    if finding.state not in STEPS[code].start:
        return False
    person = _person(by)
    if why_not(person, finding, STEPS[code]) is not None:
        return False
    take(code, finding, person, why)
    return True


def _person(code: str) -> Person:
    tenure = holder(code)
    return Person(tenure.account, tenure.post)


def lead(code: str, token: str, chance: random.Random) -> Story:
    """Somebody reports; discipline inspection looks into it and comes to an end with it."""
    organ = Organ.objects.select_related("parent").get(code=code)
    if organ.ended is not None:
        return
    about = Finding.objects.filter(organ=organ).order_by("pk")
    subject = about[0].subject if about and chance.random() < 0.7 else ""
    named = chance.random() < 0.4
    who = ("演示某", "演示电话") if named else ("", "")
    told = report(LeadTold(chance.choice(_LEADS), organ, subject, *who), token=token)
    yield chance.randrange(1, 9) if chance.random() < 0.9 else chance.randrange(40, 90)
    inspector = _person(office(organ, "D"))
    if why_not_lead(inspector, told) is not None:
        return
    look_into_lead(told, inspector, "属于本机关管辖，予以核查（演示）")
    if named:
        read_reporter(told, inspector, "需要向举报人了解时间和地点（演示）")
    yield chance.randrange(5, 40)
    _settle(Lead.objects.get(pk=told.pk), _person(office(organ, "D")), chance)


def _settle(found: Lead, inspector: Person, chance: random.Random) -> None:
    if found.state != LeadState.LOOKED_INTO:
        return
    same = Finding.objects.filter(organ=found.organ, subject=found.subject).order_by("pk").first()
    if same is not None and chance.random() < 0.7:
        settle_lead(JOIN, found, inspector, "与核对发现的是同一件事（演示）", finding=same)
    elif chance.random() < 0.8:
        why = "查看用车登记，当日为公务出车（演示）"
        settle_lead(UNFOUNDED, found, inspector, why)
    else:
        step = LEAD_STEPS[PASS_ON].code
        settle_lead(step, found, inspector, "已移送有管辖权的机关（演示）")
