"""What the API says of itself: its description for programs, the same for people, what is not."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from guiju.library.words import said
from guiju.organs.abilities import ABILITIES
from guiju.organs.access import SIGNED_IN, public
from guiju.organs.models import Role
from guiju.pages.api import ByToken
from guiju.pages.api.errors import problem

from .composed import API
from .marks import guard_of, operations


@cache
def described() -> dict[str, Any]:
    """What the routes promise, put together once."""
    return dict(API.get_openapi_schema())


@public
def description(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return JsonResponse(described(), json_dumps_params={"ensure_ascii": False})


@public
def front(request: HttpRequest) -> HttpResponse:
    """The routes for people: what each gives and which posts have it."""
    known = {one.url_name: one for one in operations(API)}
    routes = [
        {
            "method": method.upper(),
            "address": address,
            "about": said(told["summary"], told["description"]),
            "guard": guard_of(known[told["operationId"]]),
        }
        for address, methods in described()["paths"].items()
        for method, told in methods.items()
    ]
    for route in routes:
        route["who"] = _who(route["guard"])
    return render(request, "site/api.html", {"routes": routes})


def _who(guard: ByToken | None) -> str:
    """Which tokens a route is for."""
    if guard is None:
        return _("任何人，不用令牌")
    if guard.access == SIGNED_IN:
        return _("任何有效的令牌")
    ability = ABILITIES[guard.access]
    roles = "、".join(str(Role(one).label) for one in Role.values if one in ability.roles)
    return _("%(roles)s；令牌须准许提出申请") % {"roles": roles} if guard.hands_in else roles


@csrf_exempt
@public
def lost(request: HttpRequest, rest: str) -> HttpResponse:
    """What the API does not have."""
    told = problem("address", request.path, reverse("api:openapi"))
    return JsonResponse(told, status=404, json_dumps_params={"ensure_ascii": False})
