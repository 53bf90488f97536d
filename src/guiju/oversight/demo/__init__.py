"""Findings of the demo city brought to every state, and two leads: the same every time."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle

from guiju.organs.models import Organ, Post, Role, Tenure

from ..acting import Person
from ..models import Finding
from ..services import (
    LeadTold,
    accept,
    confirm_put_right,
    explain,
    look_into_lead,
    pass_on,
    reject,
    reopen,
    report,
    settle_lead,
)
from ..states import JOIN

_CITY = "4514"
_BUREAU = "4514-08"


def load_states() -> int:
    """Bring some findings of the city to each state, in the order of organs and articles.

    The demo post of a using organ keeps some that are still open; how many were brought further.
    """
    others = Finding.objects.filter(organ__parent__code=_CITY, organ__posts__role=Role.USING_CLERK)
    own = others.filter(organ__code=_BUREAU)
    stories = cycle(_STORIES)
    told = [*_ordered(own)[:3], *_ordered(others.exclude(organ__code=_BUREAU))[:18]]
    for finding, story in zip(told, stories, strict=False):
        story(finding)
    _load_leads(told)
    return len(told)


def _ordered(findings: object) -> list[Finding]:
    found = findings.distinct().select_related("organ")  # type: ignore[attr-defined]
    return list(found.order_by("organ__path", "place", "subject"))


def _explained(finding: Finding) -> None:
    explain(finding, _person(finding.organ.code), "购置时已取得批准文号，附后（演示）")


def _accepted(finding: Finding) -> None:
    _explained(finding)
    accept(finding, _authority(), "已核对批准文号，情况属实（演示）")


def _rejected(finding: Finding) -> None:
    _explained(finding)
    reject(finding, _authority(), "没有附批准文号，请补交（演示）")


def _put_right(finding: Finding) -> None:
    confirm_put_right(finding, _authority(), "现场核实，已改正（演示）")


def _passed_on(finding: Finding) -> None:
    pass_on(finding, _person(f"{_CITY}-F"), "可能涉及违规报销，移送处理（演示）")


def _reopened(finding: Finding) -> None:
    _put_right(finding)
    reopen(finding, _person(f"{_CITY}-D"), "复查时发现没有改正（演示）")


_STORIES: tuple[Callable[[Finding], None], ...] = (
    _explained, _accepted, _put_right, _passed_on, _reopened, _rejected,
)  # fmt: skip


def _load_leads(findings: list[Finding]) -> None:
    """One lead that waits, one that was joined to a finding."""
    bureau = Organ.objects.get(code=_BUREAU)
    text = "周末看到一辆公务用车停在景区（演示）"
    report(LeadTold(text, bureau, "桂F·演0001", "演示某", "演示电话"), token="demo-1")  # noqa: S106
    if findings:
        about = findings[-1]
        told = LeadTold("这辆车好像超过标准（演示）", about.organ, about.subject)
        lead = report(told, token="demo-2")  # noqa: S106
        inspector = _person(f"{_CITY}-D")
        look_into_lead(lead, inspector, "属于本机关管辖，予以核查（演示）")
        settle_lead(JOIN, lead, inspector, "与核对发现的是同一件事（演示）", finding=about)


def _authority() -> Person:
    return _person(f"{_CITY}-A")


def _person(code: str) -> Person:
    """The first holder of a working post of an organ."""
    posts = Post.objects.filter(organ__code=code).exclude(role=Role.ADMINISTRATOR)
    post = posts.select_related("organ__parent").order_by("pk")[0]
    return Person(Tenure.objects.filter(post=post).order_by("pk")[0].account, post)
