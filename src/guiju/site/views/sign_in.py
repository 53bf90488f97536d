"""Signing in and out, choosing a post, and the one click of the demo."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guiju.ledger.services import Actor, record
from guiju.organs.access import public, signed_in
from guiju.organs.middleware import SESSION_KEY
from guiju.organs.models import Account, Post
from guiju.organs.selectors import demo_posts, holders_today, is_demo, valid_tenures
from guiju.organs.services import HOUSE, SIGN_IN_BLOCKED, SIGNED_IN, actor_of, change_password
from guiju.pages.forms import posted

from .. import throttling
from ..forms import PasswordForm, SignInForm
from ..settings.security import is_loopback

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """Account and password."""
    form = SignInForm(posted(request)[0])
    if request.method == "POST" and form.is_valid():
        username = form.cleaned_data["username"]
        keys = throttling.keys(username, _address(request))
        wait = throttling.waiting(keys)
        if wait.total_seconds() > 0:
            form.must_wait(int(wait.total_seconds()) + 1)
            return render(request, "site/sign_in.html", {"form": form}, status=429)
        password = form.cleaned_data["password"]
        account = authenticate(request, username=username, password=password)
        if account is not None:
            throttling.succeeded(username)
            return _enter(request, account)
        if throttling.failed(keys):
            _record_block()
        form.wrong()
    status = 400 if form.is_bound else 200
    context = {"form": form, "next": request.GET.get("next", "")}
    return render(request, "site/sign_in.html", context, status=status)


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave."""
    logout(request)
    return redirect("start")


@signed_in
def password(request: HttpRequest) -> HttpResponse:
    """Change my own password; other sessions of mine end."""
    account = Account.objects.get(username=request.user.get_username())
    form = PasswordForm(account, posted(request)[0])
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["new_password1"]
        change_password(actor_of(request), account=account, password=chosen)
        update_session_auth_hash(request, account)
        messages.success(request, _("已保存"))
        return redirect("start")
    status = 400 if form.is_bound else 200
    return render(request, "site/password.html", {"form": form}, status=status)


@signed_in
@require_POST
def choose_post(request: HttpRequest) -> HttpResponse:
    """Act in another of my posts."""
    asked = request.POST.get("post", "")
    held = valid_tenures(request.user)  # type: ignore[arg-type]
    tenure = next((one for one in held if str(one.post_id) == asked), None)
    if tenure is None:
        raise Http404
    request.session[SESSION_KEY] = tenure.post_id
    return redirect("start")


@public
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One click as a demo post: only in a demo database and only from this machine."""
    if not (is_demo() and from_loopback(request)):
        raise Http404
    asked = request.POST.get("post", "")
    post = next((one for one in demo_posts() if str(one.pk) == asked), None)
    tenure = holders_today(post).first() if post else None
    if tenure is None:
        raise Http404
    return _enter(request, tenure.account, post)


def from_loopback(request: HttpRequest) -> bool:
    """Whether the request comes from this machine itself, not through a proxy."""
    forwarded = "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META
    return is_loopback(_address(request)) and not forwarded


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


@transaction.atomic
def _record_block() -> None:
    record(chain=HOUSE, actor=Actor.system(), action=SIGN_IN_BLOCKED, subject="sign-in")


@transaction.atomic
def _enter(request: HttpRequest, account: Account, post: Post | None = None) -> HttpResponse:
    login(request, account, backend=_BACKEND)
    if post is not None:
        request.session[SESSION_KEY] = post.pk
    record(
        chain=HOUSE,
        actor=Actor(account.name, str(post or "")),
        action=SIGNED_IN,
        subject=f"account {account.pk}",
    )
    target = request.POST.get("next") or request.GET.get("next", "")
    allowed = url_has_allowed_host_and_scheme(target, {request.get_host()})
    return redirect(target if allowed else "start")
