"""Notices to organs and letters of decisions, as files; each download is written down."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guiju import clock
from guiju.cases import selectors as decisions
from guiju.organs.access import requires
from guiju.organs.models import Organ
from guiju.organs.scope import organs_of
from guiju.organs.services import actor_of

from . import selectors
from .files import as_file, kind_of
from .forms import NoticeForm
from .services import make_decision_letter, make_notice


@requires("documents.notify")
def notice_list(request: HttpRequest) -> HttpResponse:
    """The organs that have findings to explain."""
    organs = selectors.organs_to_notify(request.post)  # type: ignore[attr-defined]
    return render(request, "disclosure/notices.html", {"organs": organs})


@requires("documents.notify")
def notice(request: HttpRequest, code: str) -> HttpResponse:
    """What a notice to an organ will tell; with ``kind``, the notice itself."""
    post = request.post  # type: ignore[attr-defined]
    organ = get_object_or_404(organs_of(post), code=code)
    instruments = selectors.instruments(post, organ)
    if not instruments:
        raise Http404
    asked = request.method == "POST"
    form = NoticeForm(request.POST if asked else None, instruments=instruments)
    if asked and form.is_valid():
        findings = selectors.findings_of(post, organ, form.cleaned_data["instrument"])
        kind, told, actor = kind_of(request), form.told(), actor_of(request)
        return as_file(
            request,
            lambda: make_notice(post.organ, organ, findings, told, actor, kind),
            kind,
            f"{_('通知')}-{organ.name}",
        )
    return _form(request, form, organ, status=400 if form.errors else 200)


def _form(request: HttpRequest, form: NoticeForm, organ: Organ, status: int) -> HttpResponse:
    post = request.post  # type: ignore[attr-defined]
    due, workdays = selectors.answer_by(clock.today())
    context = {
        "form": form,
        "organ": organ,
        "count": selectors.to_notify(post).filter(organ=organ).count(),
        "due": due,
        "workdays": workdays,
    }
    return render(request, "disclosure/notice.html", context, status=status)


@requires("cases.view")
@require_POST
def decision(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """A kept decision as a letter; one that was altered is none, its replay says why."""
    visible = decisions.visible(request.post)  # type: ignore[attr-defined]
    receipt = get_object_or_404(visible, organ__code=code, reference=reference)
    if not decisions.sealed(receipt):
        return redirect("cases:replay", code=code, reference=reference)
    kind, actor = kind_of(request), actor_of(request)
    name = f"{_('决定书')}-{code}-{reference}"
    return as_file(request, lambda: make_decision_letter(receipt, actor, kind), kind, name)
