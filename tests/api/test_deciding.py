"""A matter decided for a program: as the commands decide it, money in fen, nothing kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guiju.rules.inputs import parse_given
from guiju.rules.registry import find, names
from guiju.rules.versions import Versions

from .conftest import Program

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_every_matter_with_its_facts() -> None:
    told = Program().get("matters")["items"]
    rules = {f"{book}/{one.name}" for book in names() for one in find(book).matters}
    assert {one["matter"] for one in told} == rules
    facts = [fact for one in told for fact in one["facts"]]
    assert all(fact["name"] and fact["accepts"] for fact in facts)
    assert any(fact["judged_by"] for fact in facts)


def test_a_car_too_dear_under_its_article() -> None:
    matter = next(m for m in find("vehicles").matters if m.name == "acquisition")
    facts = {"单位类别": "行政机关", "行政层级": "市", "用车类别": "机要通信", "车型": "轿车"}
    facts |= {"产地": "国产", "动力类型": "汽油", "价格（元）": "999999.00", "配备情形": "常规"}
    with CaptureQueriesContext(connection) as queries:
        told = Program().post("matters/vehicles/acquisition/decide", {"facts": facts})
    assert len(queries) == 0
    known, related = parse_given(matter, {"facts": facts})
    day = dt.date.fromisoformat(told["as_of"])
    decision = Versions(find("vehicles"), "acquisition", day).decide(known, related)
    assert told["verdict"] == decision.verdict
    assert told["provisions"] == [str(one) for one in decision.provisions]
    assert told["missing"] == list(decision.missing)
    assert told["amount_fen"] is None


@pytest.mark.parametrize("rule", [f"{b}/{m.name}" for b in names() for m in find(b).matters])
def test_every_matter_is_decided_with_nothing_known(rule: str) -> None:
    told = Program().post(f"matters/{rule}/decide", {})
    assert told["matter"] == rule
    book, _, name = rule.partition("/")
    versions = Versions(find(book), name, dt.date.fromisoformat(told["as_of"]))
    decision = versions.decide(*parse_given(versions.matter, {}))
    assert (told["verdict"], told["missing"]) == (decision.verdict, list(decision.missing))


def test_what_is_paid_is_told_in_fen() -> None:
    """Of every case that a rulebook is held to, the amounts are whole fen or null."""
    seen = []
    for book in names():
        for matter in find(book).matters:
            told = Program().post(f"matters/{book}/{matter.name}/decide", {})
            pays = matter.grant is not None and matter.grant.pays
            spans = (told["least_fen"], told["greatest_fen"])
            assert all(one is None or type(one) is int for one in (*spans, told["amount_fen"]))
            if pays and told["verdict"] == "unknown":
                assert spans[0] is not None
                seen.append(told["matter"])
    assert seen


@pytest.mark.parametrize(
    ("where", "body", "status", "named"),
    [
        ("matters/none/none/decide", {}, 404, "matter"),
        ("matters/relief/none/decide", {}, 404, "matter"),
        ("matters/vehicles/acquisition/decide", {"fact": {}}, 422, "fact"),
        ("matters/vehicles/acquisition/decide", {"as_of": "1999-01-01"}, 422, "as_of"),
        ("matters/vehicles/acquisition/decide", {"as_of": "soon"}, 422, "as_of"),
        ("matters/vehicles/acquisition/decide", {"facts": {"颜色": "红"}}, 422, "facts 颜色"),
        ("matters/vehicles/acquisition/decide", {"facts": {"车型": "船"}}, 422, "facts 车型"),
        ("matters/vehicles/acquisition/decide", {"facts": {"车型": 1.5}}, 422, "facts 车型"),
        ("matters/vehicles/acquisition/decide", {"related": {"boats": []}}, 422, "related"),
    ],
)
def test_what_does_not_fit(where: str, body: Any, status: int, named: str) -> None:
    told = Program().post(where, body, status)["error"]
    assert told["where"] == named
    assert told["expected"]
