"""The pages of imported files: handed in, what is in them, the bytes as they came."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from guiju.jobs.services import submit
from guiju.organs.access import public, requires
from guiju.organs.services import actor_of
from guiju.pages.forms import posted
from guiju.texts.restoring import join

from ..models import TextFile
from .forms import TextFileForm
from .handlers import KIND
from .importing import read_in, receive
from .reading import decoded
from .words import leftover_word

AT_ONCE = 100_000
"""Bytes that are read while the visitor waits; a larger file is a job."""
SHOWN = 256


@requires("library.import")
def text_import(request: HttpRequest) -> HttpResponse:
    """Hand in a file: a small one is read at once, a large one by a job."""
    form = TextFileForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        actor = actor_of(request)
        try:
            file = receive(content=upload.read(), name=upload.name or "", actor=actor)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            if file.read is None and len(file.content) > AT_ONCE:
                job = submit(
                    kind=KIND,
                    title=_("导入官方文本 %(file)s") % {"file": file.name},
                    organ=request.post.organ,  # type: ignore[attr-defined]
                    actor=actor,
                    arguments={"file": file.pk, "actor": [actor.name, actor.post]},
                )
                return redirect("jobs:detail", pk=job.pk)
            done = read_in(file, actor=actor)
            messages.success(request, _told(done.known, done.new))
            return redirect("library:text-file", pk=file.pk)
    status = 400 if form.is_bound else 200
    return render(request, "library/texts/import.html", {"form": form}, status=status)


def _told(known: bool, new: int) -> str:
    if known:
        return _("这个文件已经导入过，没有改动。")
    return _("导入完成：新增 %(new)s 个文本版本。") % {"new": new}


@public
def text_file(request: HttpRequest, pk: int) -> HttpResponse:
    """What is in a file: its documents, and all that belongs to none of them."""
    file = get_object_or_404(TextFile, pk=pk)
    text = decoded(bytes(file.content))
    rest = [
        (start, leftover_word(kind), join(text, [(start, end)])[:SHOWN], end - start)
        for kind, start, end in file.leftovers
    ]
    context = {
        "file": file,
        "versions": file.versions.select_related("work").order_by("start"),
        "printings": file.printings.select_related("version__work").order_by("start"),
        "rest": [one for one in rest if one[2]],
        "shown": SHOWN,
    }
    return render(request, "library/texts/file.html", context)


@public
def text_original(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes of a file as they came in."""
    file = get_object_or_404(TextFile, pk=pk)
    response = HttpResponse(bytes(file.content), content_type="application/octet-stream")
    told = content_disposition_header(as_attachment=True, filename=file.name)
    response.headers["Content-Disposition"] = told or ""
    return response
