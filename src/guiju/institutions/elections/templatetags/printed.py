"""Which paper of an election who asks may print now."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from ..models import Election
from ..selectors.printing import printable
from ..services.acting import person_of

register = template.Library()

NAMES = {
    "specimen": _("样票"),
    "forms": _("监票和计票用的表格"),
    "ballot": _("选票"),
    "large": _("大字选票"),
}


@register.simple_tag(takes_context=True)
def papers_to_print(context: template.Context, election: Election) -> list[tuple[str, Any]]:
    """The kinds with their names."""
    return [(kind, NAMES[kind]) for kind in printable(election, person_of(context["request"]))]
