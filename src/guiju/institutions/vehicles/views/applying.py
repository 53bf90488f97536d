"""The pages of applications: choose, fill in with the answer at once, check, hand in."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from guiju.organs.access import requires
from guiju.organs.models import Organ, Role
from guiju.organs.scope import standing_of

from ..models import Car, Hold
from ..selectors.applying import KINDS, Application, Kind, Subject, read_application
from ..selectors.applying.excesses import open_excesses
from ..selectors.applying.live import cars_of, handed_in, renewals_of
from ..services.applying import hand_in

LONGEST = 19
"""So many digits a key has at most."""


@requires("vehicles.apply")
def apply_list(request: HttpRequest) -> HttpResponse:
    """What can be applied for; a clerk who takes in paper says first for whom."""
    organ = _organ(request)
    context = {
        "kinds": [kind for kind in KINDS.values() if _offered(request, kind)],
        "organ": organ,
        "organs": _organs(request),
        "renewals": renewals_of(organ) if organ else [],
        "excesses": open_excesses(organ) if organ else [],
        "paper": _on_paper(request, organ),
    }
    return render(request, "vehicles/applying/list.html", context)


@requires("vehicles.apply")
def apply_form(request: HttpRequest, kind: str) -> HttpResponse:
    """One application: typed, answered at once, checked (``check``), handed in (``confirm``)."""
    if kind not in KINDS or not _offered(request, KINDS[kind]):
        raise Http404
    organ = _organ(request)
    if organ is None:
        return redirect("vehicles:apply")
    one = KINDS[kind]
    car, hold = _car(request, one, organ), _hold(request, one, organ)
    if one.subject is Subject.CAR and car is None:
        context = {"kind": one, "organ": organ, "cars": cars_of(organ, one.state)}
        return render(request, "vehicles/applying/choose.html", context)
    chosen = _sent(request).get("excess", "")
    excess = int(chosen) if chosen.isdecimal() and len(chosen) < LONGEST else None
    application = read_application(one, organ, car, hold, _sent(request), excess)
    if request.method == "POST" and {"check", "confirm"} & set(request.POST):
        return _checked(request, application)
    return _live(request, application)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else request.GET


def _live(request: HttpRequest, application: Application) -> HttpResponse:
    htmx = bool(request.headers.get("HX-Request"))
    template = "vehicles/applying/_live.html" if htmx else "vehicles/applying/form.html"
    context = {"application": application, "paper": _paper(request, application)}
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _checked(request: HttpRequest, application: Application) -> HttpResponse:
    """Check your answers; with ``confirm`` begin the case."""
    token = request.POST.get("token", "")[:32]
    if (known := handed_in(application.organ, token)) is not None:  # the form was sent twice
        return redirect("procedures:detail", code=known.organ.code, reference=known.reference)
    if not application.complete:
        return _live(request, application)
    errors: list[str] = []
    subject = request.POST.get("subject", "")
    if "confirm" in request.POST:
        try:
            case = hand_in(
                application,
                post=request.post,  # type: ignore[attr-defined]
                account=request.user,  # type: ignore[arg-type]
                subject=subject,
                token=token,
            )
            messages.success(request, _("已提交，编号 %(number)s") % {"number": case.reference})
            return redirect("procedures:detail", code=case.organ.code, reference=case.reference)
        except ValidationError as error:
            errors = error.messages
    context = {
        "application": application,
        "errors": errors,
        "subject": subject,
        "asks_subject": application.kind.subject is Subject.WORDS,
        "token": token or secrets.token_hex(16),
        "paper": _paper(request, application),
    }
    return render(request, "vehicles/applying/check.html", context, status=400 if errors else 200)


def _organs(request: HttpRequest) -> list[Organ]:
    """The organs for which a clerk of an authority takes in paper."""
    post = request.post  # type: ignore[attr-defined]
    if post.role == Role.USING_CLERK:
        return [post.organ]
    return list(standing_of(post).filter(posts__role=Role.USING_CLERK).distinct().order_by("path"))


def _organ(request: HttpRequest) -> Organ | None:
    """Whom the application is for: a using organ's own clerk is asked for nothing."""
    organs = _organs(request)
    code = _sent(request).get("organ", "")
    chosen = [one for one in organs if one.code == code]
    if chosen:
        return chosen[0]
    own = request.post.organ_id  # type: ignore[attr-defined]
    return next((one for one in organs if one.pk == own and not code), None)


def _on_paper(request: HttpRequest, organ: Organ | None) -> bool:
    return organ is not None and organ.pk != request.post.organ_id  # type: ignore[attr-defined]


def _paper(request: HttpRequest, application: Application) -> bool:
    return _on_paper(request, application.organ) and not application.kind.by_authority


def _offered(request: HttpRequest, kind: Kind) -> bool:
    """What the authority itself applies for is offered to nobody else."""
    return not kind.by_authority or request.post.role == Role.AUTHORITY  # type: ignore[attr-defined]


def _car(request: HttpRequest, kind: Kind, organ: Organ) -> Car | None:
    key = _sent(request).get("car", "")
    if kind.subject is not Subject.CAR or not key.isdecimal():
        return None
    found = Car.objects.filter(organ=organ, state=kind.state).select_related("organ")
    return get_object_or_404(found, pk=int(key))


def _hold(request: HttpRequest, kind: Kind, organ: Organ) -> Hold | None:
    key = _sent(request).get("hold", "")
    if kind.code != "car" or not key.isdecimal():
        return None
    return next((one for one in renewals_of(organ) if one.pk == int(key)), None)
