"""The pages of the register: cars, one car with its history and live judgement, the quota."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from guiju.clock import today
from guiju.organs.abilities import may
from guiju.organs.access import requires
from guiju.organs.models import Post
from guiju.organs.services import actor_of
from guiju.pages.forms import posted
from guiju.pages.lists import listed

from ..checking.check import rules_on
from ..exports.lists import as_csv
from ..forms import NumberForm
from ..models import Car, CarState
from ..rulebook import facts as f
from ..selectors import accounts, register
from ..services.accounts import Approval
from ..services.quota import set_authorised
from ..tables import CarTable, QuotaTable


@requires("vehicles.register.view")
def car_list(request: HttpRequest) -> HttpResponseBase:
    """The cars of my scope: searched, filtered, sorted, exported."""
    post = request.post  # type: ignore[attr-defined]
    told = {key: request.GET.get(key, "").strip() for key in ("q", "organ", "class", "state")}
    table = CarTable(register.search_cars(register.cars(post), told))
    if request.GET.get("export") == "csv":
        return as_csv(request, table, _("公务用车登记册"))
    context = {
        "told": told,
        "organs": register.organs_with_cars(post),
        "classes": f.vehicle_class.options,
        "states": CarState.choices,
    }
    return listed(request, table, "vehicles/cars.html", context, export=_("公务用车登记册"))


@requires("vehicles.register.view")
def car_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One car: what is known of it and from where, what the rules say today, what happened."""
    post = request.post  # type: ignore[attr-defined]
    car = get_object_or_404(register.cars(post), pk=pk)
    context = {
        "car": car,
        "facts": register.shown_facts(car),
        "explanations": register.judged(car, today()),
        "version": rules_on(today()).version,
        "history": register.history(car),
        "applies": may(post, "vehicles.apply"),
        "disposes": _disposes(post, car),
        "moves": may(post, "vehicles.cars.move") and accounts.manages(post, car.organ),
        "corrects": may(post, "vehicles.cars.correct") and accounts.manages(post, car.organ),
        "written": "written" in request.GET,
    }
    return render(request, "vehicles/car.html", context)


def _disposes(post: Post, car: Car) -> bool:
    """第二十五条第二款: the authority reports a replaced car for its disposal."""
    return car.state == CarState.REPLACED and accounts.manages(post, car.organ)


@requires("vehicles.register.view")
def quota_list(request: HttpRequest) -> HttpResponseBase:
    """What is authorised, held, approved, frozen and free, by organ and class."""
    post = request.post  # type: ignore[attr-defined]
    told = {key: request.GET.get(key, "").strip() for key in ("q", "organ", "class", "over")}
    table = QuotaTable(register.search_accounts(register.accounts(post), told))
    if request.GET.get("export") == "csv":
        return as_csv(request, table, _("车辆编制"))
    context = {
        "told": told,
        "organs": register.organs_with_cars(post),
        "classes": f.vehicle_class.options,
        "holds": register.open_holds(post)[:200],
        "sets": may(post, "vehicles.quota.set"),
        "applies": may(post, "vehicles.apply"),
    }
    return listed(request, table, "vehicles/quota.html", context, export=_("车辆编制"))


@requires("vehicles.quota.set")
def quota_set(request: HttpRequest) -> HttpResponse:
    """Record a number that the region's authority approved."""
    post = request.post  # type: ignore[attr-defined]
    form = NumberForm(posted(request)[0], post=post)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            set_authorised(
                organ=told["organ"],
                vehicle_class=told["vehicle_class"],
                authorised=told["authorised"],
                approval=Approval(told["approval"], told["approved_on"]),
                actor=actor_of(request),
                reason=told["reason"],
            )
            return redirect("vehicles:quota")
        except ValidationError as error:
            form.add_error(None, error)
    status = 400 if form.is_bound else 200
    return render(request, "vehicles/quota_set.html", {"form": form}, status=status)
