"""Key entry: a sheet after another by keyboard, each kept at once; no figures of any kind.

With JavaScript the page sends each sheet to `sheet_keep` and holds what was not taken yet; without
it the same form is posted, one sheet a page.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guiju.organs.access import requires

from ..counting import Election as Plain
from ..forms import SheetForm
from ..forms.sheets import typed_of
from ..models import Batch, Election, Entry, State
from ..selectors.plain import plain
from ..selectors.seeing import own_sheets
from ..services.acting import Person
from ..services.entering import close_entry, keep_sheet, open_entry
from .common import address, batch_of, done, election_of, take
from .listing import head


@requires("elections.enter")
def enter(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The sheet that is next, or the one asked for; posted, it is kept and the next one comes."""
    election, person = election_of(request, pk)
    batch = batch_of(election, number)
    entry = batch.entries.filter(account=person.account).first()
    if entry is None or entry.closed_at is not None or election.state != State.COUNTING:
        context = {**head(election, person), "batch": batch, "entry": entry}
        context["entries"] = list(batch.entries.all())
        return render(request, "elections/enter_open.html", context)
    entry.batch = batch
    told = plain(election)
    form = SheetForm(request.POST or None, candidates=told.candidates)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(entry, person, form)
        except ValidationError as error:
            take(form, error)
        else:
            kept = form.cleaned_data["number"]
            messages.success(request, _("第 %(number)s 张已保存") % {"number": kept})
            return redirect(address(election, "enter", batch.number))
    return _sheet(request, election, entry, person, told, form)


def _sheet(
    request: HttpRequest, election: Election, entry: Entry, person: Person, told: Plain,
    form: SheetForm,
) -> HttpResponse:  # fmt: skip
    """The page of one sheet."""
    batch = entry.batch
    sheets = {one.number: one for one in own_sheets(entry, person)}
    missing = [one for one in range(1, batch.sheets + 1) if one not in sheets]
    asked = _asked(request, batch) or (missing[0] if missing else None)
    if asked is not None and not form.is_bound:
        one = sheets.get(asked)
        first = typed_of(asked, one.marks, one.others) if one else {"number": asked}
        form = SheetForm(initial=first, candidates=told.candidates)
    context = {
        **head(election, person),
        "batch": batch,
        "entry": entry,
        "form": form,
        "number": asked,
        "sheet": _code(batch, asked) if asked else "",
        "code": _code(batch, 0)[:-4],
        "again": asked in sheets,
        "keyed": len(sheets),
        "missing": ",".join(map(str, missing)),
        "complete": not missing,
        "secretaries": bool(told.posts),
        "posts": [one.post for one in told.posts],
    }
    wrong = form.is_bound and bool(form.errors)
    return render(request, "elections/enter.html", context, status=400 if wrong else 200)


def _asked(request: HttpRequest, batch: Batch) -> int | None:
    """The sheet asked for; None where none is, or the batch has no such sheet."""
    sent = request.POST.get("number", "") or request.GET.get("sheet", "")
    number = int(sent) if sent.isdigit() and len(sent) < 10 else 0
    if request.GET.get("sheet") and not 1 <= number <= batch.sheets:
        told = _("这一批有 %(n)s 张，票号为 1 到 %(n)s") % {"n": batch.sheets}
        messages.error(request, told)
    return number if 1 <= number <= batch.sheets else None


def _code(batch: Batch, number: int) -> str:
    """The number that the sheet bears in the batch and the count: batch and sheet."""
    return f"{batch.number:02d}-{number:04d}"


def _keep(entry: Entry, person: Person, form: SheetForm) -> None:
    told = form.cleaned_data
    keep_sheet(entry, person=person, number=told["number"], marks=form.marks, others=told["others"])


@requires("elections.enter")
@require_POST
def enter_begin(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Begin one's own entry of a batch, the first or the second."""
    election, person = election_of(request, pk)
    batch = batch_of(election, number)
    back = address(election, "enter", batch.number)
    return done(request, lambda: open_entry(batch, person=person), _("可以录入了"), back)


@requires("elections.enter")
@require_POST
def sheet_keep(request: HttpRequest, pk: int, number: int) -> JsonResponse:
    """Keep a sheet that the page sends; the same again changes nothing. Answers in JSON."""
    election, person = election_of(request, pk)
    batch = batch_of(election, number)
    entry = batch.entries.filter(account=person.account).first()
    if entry is None:
        return _answer([_("还没有开始录入这一批")])
    form = SheetForm(request.POST, candidates=plain(election).candidates)
    if form.is_valid():
        try:
            _keep(entry, person, form)
        except ValidationError as error:
            take(form, error)
        else:
            return JsonResponse({"kept": form.cleaned_data["number"]})
    return _answer([_told(form, name, said) for name, said in _errors(form)])


def _errors(form: SheetForm) -> list[tuple[str, str]]:
    return [(name, str(said)) for name, found in form.errors.items() for said in found]


def _told(form: SheetForm, name: str, said: str) -> str:
    field: Any = form.fields.get(name)
    return f"{field.label}：{said}" if field is not None and field.label else said


def _answer(errors: list[str]) -> JsonResponse:
    return JsonResponse({"errors": errors}, status=400)


@requires("elections.enter")
@require_POST
def enter_close(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Close one's own entry when every sheet of the batch is in."""
    election, person = election_of(request, pk)
    batch = batch_of(election, number)
    entry = batch.entries.filter(account=person.account).first()
    if entry is None:
        return redirect(address(election, "enter", number))
    entry.batch = batch
    try:
        close_entry(entry, person=person)
    except ValidationError as error:
        for said in error.messages:
            messages.error(request, said)
        return redirect(address(election, "enter", number))
    messages.success(request, _("这一批录入完成"))
    return redirect(address(election, "batch", number))
