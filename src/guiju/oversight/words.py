"""What happened and where something stands, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from guiju.library.coverage import find_outline
from guiju.library.words import cited, said
from guiju.rules import Provision

from .limits import counted
from .models import Finding, Lead
from .services.taking_up import AGAIN, AGAIN_LATER, CHANGED, NEW, NO_LONGER
from .states import LEAD_STEPS, STEPS, State


def happened(kind: str) -> str:
    """What an event says."""
    of_itself = {
        NEW: _("核对发现"),
        CHANGED: _("核对结论有变"),
        AGAIN: _("又在核对中出现"),
        AGAIN_LATER: _("整改后又在核对中出现"),
        NO_LONGER: _("新的台账中不再出现，待人确认"),
        "read": _("查看举报人信息"),
    }
    step = STEPS.get(kind) or LEAD_STEPS.get(kind)
    return of_itself.get(kind) or (str(step.done) if step else kind)


def institution_name(label: str) -> str:
    """What an institution is called; its label where it is none of an application."""
    try:
        return str(apps.get_app_config(label).verbose_name)
    except LookupError:
        return label


def provision_of(instrument: str, address: str) -> Provision | None:
    """The provision in its outline, where the house has it."""
    outline = find_outline(instrument)
    return outline.find(address) if outline else None


def article(instrument: str, address: str) -> str:
    """第七条第一款第（一）项, or 7/1/1 in English; the address where there is no outline."""
    provision = provision_of(instrument, address)
    return cited(provision) if provision else address


def message(finding: Finding) -> str:
    """What was found."""
    return said(finding.message, finding.message_en)


@dataclass(frozen=True)
class Due:
    """What is due, by when, whether that may still change, and why that date."""

    what: str
    date: Any
    provisional: bool
    days: int
    lines: list[str]


def due_of(one: Finding | Lead) -> Due | None:
    """What is due of a finding or a lead; None where it is closed."""
    outcome = counted(one)
    if outcome is None or one.due_days is None:
        return None
    lines = [said(line.zh, line.en) for line in outcome.counted]
    return Due(_what(one), outcome.date, outcome.provisional, one.due_days, lines)


def _what(one: Finding | Lead) -> str:
    if isinstance(one, Lead):
        return _("核查线索")
    if one.state == State.EXPLAINED:
        return _("决定是否认可说明")
    return _("说明情况或者整改")
