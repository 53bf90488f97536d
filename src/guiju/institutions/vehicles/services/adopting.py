"""Adopting a checked ledger into the register, once a person has confirmed the rehearsal."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.clock import now
from guiju.ledger import actions
from guiju.ledger.canonical import merkle_root
from guiju.ledger.models import Entry
from guiju.ledger.selectors import told as told_by
from guiju.ledger.services import Actor, lock, record_bulk
from guiju.organs.models import Organ

from ..checking.check import INSTRUMENT
from ..checking.reading import Row
from ..models import (
    Adopted,
    Adoption,
    Car,
    CarState,
    Check,
    Line,
    QuotaAccount,
    Source,
    SourceKind,
)
from .accounts import Approval, accounts, balance
from .planning import Plan, Planned, plan
from .storing import reader_for

ADOPTED = actions.register("vehicles.ledger.adopted", _("台账采纳入登记册"))
BATCH = 500


def stored_rows(check: Check) -> Iterator[Row]:
    """The rows of a check with their corrections, as they are read."""
    reader, plates = reader_for(check), set[str]()
    rows = check.checked_rows.order_by("number").values_list("number", "cells")
    for number, cells in rows.iterator(chunk_size=2000):
        yield reader.row(number, cells, plates)


def rehearse(
    check: Check, organs: Iterable[Organ], told: Callable[[int], None] | None = None
) -> Plan:
    """What adopting a check would do; nothing is written; ``told`` hears of every row read.

    Raises:
        ValidationError: the check is not finished.
    """
    if check.job is None or check.job.state != "done":
        raise ValidationError(translate("核对还没有完成，不能采纳"))
    listed = None
    if check.quota is not None:
        listed = {(organ, kind): count for organ, kind, count in check.quota}
    return plan(_telling(stored_rows(check), told), listed, organs)


def _telling(rows: Iterator[Row], told: Callable[[int], None] | None) -> Iterator[Row]:
    for done, row in enumerate(rows, start=1):
        if told is not None:
            told(done)
        yield row


def hold_to_person(actor: Actor) -> None:
    """Refuse whoever has no name or no post."""
    if not actor.name.strip() or not actor.post.strip():
        raise ValidationError(translate("采纳须由有岗位的具名人员确认"), code="unattended")


def hold_to_confirmed(planned: Plan, fingerprint: str) -> None:
    """Refuse a plan that is no longer the one that a person saw and confirmed."""
    if planned.fingerprint != fingerprint:
        told = translate("登记册或者台账已经变动，请重新查看预演")
        raise ValidationError(told, code="changed")


@transaction.atomic
def adopt(
    *,
    check: Check,
    organs: Iterable[Organ],
    fingerprint: str,
    actor: Actor,
    approval: Approval | None = None,
    job: int | None = None,
) -> Adoption:
    """Write what was rehearsed: new and changed cars, and the numbers where their approval is told.

    Rows in conflict are left alone, cars that the ledger does not list stay as they are. A ``job``
    that is run again, as its worker was killed, finds what it wrote.

    Raises:
        ValidationError: nobody is named, or the plan is no longer the one that was confirmed.
    """
    hold_to_person(actor)
    organs = list(organs)
    number = approval.hold() if approval else ""
    names = set(check.checked_rows.values_list("organ", flat=True).distinct())
    lock([check.organ.code, *(organ.code for organ in organs if organ.name in names)])
    if job is not None and (written := Adoption.objects.filter(job=job).first()):
        return written
    planned = rehearse(check, organs)  # as it stands now that nobody else writes
    hold_to_confirmed(planned, fingerprint)
    made = now()
    by = f"{actor.post} {actor.name}"
    reference = f"{check.file_name}"[:200]
    source = Source.objects.create(kind=SourceKind.ADOPTION, reference=reference, by=by, at=made)
    cars = [*_new(planned, source), *_changed(planned, source)]
    _settle(cars, planned, number)
    numbers = [one.told() for one in planned.new_numbers] if number else []
    adoption = Adoption(
        organ=check.organ, ledger=check, source=source, confirmed_by=by, at=made,
        counts=planned.counts, approval=number, numbers=numbers, salt=secrets.token_hex(16),
        job_id=job,
    )  # fmt: skip
    rows = [*(line.told() for line in planned.lines), *numbers]
    told_rows = leaves(adoption.salt, rows)
    adoption.root = merkle_root(told_rows, settings.LEDGER_ALGORITHM)[0]
    adoption.save()
    _keep_lines(adoption, planned)
    record_bulk(
        rows=told_rows,
        chain=check.organ.code,
        actor=actor,
        action=ADOPTED,
        subject=adoption_subject(adoption),
        article=INSTRUMENT,
        after={"file": check.file, "counts": planned.counts, "approval": number},
    )
    return adoption


def leaves(salt: str, told: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows over which the root runs: with a salt, since a column may name a person."""
    return [{**row, "salt": salt} for row in told]


