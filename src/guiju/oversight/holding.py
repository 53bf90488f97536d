"""What findings and leads keep an organ from ending: somebody has to close them first."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from guiju.organs.changing import Held
from guiju.organs.models import Organ

from .models import Finding, Lead
from .states import LEAD_OPEN, OPEN_STATES


def held(organ: Organ) -> Iterator[Held]:
    """Findings about the organ that are not closed; leads that it has still to look into.

    A lead *about* the organ is not told: who ends an organ is not told what was reported.
    """
    if count := Finding.objects.filter(organ=organ, state__in=OPEN_STATES).count():
        told = _("本单位还有 %(count)d 个没有了结的问题") % {"count": count}
        query = {"organ": organ.code, "state": "unclosed"}
        yield Held(told, "oversight:findings", query, "findings.view")
    if count := Lead.objects.filter(handler=organ, state__in=LEAD_OPEN).count():
        told = _("本机关受理的线索还有 %(count)d 条没有了结") % {"count": count}
        yield Held(told, "oversight:leads", {}, "leads.view")
