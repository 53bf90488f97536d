"""What tests of the pages of procedures share: addresses, texts, languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.test import Client

INBOX, CASES = "/procedures/inbox/", "/procedures/cases/"
ONE = f"{CASES}4514-08/2026-0001/"
As = Callable[[str], Client]


def text(answer: Any) -> str:
    """A page's text."""
    assert answer.status_code in (200, 400), answer.status_code
    return answer.content.decode()


def english(client: Client) -> Client:
    """The client with its pages in English."""
    client.cookies["django_language"] = "en"
    return client


def chinese_left(page: str) -> str:
    """What of a page is still Chinese, names and data apart: the part above the content."""
    return "".join(re.findall(r"[\u4e00-\u9fff]+", page))
