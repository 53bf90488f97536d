"""Error pages in both languages, JSON for programs; the one for 500 asks for nothing."""

from __future__ import annotations

import sys
from http.client import responses

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template

from guiju.clock import ClockSetBackError
from guiju.organs.access import public
from guiju.pages.api.errors import problem

PROGRAMS = "/api/"
"""What is asked below this address is answered in JSON."""


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was not ours or was too old."""
    return render(request, "403_csrf.html", status=403)


@public
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _told(request, "400.html", 400)


@public
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _told(request, "403.html", 403)


@public
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _told(request, "404.html", 404)


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """500, without the database; 503 where the machine's clock was set back."""
    back = isinstance(sys.exc_info()[1], ClockSetBackError)
    page, status = ("503_clock.html", 503) if back else ("500.html", 500)
    if request.path.startswith(PROGRAMS):
        return _as_json(status)
    return HttpResponse(get_template(page).render({}), status=status)


def _told(request: HttpRequest, page: str, status: int) -> HttpResponse:
    """The page, or for a program the status in the shape of its errors."""
    if request.path.startswith(PROGRAMS):
        return _as_json(status)
    return render(request, page, status=status)


def _as_json(status: int) -> JsonResponse:
    return JsonResponse(problem("request", "", responses[status]), status=status)
