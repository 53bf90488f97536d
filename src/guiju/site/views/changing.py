"""What becomes of an organ: another name, its end."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from guiju.organs import changing
from guiju.organs.access import requires
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

    return saved(request, EndOrganForm(posted(request)[0]), _("撤销机关"), save, organ)
