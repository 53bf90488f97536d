"""The pages of a change by hand: typed, checked as it would come out, confirmed, shown in history.

Numbers change by a document of the region's authority (第六条); freezing, moving a car and
correcting a fact are for the authority of the organ's own level (第五条).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guiju.library.words import in_english
from guiju.organs.abilities import may
from guiju.organs.access import requires
from guiju.organs.models import Organ
from guiju.organs.scope import standing_of
from guiju.organs.services import actor_of
from guiju.pages.forms import posted
from guiju.rules import Provision

from ..checking.columns import BY_NAME, COLUMNS
from ..forms import CorrectForm, FreezeForm, MergeForm, MoveForm, TransferForm
from ..models import Car, CarState, QuotaAccount
from ..rulebook.instrument import cite
from ..selectors import accounts, register
from ..services.accounts import Approval
from ..services.cars import cell
from ..services.changes import Correcting, Freezing, Merging, MovingCar, Transferring
from ..services.changing import Change, confirm, rehearse


@dataclass(frozen=True)
class Page:
    """One kind of change: its words, its article, its form, the way back."""

    title: str | Promise
    about: str | Promise
    article: str
    what: str
    form: forms.Form
    change: Callable[[dict[str, Any]], Change]
    back: str
    field: str
    """The field that a refusal speaks of."""
    done: Callable[[dict[str, Any]], str] | None = None
    """Where history is shown afterwards, if not where it began."""
    of_car: bool = False

    @property
    def provision(self) -> Provision:
        """The provision under which it is done."""
        return cite(self.article)


@requires("vehicles.register.view")
def account_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """An account: its figures, what it holds open, what happened to it, what may be done."""
    post = request.post  # type: ignore[attr-defined]
    account = get_object_or_404(register.accounts(post), pk=pk)
    context = {
        "account": account,
        "holds": accounts.open_holds(account),
        "history": (history := accounts.history(account)),
        "cut": len(history) == accounts.SHOWN,
        "written": "written" in request.GET,
        "freezes": may(post, "vehicles.quota.freeze") and accounts.manages(post, account.organ),
        "transfers": may(post, "vehicles.quota.transfer"),
        "merges": may(post, "vehicles.quota.merge"),
    }
    return render(request, "vehicles/account.html", context)


@requires("vehicles.quota.freeze")
def account_freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Set free places aside, or give them free again."""
    account = _account(request, pk)
    form = FreezeForm(posted(request)[0])
    if (refused := _elsewhere(request, account.organ)) is not None:
        return refused
    page = Page(
        _("冻结或者解冻编制"),
        _("冻结的编制不能再申请，直到解冻。条文没有写冻结：由本级主管部门管理编制时使用。"),
        "5/1",
        f"{account.organ} · {account.vehicle_class}",
        form,
        lambda told: Freezing(account, form.signed, told["document"], told["reason"]),
        reverse("vehicles:account", args=[account.pk]),
        "count",
    )
    return _changed(request, page)


@requires("vehicles.quota.transfer")
def account_transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Give free places to another organ; the sum stays."""
    account = _account(request, pk)
    post = request.post  # type: ignore[attr-defined]
    page = Page(
        _("调剂编制"),
        _("把空余的编制调给另一个单位，总数不变；凭自治区公务用车主管部门的批准。"),
        "6/1",
        f"{account.organ} · {account.vehicle_class}",
        TransferForm(posted(request)[0], post=post, giver=account.organ),
        lambda told: Transferring(
            account, told["taker"], told["count"], _approval(told), told["reason"]
        ),
        reverse("vehicles:account", args=[account.pk]),
        "count",
    )
    return _changed(request, page)


@requires("vehicles.quota.merge")
def organ_merge(request: HttpRequest, code: str) -> HttpResponse:
    """Let another organ take over the numbers, cars and claims of one."""
    post = request.post  # type: ignore[attr-defined]
    source = get_object_or_404(standing_of(post), code=code)
    if not QuotaAccount.objects.filter(organ=source).exists():
        raise Http404
    page = Page(
        _("机构合并：并入编制和车辆"),
        _("编制、车辆和已批准未配备的全部转到并入的单位，总数不变；凭自治区的批准。"),
        "6/2",
        source.name,
        MergeForm(posted(request)[0], post=post, giver=source),
        lambda told: Merging(source, told["taker"], _approval(told), told["reason"]),
        f"{reverse('vehicles:quota')}?organ={source.code}",
        "taker",
        lambda told: _first_account(told["taker"]),
    )
    return _changed(request, page)


@requires("vehicles.cars.move")
def car_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a car in use to another organ that has a free place."""
    car, post = _car(request, pk), request.post  # type: ignore[attr-defined]
    if (refused := _elsewhere(request, car.organ)) is not None:
        return refused
    page = Page(
        _("调拨车辆"),
        _("把在用的车辆调给另一个有空余编制的单位；车辆总数不变，编制数不变。"),
        "5/1",
        f"{car.plate} · {car.organ} · {car.vehicle_class}",
        MoveForm(posted(request)[0], post=post, giver=car.organ),
        lambda told: MovingCar(car, told["taker"], told["document"], told["reason"]),
        reverse("vehicles:car", args=[car.pk]),
        "taker",
        of_car=True,
    )
    return _changed(request, page)


