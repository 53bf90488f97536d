"""What the tests of oversight share: sources, findings, the people of the demo city."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.test import Client

from guiju import clock
from guiju.clock.moment import ZONE
from guiju.ledger.services import Actor
from guiju.organs.models import Organ, Post, Role, Tenure
from guiju.oversight.acting import Person
from guiju.oversight.models import Finding
from guiju.oversight.services import FoundFinding, Source, TakenUp, take_up

ACTOR = Actor("演示甲", "演示局 经办")
HAND_IN = dt.datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
BUREAU, AUTHORITY, FINANCE, DISCIPLINE = "4514-08", "4514-A", "4514-F", "4514-D"
COUNTY, COUNTY_AUTHORITY, REGION_AUTHORITY = "451421-02", "451421-A", "45-A"


def source(number: int = 1, *, covers: Iterable[str] = (BUREAU,), **more: Any) -> Source:
    """A check of a number, handed in on so many days after the first."""
    told = {
        "institution": "vehicles",
        "instrument": "崇政办发〔2020〕1号",
        "at": HAND_IN + dt.timedelta(days=number - 1),
        "title": f"第{number}次台账",
        **more,
    }
    return Source(number=number, covers=frozenset(covers), **told)


def found(subject: str = "桂F·演0001", **more: Any) -> FoundFinding:
    """A finding of a check."""
    told: dict[str, Any] = {
        "organ": BUREAU,
        "provision": "7/1/1",
        "verdict": "breach",
        "strength": "must",
        "message": "价格超过标准（演示）",
        "message_en": "dearer than the standard (demo)",
        "facts": {"价格（元）": "268000"},
        **more,
    }
    return FoundFinding(subject=subject, **told)


def taken(number: int = 1, *findings: FoundFinding, **more: Any) -> TakenUp:
    """What a check of a number found, taken up by somebody."""
    return take_up(source(number, **more), findings, actor=ACTOR)


def one(**more: Any) -> Finding:
    """The one finding of the first check."""
    taken(1, found(**more), covers=[])
    return Finding.objects.latest("pk")


def person(code: str, role: str | None = None) -> Person:
    """The first holder of a working post of an organ."""
    posts = Post.objects.filter(organ__code=code).exclude(role=Role.ADMINISTRATOR)
    post = (posts.filter(role=role) if role else posts).order_by("pk")[0]
    return Person(Tenure.objects.filter(post=post).order_by("pk")[0].account, post)


def again(finding: Finding) -> Finding:
    """The finding as it stands in the database."""
    return Finding.objects.get(pk=finding.pk)


@pytest.fixture(autouse=True)
def spring() -> Iterable[clock.FixedClock]:
    """A working day after the first check: the clock stands still until it is set forward."""
    with clock.at(dt.datetime(2026, 3, 2, 10, 0)) as still:
        yield still


@pytest.fixture
def client_of(city: None) -> Callable[[str], Client]:
    """A client signed in as the first holder of a working post of an organ."""

    def sign_in(code: str) -> Client:
        client = Client()
        client.force_login(person(code).account)
        return client

    return sign_in


def organ(code: str) -> Organ:
    """An organ of the demo city."""
    return Organ.objects.get(code=code)
