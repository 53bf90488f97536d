"""Which token may ask what: every route of the API by every role, and what no token may do."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from django.urls import reverse

from guiju.institutions.vehicles.api.applying import KindCode
from guiju.institutions.vehicles.selectors.applying import KINDS
from guiju.organs.abilities import ABILITIES
from guiju.organs.access import PUBLIC, SIGNED_IN
from guiju.organs.models import Role
from guiju.oversight.api import StateAsked
from guiju.oversight.models import State
from guiju.site.api.composed import API
from guiju.site.api.marks import abilities, guard_of, mark_of, operations, parameters

from .conftest import AUTHORITY, DISCIPLINE, FINANCE, OFFICE, Program, program

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HOLDERS = {
    Role.USING_CLERK: OFFICE,
    Role.AUTHORITY: AUTHORITY,
    Role.FINANCE: FINANCE,
    Role.DISCIPLINE: DISCIPLINE,
}
PARTS = {"pk": 1, "organ": OFFICE, "reference": "2026-0001", "book": "relief", "name": "interest"}


def address(operation: Any) -> str:
    """The address of an operation with something in each of its parts."""
    name = f"api:{operation.url_name}"
    parts = {k: v for k, v in PARTS.items() if f"{{{k}}}" in operation.path}
    return reverse(name, kwargs=parts).removeprefix("/api/")


def status(asked: Program, operation: Any) -> int:
    """What an operation answers to a program that sends nothing of use."""
    where = f"/api/{address(operation)}"
    if "GET" in operation.methods:
        return asked.client.get(where, headers=asked.headers).status_code
    sent = {"content_type": "application/json", "headers": asked.headers}
    return asked.client.post(where, {}, **sent).status_code


def test_every_operation_is_public_or_guarded_by_its_mark() -> None:
    marks = {one.url_name: mark_of(one) for one in operations(API)}
    assert {name for name, mark in marks.items() if mark == PUBLIC} == {"matters", "decide"}
    assert set(marks.values()) <= {PUBLIC, SIGNED_IN, *ABILITIES}
    for one in operations(API):
        assert len(one.auth_callbacks) == (0 if mark_of(one) == PUBLIC else 1)


@pytest.mark.parametrize("role", HOLDERS)
def test_matrix(role: Role, city: None) -> None:
    asked, wrong = program(HOLDERS[role], hands_in=True), {}
    for one in operations(API):
        mark = mark_of(one)
        allowed = mark in (PUBLIC, SIGNED_IN) or role in ABILITIES[mark].roles
        told = status(asked, one)
        if (told in (200, 404, 422)) is not allowed or (told == 403) is allowed:
            wrong[one.url_name] = (mark, told)
    assert wrong == {}


def test_without_a_token_only_what_is_public_answers(city: None) -> None:
    told = {one.url_name: status(Program(), one) for one in operations(API)}
    assert {name for name, code in told.items() if code != 401} == {"matters", "decide"}


def test_no_token_decides_anything() -> None:
    """The one route that changes something hands an application in, by a token issued for it."""
    changing = [one for one in operations(API) if set(one.methods) - {"GET"}]
    assert {one.url_name for one in changing} == {
        "application-answer",
        "application-hand-in",
        "decide",
    }
    guard = guard_of(next(one for one in changing if one.url_name == "application-hand-in"))
    assert guard is not None
    assert guard.hands_in
    assert abilities(API) == {
        "findings.view",
        "procedures.view",
        "vehicles.apply",
        "vehicles.register.view",
    }


def test_a_token_that_only_reads_hands_nothing_in(city: None) -> None:
    told = program(OFFICE).post("vehicles/applications", {"kind": "car"}, 403, key="12345678")
    assert told["error"]["where"] == "Authorization"


def test_a_refusal_names_the_posts_that_may(city: None) -> None:
    sent = {"kind": "car"}
    told = program(FINANCE).post("vehicles/applications/answer", sent, 403)
    assert "公务用车主管部门经办" in told["error"]["expected"]


def test_a_parameter_that_is_misspelt_is_refused(city: None) -> None:
    told = program(AUTHORITY).error("vehicles/cars", 422, organs=OFFICE)
    assert (told["where"], told["value"]) == ("organs", OFFICE)
    assert "organ ·" in told["expected"]
    lists = [one for one in operations(API) if "limit" in parameters(one)]
    assert len(lists) == 4


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 201}, "limit"),
        ({"offset": -1}, "offset"),
        ({"state": "sold"}, "state"),
        ({"vehicle_class": "公务"}, "vehicle_class"),
        ({"q": "长" * 101}, "q"),
    ],
)
def test_a_wrong_filter_is_told_by_name(query: dict[str, Any], where: str, city: None) -> None:
    assert program(AUTHORITY).error("vehicles/cars", 422, **query)["where"] == where


def test_what_is_not_there_is_told_in_json() -> None:
    told = Program().error("nothing/here", 404)
    assert told["value"] == "/api/nothing/here"
    told = Program().get("vehicles/cars?q=%00", 400)
    assert told["error"]["expected"] == "Bad Request"


def test_a_method_that_is_not_offered(city: None) -> None:
    asked = program(AUTHORITY)
    for method in ("put", "delete", "patch"):
        answer = getattr(asked.client, method)("/api/vehicles/cars", headers=asked.headers)
        assert answer.status_code == 405
        assert "GET" in answer["Allow"]


def test_nothing_of_a_token_is_kept_on_the_way(city: None) -> None:
    asked = program(AUTHORITY)
    answer = asked.client.get("/api/vehicles/cars", headers=asked.headers)
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies


def test_the_description_and_the_page_name_every_route(city: None) -> None:
    spec = Program().get("openapi.json")
    assert spec["openapi"].startswith("3.1")
    named = {told["operationId"] for path in spec["paths"].values() for told in path.values()}
    assert named == {one.url_name for one in operations(API)}
    page = Program().client.get("/api/").content.decode()
    assert [where for where in spec["paths"] if f"<code>{where}</code>" not in page] == []
    assert "https://" not in page.replace("https://www.w3.org", "")


def test_every_application_that_an_organ_makes_for_itself_is_offered() -> None:
    own = {code for code, kind in KINDS.items() if not kind.by_authority}
    assert set(get_args(KindCode)) == own


def test_every_state_of_a_finding_can_be_asked_for() -> None:
    assert set(get_args(StateAsked)) == {*State.values, "unclosed", "unseen"}