@requires("vehicles.cars.correct")
def car_correct(request: HttpRequest, pk: int, column: int) -> HttpResponse:
    """Put one fact of a car right; what the register said before stays in its history."""
    car = _car(request, pk)
    if (refused := _elsewhere(request, car.organ)) is not None:
        return refused
    name = COLUMNS[column].name if column < len(COLUMNS) else ""
    if name not in register.CORRECTABLE:
        raise Http404
    now = cell(car, name)
    shown = f"{name} {BY_NAME[name].title_en}" if in_english() else name
    page = Page(
        _("更正登记的事实"),
        _("登记册与证件、票据或者实物不符时更正；原来的内容留在经过里。"),
        "18/1",
        f"{car.plate} · {shown}",
        CorrectForm(posted(request)[0], column=name, initial={"value": now}),
        lambda told: Correcting(car, name, told["value"], told["document"], told["reason"]),
        reverse("vehicles:car", args=[car.pk]),
        "value",
        of_car=True,
    )
    return _changed(request, page)


def _changed(request: HttpRequest, page: Page) -> HttpResponse:
    """The three pages of a change: the form, what it would come to, and what was written."""
    form, actor = page.form, actor_of(request)
    if request.method == "POST" and form.is_valid() and "back" not in request.POST:
        change = page.change(form.cleaned_data)
        try:
            if "confirm" in request.POST:
                confirm(change, actor, request.POST.get("seen", ""))
                address = page.done(form.cleaned_data) if page.done else page.back
                return redirect(f"{address}?written=1#history")
            return _checked(request, page, change)
        except ValidationError as error:
            if getattr(error, "code", "") == "changed":
                return _again(request, page, change, error)
            form.add_error(page.field, error.messages)
    status = 400 if form.is_bound and form.errors else 200
    return render(
        request, "vehicles/changing/form.html", {"page": page, "form": form}, status=status
    )


def _checked(
    request: HttpRequest, page: Page, change: Change, errors: tuple[str, ...] = ()
) -> HttpResponse:
    outcome = rehearse(change, actor_of(request))
    told = [(bound.label, _said(bound)) for bound in page.form]
    context = {"page": page, "outcome": outcome, "told": told, "errors": errors}
    status = 409 if errors else 200
    return render(request, "vehicles/changing/check.html", context, status=status)


def _again(
    request: HttpRequest, page: Page, change: Change, error: ValidationError
) -> HttpResponse:
    """What was seen is no longer so: shown anew, or refused for what it is by now."""
    try:
        return _checked(request, page, change, tuple(error.messages))
    except ValidationError as refusal:
        page.form.add_error(page.field, [*error.messages, *refusal.messages])
    context = {"page": page, "form": page.form}
    return render(request, "vehicles/changing/form.html", context, status=409)


def _said(bound: forms.BoundField) -> str:
    """What was typed, in words."""
    value = bound.value()
    choices = dict(getattr(bound.field, "choices", ()) or ())
    if isinstance(bound.field, forms.ModelChoiceField):
        found = bound.field.queryset.filter(pk=value).first() if bound.field.queryset else None
        return str(found or "")
    return str(choices.get(value, value) or "")


def _approval(told: dict[str, Any]) -> Approval:
    return Approval(told["approval"], told["approved_on"])


def _first_account(organ: Organ) -> str:
    account = QuotaAccount.objects.filter(organ=organ).order_by("pk")[0]
    return reverse("vehicles:account", args=[account.pk])


def _account(request: HttpRequest, pk: int) -> QuotaAccount:
    found = register.accounts(request.post)  # type: ignore[attr-defined]
    return get_object_or_404(found, pk=pk)


def _car(request: HttpRequest, pk: int) -> Car:
    found = register.cars(request.post)  # type: ignore[attr-defined]
    return get_object_or_404(found.exclude(state=CarState.DISPOSED), pk=pk)


def _elsewhere(request: HttpRequest, organ: Organ) -> HttpResponse | None:
    """Who manages the cars of an organ of another level, told instead of the form."""
    if accounts.manages(request.post, organ):  # type: ignore[attr-defined]
        return None
    context = {"organ": organ, "authorities": accounts.authorities(organ)}
    return render(request, "vehicles/changing/elsewhere.html", context, status=403)
