"""What becomes of an organ: another name, its end."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from guiju.clock import today
from guiju.organs import changing
from guiju.organs.abilities import ABILITIES, may
from guiju.organs.access import requires
from guiju.organs.models import Role
from guiju.organs.services import actor_of
from guiju.pages.forms import posted

from ..administering import EndOrganForm, RenameForm
from .organs import organ_of, saved


@requires("organs.manage")
def organ_rename(request: HttpRequest, code: str) -> HttpResponse:
    """Give an organ another name; history keeps the old one."""
    organ = organ_of(request, code)

    def save(told: dict[str, Any]) -> str:
        return changing.change_organ(actor_of(request), organ=organ, **told).code

    form = RenameForm(posted(request)[0], initial={"name": organ.name})
    return saved(request, form, _("更改机关名称"), save, organ)


@requires("organs.manage")
def organ_end(request: HttpRequest, code: str) -> HttpResponse:
    """End an organ in which nothing goes on; it is never deleted."""
    organ = organ_of(request, code)

    def save(told: dict[str, Any]) -> str:
        return changing.end_organ(actor_of(request), organ=organ, **told).code

    form = EndOrganForm(posted(request)[0])
    context = {"held": [_shown(request, told) for told in changing.holds_on(organ, today())]}
    return saved(
        request, form, _("撤销机关"), save, organ, context=context, template="site/organ_end.html"
    )


def _shown(request: HttpRequest, told: Any) -> dict[str, Any]:
    """What keeps an organ from ending; its list for whoever may open it, else who may."""
    shown: dict[str, Any] = {"told": str(told)}
    if isinstance(told, changing.Held) and told.route:
        if may(request.post, told.ability):  # type: ignore[attr-defined]
            shown["address"] = f"{reverse(told.route)}?{urlencode(told.query)}"
        else:
            roles = ABILITIES[told.ability].roles
            shown["roles"] = [str(role.label) for role in Role if role in roles]
    return shown
