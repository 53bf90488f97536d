"""Changing a quota: set, held for an approved case, released, frozen, transferred, merged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.clock import now
from guiju.ledger import actions
from guiju.ledger.services import Actor, lock, record
from guiju.organs.models import Organ

from ..models import Car, CarState, Hold, QuotaAccount
from ..rulebook import facts as f
from .accounts import (
    Approval,
    QuotaRefused,
    accounts,
    figures,
    hold_to_rule,
    hold_to_standing,
    settle,
    write,
)

SET = actions.register("vehicles.quota.set", _("核定车辆编制"))
HELD = actions.register("vehicles.quota.held", _("批准配备，占用编制"))
RELEASED = actions.register("vehicles.quota.released", _("撤销批准，释放编制"))
FROZEN = actions.register("vehicles.quota.frozen", _("冻结或者解冻编制"))
TRANSFERRED = actions.register("vehicles.quota.transferred", _("调剂编制"))
MERGED = actions.register("vehicles.quota.merged", _("机构合并，编制和车辆并入"))


@transaction.atomic
def set_authorised(
    *,
    organ: Organ,
    vehicle_class: str,
    authorised: int,
    approval: Approval,
    actor: Actor,
    reason: str = "",
) -> QuotaAccount:
    """Record the number that the region's authority approved; nobody else sets one (第六条).

    A number below what is held is recorded as it is: the account is then overdrawn.

    Raises:
        ValidationError: the approval has no number or is of a day to come, or the organ has ended.
    """
    number = approval.hold()
    (account,) = accounts((organ, vehicle_class))
    hold_to_standing(organ)
    before = figures(account)
    account.authorised, account.approval = f.authorised.classify(authorised), number
    settle(account, overdrawn=True)
    told: dict[str, Any] = {"approval": number, "approved_on": approval.day.isoformat()}
    write([(account, before)], actor=actor, action=SET, reason=reason, **told)
    return account


@transaction.atomic
def place_hold(
    *,
    organ: Organ,
    vehicle_class: str,
    case: str,
    actor: Actor,
    count: int = 1,
    renews: Car | None = None,
    article: str = "6/1",
) -> Hold:
    """Set places aside for cars that a case approved; for a replacement none is needed.

    Raises:
        QuotaRefused: the number does not leave so many free, or is not known.
        ValidationError: the car to be replaced is not in use there, or is being replaced already.
    """
    (account,) = accounts((organ, vehicle_class))
    if Hold.objects.filter(case=case).exists():
        raise ValidationError(translate("%(case)s 已经占用编制") % {"case": case})
    before = figures(account)
    if renews is None:
        hold_to_rule(account, count)
        account.pending += count
    else:
        _hold_to_the_car(renews, account)
    settle(account)
    made = Hold.objects.create(
        account=account,
        case=case,
        count=count,
        renews=renews,
        made_by=f"{actor.post} {actor.name}",
        made=now(),
    )
    told: dict[str, Any] = {"case": case, "count": count, "renews": renews.pk if renews else None}
    write([(account, before)], actor=actor, action=HELD, article=article, **told)
    return made


def _hold_to_the_car(car: Car, account: QuotaAccount) -> None:
    car = Car.objects.select_for_update(of=("self",)).get(pk=car.pk)
    same = (car.organ_id, car.vehicle_class) == (account.organ_id, account.vehicle_class)
    if car.state != CarState.IN_USE or not same:
        told = translate("%(plate)s 不是这个单位在用的同类车辆，不能更新")
        raise ValidationError(told % {"plate": car.plate})
    if any(hold.open for hold in car.renewals.all()):
        told = translate("%(plate)s 已经批准更新，新车还没有配备")
        raise ValidationError(told % {"plate": car.plate})


def locked_hold(hold: Hold) -> tuple[Hold, QuotaAccount]:
    """A hold and its account, both locked and as they stand now."""
    (account,) = accounts((hold.account.organ, hold.account.vehicle_class))
    found = Hold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    if found.account_id != account.pk:  # merged into another organ meanwhile
        return locked_hold(found)
    found.account = account
    return found, account


@transaction.atomic
def release(*, hold: Hold, reason: str, actor: Actor) -> Hold:
    """Give back the places of a hold that will not be used: withdrawn, refused, lapsed."""
    hold, account = locked_hold(hold)
    before, open_ = figures(account), hold.open
    if not open_:
        raise ValidationError(translate("%(case)s 没有还占用的编制") % {"case": hold.case})
    hold.released += open_
    hold.save(update_fields=["released"])
    if hold.renews_id is None:
        account.pending -= open_
    settle(account)
    told: dict[str, Any] = {"case": hold.case, "count": open_}
    write([(account, before)], actor=actor, action=RELEASED, reason=reason, **told)
    return hold


@transaction.atomic
def freeze(
    *,
    organ: Organ,
    vehicle_class: str,
    count: int,
    reason: str,
    actor: Actor,
    document: str = "",
) -> QuotaAccount:
    """Set free places aside so that nobody asks for them; a number below nought thaws them.

    No provision speaks of it: it is how the authority of a level (第五条) manages its numbers.

    Raises:
        QuotaRefused: so many are not free, or not frozen.
    """
    (account,) = accounts((organ, vehicle_class))
    before = figures(account)
    if count > 0:
        hold_to_rule(account, count)
    if account.frozen + count < 0 or not count:
        raise QuotaRefused(translate("冻结的只有 %(count)s 个") % {"count": account.frozen})
    account.frozen += count
    settle(account)
    told: dict[str, Any] = {"document": document}
    write([(account, before)], actor=actor, action=FROZEN, article="5/1", reason=reason, **told)
    return account


@transaction.atomic
def transfer(
    *,
    giver: Organ,
    taker: Organ,
    vehicle_class: str,
    count: int,
    approval: Approval,
    actor: Actor,
    reason: str = "",
) -> tuple[QuotaAccount, QuotaAccount]:
    """Move free places of a class from one organ to another; the sum stays what it was.

    Raises:
        QuotaRefused: the giver has not so many free.
        ValidationError: the taker's number is not known, or both are one organ.
    """
    number = approval.hold()
    if giver.pk == taker.pk or count < 1:
        raise ValidationError(translate("须从一个单位调到另一个单位，至少一个"))
    one, other = accounts((giver, vehicle_class), (taker, vehicle_class))
    hold_to_standing(taker)
    before = [figures(one), figures(other)]
    if other.authorised is None:
        raise ValidationError(translate("%(account)s：编制数不知道") % {"account": other})
    hold_to_rule(one, count)
    assert one.authorised is not None
    one.authorised, other.authorised = one.authorised - count, other.authorised + count
    settle(one)
    settle(other)
    told: dict[str, Any] = {
        "from": giver.code,
        "to": taker.code,
        "count": count,
        "approval": number,
    }
    changed = list(zip((one, other), before, strict=True))
    write(changed, actor=actor, action=TRANSFERRED, reason=reason, **told)
    return one, other


@transaction.atomic
def merge(
    *, sources: Sequence[Organ], into: Organ, approval: Approval, actor: Actor, reason: str = ""
) -> int:
    """Merge organs: numbers, cars and claims go over to another; the sums stay. How many cars.

    Raises:
        ValidationError: a number of one is known and of another is not, so there is no sum.
    """
    number = approval.hold()
    organs = [one for one in sources if one.pk != into.pk]
    lock([into.code, *(one.code for one in organs)])
    hold_to_standing(into)
    for name in _classes(organs):
        both = accounts((into, name), *((one, name) for one in organs))
        before = [figures(account) for account in both]
        _pour(both[0], both[1:])
        told: dict[str, Any] = {
            "into": into.code,
            "from": [one.code for one in organs],
            "approval": number,
        }
        changed = list(zip(both, before, strict=True))
        write(changed, actor=actor, action=MERGED, article="6/2", reason=reason, **told)
    moved = 0
    for organ in organs:
        cars = Car.objects.filter(organ=organ)
        plates = sorted(cars.values_list("plate", flat=True))
        moved += cars.update(organ=into)
        for chain in (organ.code, into.code):
            after = {"cars": plates, "from": organ.code, "to": into.code, "approval": number}
            record(
                chain=chain, actor=actor, action=MERGED, subject=f"cars of {organ.code}",
                article="6/2", reason=reason, after=after,
            )  # fmt: skip
    return moved


def _classes(organs: Sequence[Organ]) -> list[str]:
    used = QuotaAccount.objects.filter(organ__in=organs).values_list("vehicle_class", flat=True)
    return [name for name in f.vehicle_class.options if name in set(used)]


def _pour(into: QuotaAccount, sources: Sequence[QuotaAccount]) -> None:
    """Add some accounts to another and leave them empty."""
    told = [one for one in (into, *sources) if one.authorised is not None or one.held]
    if len({one.authorised is None for one in told}) > 1:
        unknown = next(one for one in told if one.authorised is None)
        raise ValidationError(translate("%(account)s：编制数不知道") % {"account": unknown})
    known = [one.authorised for one in told if one.authorised is not None]
    into.authorised = sum(known) if known else None
    for name in ("held", "pending", "frozen", "excess"):
        setattr(into, name, sum(getattr(one, name) for one in (into, *sources)))
    for one in sources:
        one.authorised = None if one.authorised is None else 0
        one.held = one.pending = one.frozen = one.excess = 0
        Hold.objects.filter(account=one).update(account=into)
        settle(one)
    settle(into, overdrawn=into.excess > 0)
