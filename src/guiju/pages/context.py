"""What every template knows: demo or rehearsal, appearance, language, post, navigation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from guiju.organs.selectors import kinds_of_database, valid_tenures

from . import nav

LARGE_COOKIE = "guiju_large"


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of every page; error pages ask for no database."""
    post = getattr(request, "post", None)
    user = getattr(request, "user", None)
    signed_in = bool(user is not None and user.is_authenticated)
    match = getattr(request, "resolver_match", None)
    kinds = kinds_of_database()
    return {
        "demo": "demo" in kinds,
        "rehearsal": "rehearsal" in kinds,
        "large": request.COOKIES.get(LARGE_COOKIE) == "1",
        "language": get_language() or settings.LANGUAGE_CODE,
        "post": post,
        "my_tenures": list(valid_tenures(user)) if signed_in else [],  # type: ignore[arg-type]
        "nav_entries": nav.entries(post),
        "here": match.view_name if match else "",
    }
