"""A post acts for another from a day to a day: given with a reason, ended early, never extended."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.ledger import actions
from guiju.ledger.services import Actor, record
from guiju.organs.models import Account, Post, Role

from ..acting import hold_in_post
from ..definitions import names
from ..models import Delegation
from ..refusals import Refused
from .writing import moment

DELEGATED = actions.register("procedures.delegated", _("委托代行"))
DELEGATION_ENDED = actions.register("procedures.delegation.ended", _("提前结束委托代行"))


@transaction.atomic
def delegate(
    post: Post,
    account: Account,
    taker: Post,
    *,
    since: dt.date,
    until: dt.date,
    procedure: str = "",
    reason: str,
) -> Delegation:
    """Let a post of the same organ act for this one, in all procedures or in one.

    Raises:
        Refused: another organ's post, the same post, an administrator, or days in disorder.
    """
    today = moment().date()
    hold_in_post(account, post, today)
    _hold_to_days(today, since, until)
    if taker.pk == post.pk or taker.organ_id != post.organ_id:
        raise Refused("delegation", why=translate("只能委托给本机关的其他岗位"))
    if Role.ADMINISTRATOR in (post.role, taker.role):
        raise Refused("delegation", why=translate("系统管理员不办理程序"))
    if procedure and procedure not in names():
        raise Refused("delegation", why=translate("没有这个程序"))
    if not reason.strip():
        raise Refused("delegation", why=translate("须写明理由"))
    made = Delegation.objects.create(
        giver=post,
        taker=taker,
        since=since,
        until=until,
        procedure=procedure,
        reason=reason.strip(),
    )
    _record(made, account, post, DELEGATED)
    return made


def _hold_to_days(today: dt.date, since: dt.date, until: dt.date) -> None:
    if until < since:
        raise Refused("delegation", why=translate("结束日期不能早于开始日期"))
    if since < today:
        raise Refused("delegation", why=translate("不能从过去的日期开始"))


@transaction.atomic
def end_delegation(post: Post, account: Account, delegation_pk: int) -> Delegation:
    """End a delegation today: from today on nobody acts by it."""
    today = moment().date()
    hold_in_post(account, post, today)
    found = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation_pk)
    if found.giver_id != post.pk:
        raise Refused("delegation", why=translate("只有委托的岗位可以提前结束"))
    if found.ended is not None or found.until < today:
        raise Refused("delegation", why=translate("这项委托已经结束"))
    found.ended = today
    found.save(update_fields=["ended"])
    _record(found, account, post, DELEGATION_ENDED)
    return found


def _record(one: Delegation, account: Account, post: Post, action: str) -> None:
    record(
        chain=post.organ.code,
        actor=Actor(account.name, str(post)),
        action=action,
        subject=f"delegation {one.pk}",
        after={
            "from": one.giver.title,
            "to": one.taker.title,
            "since": one.since.isoformat(),
            "until": one.until.isoformat(),
            "procedure": one.procedure,
            "ended": one.ended.isoformat() if one.ended else None,
        },
    )
