"""The instruments that Guiju runs, and the coverage of each."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from guiju.organs.access import public
from guiju.rules.outline import KINDS as KIND_CODES

from .coverage import coverage_json, find_outline, outlines
from .kinds import KINDS


@public
def instrument_list(request: HttpRequest) -> HttpResponse:
    """Every instrument with an outline."""
    return render(request, "library/list.html", {"outlines": list(outlines().values())})


@public
def coverage(request: HttpRequest, number: str) -> HttpResponse:
    """Every provision of an instrument: gist, kind, what runs it; searched and filtered."""
    outline = find_outline(number)
    if outline is None:
        raise Http404
    if request.GET.get("format") == "json":
        return JsonResponse(coverage_json(outline), json_dumps_params={"ensure_ascii": False})
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
    }
    return render(request, "library/coverage.html", context)


@public
def provision(request: HttpRequest, number: str, address: str) -> HttpResponse:
    """One provision: gist, kind, what runs it, how it is read, the hash of its wording."""
    outline = find_outline(number)
    found = next((p for p in outline or () if str(p) == address), None)
    if outline is None or found is None:
        raise Http404
    context = {"outline": outline, "provision": found, "kind": KINDS[found.kind]}
    return render(request, "library/provision.html", context)
