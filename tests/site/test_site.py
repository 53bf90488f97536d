"""Headers, languages, large type, health, error pages, logs, history."""

from __future__ import annotations

import datetime as dt
import io
import json
import logging
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from guiju.jobs.worker import run_one
from guiju.ledger.models import Entry
from guiju.site.logs import JsonFormatter
from guiju.site.settings.security import is_loopback

pytestmark = pytest.mark.django_db


def test_a_form_without_its_token_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/sign-in/", {"username": "demo", "password": "x"})
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()


def test_headers(client: Client) -> None:
    answer = client.get("/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_cookies_are_secure_except_on_loopback() -> None:
    assert settings.SESSION_COOKIE_SECURE is (not settings.LOOPBACK)
    assert settings.SESSION_COOKIE_HTTPONLY
    told = {"127.0.0.1": True, "::1": True, "localhost": True, "0.0.0.0": False, "10.1.2.3": False}
    assert {host: is_loopback(host) for host in told} == told


def test_chinese_by_default_and_english_by_a_switch(client: Client) -> None:
    answer = client.get("/", HTTP_ACCEPT_LANGUAGE="en")
    assert 'lang="zh-hans"' in answer.content.decode()
    client.post("/language/", {"language": "en", "next": "/library/"})
    assert "By the published rules" in client.get("/").content.decode()
    client.post("/language/", {"language": "xx"})
    assert 'lang="en"' in client.get("/").content.decode()


def test_large_type_is_remembered(client: Client) -> None:
    assert 'class="large"' not in client.get("/").content.decode()
    assert client.post("/appearance/", {"next": "/library/"})["Location"] == "/library/"
    assert 'class="large"' in client.get("/").content.decode()
    client.post("/appearance/")
    assert 'class="large"' not in client.get("/").content.decode()


def test_every_demo_page_says_so(city: None, as_role: Callable[[str], Client]) -> None:
    client = as_role("vehicle_authority")
    for url in ("/", "/organs/", "/library/", "/nowhere/", reverse("vehicles:new")):
        assert "demo-band" in client.get(url).content.decode(), url


def test_health_and_readiness(client: Client) -> None:
    assert client.get("/healthz").json() == {"alive": True}
    assert client.get("/readyz").json() == {
        "ready": True,
        "database": True,
        "migrated": True,
        "worker": False,
    }


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
def test_not_ready_without_a_database(
    client: Client, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def broken(*_: object) -> None:
        raise fault("gone")

    monkeypatch.setattr("guiju.site.views.health.MigrationExecutor", broken)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "database": False})


def test_not_ready_where_a_migration_is_missing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "guiju.site.views.health.MigrationExecutor.migration_plan", lambda *_: ["one"]
    )
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrated"]) == (503, False)


def test_a_name_that_is_not_ours_is_a_bad_request(client: Client) -> None:
    assert client.get("/", HTTP_HOST="elsewhere.test").status_code == 400


def test_no_words_searched_for_are_a_fault(as_role: Callable[[str], Client]) -> None:
    client = as_role("vehicle_authority")
    for url in ("/organs/", "/jobs/", "/ledger/", "/library/", "/vehicles/checks/"):
        for words, status in (
            ("9" * 7000, 200),
            ("9" * 60_000, 400),
            ("演\0示", 400),
            ("%_'", 200),
        ):
            assert client.get(url, {"q": words}).status_code == status, (url, words[:5])
    assert "请求不能理解" in client.get("/?q=%00").content.decode()


def test_no_address_of_a_list_is_a_fault(as_role: Callable[[str], Client]) -> None:
    client = as_role("administrator")
    for query in ("page=abc", "page=9999999999999999999999", "sort=zzz", "sort=-post_count",
                  "per_page=0", "level=x", "export=xlsx"):  # fmt: skip
        assert client.get(f"/organs/?{query}").status_code == 200, query
    assert client.get("/jobs/99999999999999999999/").status_code == 404


def test_error_pages(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()
    client.post("/language/", {"language": "en"})
    assert "There is no such page" in client.get("/nowhere/").content.decode()


def test_a_fault_shows_no_trace_and_logs_no_value(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object) -> None:
        raise ValueError("演示乙的号码")

    monkeypatch.setattr("guiju.site.views.start.nav.entries", fault)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    client.raise_request_exception = False
    try:
        answer = client.get("/?q=演示丙")
    finally:
        logger.removeHandler(handler)
    assert answer.status_code == 500
    assert "演示乙" not in answer.content.decode()
    line = json.loads(stream.getvalue().splitlines()[0])
    assert line["error"] == "ValueError"
    assert line["path"] == "/"
    assert "演示" not in stream.getvalue()


def test_the_secret_key_is_long_and_kept_to_its_owner() -> None:
    path = settings.DATA_DIR / "secret-key"
    assert len(settings.SECRET_KEY) >= 50
    if path.exists():
        assert path.stat().st_mode & 0o077 == 0


def test_history_is_shown_in_the_citys_time_and_can_be_verified(
    as_role: Callable[[str], Client],
) -> None:
    client = as_role("discipline")
    answer = client.post(reverse("ledger:verify"))
    assert answer.status_code == 302
    assert run_one("w")
    assert "链完好" in client.get(answer["Location"]).content.decode()
    entry = Entry.objects.filter(action="jobs.ended").get()
    shown = timezone.localtime(dt.datetime.fromisoformat(entry.at))
    assert f"{shown:%Y-%m-%d %H:%M:%S}" in client.get(reverse("ledger:list")).content.decode()
    assert shown.utcoffset() == dt.timedelta(hours=8)


def test_the_error_of_a_field_is_read_out_with_it(client: Client) -> None:
    text = client.post("/sign-in/", {"username": "", "password": ""}).content.decode()
    assert 'aria-describedby="id_username_error"' in text
    assert 'id="id_username_error"' in text
