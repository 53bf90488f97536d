"""The register of cars and the quota for programs: what is not known is null, never nought.

For whom a car is kept is told as yes or no: the name is for the car's page.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from ninja import Field, Query, Router, Schema

from guiju.clock import today
from guiju.pages.api import (
    PLAIN,
    ByToken,
    Listed,
    Missing,
    OrganTold,
    Paging,
    Pk,
    Request,
    Strange,
    answers,
    organ_told,
    paged,
)

from ..checking.check import rules_on
from ..models import Car, CarState, QuotaAccount
from ..rulebook import facts as f
from ..rulebook import rulebook
from ..selectors import register
from ..selectors.explaining import Explanation
from ..services.accounts import NUMBER

router = Router()
VIEW = ByToken("vehicles.register.view")
_NONE = "无"
CLASS = Field(
    "",
    max_length=20,
    description="用车类别",
    json_schema_extra={"enum": ["", *f.vehicle_class.options]},
)
_AS_THEY_ARE = (
    *("body", "model", "make", "power", "situation", "excess_approval", "offroad_approval"),
    *("pooled", "owner_category", "secrecy", "positioned", "marked", "marking_waiver"),
    *("marking_filing", "use_post", "luxury", "origin", "safety_test", "emission_test"),
)


class CarTold(Schema):
    """A car of the register; the values of closed lists are those of the ledger's columns."""

    id: int
    organ: OrganTold
    plate: str
    vehicle_class: str
    state: CarState
    price_fen: int | None
    displacement_ml: int | None
    bought: dt.date | None
    kept_for_one_person: bool | None
    body: str | None
    model: str | None
    make: str | None
    power: str | None
    situation: str | None
    excess_approval: str | None = Field(..., description="无: there is none; null: not known")
    offroad_approval: str | None
    pooled: str | None
    owner_category: str | None
    secrecy: str | None
    positioned: str | None
    marked: str | None
    marking_waiver: str | None
    marking_filing: str | None
    use_post: str | None
    luxury: str | None
    origin: str | None
    safety_test: str | None
    emission_test: str | None


class Judged(Schema):
    """What the rules of today say of a car under one provision."""

    instrument: str
    provision: str
    provision_title: str
    also: list[str]
    verdict: Literal["breach", "unknown"]
    strength: str
    message: str
    message_en: str
    missing: list[str]


class CarInFull(CarTold):
    """A car with what the rules of today say of it; nothing is said of what conforms."""

    rules_version: str
    judged: list[Judged]


class CarFilters(Paging):
    """Which cars are asked for."""

    q: str = Field("", max_length=100, pattern=PLAIN, description="plate, model or organ")
    organ: str = Field("", max_length=40, pattern=PLAIN, description="the code of an organ")
    vehicle_class: str = CLASS
    state: CarState | None = None


class QuotaTold(Schema):
    """An organ's number for a class and what claims it."""

    organ: OrganTold
    vehicle_class: str
    authorised: int | None = Field(..., description="null: not known, which is not nought")
    held: int
    approved: int = Field(..., description="approved and not delivered")
    frozen: int
    free: int | None = Field(..., description="below nought where overdrawn; null: not known")
    excess: int
    approval: str | None = Field(..., description="the document that approved the number")
    provision: str


class QuotaFilters(Paging):
    """Which accounts are asked for."""

    q: str = Field("", max_length=100, pattern=PLAIN, description="a part of an organ's name")
    organ: str = Field("", max_length=40, pattern=PLAIN, description="the code of an organ")
    vehicle_class: str = CLASS
    overdrawn: bool = Field(False, description="those that are overdrawn only")


@router.get(
    "/cars",
    auth=VIEW,
    response=answers(Listed[CarTold]),
    url_name="cars",
    summary="车辆登记册中的车辆",
)
def cars(request: Request, filters: Query[CarFilters]) -> dict[str, Any]:
    """The cars of the organs that the token sees, in the order of the tree."""
    told = {"q": filters.q.strip(), "organ": filters.organ, "state": filters.state or ""}
    told["class"] = known_class(filters.vehicle_class)
    return paged(register.search_cars(register.cars(request.auth.post), told), filters, told_of)


@router.get(
    "/cars/{pk}",
    auth=VIEW,
    response=answers(CarInFull, 404),
    url_name="car",
    summary="一辆车，以及今天的规则怎么说",
)
def car(request: Request, pk: Pk) -> dict[str, Any]:
    """One car, and what the rules of today say of it."""
    one = register.cars(request.auth.post).filter(pk=pk).first()
    if one is None:
        raise Missing("id", pk, "GET /api/vehicles/cars")
    day = today()
    found = [_judged(explanation) for explanation in register.judged(one, day)]
    return {**told_of(one), "rules_version": rules_on(day).version, "judged": found}


@router.get(
    "/quotas",
    auth=VIEW,
    response=answers(Listed[QuotaTold]),
    url_name="quotas",
    summary="车辆编制：核定、在用、已批准、冻结、空余",
)
def quotas(request: Request, filters: Query[QuotaFilters]) -> dict[str, Any]:
    """The quota of the organs that the token sees, by organ and class."""
    told = {"q": filters.q.strip(), "organ": filters.organ}
    told |= {"class": known_class(filters.vehicle_class), "over": "1" if filters.overdrawn else ""}
    found = register.search_accounts(register.accounts(request.auth.post), told)
    return paged(found, filters, _quota)


def known_class(name: str) -> str:
    """A class of cars, or none."""
    if name and name not in f.vehicle_class.options:
        raise Strange("vehicle_class", name, " · ".join(f.vehicle_class.options))
    return name


def told_of(one: Car) -> dict[str, Any]:
    """A car; its organ is fetched with it."""
    return {
        "id": one.pk,
        "organ": organ_told(one.organ),
        "plate": one.plate,
        "vehicle_class": one.vehicle_class,
        "state": one.state,
        "price_fen": one.price,
        "displacement_ml": one.displacement,
        "bought": one.bought,
        "kept_for_one_person": one.fixed_user != _NONE if one.fixed_user else None,
        **{name: getattr(one, name) or None for name in _AS_THEY_ARE},
    }


def _judged(one: Explanation) -> dict[str, Any]:
    return {
        "instrument": rulebook().outline.instrument,
        "provision": str(one.provision),
        "provision_title": one.provision.label,
        "also": [str(place) for place in one.also],
        "verdict": one.verdict,
        "strength": one.strength,
        "message": one.message,
        "message_en": one.message_en,
        "missing": list(one.missing),
    }


def _quota(one: QuotaAccount) -> dict[str, Any]:
    return {
        "organ": organ_told(one.organ),
        "vehicle_class": one.vehicle_class,
        "authorised": one.authorised,
        "held": one.held,
        "approved": one.pending,
        "frozen": one.frozen,
        "free": one.free,
        "excess": one.excess,
        "approval": one.approval or None,
        "provision": NUMBER,
    }
