"""The page of a yearly plan: chosen, shown, exported, set as an official document."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guiju.clock import today
from guiju.disclosure.files import as_file, kind_of
from guiju.organs.abilities import may
from guiju.organs.access import requires
from guiju.organs.models import Organ, Post
from guiju.organs.services import actor_of
from guiju.pages.lists import listed

from ..selectors import yearly
from ..services.yearly import make_plan
from ..tables.yearly import PlanTable, money


@requires("vehicles.register.view")
def plan_year(request: HttpRequest) -> HttpResponseBase:
    """What the plan of a year has taken in, its cars and its money; what is not known by name."""
    post: Post = request.post  # type: ignore[attr-defined]
    chosen = yearly.choice_of(post, request.GET.get("of"))
    organs = yearly.organs_of_plan(post, chosen)
    year = _year(request.GET.get("year", ""))
    plan = yearly.plan_of(organs, year)
    name = f"{_('年度配备更新计划')} {year}"
    context = {
        "plan": plan,
        "of": chosen,
        "about": _about(post, chosen),
        "years": sorted({year, today().year, *yearly.years_of(organs)}, reverse=True),
        "levels": [(f"{yearly.LEVEL}{one.code}", one.name) for one in yearly.governments(post)],
        "organs": yearly.organs_with_cases(post),
        "sums": [
            (_("列入计划"), plan.total, money(plan.total.money)),
            (_("已安排经费"), plan.arranged, money(plan.arranged.money)),
            (_("待安排经费"), plan.waiting, money(plan.waiting.money)),
        ],
        "makes": may(post, "vehicles.plan.make")
        and bool(plan.lines)
        and yearly.draws_up(post, chosen),
    }
    return listed(request, PlanTable(plan.lines), "vehicles/plan.html", context, export=name)


@requires("vehicles.plan.make")
@require_POST
def plan_document(request: HttpRequest) -> HttpResponse:
    """The plan as a file, with an entry in the authority's history."""
    post: Post = request.post  # type: ignore[attr-defined]
    chosen, year = request.POST.get("of", ""), _year(request.POST.get("year", ""))
    kind = kind_of(request)
    plan = yearly.plan_of(yearly.organs_of_plan(post, chosen), year)
    if not plan.lines or not yearly.draws_up(post, chosen):
        raise Http404
    about, actor = _about(post, chosen), actor_of(request)
    return as_file(
        request,
        lambda: make_plan(post.organ, about, plan, actor, kind),
        kind,
        f"{about}{year}{_('年度配备更新计划')}",
    )


def _year(text: str) -> int:
    """A year of the page; this one where none is named."""
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today().year


def _about(post: Post, chosen: str) -> str:
    """Of whom the plan is: a level's government, an organ, or the head of the scope."""
    code = chosen.removeprefix(yearly.LEVEL)
    found: Any = Organ.objects.filter(code=code).first() if code else None
    if found is None or not yearly.organs_of_plan(post, chosen).exists():
        return "" if code else yearly.organs_of_plan(post, "").order_by("path")[0].name
    told: str = found.name
    return f"{told}本级" if chosen.startswith(yearly.LEVEL) else told
