"""Tokens: kept as a hash, told once, held to the person's post, revoked, wrong ones slowed down."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from guiju.clock import FixedClock
from guiju.ledger.models import Entry
from guiju.ledger.verifying import verify
from guiju.organs import tokens
from guiju.organs.accounts import close_account
from guiju.organs.models import Attempt, Role, Tenure, Token
from guiju.organs.services import end_tenure
from guiju.organs.throttling import FREE_FAILURES_OF_AN_ADDRESS

from .conftest import ACTOR, AUTHORITY, DAY, OFFICE, Program, issued, program, tenure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city"), pytest.mark.once]


def test_only_a_hash_is_kept_and_the_history_tells_the_rest() -> None:
    token, secret = issued(OFFICE)
    kept = Token.objects.values().get()
    assert secret not in str(kept)
    assert kept["sha256"] == tokens.hashed(secret)
    assert secret.startswith(token.mark)
    assert len(secret) > 40
    entry = Entry.objects.get(action=tokens.ISSUED)
    assert (entry.chain, entry.subject) == (OFFICE, f"token {token.pk}")
    assert secret not in entry.content
    assert token.account.name not in entry.content
    assert verify().broken is None


def test_a_token_tells_for_whom_it_stands() -> None:
    told = program(OFFICE).get("token")
    assert told["organ"]["code"] == OFFICE
    assert told["hands_in"] is False
    assert told["until"] == "2026-04-01"
    assert "vehicles.register.view" in told["abilities"]
    assert not {one for one in told["abilities"] if one.endswith((".act", ".judge", ".set"))}


@pytest.mark.parametrize("secret", ["", "gj_wrong", "令牌", "gj_" + "x" * 5_000])
def test_without_a_token_that_serves_there_is_no_answer(secret: str) -> None:
    asked = Program()
    asked.headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    told = asked.error("token", 401)
    assert told["where"] == "Authorization"
    assert told["value"] == ""


def test_the_scheme_is_bearer_and_says_so() -> None:
    _, secret = issued(OFFICE)
    asked = Program()
    for value in (secret, f"Basic {secret}", "Bearer"):
        answer = asked.client.get("/api/token", headers={"Authorization": value})
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"


def test_a_revoked_token_serves_no_more() -> None:
    token, secret = issued(OFFICE)
    asked = Program(secret)
    asked.get("token")
    tokens.revoke_token(ACTOR, token=token, reason="系统停用")
    asked.error("token", 401)
    entry = Entry.objects.get(action=tokens.REVOKED)
    assert "系统停用" in entry.content
    with pytest.raises(ValidationError):
        tokens.revoke_token(ACTOR, token=token, reason="再次")


def test_a_token_serves_to_its_last_day_and_no_longer(clock: FixedClock) -> None:
    asked = program(OFFICE, until=DAY.date())
    asked.get("token")
    clock.advance(dt.timedelta(hours=15))
    assert asked.error("token", 401)["where"] == "Authorization"


def test_a_token_ends_with_the_post_of_its_person(clock: FixedClock) -> None:
    asked = program(OFFICE)
    end_tenure(ACTOR, tenure=tenure(OFFICE), until=DAY.date(), reason="调离")
    asked.get("token")  # the last day counts
    clock.advance(dt.timedelta(days=1))
    assert asked.error("token", 401)["where"] == "Authorization"


def test_a_token_ends_with_the_account() -> None:
    asked = program(OFFICE)
    close_account(ACTOR, account=tenure(OFFICE).account, reason="离开")
    assert asked.error("token", 401)["where"] == "Authorization"


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"until": DAY.date() - dt.timedelta(days=1)}, "until"),
        ({"until": DAY.date() + dt.timedelta(days=400)}, "until"),
        ({"purpose": "  "}, "purpose"),
    ],
)
def test_what_no_token_is_issued_with(wrong: dict[str, object], where: str) -> None:
    with pytest.raises(ValidationError) as error:
        issued(OFFICE, **wrong)
    assert set(error.value.error_dict) == {where}
    assert not Token.objects.exists()


def test_none_is_issued_to_an_administrator_nor_to_who_left(clock: FixedClock) -> None:
    day = DAY.date()
    keeper = Tenure.objects.filter(post__role=Role.ADMINISTRATOR)[0]
    left = tenure(OFFICE)
    end_tenure(ACTOR, tenure=left, until=day, reason="调离")
    clock.advance(dt.timedelta(days=1))
    for one in (keeper, left):
        with pytest.raises(ValidationError):
            tokens.issue_token(ACTOR, tenure=one, purpose="演示", until=day + dt.timedelta(days=9))
    assert not Token.objects.exists()


def test_many_wrong_tokens_wait_and_a_right_one_never_does() -> None:
    good, bad = program(OFFICE), Program("gj_wrong")
    for _ in range(FREE_FAILURES_OF_AN_ADDRESS):
        bad.error("token", 401)
    answer = bad.client.get("/api/token", headers=bad.headers)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) >= 1
    good.get("token")
    assert Entry.objects.filter(action=tokens.BLOCKED).count() == 1
    assert "127.0.0.1" not in str(list(Attempt.objects.values()))


def test_the_last_use_is_written_once_a_minute(clock: FixedClock) -> None:
    asked = program(OFFICE)
    asked.get("token")
    first = Token.objects.get().last_used
    clock.advance(dt.timedelta(seconds=30))
    asked.get("token")
    assert Token.objects.get().last_used == first
    clock.advance(dt.timedelta(seconds=31))
    asked.get("token")
    assert Token.objects.get().last_used > first


def test_a_session_is_no_token(client: object) -> None:
    client.force_login(tenure(AUTHORITY).account)  # type: ignore[attr-defined]
    answer = client.get("/api/vehicles/cars")  # type: ignore[attr-defined]
    assert answer.status_code == 401


def test_who_issued_stands_in_the_list() -> None:
    token, _ = issued(OFFICE)
    assert token.issued_by == "演示局 系统管理员 演示甲"
    assert list(tokens.tokens_of(token.post.organ)) == [token]
