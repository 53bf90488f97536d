"""What cases keep an organ from ending: its own that are open, others' that wait for it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from guiju.organs.changing import Held
from guiju.organs.models import Organ

from .models import Case, Waiting

ABILITY = "procedures.view"


def held(organ: Organ) -> Iterator[Held]:
    """Open cases of the organ; open cases of others that its posts have to act on."""
    if count := Case.objects.filter(organ=organ, final=False).count():
        told = _("本单位还有 %(count)d 件没有办结的事项") % {"count": count}
        yield Held(told, "procedures:list", {"q": organ.name, "open": "yes"}, ABILITY)
    waiting = Waiting.objects.filter(organ=organ).exclude(case__organ=organ)
    if count := waiting.values("case").distinct().count():
        told = _("其他单位还有 %(count)d 件事项等本机关办理") % {"count": count}
        yield Held(told, "procedures:inbox", {}, ABILITY)
