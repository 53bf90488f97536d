"""What no page can be asked with, and what comes before every other page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

LONGEST_QUERY = 8_000
BEFORE_AN_OWN_PASSWORD = {"password", "sign-out", "language", "appearance", "health", "ready"}


class PlainAddressMiddleware:
    """Refuses addresses that databases choke on: with a NUL sign, or far too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY or "%00" in query or "\0" in request.path:
            raise BadRequest("address")
        return self._next(request)


class OwnPasswordFirstMiddleware:
    """Leads who signed in with a password for one use to its change, before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._next(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """To the change of the password, but for the pages that are needed on the way."""
        match = request.resolver_match
        if match is None or match.view_name in BEFORE_AN_OWN_PASSWORD:
            return None
        if getattr(request.user, "must_change_password", False):
            return redirect("password")
        return None
