"""The pages of tokens: issued and shown once, listed, revoked, by the administrator above."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guiju.organs.models import Organ, Role, Token
from guiju.organs.services import appoint_new, create_post

from .conftest import ACTOR, COUNTY_SCHOOL, DAY, OFFICE, Program, issued, tenure

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SECRET = re.compile(r"gj_[\w-]{43}")


@pytest.fixture
def keeper(as_role: Callable[[str], Client]) -> Client:
    """The administrator of the city."""
    return as_role(Role.ADMINISTRATOR)


def told(**more: object) -> dict[str, object]:
    """A token as it is asked for."""
    form = {"tenure": tenure(OFFICE).pk, "purpose": "资产系统", "until": "2026-06-30"}
    return {**form, **more}


def test_issued_shown_once_used_listed_and_revoked(keeper: Client) -> None:
    answer = keeper.post(reverse("organs:token-new", args=[OFFICE]), told(hands_in="on"))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    (secret,) = set(SECRET.findall(answer.content.decode()))
    asked = Program(secret)
    assert asked.get("token")["hands_in"] is True
    token = Token.objects.get()
    assert token.issued_by.startswith("市机关事务管理局 系统管理员")
    page = keeper.get(reverse("organs:tokens", args=[OFFICE])).content.decode()
    assert token.mark in page
    assert SECRET.search(page) is None
    revoke = reverse("organs:token-revoke", args=[OFFICE, token.pk])
    assert revoke in page
    assert keeper.post(revoke, {"reason": ""}).status_code == 400
    asked.get("token")
    assert keeper.post(revoke, {"reason": "泄露"}).status_code == 302
    asked.error("token", 401)
    assert revoke not in keeper.get(reverse("organs:tokens", args=[OFFICE])).content.decode()
    again = keeper.post(revoke, {"reason": "泄露"})
    assert "令牌已经撤销" in again.content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"tenure": ""}, "tenure"),
        ({"purpose": " "}, "purpose"),
        ({"until": "2026-02-30"}, "until"),
        ({"until": "2026-03-01"}, "until"),
        ({"until": "2028-01-01"}, "until"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(
    wrong: dict[str, str], field: str, keeper: Client
) -> None:
    answer = keeper.post(reverse("organs:token-new", args=[OFFICE]), told(**wrong))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert f'href="#id_{field}"' in page
    assert not Token.objects.exists()


def test_only_who_holds_a_working_post_of_the_organ_is_offered(keeper: Client) -> None:
    page = keeper.get(reverse("organs:token-new", args=["4514-A"])).content.decode()
    assert "公务用车主管经办" in page
    assert "系统管理员 " not in page.partition("<form")[2]
    other = told(tenure=tenure(COUNTY_SCHOOL).pk)
    answer = keeper.post(reverse("organs:token-new", args=[OFFICE]), other)
    assert answer.status_code == 400
    assert not Token.objects.exists()


def test_an_administrator_below_issues_and_revokes_nothing_above(keeper: Client) -> None:
    county = Organ.objects.get(code="451421-A")
    post = create_post(ACTOR, organ=county, role=Role.ADMINISTRATOR, title="县系统管理员")
    account = {"username": "county-keeper", "name": "演示县管"}
    below = appoint_new(ACTOR, account, post=post, since=DAY.date())
    token, secret = issued(OFFICE)
    client = Client()
    client.force_login(below.account)
    for name, parts in (("tokens", []), ("token-new", []), ("token-revoke", [token.pk])):
        where = reverse(f"organs:{name}", args=[OFFICE, *parts])
        assert client.get(where).status_code == 404
        assert client.post(where, {"reason": "试"}).status_code == 404
    Program(secret).get("token")
    # Nor by the address of an own organ.
    where = reverse("organs:token-revoke", args=[county.code, token.pk])
    assert client.post(where, {"reason": "试"}).status_code == 404
    assert client.get(reverse("organs:tokens", args=[county.code])).status_code == 200


def test_a_person_sees_and_ends_what_stands_for_them(city: None, client: Client) -> None:
    token, secret = issued(OFFICE)
    theirs, _ = issued(COUNTY_SCHOOL)
    client.force_login(token.account)
    page = client.get(reverse("my-tokens")).content.decode()
    assert token.mark in page
    assert theirs.mark not in page
    assert reverse("my-tokens") in client.get(reverse("password")).content.decode()
    revoke = reverse("my-token-revoke", args=[token.pk])
    assert revoke in page
    assert client.post(revoke, {"reason": "不再使用"})["Location"] == reverse("my-tokens")
    Program(secret).error("token", 401)
    assert client.post(reverse("my-token-revoke", args=[theirs.pk])).status_code == 404
    assert client.get(reverse("organs:tokens", args=[OFFICE])).status_code == 403


def test_the_list_makes_as_many_queries_however_long_it_is(keeper: Client) -> None:
    counted = []
    for count in (2, 6):
        for _ in range(count):
            issued(OFFICE)
        with CaptureQueriesContext(connection) as queries:
            keeper.get(reverse("organs:tokens", args=[OFFICE]))
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_pages_in_english(keeper: Client) -> None:
    keeper.post("/language/", {"language": "en"})
    page = keeper.get(reverse("organs:token-new", args=[OFFICE])).content.decode()
    assert "May hand in applications" in page
    front = keeper.get("/api/").content.decode()
    assert "Anybody, without a token" in front
    assert "Decide one case by the rules of a day" in front
