"""What meetings decided about an election, and what they still have to decide."""

from __future__ import annotations

from typing import Any

from django import template

from ..models import DecisionKind, Election, State
from ..selectors.decisions import REPORTED
from ..selectors.seeing import sees_decisions
from ..services.acting import person_of
from ..services.decisions import is_due

register = template.Library()


@register.simple_tag(takes_context=True)
def decisions_of(context: template.Context, election: Election) -> dict[str, Any]:
    """Every decision recorded, those sent back too; and the kinds that are due and not recorded."""
    person = person_of(context["request"])
    if election.state not in (State.DRAFT, *REPORTED) or not sees_decisions(election, person):
        return {}
    known = list(election.decisions.all())
    told = {one.kind for one in known if not one.refused_by}
    due = [one for one in DecisionKind if one not in told and is_due(election, one)]
    return {"known": known, "open": [(one.value, one.label) for one in due]}
