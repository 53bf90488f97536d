"""A real browser on the demo city, served on this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.servers.basehttp import WSGIRequestHandler

# Head and body of an answer go out at once; else each waits 40 ms for the browser to have the head.
WSGIRequestHandler.disable_nagle_algorithm = True
# Playwright keeps an event loop in this thread; Django would refuse its own queries beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium; skipped where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def demo(transactional_city: None, live_server: Any) -> Any:
    """The demo city with one checked ledger, on the live server."""
    from guiju.institutions.vehicles.demo import load_checks

    load_checks()
    return live_server


@pytest.fixture
def open_as(chromium: Any, demo: Any) -> Iterator[Callable[..., Any]]:
    """A page of the demo city, signed in as a role of the city."""
    contexts = []

    def page_of(role: str = "public", **options: Any) -> Any:
        from guiju.organs.models import Post

        context = chromium.new_context(base_url=demo.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        if role != "public":
            post = Post.objects.get(role=role, demo=True, organ__code__startswith="4514-")
            page.goto("/")
            page.locator(f'button[name=post][value="{post.pk}"]').click()
            page.wait_for_selector(".who")
        return page

    yield page_of
    for context in contexts:
        context.close()


@pytest.fixture
def hands(transactional_db: None) -> Any:
    """Those who work at the elections of an organ."""
    from tests.institutions.elections.hands import make_hands

    return make_hands()


@pytest.fixture
def at_elections(chromium: Any, live_server: Any, hands: Any) -> Iterator[Callable[..., Any]]:
    """A page signed in as one of those people, in a browser of its own."""
    contexts = []

    def page_of(name: str, **options: Any) -> Any:
        from django.test import Client

        client = Client()
        client.force_login(hands[name].account)
        context = chromium.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield page_of
    for context in contexts:
        context.close()
