"""Marks on views: public, signed in, or an ability; every route carries one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from .abilities import ABILITIES, may
from .models import Role

View = Callable[..., HttpResponseBase]
PUBLIC, SIGNED_IN = "public", "signed in"


def public(view: View) -> View:
    """Anyone may ask."""
    view.access = PUBLIC  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Anyone who is signed in may ask."""
    return _guarded(view, SIGNED_IN)


def requires(ability: str) -> Callable[[View], View]:
    """Posts with the ability may ask; others are told which posts have it."""

    def mark(view: View) -> View:
        return _guarded(view, ability)

    return mark


def _guarded(view: View, access: str) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if access != SIGNED_IN and not may(request.post, access):  # type: ignore[attr-defined]
            roles = [Role(role).label for role in Role.values if role in ABILITIES[access].roles]
            context = {"roles": roles, "ability": ABILITIES[access].title}
            return render(request, "403.html", context, status=403)
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    guarded.access = access  # type: ignore[attr-defined]
    return guarded
