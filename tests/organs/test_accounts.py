"""Passwords for one use, closed accounts, organs renamed and ended: each with its record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from guiju.clock import today
from guiju.ledger.models import Entry
from guiju.ledger.services import Actor
from guiju.ledger.verifying import verify
from guiju.organs import changing, services
from guiju.organs.accounts import close_account, one_time_password, reset_password
from guiju.organs.changing import change_organ, end_organ, register_hold
from guiju.organs.models import Account, Organ, Post, Role, Tenure
from guiju.organs.scope import accounts_of, standing_of
from guiju.organs.selectors import former_names

pytestmark = pytest.mark.django_db
ACTOR = Actor("演示甲", "演示岗位")


@pytest.fixture
def account(city: None) -> Account:
    """The clerk of a using organ of the city, with a password."""
    found = Account.objects.get(tenures__post__organ__code="4514-08")
    services.change_password(ACTOR, account=found, password="eine-lange-Reihe-9")
    return found


@pytest.fixture
def holds() -> Iterator[None]:
    """What is registered in a test goes with it."""
    before = list(changing._HOLDS)
    yield
    changing._HOLDS[:] = before


def administrator(code: str) -> Post:
    return Post.objects.get(organ__code=code, role=Role.ADMINISTRATOR)


def test_passwords_for_one_use_are_long_and_never_the_same() -> None:
    made = {one_time_password() for _ in range(200)}
    assert len(made) == 200
    assert all(len(password.replace("-", "")) == 16 for password in made)


def test_a_reset_ends_the_sessions_and_asks_for_another_password(
    account: Account, client: Client
) -> None:
    client.force_login(account)
    assert client.get(reverse("organs:list")).status_code == 200
    password = reset_password(ACTOR, account=account, reason="本人申请")
    assert "/sign-in/" in client.get(reverse("organs:list"))["Location"]
    entry = Entry.objects.get(action="organs.password.reset")
    assert "本人申请" in entry.content
    assert password not in entry.content
    account.refresh_from_db()
    assert account.check_password(password)
    assert account.must_change_password
    services.change_password(ACTOR, account=account, password="noch-eine-Reihe-8")
    account.refresh_from_db()
    assert not account.must_change_password
    assert verify().broken is None


def test_a_closed_account_ends_its_tenures_and_sessions_and_keeps_its_history(
    account: Account, client: Client
) -> None:
    client.force_login(account)
    finance = Post.objects.get(organ__code="4514-F")
    later = today() + dt.timedelta(days=30)
    services.appoint(ACTOR, account=account, post=finance, since=later)
    entries = Entry.objects.count()
    close_account(ACTOR, account=account, reason="调离")
    assert set(account.tenures.values_list("until", flat=True)) == {today(), later}
    assert Entry.objects.count() == entries + 3
    assert "/sign-in/" in client.get(reverse("organs:list"))["Location"]
    for refused in (
        lambda: close_account(ACTOR, account=account, reason="再次"),
        lambda: reset_password(ACTOR, account=account, reason="再次"),
        lambda: services.appoint(
            ACTOR, account=Account.objects.get(pk=account.pk), post=finance, since=today()
        ),
    ):
        with pytest.raises(ValidationError):
            refused()
    assert verify().broken is None


def test_the_last_administrator_is_not_closed(city: None) -> None:
    posts = Post.objects.filter(role=Role.ADMINISTRATOR).order_by("pk")
    owners = [post.tenures.get().account for post in posts]
    # A second post of the last one is no other person.
    services.appoint(ACTOR, account=owners[-1], post=posts[0], since=today())
    for owner in owners[:-1]:
        close_account(ACTOR, account=owner, reason="试")
    with pytest.raises(ValidationError):
        close_account(ACTOR, account=owners[-1], reason="试")
    assert Account.objects.get(pk=owners[-1].pk).is_active
    assert Tenure.objects.filter(account=owners[-1], until=None).count() == 2


def test_no_administrator_looks_after_an_account_above(city: None) -> None:
    county, city_post = administrator("451421-A"), administrator("4514-A")
    clerk = Account.objects.get(tenures__post__organ__code="451421-01")
    above = Account.objects.get(tenures__post=city_post)
    assert clerk in accounts_of(county)
    assert clerk in accounts_of(city_post)
    assert above not in accounts_of(county)
    # A post below does not bring an account above into the scope below.
    post = Post.objects.get(organ__code="451421-F")
    tenure = services.appoint(ACTOR, account=above, post=post, since=today())
    assert above not in accounts_of(county)
    assert above in accounts_of(city_post)
    # Nor do former posts of somebody who holds none.
    Tenure.objects.filter(account=above).update(until=tenure.since)
    with_none = today() - dt.timedelta(days=1)
    Tenure.objects.filter(account=above).update(since=with_none, until=with_none)
    assert above not in accounts_of(county)
    assert above in accounts_of(administrator("45-A"))


def test_an_organ_gets_another_name_and_keeps_the_old_one(city: None) -> None:
    organ = Organ.objects.get(code="4514-08")
    change_organ(ACTOR, organ=organ, name="市教育体育局", reason="机构改革")
    change_organ(ACTOR, organ=organ, category="参公事业单位", reason="机构改革")
    organ.refresh_from_db()
    assert (organ.name, organ.category) == ("市教育体育局", "参公事业单位")
    assert former_names(organ) == [{"name": "市教育局", "until": today().isoformat()}]
    for wrong in ({"name": "市教育体育局"}, {"category": "公司"}, {"name": "名" * 101}):
        with pytest.raises(ValidationError):
            change_organ(ACTOR, organ=organ, reason="试", **wrong)
    assert verify().broken is None


def test_an_organ_ends_only_when_nothing_in_it_goes_on(city: None, holds: None) -> None:
    organ = Organ.objects.get(code="4514-08")
    below = services.create_organ(
        ACTOR, code="4514-08-1", name="所", level="市", category="行政机关", parent=organ
    )
    cars = ["还有 3 辆车"]
    register_hold(lambda one: cars if one == organ else ())
    tenure = Tenure.objects.get(post__organ=organ)

    def told(day: dt.date) -> str:
        with pytest.raises(ValidationError) as refused:
            end_organ(ACTOR, organ=organ, day=day, reason="机构改革")
        return "；".join(refused.value.messages)

    first = told(today())
    for what in ("所", tenure.account.name, "还有 3 辆车"):
        assert what in first
    end_organ(ACTOR, organ=below, day=today(), reason="机构改革")
    services.end_tenure(ACTOR, tenure=tenure, until=today())
    assert told(today()) == "还有 3 辆车"
    cars.clear()
    assert "今天" in told(today() + dt.timedelta(days=1))
    assert tenure.account.name in told(today() - dt.timedelta(days=1))
    end_organ(ACTOR, organ=organ, day=today(), reason="机构改革")
    assert Organ.objects.get(pk=organ.pk).ended == today()
    assert organ not in standing_of(administrator("4514-A"))
    for late in (
        lambda: services.create_post(ACTOR, organ=organ, role=Role.FINANCE, title="新岗"),
        lambda: services.create_organ(
            ACTOR, code="4514-08-2", name="新", level="市", category="行政机关", parent=organ
        ),
        lambda: services.appoint(
            ACTOR, account=tenure.account, post=tenure.post, since=today() + dt.timedelta(days=1)
        ),
        lambda: change_organ(ACTOR, organ=organ, name="新名", reason="试"),
        lambda: end_organ(ACTOR, organ=organ, day=today(), reason="再次"),
    ):
        with pytest.raises(ValidationError):
            late()
    assert verify().broken is None


def test_the_head_of_the_tree_does_not_end() -> None:
    head = services.create_organ(
        ACTOR, code="1", name="机关", level="市", category="行政机关", parent=None
    )
    with pytest.raises(ValidationError):
        end_organ(ACTOR, organ=head, day=today(), reason="试")
    assert Organ.objects.get().ended is None
