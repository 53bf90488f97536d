"""Lists of the API: a page of at most so many, with the number of all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Field, Path, Schema
from pydantic import AfterValidator

from guiju.clock.moment import local
from guiju.organs.models import Organ

MOST = 200
FARTHEST = 1_000_000
One = TypeVar("One")
Moment = Annotated[dt.datetime, AfterValidator(local)]
"""A moment as the city's clocks show it, with its distance from UTC."""
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]
"""A number in an address, as large as a database can hold."""


PLAIN = r"^[^\x00]*$"
"""Text without the one sign that no database here can look for."""


class Paging(Schema):
    """Which part of a list is asked for."""

    limit: int = Field(50, ge=1, le=MOST, description=f"how many at most, up to {MOST}")
    offset: int = Field(0, ge=0, le=FARTHEST, description="how many to leave out before them")


class Page(Schema):
    """What every page of a list tells beside its items."""

    total: int = Field(..., ge=0, description="how many there are of all")
    limit: int
    offset: int


class Listed(Page, Generic[One]):
    """A page of a list."""

    items: list[One]


class OrganTold(Schema):
    """An organ."""

    code: str
    name: str


def organ_told(organ: Organ) -> dict[str, str]:
    """An organ by code and name."""
    return {"code": organ.code, "name": organ.name}


def paged(found: QuerySet[Any], paging: Paging, told: Callable[[Any], Any]) -> dict[str, Any]:
    """The page of a list that is asked for, each item told in one way."""
    part = found[paging.offset : paging.offset + paging.limit]
    return {
        "total": found.count(),
        "limit": paging.limit,
        "offset": paging.offset,
        "items": [told(one) for one in part],
    }