def root_holds(adoption: Adoption) -> bool:
    """Whether the kept rows of an adoption still lead to the root in the chain."""
    kept = [
        {
            "number": line.number,
            "plate": line.plate,
            "organ": line.organ_name,
            "became": line.became,
            "changes": line.changes,
            "why": line.why,
        }
        for line in adoption.lines.order_by("place").iterator(chunk_size=2000)
    ]
    entry = Entry.objects.get(
        chain=adoption.organ.code, action=ADOPTED, subject=adoption_subject(adoption)
    )
    root, _ = merkle_root(leaves(adoption.salt, [*kept, *adoption.numbers]), entry.algorithm)
    return bool(root == adoption.root == told_by(entry)["after"]["merkle_root"])


def adoption_subject(adoption: Adoption) -> str:
    """What an adoption is called in the chain of its organ."""
    return f"check {adoption.ledger_id} adoption {adoption.pk}"


def _new(planned: Plan, source: Source) -> list[Car]:
    cars = []
    for line in planned.of(Adopted.NEW):
        fields = {Car.FIELDS[column]: value for column, value in line.fields.items()}
        cars.append(Car(organ=line.organ, source=source, **fields))
    return Car.objects.bulk_create(cars, batch_size=BATCH)


def _changed(planned: Plan, source: Source) -> list[Car]:
    cars = []
    for line in planned.of(Adopted.CHANGED):
        car = line.car
        assert car is not None
        for column in line.changes:
            setattr(car, Car.FIELDS[column], line.fields[column])
        car.sources = {**car.sources, **dict.fromkeys(line.changes, source.pk)}
        cars.append(car)
    if cars:
        names = [name for name in Car.FIELDS.values() if name not in ("plate", "vehicle_class")]
        Car.objects.bulk_update(cars, [*names, "sources"], batch_size=BATCH // 10)
    return cars


def _settle(cars: Iterable[Car], planned: Plan, number: str) -> None:
    """Count the cars of every account that was touched, and set the numbers that were approved."""
    pairs = {(car.organ, car.vehicle_class) for car in cars}
    numbers = planned.new_numbers if number else []
    set_ = {(one.organ, one.vehicle_class): one.after for one in numbers if one.organ is not None}
    wanted = sorted({*pairs, *set_}, key=lambda pair: (pair[0].code, pair[1]))
    if not wanted:
        return
    held = _held([organ.pk for organ, _ in wanted])
    touched = accounts(*wanted)
    for pair, account in zip(wanted, touched, strict=True):
        account.held = held.get((account.organ_id, account.vehicle_class), 0)
        if pair in set_:
            account.authorised, account.approval = set_[pair], number
        balance(account, overdrawn=True)
    names = ["held", "authorised", "approval", "excess"]
    QuotaAccount.objects.bulk_update(touched, names, batch_size=BATCH // 10)


def _held(organs: list[int]) -> dict[tuple[int, str], int]:
    counted = (
        Car.objects.filter(organ__in=organs, state=CarState.IN_USE)
        .values_list("organ", "vehicle_class")
        .annotate(Count("pk"))
        .order_by()
    )
    return {(organ, kind): count for organ, kind, count in counted}


def _keep_lines(adoption: Adoption, planned: Plan) -> None:
    """Keep every row, those that were left alone too; new cars are found by their plates."""
    plates = [line.plate for line in planned.of(Adopted.NEW)]
    made = dict[str, int]()
    for start in range(0, len(plates), BATCH):
        part = Car.objects.filter(source=adoption.source, plate__in=plates[start : start + BATCH])
        made |= dict(part.values_list("plate", "pk"))

    def kept(place: int, line: Planned) -> Line:
        return Line(
            adoption=adoption,
            place=place,
            number=line.number,
            plate=line.plate[:200],
            organ_name=line.organ_name[:200],
            became=line.became,
            car_id=line.car.pk if line.car else made.get(line.plate),
            changes=dict(line.changes),
            why=line.why,
        )

    lines = [kept(place, line) for place, line in enumerate(planned.lines)]
    Line.objects.bulk_create(lines, batch_size=BATCH)


def accounts_off(organs: Iterable[Organ] | None = None) -> list[QuotaAccount]:
    """The accounts whose count of cars is not that of the register; none, if all is well."""
    found = QuotaAccount.objects.select_related("organ")
    if organs is not None:
        found = found.filter(organ__in=organs)
    held = _held([account.organ_id for account in found])
    return [a for a in found if a.held != held.get((a.organ_id, a.vehicle_class), 0)]
