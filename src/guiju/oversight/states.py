"""The states of a finding and of a lead, and the steps that lead from one to another, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a finding (问题) stands."""

    OPEN = "open", _("未处理")
    EXPLAINED = "explained", _("已说明")
    ACCEPTED = "accepted", _("说明已认可")
    PUT_RIGHT = "put_right", _("已整改")
    PASSED_ON = "passed_on", _("已移送")
    REOPENED = "reopened", _("重新处理")


OPEN_STATES = (State.OPEN, State.EXPLAINED, State.REOPENED)
CLOSED_STATES = (State.ACCEPTED, State.PUT_RIGHT, State.PASSED_ON)
TO_EXPLAIN = (State.OPEN, State.REOPENED)


class LeadState(models.TextChoices):
    """Where a lead (线索) stands."""

    RECEIVED = "received", _("已收到")
    LOOKED_INTO = "looked_into", _("正在核查")
    JOINED = "joined", _("已并入问题")
    UNFOUNDED = "unfounded", _("经查不属实")
    PASSED_ON = "passed_on", _("已移送")


LEAD_OPEN = (LeadState.RECEIVED, LeadState.LOOKED_INTO)
LEAD_CLOSED = (LeadState.JOINED, LeadState.UNFOUNDED, LeadState.PASSED_ON)


@dataclass(frozen=True)
class Step:
    """A step that a person takes, with a reason: whence, whither, and who has the ability.

    ``closes``: it judges the finding, which nobody does to their own organ's.
    """

    code: str
    title: str | Promise
    done: str | Promise
    about: str | Promise
    start: tuple[str, ...]
    end: str
    ability: str
    closes: bool = True


def _steps(*steps: Step) -> Mapping[str, Step]:
    return {step.code: step for step in steps}


EXPLAIN, ACCEPT, REJECT = "explain", "accept", "reject"
PUT_RIGHT, PASS_ON, REOPEN = "put-right", "pass-on", "reopen"

STEPS = _steps(
    Step(
        EXPLAIN,
        _("说明情况"),
        _("说明了情况"),
        _("写明事实和依据，由主管部门或者纪检监察机关决定是否认可。"),
        TO_EXPLAIN,
        State.EXPLAINED,
        "findings.explain",
        closes=False,
    ),
    Step(
        ACCEPT,
        _("认可说明"),
        _("认可了说明"),
        _("说明成立，问题就此了结；理由记入历史。"),
        (State.EXPLAINED,),
        State.ACCEPTED,
        "findings.judge",
    ),
    Step(
        REJECT,
        _("不认可说明"),
        _("没有认可说明"),
        _("说明不成立，退回该单位重新说明或者整改。"),
        (State.EXPLAINED,),
        State.OPEN,
        "findings.judge",
    ),
    Step(
        PUT_RIGHT,
        _("确认已整改"),
        _("确认已整改"),
        _("您已核实问题不再存在；系统不会自行确认。"),
        OPEN_STATES,
        State.PUT_RIGHT,
        "findings.judge",
    ),
    Step(
        PASS_ON,
        _("移送纪检监察机关"),
        _("移送纪检监察机关"),
        _("涉嫌违纪违法的，移送纪检监察机关查处。"),
        OPEN_STATES,
        State.PASSED_ON,
        "findings.pass_on",
    ),
    Step(
        REOPEN,
        _("重新处理"),
        _("重新处理"),
        _("已了结的问题有新情况，需要重新处理。"),
        CLOSED_STATES,
        State.REOPENED,
        "findings.judge",
    ),
)

LOOK_INTO, JOIN, UNFOUNDED = "look-into", "join", "unfounded"

LEAD_STEPS = _steps(
    Step(
        LOOK_INTO,
        _("开始核查"),
        _("开始核查"),
        _("线索只是一个疑问；核查中应当听取当事人的说明。"),
        (LeadState.RECEIVED,),
        LeadState.LOOKED_INTO,
        "leads.view",
    ),
    Step(
        JOIN,
        _("并入问题"),
        _("并入问题"),
        _("线索所说的就是一个已有的问题，两者一并处理。"),
        LEAD_OPEN,
        LeadState.JOINED,
        "leads.view",
    ),
    Step(
        UNFOUNDED,
        _("认定不属实"),
        _("认定不属实"),
        _("经核查不属实，写明核查的经过和结论。"),
        (LeadState.LOOKED_INTO,),
        LeadState.UNFOUNDED,
        "leads.view",
    ),
    Step(
        PASS_ON,
        _("移送有权机关"),
        _("移送有权机关"),
        _("不属于本机关管辖，或者需要另案查处的，写明移送给谁。"),
        LEAD_OPEN,
        LeadState.PASSED_ON,
        "leads.view",
    ),
)
