"""Three invented decisions of the demo city, kept through the service: the same every time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from guiju.organs.demo.people import actor, holder
from guiju.organs.demo.stage import Story
from guiju.rules.inputs import parse_given
from guiju.rules.registry import find_matter

from .judgements import Answer
from .models import Receipt
from .services import Case, keep


@dataclass(frozen=True)
class _Told:
    """A case as a clerk of an organ would type it; ``reasons`` by judgement."""

    organ: str
    rule: str
    day: dt.date
    subject: str
    facts: Mapping[str, str]
    related: Mapping[str, Any] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


_CASES = (
    _Told(
        "4514-F",
        "relief/guarantee-loss",
        dt.date(2020, 6, 1),
        "演示食品有限公司（虚构）",
        {"企业规模": "中小企业", "受疫情影响较大": "是"},
        {"guarantees": [
            {"担保日期": "2020-03-10", "实际代偿损失（元）": "800000.00"},
            {"担保日期": "2020-05-18", "实际代偿损失（元）": "250000.00"},
        ]},
        {"受疫情影响较大": "二月至四月停产，收入比上年同期减少一半以上（演示理由）"},
    ),
    _Told(
        "4514-08",
        "schools/award",
        dt.date(2020, 9, 1),
        "演示幼儿园（虚构）",
        {"学校类别": "幼儿园", "民办": "是", "评为自治区示范性": "是", "已获此项奖励": "否"},
    ),
    _Told(
        "451421-02",
        "vehicles/purchase",
        dt.date(2020, 9, 1),
        "购置申请 演0001",
        {
            "单位类别": "行政机关",
            "行政层级": "县",
            "用车类别": "应急保障",
            "车型": "轿车",
            "产地": "国产",
            "动力类型": "汽油",
            "价格（元）": "98000.00",
            "排气量（升）": "1.5",
            "购置日期": "2020-09-01",
            "配备情形": "常规",
            "集中管理": "是",
            "使用岗位": "其他",
            "固定使用人": "无",
            "超标准批准文号": "无",
            "越野车批准文号": "无",
        },
    ),
)  # fmt: skip


def load_decisions() -> list[Receipt]:
    """Keep the three decisions, each by the clerk of its organ."""
    return [_keep(told) for told in _CASES]


def decisions() -> Iterator[Story]:
    """The same, each as a story of its own."""
    yield from (_kept(told) for told in _CASES)


def _kept(told: _Told) -> Story:
    _keep(told)
    yield from ()


def _keep(told: _Told) -> Receipt:
    tenure = holder(told.organ)
    by = actor(tenure)
    rulebook, name = find_matter(told.rule)
    given = {"facts": told.facts, "related": told.related}
    facts, related = parse_given(rulebook.matter(name), given)
    answers = {
        fact: Answer(by.post, by.name, reason, told.day) for fact, reason in told.reasons.items()
    }
    return keep(
        organ=tenure.post.organ,
        actor=by,
        case=Case(told.rule, told.day, facts, related),
        answers=answers,
        subject=told.subject,
    )
