"""The tree of organs, one organ, and what the administrator changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from guiju.organs import services
from guiju.organs.abilities import may
from guiju.organs.access import requires
from guiju.organs.models import Level, Organ
from guiju.organs.scope import accounts_of, organs_of, standing_of
from guiju.organs.selectors import former_names, posts_with_holders, search
from guiju.pages.forms import posted
from guiju.pages.lists import listed

from ..forms import AppointForm, AppointKnownForm, EndTenureForm, OrganForm, PostForm
from ..tables import OrganTable


@requires("organs.view")
def organ_list(request: HttpRequest) -> HttpResponseBase:
    """The organs of my scope, searched by name, code and level."""
    words, level = request.GET.get("q", "").strip(), request.GET.get("level", "")
    found = search(organs_of(request.post), words, level)  # type: ignore[attr-defined]
    context = {
        "q": words,
        "level": level,
        "levels": Level.choices,
        "manages": may(request.post, "organs.manage"),  # type: ignore[attr-defined]
    }
    return listed(request, OrganTable(found), "site/organs.html", context, export=_("机关"))


@requires("organs.view")
def organ_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One organ: its place, its posts, who holds them."""
    organ = organ_of(request, code)
    manages = may(request.post, "organs.manage")  # type: ignore[attr-defined]
    cared_for = accounts_of(request.post).filter(tenures__post__organ=organ)  # type: ignore[attr-defined]
    context = {
        "organ": organ,
        "posts": posts_with_holders(organ),
        "children": organ.children.all(),
        "former_names": former_names(organ),
        "manages": manages,
        "cared_for": set(cared_for.values_list("pk", flat=True)) if manages else set(),
    }
    return render(request, "site/organ.html", context)


@requires("organs.manage")
def organ_new(request: HttpRequest) -> HttpResponse:
    """Set up an organ."""
    form = OrganForm(posted(request)[0])
    form.fields["parent"].queryset = standing_of(request.post)  # type: ignore[attr-defined]
    form.fields["parent"].required = True

    def save(told: dict[str, Any]) -> str:
        return services.create_organ(services.actor_of(request), **told).code

    return saved(request, form, _("设立机关"), save)


@requires("organs.manage")
def post_new(request: HttpRequest, code: str) -> HttpResponse:
    """Set up a post in an organ."""
    organ = organ_of(request, code)

    def save(told: dict[str, Any]) -> str:
        services.create_post(services.actor_of(request), organ=organ, **told)
        return organ.code

    return saved(request, PostForm(posted(request)[0]), _("设立岗位"), save, organ)


@requires("organs.manage")
def appoint(request: HttpRequest, code: str) -> HttpResponse:
    """Make an account and put its owner in a post."""
    organ = organ_of(request, code)

    def save(told: dict[str, Any]) -> str:
        actor = services.actor_of(request)
        account_fields = {key: told.pop(key) for key in ("username", "name", "password")}
        services.appoint_new(actor, account_fields, **told)
        return organ.code

    return saved(
        request, AppointForm(posted(request)[0], organ=organ), _("任命新人员"), save, organ
    )


@requires("organs.manage")
def appoint_known(request: HttpRequest, code: str) -> HttpResponse:
    """Put a person who has an account in a post."""
    organ = organ_of(request, code)

    def save(told: dict[str, Any]) -> str:
        services.appoint(services.actor_of(request), account=told.pop("username"), **told)
        return organ.code

    form = AppointKnownForm(posted(request)[0], organ=organ)
    return saved(request, form, _("任命已有账号的人员"), save, organ)


@requires("organs.manage")
def end_tenure(request: HttpRequest, code: str) -> HttpResponse:
    """End a tenure."""
    organ = organ_of(request, code)

    def save(told: dict[str, Any]) -> str:
        services.end_tenure(services.actor_of(request), **told)
        return organ.code

    return saved(
        request, EndTenureForm(posted(request)[0], organ=organ), _("结束任职"), save, organ
    )


def organ_of(request: HttpRequest, code: str) -> Organ:
    """An organ of my scope; 404 for any other."""
    return get_object_or_404(organs_of(request.post), code=code)  # type: ignore[attr-defined]


def saved(
    request: HttpRequest,
    form: Any,
    title: str,
    save: Callable[[dict[str, Any]], str],
    organ: Organ | None = None,
    *,
    context: dict[str, Any] | None = None,
    template: str = "site/form.html",
) -> HttpResponse:
    """Show a form, or save it and go to the organ that it speaks of."""
    if request.method == "POST" and form.is_valid():
        try:
            code = save(dict(form.cleaned_data))
        except ValidationError as error:
            form.add_error(None, error) if not hasattr(error, "error_dict") else [
                form.add_error(name if name in form.fields else None, told)
                for name, told in error.error_dict.items()
            ]
        else:
            messages.success(request, _("已保存"))
            return redirect("organs:detail", code=code)
    status = 400 if form.is_bound else 200
    told = {**(context or {}), "form": form, "title": title, "organ": organ}
    return render(request, template, told, status=status)
