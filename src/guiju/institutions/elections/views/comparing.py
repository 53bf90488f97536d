"""A batch: how far it is, what the comparison found, and each doubtful sheet settled by two."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guiju.organs.access import requires

from ..counting import Candidate
from ..forms import RefuseForm, SettleForm
from ..models import Adjudication, Batch, Election, Sheet, State
from ..selectors.doubts import next_doubt
from ..selectors.inbox import Next, next_steps
from ..selectors.plain import plain
from ..selectors.progress import Progress, progress
from ..selectors.seeing import both_entries
from ..services.acting import COUNTER, SCRUTINEERS, Person, why_not_as
from ..services.adjudicating import (
    confirm_settlement,
    propose_settlement,
    refuse_settlement,
    why_not_confirm,
)
from ..services.comparing import compare
from ..services.sheets import AS_SETTLED
from .common import address, batch_of, done, election_of, take
from .listing import head, where


@requires("elections.view")
def batch_detail(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """How far a batch is; counts for everybody, doubtful sheets for scrutineers alone."""
    election, person = election_of(request, pk)
    batch = batch_of(election, number)
    told = next(one for one in progress(election) if one.batch.pk == batch.pk)
    watching = why_not_as(election, person, SCRUTINEERS) is None
    counting = why_not_as(election, person, [COUNTER]) is None
    own = next(
        (one for one in told.batch.entries.all() if one.account_id == person.account.pk), None
    )
    context = {
        **head(election, person),
        "batch": batch,
        "told": told,
        "agreed": batch.sheets - told.doubtful,
        "compares": _compares(election, told, watching or counting),
        "enters": counting and election.state == State.COUNTING and not told.compared,
        "own": own,
        "watching": watching,
        "doubts": list(batch.adjudications.all()) if watching else [],
        "next": _elsewhere(election, batch, person),
    }
    return render(request, "elections/batch.html", context)


def _elsewhere(election: Election, batch: Batch, person: Person) -> list[tuple[Next, str]]:
    """What else waits for who looks at a batch, with its page: mostly the next batch."""
    mine = (one for one in next_steps(election, person) if one.mine)
    here = f"-{batch.number}"
    return [(one, where(election, one.code)) for one in mine if not one.code.endswith(here)]


def _compares(election: Election, told: Progress, may: bool) -> bool:
    ready = all(told.closed) and not told.compared
    return may and ready and election.state == State.COUNTING


@requires("elections.view")
@require_POST
def batch_compare(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Compare both entries, sheet by sheet."""
    election, person = election_of(request, pk)
    batch = batch_of(election, number)
    back = address(election, "batch", number)
    return done(request, lambda: compare(batch, person=person), _("已比对"), back)


@requires("elections.scrutinise")
def sheet_settle(request: HttpRequest, pk: int, number: int, sheet: int) -> HttpResponse:
    """A doubtful sheet: both entries, what one scrutineer proposes and another confirms."""
    election, person = election_of(request, pk)
    one = _doubtful(election, number, sheet)
    entries = both_entries(one, person)
    if len(entries) != 2:
        told = why_not_as(election, person, SCRUTINEERS) or _("这张选票没有两次录入")
        messages.error(request, told)
        return redirect(address(election, "batch", number))
    candidates = plain(election).candidates
    data = request.POST if request.POST.get("do") == "propose" else None
    form = SettleForm(data, candidates=candidates, agreed=_agreed(entries))
    refuse_form = RefuseForm(request.POST if request.POST.get("do") == "refuse" else None)
    following = next_doubt(one, person)
    if request.method == "POST" and _settled(request, one, person, form, refuse_form):
        return redirect(_page_of(election, following) or address(election, "batch", number))
    context = {
        **head(election, person),
        **_shown(one, entries, candidates, form),
        "following": following,
        "following_page": _page_of(election, following),
        "confirm_why": why_not_confirm(one, person),
        "own": one.proposed_id == person.account.pk,
        "form": refuse_form if refuse_form.is_bound else form,
        "settle_form": form,
        "refuse_form": refuse_form,
    }
    wrong = bool(form.errors or refuse_form.errors)
    return render(request, "elections/settle.html", context, status=400 if wrong else 200)


