"""A step on a page: the reason first, then check your answers, then it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from guiju.pages.forms import posted

from ..acting import person_of, why_not
from ..forms import ExplainForm, ReasonForm
from ..models import Finding
from ..services import take
from ..services.files import keep, redeemed, ticket
from ..services.steps import Attachment
from ..states import EXPLAIN, Step


@dataclass(frozen=True)
class Shown:
    """A finding, the step to be taken on it, and what its page says of it."""

    finding: Finding
    step: Step
    context: dict[str, Any]


def step_page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Ask for the reason; show what would be done; with ``confirm`` do it."""
    why = why_not(person_of(request), shown.finding, shown.step)
    if why is not None:
        messages.error(request, why)
        return redirect("oversight:finding", pk=shown.finding.pk)
    kind = ExplainForm if shown.step.code == EXPLAIN else ReasonForm
    initial = {"stand": _stand(shown.finding)}
    form = kind(*posted(request), initial=initial)
    if not form.is_valid() or "change" in request.POST:
        if "change" in request.POST:
            form = kind(initial={**initial, "reason": request.POST.get("reason", "")})
        context = {**shown.context, "step": shown.step, "form": form}
        status = 400 if form.is_bound else 200
        return render(request, "oversight/step.html", context, status=status)
    return _checked(request, shown, form)


def _checked(request: HttpRequest, shown: Shown, form: ReasonForm) -> HttpResponse:
    attachment = _attachment(request, form)
    if "confirm" in request.POST:
        try:
            take(
                shown.step.code,
                shown.finding,
                person_of(request),
                form.cleaned_data["reason"],
                attachment=attachment,
                stand=form.cleaned_data["stand"],
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, str(shown.step.done))
        return redirect("oversight:finding", pk=shown.finding.pk)
    context = {
        **shown.context,
        "step": shown.step,
        "told": form.cleaned_data,
        "attachment": attachment,
        "ticket": ticket(attachment) if attachment else "",
    }
    return render(request, "oversight/step_check.html", context)


def _attachment(request: HttpRequest, form: ReasonForm) -> Attachment | None:
    """The file of this form, or the one that an earlier form brought."""
    upload = form.cleaned_data.get("attachment")
    return keep(upload) if upload else redeemed(request.POST.get("ticket", ""))


def _stand(finding: Finding) -> int:
    return finding.events.order_by("-pk").values_list("pk", flat=True).first() or 0
