"""The history of the organs in a post's scope, and its verification."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guiju.jobs.services import submit
from guiju.ledger.actions import choices
from guiju.ledger.selectors import entries
from guiju.organs.abilities import may
from guiju.organs.access import requires
from guiju.organs.models import Role
from guiju.organs.scope import organs_of, root_of
from guiju.organs.services import HOUSE, actor_of
from guiju.pages.lists import listed

from ..administering import DaysForm
from ..tables import EntryTable


@requires("ledger.view")
def entry_list(request: HttpRequest) -> HttpResponseBase:
    """The entries of my scope; an administrator's also those of the installation."""
    post = request.post  # type: ignore[attr-defined]
    words, action = request.GET.get("q", "").strip(), request.GET.get("action", "")
    days = DaysForm(request.GET)
    chains = list(organs_of(post).values_list("code", flat=True))
    if post.role == Role.ADMINISTRATOR:
        chains.append(HOUSE)
    context = {
        "q": words,
        "action": action,
        "days": days,
        "actions": choices(),
        "verifies": may(post, "ledger.verify"),
    }
    table = EntryTable(days.between(entries(chains, words, action)))
    return listed(request, table, "site/ledger.html", context, export=_("历史"))


@requires("ledger.verify")
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Walk the chains, as a job."""
    job = submit(
        kind="ledger.verify",
        title=_("核验历史链"),
        organ=root_of(request.post),  # type: ignore[attr-defined]
        actor=actor_of(request),
        arguments={},
    )
    return redirect("jobs:detail", pk=job.pk)
