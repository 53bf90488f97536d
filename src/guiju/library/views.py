"""The instruments that Guiju runs, their articles and coverage, and a case decided by them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.encoding import escape_uri_path

from guiju.clock import today
from guiju.organs.access import public
from guiju.rules.outline import KINDS as KIND_CODES

from .actions import actions_of
from .articles import find_article
from .coverage import coverage_in_full, find_outline, outlines
from .deciding import Place, all_places, find_place, read_case
from .kinds import KINDS
from .models import Work
from .official.linking import held, in_another_version, wordings
from .results import result_of


@public
def instrument_list(request: HttpRequest) -> HttpResponse:
    """Every instrument with an outline."""
    context = {"outlines": list(outlines().values()), "imported": Work.objects.count()}
    return render(request, "library/list.html", context)


@public
def coverage(request: HttpRequest, number: str) -> HttpResponse:
    """Every provision of an instrument: gist, kind, what runs it; searched and filtered."""
    outline = find_outline(number)
    if outline is None:
        raise Http404
    if request.GET.get("format") == "json":
        return JsonResponse(coverage_in_full(outline), json_dumps_params={"ensure_ascii": False})
    words, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    provisions = [
        (provision, KINDS[provision.kind])
        for provision in outline
        if (not kind or provision.kind == kind)
        and (words in provision.gist or words in provision.label or words == str(provision))
    ]
    context = {
        "outline": outline,
        "provisions": provisions,
        "totals": [(kind, KINDS[kind], count) for kind, count in outline.totals().items()],
        "q": words,
        "kind": kind,
        "kinds": [(code, KINDS[code]) for code in KIND_CODES],
        "held": held(outline),
    }
    return render(request, "library/coverage.html", context)


@public
def provision(request: HttpRequest, number: str, address: str) -> HttpResponse:
    """One provision or a whole article: gist, standards, rules in words, matters to decide."""
    outline = find_outline(number)
    article = find_article(outline, address) if outline is not None else None
    if outline is None or article is None:
        raise Http404
    own = [article.provision] if article.provision is not None else []
    official = wordings(outline, address)
    context = {
        "official": official,
        "another": in_another_version(outline, official[0].version) if official else None,
        "outline": outline,
        "article": article,
        "provisions": [(one, KINDS[one.kind]) for one in own],
        "below": [(one, KINDS[one.kind]) for one in article.below],
        "lapsed": outline.until is not None and outline.until < today(),
    }
    return render(request, "library/provision.html", context)


@public
def matter_list(request: HttpRequest) -> HttpResponse:
    """Every matter that can be decided, searched by its name or that of its instrument."""
    words = request.GET.get("q", "").strip()
    groups: dict[str, list[Place]] = {}
    for place in all_places():
        outline, matter = place.rulebook.outline, place.matter
        names = (matter.title, matter.english, matter.name, outline.instrument, outline.title)
        if words.casefold() in " ".join(names).casefold():
            groups.setdefault(outline.instrument, []).append(place)
    told = [(find_outline(number), places) for number, places in groups.items()]
    context = {"groups": told, "q": words, "today": today()}
    return render(request, "library/matters.html", context)


@public
def decide(request: HttpRequest, number: str, matter: str) -> HttpResponse:
    """A case decided while it is typed; nothing of it is stored."""
    outline = find_outline(number)
    place = find_place(outline.instrument, matter) if outline is not None else None
    if place is None:
        raise Http404
    sent = request.POST if request.method == "POST" else request.GET
    case = read_case(place, sent, today())
    htmx = bool(request.headers.get("HX-Request"))
    template = "library/_case.html" if htmx else "library/decide.html"
    actions = actions_of(getattr(request, "post", None))
    context = {"case": case, "result": result_of(case), "actions": actions}
    response = render(request, template, context)
    if htmx and case.method == "get":
        response.headers["HX-Replace-Url"] = f"{escape_uri_path(request.path)}?{case.address()}"
    patch_vary_headers(response, ["HX-Request"])
    return response
