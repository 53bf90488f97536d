"""The pages of official texts: works, versions, provisions, what cites them, to take away."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from guiju.organs.abilities import may
from guiju.organs.access import public
from guiju.pages.lists import listed
from guiju.texts.blocks import of_document

from ..models import Version, Work
from . import selectors
from .finding import PER_PAGE, hits_of
from .linking import outline_of
from .reading import as_printed, decoded
from .showing import Link, articles_of, links, shown
from .tables import QuantityTable, WorkTable
from .taking import as_json, as_markdown, document_of
from .words import QUANTITIES

WHOLE = 256
"""A version of more provisions is shown chapter by chapter."""


@public
def text_list(request: HttpRequest) -> HttpResponseBase:
    """Every imported work, searched by title and number, filtered by kind and issuer."""
    told = _told(request, "q", "kind", "issuer")
    context = {
        "told": told,
        **_choices(),
        "may_import": may(getattr(request, "post", None), "library.import"),
    }
    table = WorkTable(selectors.works(told))
    return listed(request, table, "library/texts/list.html", context, export=_("官方文本"))


@public
def text_search(request: HttpRequest) -> HttpResponse:
    """A search over everything imported."""
    told = _told(request, "q", "kind", "issuer", "part", "page")
    hits = hits_of(told) if told["q"] else None
    context: dict[str, Any] = {"told": told, "hits": hits, **_choices()}
    if hits is not None:
        first = (hits.page - 1) * PER_PAGE + 1
        context |= {"previous": hits.page - 1, "next": hits.page + 1, "first": first}
    context["some"] = bool(hits and hits.total) or Work.objects.exists()
    return render(request, "library/texts/search.html", context)


@public
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """A work in the version asked for: its tree, its wording, who cites it."""
    work, version, versions = _version(request, slug)
    clauses = list(version.clauses.order_by("place"))
    tree = selectors.chapters(clauses)
    chapter = _chosen(request, tree) if len(clauses) > WHOLE else None
    wanted = clauses if chapter is None else [c for _, rows in chapter.articles for c in rows]
    cited = selectors.cited_by(work)
    context = {
        **_about(work, version, versions),
        "tree": tree,
        "chapter": chapter,
        "articles": articles_of(shown(version, wanted)),
        "printed": not clauses,
        "links": _links(version, clause=None),
        "cited_by": cited[: selectors.MOST],
        "cited_count": cited.count(),
        "printings": version.printings.select_related("file").defer("file__content"),
        "outline": outline_of(work),
    }
    if not clauses:
        context["lines"] = _lines(version)
    return render(request, "library/texts/work.html", context)


@public
def text_clause(request: HttpRequest, slug: str, address: str) -> HttpResponse:
    """A provision or a whole article: wording, what it cites, who cites it, its quantities."""
    work, version, versions = _version(request, slug)
    clauses = list(version.clauses.filter(selectors.within(address)).order_by("place"))
    if not clauses:  # a notice is cited by its number for what is printed with it
        annexed = selectors.annexed_with(work, address)
        if annexed is None:
            raise Http404
        return redirect("library:text-clause", annexed.slug, address)
    cited = selectors.cited_by(work, address)
    context = {
        **_about(work, version, versions),
        "address": address,
        "label": selectors.label_of(address, clauses),
        "article": address.partition("/")[0],
        "clauses": shown(version, clauses),
        "links": _links(version, clause__in=clauses),
        "cited_by": cited[: selectors.MOST],
        "cited_count": cited.count(),
        "quantities": list(version.quantities.filter(clause__in=clauses).order_by("start")),
        "around": selectors.around(version, clauses),
        "outline": outline_of(work),
        "elsewhere": [one for one in versions if one.pk != version.pk],
    }
    return render(request, "library/texts/clause.html", context)


@public
def text_quantities(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The quantities and time limits of a version."""
    work, version, versions = _version(request, slug)
    told = _told(request, "kind")
    found = version.quantities.select_related("clause", "version__work").order_by("start", "pk")
    if told["kind"] in QUANTITIES:
        found = found.filter(kind=told["kind"])
    context = {**_about(work, version, versions), "told": told, "kinds": QUANTITIES.items()}
    template = "library/texts/quantities.html"
    return listed(request, QuantityTable(found), template, context, export=_("数量和期限"))


@public
def text_markdown(request: HttpRequest, slug: str) -> HttpResponse:
    """The version as clean Markdown, to take away."""
    work, version, _versions = _version(request, slug)
    return _file(as_markdown(version), "text/markdown; charset=utf-8", f"{work.slug}.md")


@public
def text_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The version as JSON: provisions, citations, quantities, spans."""
    _work, version, _versions = _version(request, slug)
    return JsonResponse(as_json(version), json_dumps_params={"ensure_ascii": False})


@public
def text_printed(request: HttpRequest, slug: str) -> HttpResponse:
    """The version exactly as its file prints it."""
    work, version, _versions = _version(request, slug)
    whole = as_printed(bytes(version.file.content))
    printed = "".join(whole[start:end] for start, end in version.parts)
    return _file(printed, "text/plain; charset=utf-8", f"{work.slug}.txt")


def _told(request: HttpRequest, *names: str) -> dict[str, str]:
    return {name: request.GET.get(name, "").replace("\0", "").strip() for name in names}


def _choices() -> dict[str, list[str]]:
    return {"kinds": selectors.choices("kind"), "issuers": selectors.choices("issuer")}


def _version(request: HttpRequest, slug: str) -> tuple[Work, Version, list[Version]]:
    """The work of an address and the version asked for; a page that is not there without."""
    work = selectors.find_work(slug)
    versions = selectors.versions_of(work) if work is not None else []
    version = selectors.version_of(versions, _told(request, "version", "on"))
    if work is None or version is None:
        raise Http404
    return work, version, versions


def _about(work: Work, version: Version, versions: list[Version]) -> dict[str, Any]:
    asked = f"?version={version.label}"
    return {"work": work, "version": version, "versions": versions, "asked": asked}


def _links(version: Version, **where: Any) -> list[Link]:
    """What a version cites in some provisions, or outside of all."""
    found = list(version.citations.filter(**where).select_related("work").order_by("start", "pk"))
    for one in found:
        one.version = version
    return links(found, selectors.known_places(found))


def _chosen(request: HttpRequest, tree: list[selectors.Chapter]) -> selectors.Chapter:
    told = request.GET.get("chapter", "")
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 6 else 1
    return tree[min(max(number, 1), len(tree)) - 1]


def _lines(version: Version) -> list[str]:
    """What a document without provisions says, line by line."""
    whole = decoded(bytes(version.file.content))
    return [block.text for block in of_document(whole, document_of(version, []))]


def _file(content: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content.encode("utf-8", "replace"), content_type=kind)
    told = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = told or ""
    return response
