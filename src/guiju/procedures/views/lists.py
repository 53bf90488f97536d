"""The inbox of a post, and the cases of the organs that it sees."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_tables2 import RequestConfig, Table

from guiju.organs.access import requires
from guiju.pages.lists import listed

from .. import selectors, services
from ..definitions import find, names
from ..exports import as_csv
from ..models import Told
from ..tables import CaseTable, InboxTable
from ..words import definition_of, procedure_title, state_title, step_title

_FILTERS = ("q", "place", "open")
MOST_NOTES = 20


@requires("procedures.view")
def inbox(request: HttpRequest) -> HttpResponseBase:
    """What waits for the post, the longest first; and what it was told of."""
    post = request.post  # type: ignore[attr-defined]
    told = _told(request)
    notes = selectors.told(post)[:MOST_NOTES]
    table = InboxTable(selectors.search(selectors.inbox(post), told, "case__"))
    context: dict[str, Any] = {
        "told": told,
        "places": _places(),
        "notes": [(one, step_title(one.step, definition_of(one.case))) for one in notes],
        "givers": [giver for giver, _procedure in selectors.givers(post)],
    }
    return _listed(request, table, "procedures/inbox.html", context, _("待办"))


@requires("procedures.view")
def case_list(request: HttpRequest) -> HttpResponseBase:
    """The cases of the organs that the post sees."""
    told = _told(request)
    visible = selectors.visible(request.post)  # type: ignore[attr-defined]
    table = CaseTable(selectors.search(visible, told))
    context: dict[str, Any] = {"told": told, "places": _places()}
    return _listed(request, table, "procedures/cases.html", context, _("办理事项"))


def _told(request: HttpRequest) -> dict[str, str]:
    return {key: request.GET.get(key, "").strip() for key in _FILTERS}


def _listed(
    request: HttpRequest, table: Table, template: str, context: dict[str, Any], name: str
) -> HttpResponseBase:
    if request.GET.get("export") == "csv":
        RequestConfig(request, paginate=False).configure(table)
        return as_csv(table, name)
    return listed(request, table, template, context, export=name)


def _places() -> list[tuple[str, str]]:
    """Every procedure, and every state of it, to choose from."""
    found = []
    for name in names():
        procedure = find(name)
        title = procedure_title(procedure)
        found.append((name, title))
        found += [
            (f"{name} {s}", f"{title}：{state_title(procedure, s)}") for s in procedure.states
        ]
    return found


@requires("procedures.act")
@require_POST
def take_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Take note of what the post was told."""
    post, account = request.post, request.user  # type: ignore[attr-defined]
    try:
        services.take_note(post, account, pk)  # type: ignore[arg-type]
    except Told.DoesNotExist:
        raise Http404 from None
    except ValidationError as error:
        messages.error(request, error.messages[0])
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if safe else "procedures:inbox")
