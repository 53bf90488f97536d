"""The procedures themselves: a list, each with its picture and tables, and its blank form."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from guiju.cases.words import rule_title, verdict_word
from guiju.library.coverage import find_outline
from guiju.library.words import cited, fact_name, format_told, in_english, said
from guiju.organs.access import public
from guiju.rules import find_matter
from guiju.rules.deciding import judge_of

from ..dates import provision_of
from ..definitions import Guard, Procedure, State, Transition, find, names, versions
from ..definitions.drawing import draw, numbered
from ..facts import facts_of
from ..words import by_title, entry_title, limit_text, procedure_title, state_title


def _procedure(book: str, name: str) -> Procedure:
    full = f"{book}/{name}"
    if full not in names():
        raise Http404
    return find(full)


@public
def procedure_list(request: HttpRequest) -> HttpResponse:
    """Every procedure, under its instrument."""
    found = [find(name) for name in names()]
    shown = [(one, *one.name.split("/"), procedure_title(one)) for one in found]
    return render(request, "procedures/procedures.html", {"found": shown})


@public
def procedure(request: HttpRequest, book: str, name: str) -> HttpResponse:
    """A procedure as a picture, and everything that it says in tables below."""
    one = _procedure(book, name)
    context = {
        "procedure": one,
        "book": book,
        "name": name,
        "title": procedure_title(one),
        "outline": find_outline(one.instrument),
        # Drawn here from words of the definition, each of them escaped.
        "picture": mark_safe(draw(one, english=in_english())),  # noqa: S308
        "steps": [_step(one, number, step) for number, step in numbered(one)],
        "states": [_state(one, state) for state in one.states.values()],
        "versions": [other.version for other in versions(one.name)],
    }
    return render(request, "procedures/procedure.html", context)


def _step(one: Procedure, number: int, step: Transition) -> dict[str, object]:
    """A step as a row of the table."""
    signs = step.countersign
    need = ""
    if signs is not None:
        need = _("会签：%(count)s 方中 %(need)s 方") % {"count": len(signs.of), "need": signs.need}
        need += _("（会签单位由本系统设定）") if signs.ours else ""
    return {
        "number": number,
        "title": said(step.title, step.english),
        "from": "、".join(state_title(one, source) for source in step.sources) or "—",
        "to": state_title(one, step.to),
        "by": [by_title(by) for by in step.actors],
        "clock": step.clock,
        "need": need,
        "value": step.value,
        "provision": provision_of(one, step.address),
        "guard": _guard(step.guard) if step.guard else None,
        "entries": [entry_title(entry) for entry in step.entries],
        "tells": [by_title(by) for by in step.tells],
    }


def _guard(guard: Guard) -> dict[str, object]:
    """A guard in words: its matter with a link, and the verdicts under which the step is open."""
    rulebook, matter = find_matter(guard.rule)
    return {
        "title": rule_title(guard.rule),
        "instrument": rulebook.outline.instrument,
        "matter": matter,
        "verdicts": [verdict_word(verdict) for verdict in guard.verdicts],
        "only": [cited(p) for p in rulebook.outline if str(p) in guard.only],
        "cases": [
            said(case.title, case.english)
            for grant in rulebook.grants
            if rulebook.matter(matter).grant is grant
            for case in grant.entitlements
            if case.name in guard.cases
        ],
    }


def _state(one: Procedure, state: State) -> dict[str, object]:
    """A state as a row of the table."""
    limit = state.limit
    handler = one.transitions.get(state.expires)
    return {
        "title": said(state.title, state.english),
        "final": state.final,
        "limit": limit_text(limit, one) if limit else "",
        "ours": bool(limit and limit.ours),
        "provision": provision_of(one, limit.address) if limit else None,
        "expires": said(handler.title, handler.english) if handler else "",
    }


@public
def blank_form(request: HttpRequest, book: str, name: str) -> HttpResponse:
    """The application as an empty paper form."""
    one = _procedure(book, name)
    fields = [
        (fact_name(fact), format_told(fact))
        for fact in facts_of(one).values()
        if judge_of(fact) is None
    ]
    context = {
        "procedure": one,
        "book": book,
        "name": name,
        "title": procedure_title(one),
        "subject": said(one.subject, one.subject_en),
        "fields": fields,
        "provision": provision_of(one, one.opening.address),
    }
    return render(request, "procedures/blank.html", context)
