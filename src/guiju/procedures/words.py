"""What a procedure says, in the language of the page: steps, states, posts, limits."""

from __future__ import annotations

from django.utils.translation import gettext as _

from guiju.library.words import said
from guiju.organs.models import Organ, Role

from .acting import organs_of
from .definitions import By, Entry, Limit, Procedure, Transition, find_version
from .definitions.shapes import CITY, ENTERED, LEVEL, OPEN, OPENED, OWN, REGION
from .models import Case, Kind, Step


def procedure_title(procedure: Procedure) -> str:
    """The name of a procedure."""
    return said(procedure.title, procedure.english)


def state_title(procedure: Procedure, name: str) -> str:
    """The name of a state; its code where no such state is defined."""
    state = procedure.states.get(name)
    return said(state.title, state.english) if state else name


def transition_title(transition: Transition) -> str:
    """The name of a step."""
    return said(transition.title, transition.english)


def entry_title(entry: Entry) -> str:
    """What is written down with a step."""
    return said(entry.name, entry.english)


def relation(organ: str) -> str:
    """An organ by its relation to the applicant."""
    told = {OWN: _("本单位"), LEVEL: _("本级"), CITY: _("本市"), REGION: _("自治区本级")}
    return str(told[organ])


def by_title(by: By, organ: Organ | None = None) -> str:
    """A post of a definition: by its organs where the applicant is known, else by relation."""
    role = Role(by.role).label
    if organ is not None and (found := organs_of(by, organ)):
        return "、".join(f"{one.name}（{role}）" for one in found)
    return f"{relation(by.organ)}：{role}"


def limit_text(limit: Limit, procedure: Procedure) -> str:
    """A limit in words: how long, from what."""
    if not limit.runs:
        return said(limit.none, limit.none_en)
    told = {
        "workdays": _("自%(event)s起 %(amount)s 个工作日"),
        "days": _("自%(event)s起 %(amount)s 日"),
        "months": _("自%(event)s起 %(amount)s 个月"),
    }
    values = {"event": event_text(limit.event, procedure), "amount": limit.amount}
    return str(told[limit.unit] % values)


def event_text(event: str, procedure: Procedure) -> str:
    """The event from which a limit runs."""
    if event == ENTERED:
        return str(_("进入此状态"))
    if event in (OPENED, OPEN):
        return transition_title(procedure.opening)
    return transition_title(procedure.step(event))


def definition_of(case: Case) -> Procedure:
    """The version under which a case began."""
    return find_version(case.procedure, case.version)


def step_title(step: Step, procedure: Procedure) -> str:
    """The name of a step that was taken."""
    if step.kind in (Kind.SUSPEND, Kind.RESUME):
        return str(Kind(step.kind).label)
    return transition_title(procedure.step(step.transition))
