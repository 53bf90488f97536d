"""Letters of an election to take away, the totals, and the package under its seal."""

from __future__ import annotations

import json

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from guiju.disclosure.documents import to_docx, to_pdf
from guiju.disclosure.files import as_file
from guiju.organs.access import requires
from guiju.organs.selectors import is_demo
from guiju.pages.forms import posted

from ..forms.sealing import SealForm
from ..letters import KINDS, letter
from ..models import Election
from ..proving import summary
from ..selectors.papers import matter_above, matter_of, papers_for, summarised
from ..services.acting import SCRUTINEERS, Person, hold_to, why_not_as
from ..services.packaging import kept_package, take_package
from ..services.witnessing import hold_to_presence, seconds
from .common import election_of, take
from .listing import head


@requires("elections.view")
def document(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A letter as PDF, or as DOCX (``?as=docx``): of what who asks may see now, else 404."""
    election, person = election_of(request, pk)
    if kind not in papers_for(election, person):
        raise Http404
    made = letter(kind, (matter_above if kind == "submission" else matter_of)(election))
    name = f"{election.code}-{KINDS[kind][0]}"
    if request.GET.get("as") == "docx":
        return as_file(request, lambda: to_docx(made), "docx", name)
    return as_file(request, lambda: to_pdf(made).content, "pdf", name)


@requires("elections.view")
def totals(request: HttpRequest, pk: int) -> HttpResponse:
    """Totals and the fingerprint of the package, no single ballot; once names are announced."""
    election, person = election_of(request, pk)
    if not summarised(election, person):
        raise Http404
    try:
        told = summary(kept_package(election))
    except ValidationError as error:
        raise Http404 from error
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return _file(text.encode("utf-8"), f"{election.code}.summary.json", "application/json")


@requires("elections.scrutinise")
def package(request: HttpRequest, pk: int) -> HttpResponse:
    """The package sealed under two halves, by two scrutineers of this election who are there."""
    election, person = election_of(request, pk)
    others = seconds(election, person)
    form = SealForm(posted(request)[0], seconds=others, demo=is_demo())
    if form.is_valid():
        try:
            sealed = _sealed(election, person, form)
        except ValidationError as error:
            take(form, error)
        else:
            return _file(sealed, f"{election.code}.sealed", "application/octet-stream")
    context = {**head(election, person), "form": form, **_of_package(election, person)}
    status = 400 if form.errors else 200
    return render(request, "elections/package.html", context, status=status)


def _sealed(election: Election, person: Person, form: SealForm) -> bytes:
    """The package, once the second scrutineer has shown that they are there."""
    hold_to(why_not_as(election, person, SCRUTINEERS))
    kept_package(election)
    hold_to_presence(form.who, form.cleaned_data.get("password", ""))
    return take_package(election, person=person, second=form.who, halves=form.halves)


def _of_package(election: Election, person: Person) -> dict[str, object]:
    return {
        "outcome": getattr(election, "outcome", None),
        "watches": why_not_as(election, person, SCRUTINEERS) is None,
    }


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    header = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = header or ""
    response.headers["Cache-Control"] = "no-store"
    return response
