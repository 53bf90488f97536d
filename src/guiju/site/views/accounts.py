"""The accounts of a scope: found, a forgotten password replaced, closed."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from guiju.organs.access import requires
from guiju.organs.accounts import close_account, reset_password
from guiju.organs.models import Account
from guiju.organs.scope import accounts_of
from guiju.organs.selectors import search_accounts
from guiju.organs.services import actor_of
from guiju.pages.forms import posted
from guiju.pages.lists import listed

from .. import throttling
from ..administering import ReasonForm
from ..tables import AccountTable


@requires("organs.manage")
def account_list(request: HttpRequest) -> HttpResponseBase:
    """The accounts that I look after."""
    words = request.GET.get("q", "").strip()
    found = search_accounts(accounts_of(request.post), words)  # type: ignore[attr-defined]
    return listed(
        request, AccountTable(found), "site/accounts.html", {"q": words}, export=_("账号")
    )


@requires("organs.manage")
def account_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its state and every post that its owner holds or held."""
    account = _account(request, pk)
    tenures = account.tenures.select_related("post__organ").order_by("-since", "-pk")
    context = {"account": account, "tenures": tenures, "own": account.pk == request.user.pk}
    return render(request, "site/account.html", context)


@requires("organs.manage")
def account_reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Replace a forgotten password by one for a single use, shown once."""
    account = _account(request, pk)
    form = ReasonForm(posted(request)[0])
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            password = reset_password(actor_of(request), account=account, reason=reason)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            throttling.succeeded(account.username)
            context = {"account": account, "password": password}
            response = render(request, "site/account_password.html", context)
            response["Cache-Control"] = "no-store"
            return response
    return _asked(request, account, form, "site/account_reset.html")


@requires("organs.manage")
def account_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account; nobody closes their own."""
    account = _account(request, pk)
    form = ReasonForm(posted(request)[0])
    if request.method == "POST" and form.is_valid():
        try:
            if account.pk == request.user.pk:
                raise ValidationError(_("不能停用自己的账号"))
            reason = form.cleaned_data["reason"]
            close_account(actor_of(request), account=account, reason=reason)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("已停用"))
            return redirect("organs:account", pk=account.pk)
    return _asked(request, account, form, "site/account_close.html")


def _account(request: HttpRequest, pk: int) -> Account:
    return get_object_or_404(accounts_of(request.post), pk=pk)  # type: ignore[attr-defined]


def _asked(request: HttpRequest, account: Account, form: ReasonForm, page: str) -> HttpResponse:
    context = {"account": account, "form": form}
    return render(request, page, context, status=400 if form.is_bound else 200)
