"""Each route of the API with its mark: the one by which it is guarded, read off the guard."""

from __future__ import annotations

from collections.abc import Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from ninja import NinjaAPI

from guiju.organs.abilities import ABILITIES
from guiju.organs.access import PUBLIC
from guiju.pages.api import ByToken, Strange


def operations(api: NinjaAPI) -> Iterator[Any]:
    """Every operation of an API."""
    for bound in api._get_bound_routers():
        for view in bound.path_operations.values():
            yield from view.operations


def guard_of(operation: Any) -> ByToken | None:
    """What guards an operation; nothing where anybody may ask."""
    return next((one for one in operation.auth_callbacks if isinstance(one, ByToken)), None)


def mark_of(operation: Any) -> str:
    """The mark of an operation."""
    guard = guard_of(operation)
    return PUBLIC if guard is None else guard.access


def abilities(api: NinjaAPI) -> set[str]:
    """The abilities for which some route asks."""
    return {mark for mark in map(mark_of, operations(api)) if mark in ABILITIES}


def marked_routes(api: NinjaAPI) -> Iterator[URLPattern]:
    """The routes of an API, each marked; one operation an address, so that its mark is one."""
    known = {one.url_name: one for one in operations(api)}
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name in known:
            view = _marked(api, pattern.callback, known[pattern.name])
            yield path(str(pattern.pattern), view, name=pattern.name)


def parameters(operation: Any) -> set[str]:
    """The names of the parameters that an operation takes in its address."""
    found: set[str] = set()
    for model in operation.models:
        if model.__ninja_param_source__ == "query":
            found |= {names[-1] for names in model.__ninja_flatten_map_reverse__.values()}
    return found


def _marked(api: NinjaAPI, view: Any, operation: Any) -> Any:
    """A view with its mark, which refuses a parameter that it does not know.

    A filter that is misspelt would otherwise be one that lets everything through.
    """
    known = parameters(operation)

    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        strange = sorted(set(request.GET) - known)
        if strange and request.method in operation.methods:
            wrong = Strange(strange[0], request.GET[strange[0]], " · ".join(sorted(known)) or "—")
            answer: HttpResponseBase = api.on_exception(request, wrong)
        else:
            answer = view(request, *args, **kwargs)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer

    marked.access = mark_of(operation)  # type: ignore[attr-defined]
    marked.by_token = True  # type: ignore[attr-defined]
    return marked
