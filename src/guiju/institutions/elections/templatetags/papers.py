"""Which letters of an election who asks may have now, and whether they may take its package."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from ..models import Election
from ..selectors.papers import papers_for, summarised
from ..services.acting import SCRUTINEERS, person_of, why_not_as

register = template.Library()

NAMES = {
    "record": _("选票核对和计票记录"),
    "report": _("得票情况报告单"),
    "announcement": _("名单"),
    "submission": _("报上一级党的委员会的结果"),
}


@register.simple_tag(takes_context=True)
def papers(context: template.Context, election: Election) -> dict[str, Any]:
    """Letters with their names, and which downloads there are; nothing before the decision."""
    if getattr(election, "outcome", None) is None:
        return {}
    person = person_of(context["request"])
    return {
        "letters": [(kind, NAMES[kind]) for kind in papers_for(election, person)],
        "package": why_not_as(election, person, SCRUTINEERS) is None,
        "totals": summarised(election, person),
    }
