"""Changing a car of the register: delivered, moved, corrected, disposed of; each with its entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.clock import now
from guiju.ledger import actions
from guiju.ledger.services import Actor, record
from guiju.organs.models import Organ

from ..checking.columns import BY_NAME, Malformed, NotKnown, shown, text
from ..models import Car, CarState, Hold, QuotaAccount, Source, SourceKind
from .accounts import accounts, figures, hold_to_rule, hold_to_standing, settle, write
from .quota import locked_hold

REGISTERED = actions.register("vehicles.car.registered", _("登记车辆"))
MOVED = actions.register("vehicles.car.moved", _("调拨车辆"))
CHANGED = actions.register("vehicles.car.changed", _("更正车辆登记"))
REPLACED = actions.register("vehicles.car.replaced", _("旧车退出，待处置"))
DISPOSED = actions.register("vehicles.car.disposed", _("处置车辆"))
PERSONAL = ("固定使用人",)
"""Columns that name a person: the chain holds their salted hash only."""
Cells = Mapping[str, str]


def source(kind: str, reference: str, actor: Actor) -> Source:
    """A new source of facts."""
    by = f"{actor.post} {actor.name}".strip()
    return Source.objects.create(kind=kind, reference=reference[:200], by=by, at=now())


def read_cells(cells: Cells) -> dict[str, Any]:
    """The fields of a car from cells as they stand in a ledger; blank cells are left out.

    Raises:
        ValidationError: a cell is none of its column's values, beside its column.
    """
    fields: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for column, typed in cells.items():
        if column not in Car.FIELDS:
            wrong[column] = translate("车辆登记册没有这一栏")
        elif (value := typed.strip()) and column in BY_NAME:
            try:
                fields[Car.FIELDS[column]] = BY_NAME[column].parse(value)
            except Malformed as malformed:
                wrong[column] = malformed.expected.chinese
            except NotKnown as unknown:
                wrong[column] = unknown.note.chinese
    if wrong:
        raise ValidationError(wrong)
    return fields


def cell(car: Car, column: str) -> str:
    """A fact of a car as a ledger would hold it; blank where it is not known."""
    value, fact = car.known(column), BY_NAME[column].fact
    if value is None:
        return ""
    return text(value) if fact is None else shown(fact, value)


def told_apart(told: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """What a chain may say of a car, and what is personal."""
    personal = {key: value for key, value in told.items() if key in PERSONAL}
    return {k: v for k, v in told.items() if k not in personal}, personal or None


@transaction.atomic
def deliver(*, hold: Hold, cells: Cells, reference: str, actor: Actor) -> Car:
    """Register a car that a hold was placed for: the place becomes a car held.

    A car that it replaces leaves the count in the same moment and waits for its disposal.

    Raises:
        ValidationError: nothing is still to come under the hold, a cell is wrong, the plate is
            taken, or the class is another than the one approved.
    """
    hold, account = locked_hold(hold)
    fields, before = read_cells(cells), figures(account)
    if not hold.open:
        raise ValidationError(translate("%(case)s 没有待配备的车辆") % {"case": hold.case})
    if fields.setdefault("vehicle_class", account.vehicle_class) != account.vehicle_class:
        raise ValidationError({"用车类别": translate("与批准的用车类别不同")})
    made = source(SourceKind.REGISTRATION, reference, actor)
    car = _insert(Car(organ=account.organ, source=made, **fields))
    if hold.renews_id is None:
        account.pending -= 1
        account.held += 1
    else:
        _retire(hold, account, actor, car)
    hold.delivered += 1
    hold.save(update_fields=["delivered"])
    settle(account)
    after, personal = told_apart({c: cell(car, c) for c in Car.FIELDS if cell(car, c)})
    record(
        chain=account.organ.code, actor=actor, action=REGISTERED, subject=f"car {car.pk}",
        article="16/2", after={**after, "case": hold.case, "reference": reference},
        personal=personal,
    )  # fmt: skip
    told: dict[str, Any] = {"case": hold.case, "car": car.pk}
    write([(account, before)], actor=actor, action=REGISTERED, article="16/2", **told)
    return car


def _insert(car: Car) -> Car:
    if not car.plate:
        raise ValidationError({"号牌号码": translate("须填写")})
    try:
        with transaction.atomic():
            car.save()
    except IntegrityError as error:
        told = translate("登记册中已经有 %(plate)s") % {"plate": car.plate}
        raise ValidationError({"号牌号码": told}) from error
    return car


def _retire(hold: Hold, account: QuotaAccount, actor: Actor, new: Car) -> None:
    assert hold.renews is not None
    old = Car.objects.select_for_update(of=("self",)).get(pk=hold.renews.pk)
    if old.state != CarState.IN_USE:  # gone meanwhile: its place is free, the new car takes it
        account.held += 1
        return
    old.state = CarState.REPLACED
    old.save(update_fields=["state"])
    record(
        chain=account.organ.code, actor=actor, action=REPLACED, subject=f"car {old.pk}",
        article="25/2", after={"plate": old.plate, "replaced_by": new.pk, "case": hold.case},
    )  # fmt: skip


@transaction.atomic
def move(*, car: Car, taker: Organ, approval: str, actor: Actor, reason: str = "") -> Car:
    """Move a car in use to another organ, whose number must leave a place free; the sum stays.

    Raises:
        QuotaRefused: the taker has no free place of the class.
        ValidationError: the car is not in use, or is there already.
    """
    giver = car.organ
    one, other = accounts((giver, car.vehicle_class), (taker, car.vehicle_class))
    hold_to_standing(taker)
    car = Car.objects.select_for_update(of=("self",)).get(pk=car.pk)
    if car.state != CarState.IN_USE or car.organ_id != giver.pk or taker.pk == giver.pk:
        raise ValidationError(translate("%(plate)s 不能调拨") % {"plate": car.plate})
    if any(hold.open for hold in car.renewals.all()):
        raise ValidationError(translate("%(plate)s 正在更新，不能调拨") % {"plate": car.plate})
    before = [figures(one), figures(other)]
    hold_to_rule(other, 1)
    one.held, other.held = one.held - 1, other.held + 1
    car.organ = taker
    car.save(update_fields=["organ"])
    settle(one)
    settle(other)
    told: dict[str, Any] = {"from": giver.code, "to": taker.code, "approval": approval}
    changed = list(zip((one, other), before, strict=True))
    write(changed, actor=actor, action=MOVED, reason=reason, car=car.pk, **told)
    for chain in (giver.code, taker.code):
        record(
            chain=chain, actor=actor, action=MOVED, subject=f"car {car.pk}", article="6/1",
            reason=reason, after={**told, "plate": car.plate},
        )  # fmt: skip
    return car


def _unknown(cells: Cells) -> dict[str, Any]:
    """The fields of blank cells, as they stand where nothing is known."""
    blank = [Car.FIELDS[column] for column, typed in cells.items() if not typed.strip()]
    return {name: None if Car._meta.get_field(name).null else "" for name in blank}


@transaction.atomic
def change(
    *,
    car: Car,
    cells: Cells,
    kind: str,
    reference: str,
    actor: Actor,
    article: str = "",
    reason: str = "",
    blank_is_unknown: bool = False,
) -> Car:
    """Put other facts into the register, with their source; the class of a car stays.

    A blank cell takes nothing away, unless it is said that it stands for "not known".

    Raises:
        ValidationError: a cell is wrong or the plate is taken.
    """
    fields = read_cells(cells) | (_unknown(cells) if blank_is_unknown else {})
    if fields.get("vehicle_class", car.vehicle_class) != car.vehicle_class:
        raise ValidationError({"用车类别": translate("用车类别随编制变动，不能更正")})
    accounts((car.organ, car.vehicle_class))
    car = Car.objects.select_for_update(of=("self",)).select_related("organ").get(pk=car.pk)
    before = {column: cell(car, column) for column in cells}
    for name, value in fields.items():
        setattr(car, name, value)
    own = source(kind, reference, actor)
    columns = [c for c in cells if Car.FIELDS[c] in fields and cell(car, c) != before[c]]
    car.sources = {**car.sources, **dict.fromkeys(columns, own.pk)}
    _insert(car)
    told = {column: [before[column], cell(car, column)] for column in columns}
    after, personal = told_apart(told)
    record(
        chain=car.organ.code, actor=actor, action=CHANGED, subject=f"car {car.pk}",
        article=article, reason=reason, after={**after, "reference": reference}, personal=personal,
    )  # fmt: skip
    return car


@transaction.atomic
def dispose(*, car: Car, approval: str, actor: Actor, reason: str = "") -> Car:
    """Take a car out of the register's count with finance's approval (第二十五条第二款)."""
    if not approval.strip():
        raise ValidationError(translate("须写明财政部门批准处置的文号"))
    (account,) = accounts((car.organ, car.vehicle_class))
    car = Car.objects.select_for_update(of=("self",)).select_related("organ").get(pk=car.pk)
    before, was = figures(account), car.state
    if was == CarState.DISPOSED or car.organ_id != account.organ_id:
        raise ValidationError(translate("%(plate)s 已经处置") % {"plate": car.plate})
    car.state = CarState.DISPOSED
    car.save(update_fields=["state"])
    if was == CarState.IN_USE:
        account.held -= 1
        settle(account)
        write([(account, before)], actor=actor, action=DISPOSED, article="25/2", car=car.pk)
    record(
        chain=car.organ.code, actor=actor, action=DISPOSED, subject=f"car {car.pk}",
        article="25/2", reason=reason, before={"state": was}, after={"approval": approval},
    )  # fmt: skip
    return car
