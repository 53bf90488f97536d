"""A made document as the answer to a request: the file, or a page that says what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from .documents import DocumentError
from .services import KINDS


def kind_of(request: HttpRequest) -> str:
    """The kind of file that a form asks for; 404 for any that there is not."""
    kind = request.POST.get("kind", "")
    if kind not in KINDS:
        raise Http404
    return kind


def as_file(request: HttpRequest, make: Callable[[], bytes], kind: str, name: str) -> HttpResponse:
    """The file; a page that says what is wrong where it cannot be made."""
    try:
        content = make()
    except DocumentError as error:
        return render(request, "disclosure/refused.html", {"error": error}, status=503)
    response = HttpResponse(content, content_type=KINDS[kind])
    header = content_disposition_header(as_attachment=True, filename=f"{name}.{kind}")
    response.headers["Content-Disposition"] = header or ""
    return response
