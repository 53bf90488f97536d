"""What becomes of an organ: another name or category with its history, and its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guiju.clock import today
from guiju.ledger import actions
from guiju.ledger.services import Actor, lock, record

from .models import Organ, Tenure
from .selectors import ORGAN_CHANGED, runs_after
from .services import standing

actions.register(ORGAN_CHANGED, _("变更机关名称或类别"))
ORGAN_ENDED = actions.register("organs.organ.ended", _("撤销机关"))


@dataclass(frozen=True)
class Held:
    """What keeps an organ from ending: a sentence that says how many, and the list of them.

    ``route`` and ``query`` lead to the list, ``ability`` is what it takes to open it.
    """

    told: str
    route: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    ability: str = ""

    def __str__(self) -> str:
        return self.told


Hold = Callable[[Organ], Iterable[str | Promise | Held]]
_HOLDS: list[Hold] = []


def register_hold(hold: Hold) -> Hold:
    """Let a room say what still keeps an organ from ending, a sentence each."""
    if hold not in _HOLDS:
        _HOLDS.append(hold)
    return hold


def holds_on(organ: Organ, day: dt.date) -> list[str | Promise | Held]:
    """Everything that keeps an organ from ending on a day; empty where nothing does."""
    return [*_own_holds(organ, day), *(told for hold in _HOLDS for told in hold(organ))]


@transaction.atomic
def change_organ(
    actor: Actor, *, organ: Organ, name: str = "", category: str = "", reason: str = ""
) -> Organ:
    """Give an organ another name or category; history keeps the old one and its last day.

    Raises:
        ValidationError: nothing changes, a value does not fit, or the organ has ended.
    """
    organ = standing(organ)
    wanted = {"name": name or organ.name, "category": category or organ.category}
    after = {key: told for key, told in wanted.items() if getattr(organ, key) != told}
    if not after:
        raise ValidationError({"name": _("与现在的相同")})
    before = {key: getattr(organ, key) for key in after}
    for key, told in after.items():
        setattr(organ, key, told)
    organ.clean_fields()
    organ.save(update_fields=list(after))
    record(
        chain=organ.code,
        actor=actor,
        action=ORGAN_CHANGED,
        subject=organ.name,
        reason=reason,
        before=before,
        after=after,
    )
    return organ


@transaction.atomic
def end_organ(actor: Actor, *, organ: Organ, day: dt.date, reason: str) -> Organ:
    """End an organ on a day: it is never deleted, and nothing new begins in it.

    Raises:
        ValidationError: the day lies ahead, or something in it has not ended: an organ below,
            a tenure, or what another room holds for it.
    """
    organ = standing(organ)
    if day > today():
        raise ValidationError({"day": _("不能晚于今天")})
    # Whoever writes to the organ holds its row or its chain: what is counted stays as it is.
    lock([organ.code])
    if held := holds_on(organ, day):
        raise ValidationError([str(told) for told in held])
    organ.ended = day
    organ.save(update_fields=["ended"])
    record(
        chain=organ.code,
        actor=actor,
        action=ORGAN_ENDED,
        subject=organ.name,
        reason=reason,
        before={"ended": None},
        after={"ended": day.isoformat()},
    )
    return organ


def _own_holds(organ: Organ, day: dt.date) -> Iterable[str | Promise]:
    """What this room itself holds: organs below and people in posts."""
    if organ.parent_id is None:
        yield _("最上级机关不能撤销")
    for child in organ.children.filter(ended=None)[:20]:
        yield _("下级机关“%(name)s”还没有撤销") % {"name": child.name}
    running = Tenure.objects.filter(runs_after(day + dt.timedelta(days=1)), post__organ=organ)
    for tenure in running.select_related("account", "post")[:20]:
        told = {"name": tenure.account.name, "post": tenure.post.title}
        yield _("%(name)s 还担任“%(post)s”，任职没有结束") % told
