"""The post in which a person acts during a request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .models import Post
from .selectors import valid_tenures

SESSION_KEY = "post"


class CurrentPostMiddleware:
    """Sets ``request.post``: the chosen post, or the first that is held today; else None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.post = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            request.post = current_post(request)  # type: ignore[attr-defined]
        return self._next(request)


def current_post(request: HttpRequest) -> Post | None:
    """The post chosen in the session if it is held today, else the first one held."""
    posts = [tenure.post for tenure in valid_tenures(request.user)]  # type: ignore[arg-type]
    chosen = request.session.get(SESSION_KEY)
    return next((post for post in posts if post.pk == chosen), posts[0] if posts else None)
