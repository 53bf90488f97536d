"""What the tests of the register share: cases as they are typed, and clients of its posts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from guiju.cases.judgements import Answer
from guiju.cases.models import Receipt
from guiju.cases.services import Case, keep
from guiju.ledger.services import Actor
from guiju.organs.models import Organ
from guiju.rules.inputs import parse_given
from guiju.rules.registry import find_matter

ACTOR = Actor("演示甲", "演示局 经办")
DAY = dt.date(2020, 6, 1)
AWARD = {"学校类别": "幼儿园", "民办": "是", "评为自治区示范性": "是", "已获此项奖励": "否"}
HIT = {"企业规模": "中小企业", "受疫情影响较大": "是"}
GUARANTEES = [{"担保日期": "2020-03-10", "实际代偿损失（元）": "800000.00"}]
ANSWER = Answer("市财政局（金融办）经办", "演示乙", "停产三个月", dt.date(2020, 5, 1))


def case(rule: str, facts: dict[str, Any], related: dict[str, Any] | None = None) -> Case:
    """A case with facts as they are typed."""
    rulebook, name = find_matter(rule)
    parsed = parse_given(rulebook.matter(name), {"facts": facts, "related": related or {}})
    return Case(rule, DAY, *parsed)


def award(**changes: str) -> Case:
    """A kindergarten's award, settled without a judgement."""
    return case("schools/award", {**AWARD, **changes})


def loss(**changes: str) -> Case:
    """A guarantor's loss: whether the firm was hard hit is a judgement."""
    return case("relief/guarantee-loss", {**HIT, **changes}, {"guarantees": GUARANTEES})


def kept(code: str = "4514-08", told: Case | None = None, **more: Any) -> Receipt:
    """A kept decision of an organ."""
    organ = Organ.objects.get(code=code)
    return keep(organ=organ, actor=ACTOR, case=told or award(), **more)


def fields(rule: str, facts: dict[str, str], **more: str) -> dict[str, str]:
    """The fields that the live page of a rule posts."""
    return {
        "rule": rule,
        "as_of": DAY.isoformat(),
        **{f"f:{key}": value for key, value in facts.items()},
        **more,
    }


LOSS_FIELDS = fields(
    "relief/guarantee-loss",
    HIT,
    **{
        "n:guarantees": "1",
        "r:guarantees:1:担保日期": "2020-03-10",
        "r:guarantees:1:实际代偿损失（元）": "800000",
    },
)


@pytest.fixture
def clerk_of(city: None) -> Callable[[str], Client]:
    """A client signed in as the first holder of a post of an organ."""

    def sign_in(code: str) -> Client:
        client = Client()
        post = Organ.objects.get(code=code).posts.order_by("pk")[0]
        client.force_login(post.tenures.get().account)
        return client

    return sign_in
