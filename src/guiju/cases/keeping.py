"""Keeping a decision on a page: check your answers, then confirm; decided anew each time."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from guiju.clock import now, today
from guiju.library.deciding import LONGEST_ADDRESS
from guiju.library.typed import Typed, read_day, read_typed
from guiju.library.words import fact_name, refused
from guiju.organs.access import requires
from guiju.organs.services import actor_of
from guiju.rules import Matter
from guiju.rules.errors import RuleError
from guiju.rules.receipts import make_receipt
from guiju.rules.registry import find_matter

from .forms import CorrectionForm, KeepForm
from .judgements import judged
from .models import Receipt
from .services import Case, keep
from .showing import Shown
from .words import matter_of, rule_title


@requires("cases.keep")
def keep_case(request: HttpRequest) -> HttpResponse:
    """Show what would be kept and ask who judged; with ``confirm``, keep it."""
    if request.method != "POST":  # after a sign-in: what was typed is gone
        return redirect("library:matters")
    rule = request.POST.get("rule", "")
    matter = matter_of(rule)
    if matter is None:
        raise Http404
    typed = read_typed(matter, request.POST)
    day, day_error = read_day(request.POST, today())
    errors = {**({"as_of": day_error} if day_error else {}), **typed.errors}
    if errors:
        return _to_correct(request, matter, typed, errors)
    case = Case(rule, day, typed.facts, typed.related)
    try:
        return _to_confirm(request, matter, case, typed)
    except RuleError as error:  # a day before the first version, records too many
        return _to_correct(request, matter, typed, {"as_of": refused(error)})


def _to_confirm(request: HttpRequest, matter: Matter, case: Case, typed: Typed) -> HttpResponse:
    shown = _shown(case)
    confirmed = "confirm" in request.POST
    actor = actor_of(request)
    asked = judged(matter, case.facts, case.related)
    form = KeepForm(request.POST if confirmed else None, asked=asked, actor=actor)
    if confirmed and form.is_valid():
        try:
            receipt = _keep(request, case, form)
            return redirect("cases:detail", code=receipt.organ.code, reference=receipt.reference)
        except ValidationError as error:
            form.add_error(None, error)
    hidden = {**typed.values, "as_of": case.day.isoformat()}
    context = {
        "form": form,
        "shown": shown,
        "token": request.POST.get("token") or secrets.token_hex(16),
        "hidden": hidden,
        "rule": case.rule,
        "back": _back(case.rule, hidden),
    }
    return render(request, "cases/keep.html", context, status=400 if form.errors else 200)


def _shown(case: Case) -> Shown:
    """The decision as it would be kept now."""
    versions = case.versions
    decision = versions.decide(case.facts, case.related)
    made = now()
    return Shown(make_receipt(versions, case.rule, case.facts, case.related, decision, made=made))


def _keep(request: HttpRequest, case: Case, form: KeepForm) -> Receipt:
    return keep(
        organ=request.post.organ,  # type: ignore[attr-defined]
        actor=actor_of(request),
        case=case,
        answers=form.answers(),
        subject=form.cleaned_data["subject"],
        token=request.POST.get("token", "")[:32] or None,
    )


def _to_correct(
    request: HttpRequest, matter: Matter, typed: Typed, errors: dict[str, str]
) -> HttpResponse:
    """What could not be read, to be typed again; all else is kept as it was typed."""
    rule = request.POST["rule"]
    form = CorrectionForm(request.POST, errors=errors, labels=_labels(matter, typed))
    day = {} if "as_of" in errors else {"as_of": request.POST.get("as_of", "")}
    hidden = {n: v for n, v in typed.values.items() if n not in errors} | day
    context: dict[str, Any] = {
        "form": form,
        "hidden": hidden,
        "rule": rule,
        "title": rule_title(rule),
        "back": _back(rule, {**typed.values, **day}),
    }
    return render(request, "cases/correct.html", context, status=400)


def _back(rule: str, typed: Mapping[str, str]) -> str:
    """The live page of the rule with what was typed; without it where an address is too short."""
    rulebook, name = find_matter(rule)
    page = reverse("library:decide", args=[rulebook.outline.instrument, name])
    query = urlencode({key: value for key, value in typed.items() if value.strip()})
    return f"{page}?{query}" if len(query) <= LONGEST_ADDRESS else page


def _labels(matter: Matter, typed: Typed) -> dict[str, str]:
    """What the field of each name asks for."""
    labels = {f"f:{fact.key}": fact_name(fact) for fact in (*matter.facts(), *matter.aggregates())}
    for records in matter.records():
        labels[f"n:{records.key}"] = fact_name(records)
        rows = typed.related.get(records.key) or []
        for row in range(1, len(rows) + 1):
            labels |= {
                f"r:{records.key}:{row}:{fact.key}": f"{fact_name(records)} {row} {fact_name(fact)}"
                for fact in records.facts
            }
    return {**labels, "as_of": _("按此日的规则")}
