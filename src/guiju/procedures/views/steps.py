"""A step on a page: fill in, check your answers, confirm; decided and refused by the service."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guiju.organs.access import requires
from guiju.rules import Question
from guiju.rules.errors import RuleError

from .. import services
from ..actions import Action, actions_of
from ..answering import earlier_answers
from ..definitions import Transition
from ..forms import StepForm
from ..guarding import Answer, decide_guard
from ..hooks import supplied
from ..models import Case
from ..refusals import Refused
from ..services.suspending import RESUME, SUSPEND
from ..timeline import Timeline, guard_now, judged
from ..words import definition_of, procedure_title
from .cases import case_of


@requires("procedures.act")
def take_step(request: HttpRequest, code: str, reference: str, step: str) -> HttpResponse:
    """Ask for what the step needs; show the answers; with ``confirm``, take it."""
    case = case_of(request, code, reference)
    post = request.post  # type: ignore[attr-defined]
    action = next((one for one in actions_of(case, post) if one.name == step), None)
    if action is None:
        return _not_open(request, case)
    transition = definition_of(case).transitions.get(step)
    form = _form(request, case, transition, step)
    phase = request.POST.get("phase", "")
    if request.method == "POST" and phase in ("check", "confirm") and form.is_valid():
        if phase == "check":
            return _page(request, case, action, transition, form, "procedures/check.html")
        try:
            _take(request, case, step, transition, form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("已办理：%(step)s") % {"step": action.title})
            return redirect("procedures:detail", code=code, reference=reference)
    return _page(request, case, action, transition, form, "procedures/step.html")


def _not_open(request: HttpRequest, case: Case) -> HttpResponse:
    """Somebody else was quicker, or the step is another post's."""
    if request.method != "POST":
        raise Http404
    refused = Refused("stale", state=Timeline(case).state)
    messages.error(request, refused.messages[0])
    return redirect("procedures:detail", code=case.organ.code, reference=case.reference)


def _form(request: HttpRequest, case: Case, transition: Transition | None, step: str) -> StepForm:
    return StepForm(
        request.POST if request.method == "POST" else None,
        definition=definition_of(case),
        transition=transition,
        questions=_questions(request, case, transition),
        given=case.given if transition and transition.resubmits else None,
        needs_reason=step == SUSPEND,
    )


def _questions(request: HttpRequest, case: Case, transition: Transition | None) -> list[Question]:
    """What only a person may answer before the step; an answer may raise a further question."""
    if transition is None or transition.guard is None:
        return []
    earlier = earlier_answers(case)
    guarded = guard_now(case, transition.guard)
    found = {q.title: q for q in guarded.questions if q.title not in earlier} if guarded else {}
    typed = {
        title: Answer(request.POST.get(f"judge-{place}", ""), "-")
        for place, title in enumerate(found)
    }
    answered = {title: one for title, one in typed.items() if one.value}
    try:
        again = decide_guard(transition.guard, case.as_of, supplied(case), {**earlier, **answered})
    except (ValidationError, RuleError):
        return list(found.values())
    for question in again.questions:
        if question.title not in earlier:
            found.setdefault(question.title, question)
    return list(found.values())


def _page(
    request: HttpRequest,
    case: Case,
    action: Action,
    transition: Transition | None,
    form: StepForm,
    template: str,
) -> HttpResponse:
    guarded = guard_now(case, transition.guard) if transition and transition.guard else None
    sent = request.POST
    context: dict[str, Any] = {
        "case": case,
        "action": action,
        "transition": transition,
        "form": form,
        "title": procedure_title(definition_of(case)),
        "judged": judged(guarded, action.title) if guarded else None,
        "earlier": earlier_answers(case) if guarded else {},
        "returned": Timeline(case).history[-1] if transition and transition.resubmits else None,
        "state": sent.get("state", case.state),
        "steps": sent.get("steps", str(case.steps)),
    }
    wrong = request.method == "POST" and form.errors
    return render(request, template, context, status=400 if wrong else 200)


def _take(
    request: HttpRequest, case: Case, name: str, transition: Transition | None, form: StepForm
) -> None:
    """The service takes the step, or says why not."""
    who: Any = (request.post, request.user, case.pk)  # type: ignore[attr-defined]
    state, reason = request.POST.get("state", ""), form.cleaned_data["reason"]
    if name == SUSPEND:
        services.suspend(*who, reason=reason, expected_state=state)
    elif name == RESUME:
        services.resume(*who, reason=reason, expected_state=state)
    else:
        assert transition is not None
        steps = request.POST.get("steps", "")
        related = case.given["related"]
        given = {"facts": form.facts(), "related": related} if transition.resubmits else None
        services.take_step(
            request.post,  # type: ignore[attr-defined]
            request.user,  # type: ignore[arg-type]
            case.pk,
            name,
            reason=reason,
            judgements=form.judgements(),
            entries=form.entries(),
            expected_state=state,
            expected_steps=int(steps) if steps.isascii() and steps.isdigit() else None,
            given=given,
        )
