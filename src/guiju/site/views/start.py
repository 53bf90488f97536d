"""The start page, the language and the appearance."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from guiju.library.coverage import outlines
from guiju.organs.access import public
from guiju.organs.selectors import demo_posts, is_demo
from guiju.pages import nav
from guiju.pages.context import LARGE_COOKIE
from guiju.pages.waiting import waiting

from .sign_in import from_loopback

_YEAR = 365 * 24 * 3600


@public
def start(request: HttpRequest) -> HttpResponse:
    """What can be done here by whoever asks."""
    post = request.post  # type: ignore[attr-defined]
    offered = is_demo() and from_loopback(request)
    found = waiting(request.user, post) if post else {}  # type: ignore[arg-type]
    entries = [entry for entry in nav.entries(post) if entry.url_name != "start"]
    context = {
        "tasks": [(entry, found.get(entry.url_name)) for entry in entries],
        "outlines": list(outlines().values()),
        "demo_posts": demo_posts() if offered else [],
    }
    return render(request, "site/start.html", context)


@public
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Switch large type on or off."""
    response = redirect(_back(request))
    large = request.COOKIES.get(LARGE_COOKIE) == "1"
    response.set_cookie(
        LARGE_COOKIE, "0" if large else "1", max_age=_YEAR, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language."""
    response = redirect(_back(request))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES) and check_for_language(chosen):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=_YEAR, samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )  # fmt: skip
    return response


def _back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(target, {request.get_host()})
    return target if allowed else "/"
