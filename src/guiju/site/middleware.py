"""What no page can be asked with."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

LONGEST_QUERY = 8_000


class PlainAddressMiddleware:
    """Refuses addresses that databases choke on: with a NUL sign, or far too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY or "%00" in query or "\0" in request.path:
            raise BadRequest("address")
        return self._next(request)
