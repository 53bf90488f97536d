"""The yearly plan as an official document: made by the authority that draws it up (第九条)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation

from guiju import clock
from guiju.disclosure.documents import Block, Document, Heading, Paragraph, Table
from guiju.disclosure.services import make_document
from guiju.ledger.services import Actor
from guiju.organs.models import Organ
from guiju.organs.selectors import is_demo
from guiju.rules import printed

from ..checking.check import INSTRUMENT
from ..rulebook.instrument import OUTLINE
from ..selectors.yearly import Planned, Sum, YearPlan

BASIS = ("第九条", "第十条")
HEADER = (
    "序号",
    "单位",
    "编号",
    "用车类别、车型、动力",
    "辆数",
    "单价（元）",
    "金额（元）",
    "办理情况",
)
UNKNOWN = "不知道"


def make_plan(issuer: Organ, about: str, plan: YearPlan, actor: Actor, kind: str) -> bytes:
    """The plan as a file of a kind, with an entry in the chain of the authority.

    Raises:
        DocumentError: nothing is in the plan, or it cannot be set.
    """
    with translation.override("zh-hans"):
        document = plan_document(issuer, about, plan)
    return make_document(
        document,
        organ=issuer,
        actor=actor,
        subject=f"plan {plan.year} {about}"[:200],
        article=f"{INSTRUMENT} 9/1",
        kind=kind,
        year=plan.year,
        cases=[f"{one.case.organ.code} {one.case.reference}" for one in plan.lines],
    )


def plan_document(issuer: Organ, about: str, plan: YearPlan) -> Document:
    """The plan as a document of today, in Chinese; unknown money is named, never summed."""
    body: list[Block] = [
        Paragraph(_opening(about, plan)),
        Heading(1, "总的情况"),
        Paragraph(_told("列入计划", plan.total)),
        Heading(1, "列入计划的事项"),
        Table(HEADER, _rows(plan.lines)),
        Heading(1, "购置经费"),
        Paragraph(_told("财政部门已安排经费", plan.arranged)),
        Paragraph(_told("待财政部门安排经费", plan.waiting)),
        *_unknown(plan.total),
    ]
    if plan.dropped:
        body += [Heading(1, "列入后退出计划的事项（不计入以上各数）")]
        body += [Table(HEADER, _rows(plan.dropped))]
    return Document(
        organ=issuer.name,
        title=f"{about}{plan.year}年度公务用车配备更新计划",
        date=clock.today(),
        basis=[f"{INSTRUMENT}{'、'.join(BASIS)}"],
        body=body,
        demo=is_demo(),
    )


def _opening(about: str, plan: YearPlan) -> str:
    return (
        f"依照《{OUTLINE.title}》（{INSTRUMENT}）第九条、第十条，现将{about}{plan.year}年度"
        "公务用车配备更新计划和所需购置经费列明如下。每一事项都由具名人员逐件决定列入，"
        "依据和理由载于该件的办理记录；单价和辆数是列入时申请所载。"
    )


def _told(what: str, told: Sum) -> str:
    known = told.cases - len(told.without_money)
    text = f"{what}{told.cases}件，{_cars(told)}。"
    if known:
        text += f"其中知道金额的{known}件，合计{printed(told.money, '元')}元。"
    if told.without_money:
        text += f"另有{len(told.without_money)}件金额不知道，没有计入合计。"
    return text


def _cars(told: Sum) -> str:
    if not told.without_count:
        return f"公务用车{told.cars}辆"
    return f"知道的公务用车{told.cars}辆，另有{len(told.without_count)}件辆数不知道"


def _unknown(told: Sum) -> list[Block]:
    """By name, each case whose money nobody knows."""
    if not told.without_money:
        return []
    names = "；".join(f"{one.case.organ.name} {one.case.reference}" for one in told.without_money)
    return [Heading(3, "金额不知道的事项：", f"{names}。请有关单位补充价格后再作安排。")]


def _rows(lines: Sequence[Planned]) -> list[tuple[str, ...]]:
    return [
        (
            str(number),
            one.case.organ.name,
            one.case.reference,
            "，".join(part for part in (one.vehicle_class, one.body, one.power) if part) or UNKNOWN,
            UNKNOWN if one.count is None else str(one.count),
            UNKNOWN if one.price is None else printed(one.price, "元"),
            UNKNOWN if one.money is None else printed(one.money, "元"),
            f"{'更新' if one.renews else '新增'}；{one.state}",
        )
        for number, one in enumerate(lines, 1)
    ]
