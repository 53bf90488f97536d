"""The routes of the rooms as one API, and its errors in one shape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError
from ninja.errors import ValidationError as WrongParameters
from ninja.renderers import JSONRenderer

from guiju.institutions.vehicles.api import router as vehicles
from guiju.library.api import router as matters
from guiju.organs.abilities import may
from guiju.oversight.api import router as findings
from guiju.pages.api import (
    ByToken,
    OrganTold,
    PlainParser,
    Refusal,
    Request,
    answers,
    organ_told,
)
from guiju.pages.api.errors import problem, short
from guiju.procedures.api import router as applications

from .marks import abilities

_ABOUT = "vehicles, quotas, applications and findings of the organs of a city, by token"


class PlainRenderer(JSONRenderer):
    """Characters as they are, not as numbers."""

    json_dumps_params = {"ensure_ascii": False}


class House(NinjaAPI):
    """An API whose operations are called as their routes are."""

    def get_openapi_operation_id(self, operation: Any) -> str:
        """The name of the route."""
        return str(operation.url_name)


API = House(
    title="规矩 Guiju",
    version="1",
    description=_ABOUT,
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    parser=PlainParser(),
    renderer=PlainRenderer(),
)


class TokenTold(Schema):
    """For whom a token stands, and what it may do."""

    organ: OrganTold
    post: str
    purpose: str
    until: dt.date
    abilities: list[str]
    hands_in: bool


@API.get(
    "/token",
    auth=ByToken(),
    response=answers(TokenTold),
    url_name="token",
    summary="这个令牌代表谁、可以做什么",
    tags=["token"],
)
def token(request: Request) -> dict[str, Any]:
    """For whom the token of this request stands, and what it may do."""
    bearer = request.auth
    return {
        "organ": organ_told(bearer.post.organ),
        "post": bearer.post.title,
        "purpose": bearer.token.purpose,
        "until": bearer.token.until,
        "abilities": sorted(one for one in abilities(API) if may(bearer.post, one)),
        "hands_in": bearer.token.hands_in,
    }


API.add_router("/vehicles", vehicles)
API.add_router("/applications", applications)
API.add_router("/findings", findings)
API.add_router("/matters", matters)


@API.exception_handler(Refusal)
def refused(request: HttpRequest, error: Refusal) -> HttpResponse:
    """What the house refuses."""
    answer = API.create_response(request, error.told, status=error.status)
    if error.status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if error.wait:
        answer.headers["Retry-After"] = str(error.wait)
    return answer


@API.exception_handler(WrongParameters)
def wrong_parameters(request: HttpRequest, error: WrongParameters) -> HttpResponse:
    """A parameter or a part of the body that does not fit: the first of them."""
    first = error.errors[0]
    expected = short(first["msg"]).removeprefix("Value error, ")
    told = problem(short(_where(first["loc"])), "", expected)
    return API.create_response(request, told, status=422)


@API.exception_handler(HttpError)
def stopped(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that cannot be read."""
    if isinstance(error.__cause__, Refusal):
        return refused(request, error.__cause__)
    told = problem("request", "", str(error))
    return API.create_response(request, told, status=error.status_code)


def _where(place: Sequence[Any]) -> str:
    """The name of what does not fit; in a body the names that lead to it."""
    source, *names = place
    if source == "body":
        names = names[1:] or ["body"]
    return " ".join(map(str, names))
