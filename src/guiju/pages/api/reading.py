"""Bodies of requests: JSON with its figures exact, and no text that a database chokes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.parser import Parser

from .errors import Refusal, Strange

MOST_BYTES = 1 << 20


class Unreadable(Refusal):
    """A body that is no JSON (400)."""

    status = 400


class PlainParser(Parser):
    """JSON of at most a megabyte; figures with a point stay as they are written."""

    def parse_body(self, request: HttpRequest) -> Any:
        """What was sent."""
        body = request.body
        if len(body) > MOST_BYTES:
            raise Unreadable("body", len(body), _("至多 1 MB"))
        try:
            found = json.loads(body, parse_float=Decimal, parse_constant=_no_number)
        except (ValueError, RecursionError):
            raise Unreadable("body", "", "JSON") from None
        if any(map(_strange, _texts(found))):
            raise Strange("body", "", _("没有控制字符和残缺字符的文字"))
        return found


def _no_number(text: str) -> Any:
    raise ValueError(text)


def _strange(text: str) -> bool:
    """NUL, which PostgreSQL refuses, and halves of characters, which nothing can store."""
    return any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in text)


def _texts(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one
