"""Delegations of a post: those that run and those that ran, a new one, an early end."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guiju.clock import today
from guiju.organs.access import requires

from .. import selectors, services
from ..definitions import find, names
from ..forms import DelegationForm
from ..models import Delegation
from ..words import procedure_title


@requires("procedures.delegate")
def delegations(request: HttpRequest) -> HttpResponse:
    """What the post has given and taken over; a form for another one."""
    post = request.post  # type: ignore[attr-defined]
    form = DelegationForm(request.POST if request.method == "POST" else None, post=post)
    if request.method == "POST" and form.is_valid():
        try:
            services.delegate(post, request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("已委托"))
            return redirect("procedures:delegations")
    context = {
        "form": form,
        "found": [(one, _scope(one), _state(one)) for one in selectors.delegations(post)],
        "mine": post,
        "takes": form.fields["taker"].queryset.exists(),  # type: ignore[attr-defined]
    }
    status = 400 if form.errors else 200
    return render(request, "procedures/delegations.html", context, status=status)


def _scope(one: Delegation) -> str:
    if not one.procedure:
        return _("全部程序")
    return procedure_title(find(one.procedure)) if one.procedure in names() else one.procedure


def _state(one: Delegation) -> str:
    """Whether it runs today."""
    if one.ended is not None and one.ended <= today():
        return _("已提前结束")
    if one.until < today():
        return _("已到期")
    return _("未开始") if one.since > today() else _("有效")


@requires("procedures.delegate")
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a delegation today."""
    post = request.post  # type: ignore[attr-defined]
    try:
        services.end_delegation(post, request.user, pk)  # type: ignore[arg-type]
    except Delegation.DoesNotExist:
        raise Http404 from None
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("委托已结束"))
    return redirect("procedures:delegations")