def _doubtful(election: Election, number: int, sheet: int) -> Adjudication:
    batch = batch_of(election, number)
    one: Adjudication = get_object_or_404(batch.adjudications, number=sheet)
    one.batch = batch
    return one


def _page_of(election: Election, one: Adjudication | None) -> str:
    """The page of a doubtful sheet; empty where there is none."""
    return address(election, "settle", one.batch.number, one.number) if one is not None else ""


def _agreed(entries: list[Sheet]) -> dict[str, str]:
    """What both read alike and clearly; where they differ nothing is put in."""
    first, second = entries
    told = {
        f"mark-{place}": mark
        for place, (mark, other) in enumerate(zip(first.marks, second.marks, strict=True))
        if mark == other and mark in AS_SETTLED
    }
    return {**told, "others": first.others if first.others == second.others else ""}


def _settled(
    request: HttpRequest,
    one: Adjudication,
    person: Person,
    form: SettleForm,
    refuse_form: RefuseForm,
) -> bool:
    """Take the step that the button asks for; False where it is not taken."""
    wanted = request.POST.get("do", "")
    try:
        if wanted == "propose" and form.is_valid():
            told = form.cleaned_data
            propose_settlement(
                one, person=person, marks=form.marks, others=told["others"], reason=told["reason"]
            )
        elif wanted == "confirm":
            if request.POST.get("seen", "") != _fingerprint(one):
                raise ValidationError(_("认定的内容在您查看以后有变化，请重新核对"))
            confirm_settlement(one, person=person)
        elif wanted == "refuse" and refuse_form.is_valid():
            refuse_settlement(one, person=person, why=refuse_form.cleaned_data["why"])
        else:
            return False
    except ValidationError as error:
        if wanted == "propose":
            take(form, error)
            return False
        for said in error.messages:
            messages.error(request, said)
        return True
    messages.success(request, _("%(code)s 已办理") % {"code": one.code})
    return True


def _fingerprint(one: Adjudication) -> str:
    """What a confirming scrutineer has seen."""
    return f"{one.marks}/{one.others}/{one.reason}"


def _shown(
    one: Adjudication, entries: list[Sheet], candidates: tuple[Candidate, ...], form: SettleForm
) -> dict[str, Any]:
    first, second = entries
    rows = [
        {
            "candidate": candidate,
            "first": first.marks[place],
            "second": second.marks[place],
            "differs": first.marks[place] != second.marks[place],
            "unclear": first.marks[place] == second.marks[place] not in AS_SETTLED,
            "proposed": one.marks[place] if one.marks else "",
            "field": form.mark(place),
        }
        for place, candidate in enumerate(candidates)
    ]
    return {
        "one": one,
        "batch": one.batch,
        "code": one.code,
        "rows": rows,
        "first": first,
        "second": second,
        "seen": _fingerprint(one),
        "open": one.confirmed_id is None,
    }


@requires("elections.scrutinise")
def sheet_slip(request: HttpRequest, pk: int, number: int, sheet: int) -> HttpResponse:
    """The slip of a doubtful sheet to print, with a place for two signatures."""
    election, person = election_of(request, pk)
    one = _doubtful(election, number, sheet)
    entries = both_entries(one, person)
    if len(entries) != 2:
        messages.error(request, _("这一步由本次选举的监票人办理"))
        return redirect(address(election, "batch", number))
    candidates = plain(election).candidates
    form = SettleForm(candidates=candidates, agreed={})
    context = {**head(election, person), **_shown(one, entries, candidates, form)}
    return render(request, "elections/slip.html", context)
