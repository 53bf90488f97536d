"""The quota account of an organ and class: locked, judged by the rule, written with its entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as translate

from guiju.clock import today
from guiju.ledger.services import Actor, lock, record
from guiju.organs.models import Organ
from guiju.rules import Verdict

from ..checking.check import rules_on
from ..checking.judging import finding
from ..models import QuotaAccount
from ..rulebook import facts as f

NUMBER = "6/1"
"""The paragraph under which every account stands."""
_FIGURES = ("authorised", "held", "pending", "frozen", "excess")


class QuotaRefused(ValidationError):
    """The account does not allow it; the message says why and under which article."""


@dataclass(frozen=True)
class Approval:
    """A document of the region's authority, which alone approves numbers (第六条): number, day."""

    number: str
    day: dt.date

    def hold(self) -> str:
        """The number; refused where it is blank or of a day to come."""
        if not self.number.strip():
            raise ValidationError(translate("须写明自治区公务用车主管部门的批准文号"))
        if self.day > today():
            raise ValidationError(translate("批准日期不能晚于今天"))
        return self.number.strip()


def accounts(*wanted: tuple[Organ, str]) -> list[QuotaAccount]:
    """The accounts of some organs and classes, made where there are none, locked in one order.

    The chains of the organs are locked first, so that whoever writes to an organ waits here.
    """
    lock([organ.code for organ, _ in wanted])
    for _, name in wanted:
        if name not in f.vehicle_class.options:
            raise ValidationError(translate("没有这个用车类别：%(name)s") % {"name": name})
    pairs = {(organ.pk, name) for organ, name in wanted}
    known = _locked(pairs)
    if lacking := pairs - set(known):
        made = [QuotaAccount(organ_id=key, vehicle_class=name) for key, name in sorted(lacking)]
        QuotaAccount.objects.bulk_create(made)
        known = _locked(pairs)
    return [known[organ.pk, name] for organ, name in wanted]


def hold_to_standing(*organs: Organ) -> None:
    """Refuse to give anything to an organ that has ended; its chain is locked by the caller."""
    ended = Organ.objects.filter(pk__in=[one.pk for one in organs]).exclude(ended=None).first()
    if ended is not None:
        raise ValidationError(translate("%(organ)s 已撤销") % {"organ": ended.name})


def _locked(pairs: set[tuple[int, str]]) -> dict[tuple[int, str], QuotaAccount]:
    locked = QuotaAccount.objects.select_for_update(of=("self",)).select_related("organ")
    found = locked.filter(organ__in={organ for organ, _ in pairs}).order_by("pk")
    return {
        (one.organ_id, one.vehicle_class): one
        for one in found
        if (one.organ_id, one.vehicle_class) in pairs
    }


def facts_of(account: QuotaAccount, asked: int = 1) -> dict[str, Any]:
    """What the rule of asking needs of an account (第六条第一款)."""
    return {
        f.organ_category.key: account.organ.category,
        f.level.key: account.organ.level,
        f.vehicle_class.key: account.vehicle_class,
        f.authorised.key: account.authorised,
        f.held.key: account.held,
        f.claimed.key: account.claimed,
        f.asked.key: asked,
    }


def hold_to_rule(account: QuotaAccount, asked: int) -> None:
    """Refuse what the rule of asking does not let through.

    Raises:
        QuotaRefused: it would break the number, or cannot be told.
    """
    rules, facts = rules_on(today()), facts_of(account, asked)
    for outcome in rules.decide(facts, "request"):
        if outcome.verdict is not Verdict.CONFORMS:
            told = finding(
                rules, outcome, facts, outcome.missing,
                row=None, subject=account.organ.name, organ=account.organ.name,
            )  # fmt: skip
            raise QuotaRefused(told.message, code=outcome.verdict.value)


def figures(account: QuotaAccount) -> dict[str, Any]:
    """The account as its history tells it."""
    return {"class": account.vehicle_class} | {n: getattr(account, n) for n in _FIGURES}


def balance(account: QuotaAccount, *, overdrawn: bool = False) -> None:
    """Say by how much an account is overdrawn; it only rises where reality is being recorded."""
    if account.authorised is not None:
        over = max(0, account.held + account.claimed - account.authorised)
        account.excess = over if overdrawn else min(account.excess, over)


def settle(account: QuotaAccount, *, overdrawn: bool = False) -> None:
    """Save an account; what it was overdrawn by only falls, unless reality is being recorded."""
    balance(account, overdrawn=overdrawn)
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as error:
        told = translate("%(account)s：编制不够") % {"account": account}
        raise QuotaRefused(told, code="constraint") from error


def write(
    changed: Iterable[tuple[QuotaAccount, dict[str, Any]]],
    *,
    actor: Actor,
    action: str,
    article: str = NUMBER,
    reason: str = "",
    **after: Any,
) -> None:
    """One entry for each account in the chain of its organ: before and after."""
    for account, before in changed:
        record(
            chain=account.organ.code,
            actor=actor,
            action=action,
            subject=f"quota {account.vehicle_class}",
            reason=reason,
            article=article,
            before=before,
            after={**figures(account), **after},
        )
