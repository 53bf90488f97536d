"""The tokens of an organ: issued to a person in a post and shown once, listed, revoked."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from guiju.organs.access import requires, signed_in
from guiju.organs.models import Token
from guiju.organs.services import actor_of
from guiju.organs.tokens import issue_token, revoke_token, tokens_in_name_of, tokens_of
from guiju.pages.forms import posted
from guiju.pages.lists import listed

from ..administering import ReasonForm, TokenForm
from ..tables import TokenTable
from .organs import organ_of


@requires("organs.manage")
def token_list(request: HttpRequest, code: str) -> HttpResponseBase:
    """The tokens of an organ, those that serve no longer too."""
    organ = organ_of(request, code)
    table = TokenTable(tokens_of(organ))
    return listed(request, table, "site/tokens.html", {"organ": organ}, export=_("接口令牌"))


@requires("organs.manage")
def token_new(request: HttpRequest, code: str) -> HttpResponse:
    """Issue a token; its secret is shown once."""
    organ = organ_of(request, code)
    form = TokenForm(posted(request)[0], organ=organ)
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = issue_token(actor_of(request), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            context = {"organ": organ, "token": token, "secret": secret}
            response = render(request, "site/token_new.html", context)
            response["Cache-Control"] = "no-store"
            return response
    context = {"organ": organ, "form": form, "title": _("签发令牌")}
    return render(request, "site/form.html", context, status=400 if form.is_bound else 200)


@requires("organs.manage")
def token_revoke(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """End a token at once, with the reason."""
    organ = organ_of(request, code)
    token = get_object_or_404(tokens_of(organ), pk=pk)
    return _revoke(request, token, reverse("organs:tokens", args=[organ.code]))


@signed_in
def my_tokens(request: HttpRequest) -> HttpResponseBase:
    """The tokens that stand for me: what is done by them is done in my name."""
    table = TokenTable(tokens_in_name_of(request.user), own=True)  # type: ignore[arg-type]
    return listed(request, table, "site/my_tokens.html", {}, export=_("接口令牌"))


@signed_in
def my_token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token that stands for me."""
    mine = tokens_in_name_of(request.user)  # type: ignore[arg-type]
    return _revoke(request, get_object_or_404(mine, pk=pk), reverse("my-tokens"))


def _revoke(request: HttpRequest, token: Token, back: str) -> HttpResponse:
    form = ReasonForm(posted(request)[0])
    if request.method == "POST" and form.is_valid():
        try:
            revoke_token(actor_of(request), token=token, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("已撤销"))
            return redirect(back)
    context = {"token": token, "form": form, "back": back}
    status = 400 if form.is_bound else 200
    return render(request, "site/token_revoke.html", context, status=status)
