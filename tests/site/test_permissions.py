"""Who may open what: every post and the public, on every route of the house."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from guiju.cases.models import Receipt
from guiju.cases.services import Case, keep
from guiju.institutions.vehicles.models import Check, CheckedRow
from guiju.jobs.models import Job, State
from guiju.ledger.services import Actor
from guiju.organs.abilities import ABILITIES
from guiju.organs.access import PUBLIC, SIGNED_IN
from guiju.organs.models import ELECTION_ROLES, Account, Organ, Role, Token
from guiju.organs.tokens import issue_token
from guiju.procedures.services import open_case

ROLES = ("public", *Role.values)


def routes(
    patterns: list[Any] | None = None, namespace: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every named route with its view."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry.url_patterns, inner)
        else:
            yield f"{namespace}{entry.name}", entry


# Who signs in opens pages; routes by token have a matrix of their own (tests/api).
ROUTES = {name: route for name, route in routes() if not getattr(route.callback, "by_token", False)}
CASES = ("detail", "json", "replay")


def arguments(name: str) -> dict[str, Any]:
    """Values for the parts of a route that stand for something in the demo city."""
    numbered = ("vehicles:", "procedures:", "elections:")
    values = {
        "code": "4514-08",
        "number": 2 if name.startswith(numbered) else "崇政办发〔2020〕1号",
        "officer": 1,
        "sheet": 1,
        "address": "7/1/1",
        "column": 0,
        "matter": "purchase",
        "reference": Receipt.objects.get().reference,
        "pk": 1,
        "kind": "ballot" if name.startswith("elections:") else "car",
        "step": "approve",
        "book": "vehicles",
        "name": "marking-exemption",
        "rest": "none",
        "slug": "none",
    }
    if name.startswith(("vehicles:", "jobs:")):
        values["pk"] = (
            Check.objects.get().pk if name.startswith("vehicles:") else Job.objects.get().pk
        )
    if name == "organs:token-revoke":
        values["pk"] = Token.objects.get().pk
    if name.startswith("organs:account"):
        values["pk"] = Account.objects.get(tenures__post__organ__code="4514-08").pk
    return {key: values[key] for key in ROUTES[name].pattern.converters} or {
        key: values[key] for key in ROUTES[name].pattern.regex.groupindex
    }


@pytest.fixture
def house(city: None) -> None:
    """One finished check, one kept decision and one token of a using organ of the city."""
    organ = Organ.objects.get(code="4514-08")
    job = Job.objects.create(kind="none", title="试", organ=organ, state=State.RUNNING)
    check = Check.objects.create(organ=organ, file_name="a.csv", day="2026-01-01", job=job)
    CheckedRow.objects.create(ledger=check, number=2, subject="桂F", verdict="unknown", cells={})
    case = Case("vehicles/purchase", timezone.localdate(), {}, {})
    keep(organ=organ, actor=Actor("演示甲", "演示岗位"), case=case)
    post = organ.posts.get()
    token = {"purpose": "演示", "until": timezone.localdate()}
    issue_token(Actor("演示甲", "演示岗位"), tenure=post.tenures.get(), **token)
    facts = {"单位类别": "行政机关", "行政层级": "市", "保密用途": "侦查办案"}
    open_case(post, post.tenures.get().account, "vehicles/marking-exemption", facts, {}, "桂F")


def test_every_route_is_marked() -> None:
    unmarked = [name for name, route in ROUTES.items() if not hasattr(route.callback, "access")]
    assert unmarked == []
    marks = {route.callback.access for route in ROUTES.values()}
    assert marks <= {PUBLIC, SIGNED_IN, *ABILITIES}


def allowed(role: str, access: str) -> bool:
    """What the marks and the table of abilities give a role."""
    if access == PUBLIC:
        return True
    return role != "public" and (access == SIGNED_IN or role in ABILITIES[access].roles)


@pytest.mark.once
@pytest.mark.parametrize("role", ROLES)
def test_matrix(role: str, house: None, as_role: Callable[[str], Client]) -> None:
    wrong = {}
    for name, route in ROUTES.items():
        client = as_role(role)
        answer = client.get(reverse(name, kwargs=arguments(name)), REMOTE_ADDR="127.0.0.1")
        access = route.callback.access
        if allowed(role, access):
            fine = answer.status_code in (200, 302, 404, 405, 503)
            fine = fine and "/sign-in/?next=" not in answer.get("Location", "")
        elif role == "public":
            fine = answer.status_code == 302 and "/sign-in/?next=" in answer["Location"]
        else:
            fine = answer.status_code == 403
        if not fine:
            wrong[name] = (access, answer.status_code)
    assert wrong == {}


@pytest.mark.once
@pytest.mark.parametrize("role", ROLES)
def test_what_may_not_be_read_may_not_be_written(
    role: str, house: None, as_role: Callable[[str], Client]
) -> None:
    wrong = {}
    for name, route in ROUTES.items():
        access = route.callback.access
        if allowed(role, access):
            continue
        answer = as_role(role).post(reverse(name, kwargs=arguments(name)), {})
        expected = 302 if role == "public" else 403
        to_sign_in = "/sign-in/?next=" in answer.get("Location", "")
        if answer.status_code != expected or to_sign_in is not (role == "public"):
            wrong[name] = (access, answer.status_code)
    assert wrong == {}


@pytest.mark.parametrize(
    ("ability", "roles"),
    [
        ("vehicles.check", {"using_clerk", "vehicle_authority"}),
        ("vehicles.checks.correct", {"using_clerk", "vehicle_authority"}),
        ("vehicles.checks.view", {"using_clerk", "vehicle_authority", "finance", "discipline"}),
        ("vehicles.register.view", {"using_clerk", "vehicle_authority", "finance", "discipline"}),
        ("vehicles.adopt", {"vehicle_authority"}),
        ("vehicles.quota.set", {"vehicle_authority"}),
        ("vehicles.quota.transfer", {"vehicle_authority"}),
        ("vehicles.quota.merge", {"vehicle_authority"}),
        ("vehicles.quota.freeze", {"vehicle_authority"}),
        ("vehicles.cars.move", {"vehicle_authority"}),
        ("vehicles.cars.correct", {"vehicle_authority"}),
        ("vehicles.plan.make", {"vehicle_authority"}),
        ("vehicles.apply", {"using_clerk", "vehicle_authority"}),
        ("organs.manage", {"administrator"}),
        ("organs.view", set(Role.values)),
        ("ledger.view", {"vehicle_authority", "discipline", "administrator"}),
        ("ledger.verify", {"discipline", "administrator"}),
        ("jobs.cancel", {"using_clerk", "vehicle_authority", "administrator"}),
        ("jobs.view", set(Role.values) - set(ELECTION_ROLES)),
        ("elections.view", set(ELECTION_ROLES)),
        ("elections.set_up", {"election_secretary"}),
        ("elections.preside", {"chair"}),
        ("elections.scrutinise", {"scrutineer"}),
        ("elections.enter", {"counter"}),
        ("cases.keep", {"using_clerk", "vehicle_authority", "finance"}),
        ("cases.view", {"using_clerk", "vehicle_authority", "finance", "discipline"}),
        ("findings.view", {"using_clerk", "vehicle_authority", "finance", "discipline"}),
        ("findings.explain", {"using_clerk", "vehicle_authority", "finance", "discipline"}),
        ("findings.judge", {"vehicle_authority", "discipline"}),
        ("findings.pass_on", {"vehicle_authority", "finance"}),
        ("leads.view", {"discipline"}),
        ("documents.notify", {"vehicle_authority", "discipline"}),
        ("library.import", {"vehicle_authority", "administrator"}),
        ("procedures.view", set(Role.values) - {"administrator", *ELECTION_ROLES}),
        ("procedures.act", set(Role.values) - {"administrator", *ELECTION_ROLES}),
        ("procedures.delegate", set(Role.values) - {"administrator", *ELECTION_ROLES}),
    ],
)
def test_the_table_of_abilities(ability: str, roles: set[str]) -> None:
    assert ABILITIES[ability].roles == roles
    assert len(ABILITIES) == 36


def test_what_lies_outside_the_scope_is_not_there(house: None, client: Client) -> None:
    other = Organ.objects.get(code="451421-02").posts.get().tenures.get().account
    client.force_login(other)
    check = Check.objects.get()
    for name in ("check", "rows", "problems", "download"):
        assert client.get(reverse(f"vehicles:{name}", args=[check.pk])).status_code == 404
    assert client.get(reverse("jobs:detail", args=[Job.objects.get().pk])).status_code == 404
    assert client.get(reverse("organs:detail", args=["4514-08"])).status_code == 404
    receipt = [reverse(f"cases:{name}", kwargs=arguments(f"cases:{name}")) for name in CASES]
    assert [client.get(address).status_code for address in receipt] == [404] * 3
    steps = [f"procedures:{name}" for name in ("detail", "application", "decision", "step")]
    case = [reverse(name, kwargs=arguments(name)) for name in steps]
    assert [client.get(address).status_code for address in case] == [404] * 4


def test_a_refusal_names_the_posts_that_may(as_role: Callable[[str], Client]) -> None:
    answer = as_role("finance").get(reverse("vehicles:new"))
    assert answer.status_code == 403
    assert "公务用车主管部门经办" in answer.content.decode()
