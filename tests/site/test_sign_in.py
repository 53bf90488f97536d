"""Signing in and out, throttling, passwords, the choice of post, one click in the demo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from guiju.ledger.models import Entry
from guiju.organs.models import Account, Attempt, Post, Setting
from guiju.organs.services import SIGN_IN_BLOCKED
from guiju.site import throttling

pytestmark = pytest.mark.django_db
PASSWORD = "eine-lange-Reihe-9"


@pytest.fixture
def account(db: None) -> Account:
    return Account.objects.create_user("demo", "演示甲", PASSWORD)


def test_passwords_are_kept_with_argon2(account: Account) -> None:
    assert account.password.startswith("argon2$argon2id$")


def test_signing_in_and_out(client: Client, account: Account) -> None:
    sent = {"username": "demo", "password": PASSWORD}
    answer = client.post("/sign-in/?next=/jobs/", sent)
    assert (answer.status_code, answer["Location"]) == (302, "/jobs/")
    assert Entry.objects.filter(action="organs.signed_in").count() == 1
    assert client.post("/sign-out/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_person_changes_the_password(client: Client, account: Account) -> None:
    client.post("/sign-in/", {"username": "demo", "password": PASSWORD})
    other = Client()
    other.force_login(account)
    assert 'href="/password/"' in client.get("/").content.decode()
    chosen = {"new_password1": "noch-eine-Reihe-8", "new_password2": "noch-eine-Reihe-8"}
    short = {"new_password1": "kurz", "new_password2": "kurz"}
    wrong = (
        {"old_password": "falsch", **chosen},
        {"old_password": PASSWORD, **chosen, "new_password2": "anders"},
        {"old_password": PASSWORD, **short},
    )
    for sent in wrong:
        answer = client.post("/password/", sent)
        assert answer.status_code == 400
        assert "error-summary" in answer.content.decode()
    assert client.post("/password/", {"old_password": PASSWORD, **chosen}).status_code == 302
    account.refresh_from_db()
    assert account.check_password("noch-eine-Reihe-8")
    assert client.get("/password/").status_code == 200
    assert other.get("/password/").status_code == 302
    entry = Entry.objects.get(action="organs.password.changed")
    assert "Reihe" not in entry.content


def test_pages_behind_the_sign_in_are_not_kept_by_others(as_role: Callable[[str], Client]) -> None:
    answer = as_role("finance").get("/organs/")
    assert answer["Cache-Control"] == "private, no-cache"


def test_another_site_is_no_place_to_go_on_to(client: Client, account: Account) -> None:
    sent = {"username": "demo", "password": PASSWORD, "next": "https://example.test/"}
    assert client.post("/sign-in/", sent)["Location"] == "/"


def test_failures_slow_down_and_are_recorded_without_a_name(
    client: Client, account: Account
) -> None:
    for _ in range(throttling.FREE_FAILURES):
        answer = client.post("/sign-in/", {"username": "demo", "password": "falsch"})
        assert answer.status_code == 400
        assert "用户名或密码不对" in answer.content.decode()
    answer = client.post("/sign-in/", {"username": "demo", "password": PASSWORD})
    assert answer.status_code == 429
    assert 'value="demo"' in answer.content.decode()
    blocked = Entry.objects.get(action=SIGN_IN_BLOCKED)
    assert "demo" not in blocked.content
    assert "127.0.0.1" not in blocked.content
    assert not Attempt.objects.filter(key__contains="demo").exists()
    Attempt.objects.update(last=timezone.now() - throttling.FORGOTTEN)
    answer = client.post("/sign-in/", {"username": "demo", "password": PASSWORD})
    assert answer.status_code == 302
    assert not Attempt.objects.filter(key=throttling.key("account", "demo")).exists()


def test_the_wait_grows_and_has_an_end(account: Account) -> None:
    keys = throttling.keys("demo", "10.0.0.1")
    waits = []
    for _ in range(throttling.FREE_FAILURES + 20):
        throttling.failed(keys)
        waits.append(throttling.waiting(keys).total_seconds())
    assert waits[: throttling.FREE_FAILURES - 1] == [0] * (throttling.FREE_FAILURES - 1)
    after = [round(wait) for wait in waits[throttling.FREE_FAILURES - 1 :]]
    assert after[:4] == [5, 10, 20, 40]
    assert after == sorted(after)
    assert after[-1] == throttling.LONGEST.total_seconds()


def test_an_address_waits_too_and_its_failures_outlive_a_success(account: Account) -> None:
    for number in range(throttling.FREE_FAILURES_OF_AN_ADDRESS):
        throttling.failed(throttling.keys(f"guess{number}", "10.0.0.1"))
    throttling.succeeded("demo")
    assert throttling.waiting(throttling.keys("demo", "10.0.0.1")).total_seconds() > 0
    assert throttling.waiting(throttling.keys("demo", "10.0.0.2")).total_seconds() == 0


def test_old_failures_are_forgotten_and_leave_no_row() -> None:
    throttling.failed(throttling.keys("someone", "10.0.0.1"))
    Attempt.objects.update(last=timezone.now() - throttling.FORGOTTEN * 2)
    throttling.failed(throttling.keys("another", "10.0.0.2"))
    assert set(Attempt.objects.values_list("key", flat=True)) == set(
        throttling.keys("another", "10.0.0.2")
    )


def test_an_account_put_out_of_use_cannot_sign_in(client: Client, account: Account) -> None:
    Account.objects.update(is_active=False)
    answer = client.post("/sign-in/", {"username": "demo", "password": PASSWORD})
    assert answer.status_code == 400


@pytest.mark.parametrize("typed", ["a\0", "a" * 500, " "])
def test_odd_user_names_are_no_fault(client: Client, typed: str) -> None:
    answer = client.post("/sign-in/", {"username": typed, "password": "b" * 2000})
    assert answer.status_code == 400


def test_a_post_that_is_none_is_not_found(as_role: Callable[[str], Client]) -> None:
    client = as_role("finance")
    for url in ("/post/", "/demo/sign-in/"):
        for asked in ("abc", "9" * 30, "-1", ""):
            assert client.post(url, {"post": asked}).status_code == 404, (url, asked)


def test_a_demo_post_without_a_holder_today_lets_nobody_in(city: None, client: Client) -> None:
    post = Post.objects.filter(demo=True).first()
    assert post is not None
    post.tenures.update(until=timezone.localdate() - dt.timedelta(days=1))
    assert client.post("/demo/sign-in/", {"post": post.pk}).status_code == 404


def test_who_holds_two_posts_acts_in_the_one_chosen(city: None, client: Client) -> None:
    first = Post.objects.get(organ__code="451421-02")
    second = Post.objects.get(organ__code="451421-T1")
    client.post("/demo/sign-in/", {"post": first.pk})
    assert client.get("/organs/451421-02/").status_code == 200
    assert client.get("/organs/451421-T1/").status_code == 404
    assert client.post("/post/", {"post": second.pk}).status_code == 302
    assert client.get("/organs/451421-T1/").status_code == 200
    assert client.get("/organs/451421-02/").status_code == 404
    stranger = Post.objects.get(organ__code="4514-08")
    assert client.post("/post/", {"post": stranger.pk}).status_code == 404


def test_one_click_sign_in_only_in_a_demo_and_from_this_machine(city: None, client: Client) -> None:
    post = Post.objects.filter(demo=True).first()
    assert post is not None
    sent = {"post": post.pk}
    for refused in ({"REMOTE_ADDR": "10.0.0.9"}, {"HTTP_X_FORWARDED_FOR": "1.2.3.4"}):
        assert client.post("/demo/sign-in/", sent, **refused).status_code == 404  # type: ignore[arg-type]
    other = Post.objects.filter(demo=False).first()
    assert other is not None
    assert client.post("/demo/sign-in/", {"post": other.pk}).status_code == 404
    assert client.post("/demo/sign-in/", sent).status_code == 302
    assert str(post) in client.get("/").content.decode()
    client.logout()
    Setting.objects.all().delete()
    assert client.post("/demo/sign-in/", sent).status_code == 404
    assert "以演示岗位登录" not in client.get("/").content.decode()
