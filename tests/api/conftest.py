"""What the tests of the API share: tokens of the demo city, questions asked with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from guiju.clock import FixedClock, at
from guiju.clock.moment import ZONE
from guiju.ledger.services import Actor
from guiju.organs.models import Post, Role, Tenure, Token
from guiju.organs.tokens import issue_token

DAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
"""A Monday; every test begins here."""
ACTOR = Actor("演示甲", "演示局 系统管理员")
OFFICE, POLICE, COUNTY_SCHOOL = "4514-08", "4514-09", "451421-02"
AUTHORITY, FINANCE, DISCIPLINE, COUNTY_AUTHORITY = "4514-A", "4514-F", "4514-D", "451421-A"


def tenure(code: str, role: str = "") -> Tenure:
    """The first holder of a working post of an organ."""
    posts = Post.objects.filter(organ__code=code).exclude(role=Role.ADMINISTRATOR)
    post = (posts.filter(role=role) if role else posts).order_by("pk")[0]
    return Tenure.objects.filter(post=post).order_by("pk")[0]


def issued(code: str, **more: Any) -> tuple[Token, str]:
    """A token of an organ and its secret."""
    told = {"purpose": "演示系统", "until": DAY.date() + dt.timedelta(days=30), **more}
    return issue_token(ACTOR, tenure=tenure(code), **told)


class Program:
    """A program that asks with a token, or with none."""

    def __init__(self, secret: str = "") -> None:
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}

    def get(self, address: str, status: int = 200, **query: Any) -> Any:
        """What an address gives; its status is the one expected."""
        answer = self.client.get(f"/api/{address}", query, headers=self.headers)
        return self._told(answer, status)

    def post(self, address: str, body: Any, status: int = 200, key: str = "") -> Any:
        """What comes of a body."""
        headers = {**self.headers, **({"Idempotency-Key": key} if key else {})}
        answer = self.client.post(
            f"/api/{address}", body, content_type="application/json", headers=headers
        )
        return self._told(answer, status)

    def error(self, address: str, status: int, **query: Any) -> dict[str, str]:
        """Why an address is refused."""
        told = self.get(address, status, **query)
        assert set(told) == {"error"}
        assert set(told["error"]) == {"where", "value", "expected"}
        return dict(told["error"])

    def _told(self, answer: Any, status: int) -> Any:
        assert answer.status_code == status, answer.content.decode()
        assert answer["Content-Type"].startswith("application/json")
        return answer.json()


def program(code: str, **more: Any) -> Program:
    """A program with a token of an organ."""
    return Program(issued(code, **more)[1])


@pytest.fixture(autouse=True)
def clock() -> Iterator[FixedClock]:
    """A clock that stands still until it is set forward."""
    with at(DAY, back=True) as fixed:
        yield fixed
