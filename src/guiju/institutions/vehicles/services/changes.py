"""The changes by hand: freezing, transfer, merger, a car moved, a fact of a car put right."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as translate

from guiju.ledger.services import Actor
from guiju.organs.models import Organ

from ..models import Car, QuotaAccount, SourceKind
from .accounts import Approval
from .cars import cell, change, move
from .changing import Fact, Pair
from .quota import freeze, merge, transfer


@dataclass(frozen=True)
class Freezing:
    """Free places set aside (冻结), or with a number below nought given free again (解冻)."""

    account: QuotaAccount
    count: int
    document: str
    reason: str

    def organs(self) -> list[Organ]:
        """The organ of the account."""
        return [self.account.organ]

    def pairs(self) -> list[Pair]:
        """The account."""
        return [(self.account.organ, self.account.vehicle_class)]

    def facts(self) -> list[Fact]:
        """Nothing else."""
        return []

    def run(self, actor: Actor) -> None:
        """Freeze or thaw."""
        freeze(
            organ=self.account.organ,
            vehicle_class=self.account.vehicle_class,
            count=self.count,
            reason=self.reason,
            actor=actor,
            document=self.document,
        )


@dataclass(frozen=True)
class Transferring:
    """Free places of an account given to another organ (调剂)."""

    account: QuotaAccount
    taker: Organ
    count: int
    approval: Approval
    reason: str

    def organs(self) -> list[Organ]:
        """Giver and taker."""
        return [self.account.organ, self.taker]

    def pairs(self) -> list[Pair]:
        """The accounts of both."""
        return [(organ, self.account.vehicle_class) for organ in self.organs()]

    def facts(self) -> list[Fact]:
        """Nothing else."""
        return []

    def run(self, actor: Actor) -> None:
        """Transfer."""
        transfer(
            giver=self.account.organ,
            taker=self.taker,
            vehicle_class=self.account.vehicle_class,
            count=self.count,
            approval=self.approval,
            actor=actor,
            reason=self.reason,
        )


@dataclass(frozen=True)
class Merging:
    """An organ's numbers, cars and claims taken over by another (并入)."""

    source: Organ
    into: Organ
    approval: Approval
    reason: str

    def organs(self) -> list[Organ]:
        """Both."""
        return [self.source, self.into]

    def pairs(self) -> list[Pair]:
        """The accounts of both, in every class that the one that goes has."""
        own = QuotaAccount.objects.filter(organ=self.source).order_by("vehicle_class")
        names = own.values_list("vehicle_class", flat=True)
        return [(organ, name) for name in names for organ in self.organs()]

    def facts(self) -> list[Fact]:
        """How many cars stand in the register of each."""
        return [
            (translate("%(organ)s：登记册中的车辆") % {"organ": organ.name}, str(count))
            for organ in self.organs()
            for count in [Car.objects.filter(organ=organ).count()]
        ]

    def run(self, actor: Actor) -> None:
        """Merge."""
        if self.source.pk == self.into.pk:
            raise ValidationError(translate("不能并入自己"))
        merge(
            sources=[self.source],
            into=self.into,
            approval=self.approval,
            actor=actor,
            reason=self.reason,
        )


@dataclass(frozen=True)
class MovingCar:
    """A car in use moved to another organ (调拨)."""

    car: Car
    taker: Organ
    document: str
    reason: str

    def organs(self) -> list[Organ]:
        """Giver and taker."""
        return [self.car.organ, self.taker]

    def pairs(self) -> list[Pair]:
        """The accounts of both."""
        return [(organ, self.car.vehicle_class) for organ in self.organs()]

    def facts(self) -> list[Fact]:
        """Whose car it is."""
        now = Car.objects.select_related("organ").get(pk=self.car.pk)
        return [(translate("%(plate)s 的使用单位") % {"plate": now.plate}, now.organ.name)]

    def run(self, actor: Actor) -> None:
        """Move."""
        move(
            car=self.car, taker=self.taker, approval=self.document, actor=actor, reason=self.reason
        )


@dataclass(frozen=True)
class Correcting:
    """One fact of a car put right (更正); a blank value says that it is not known."""

    car: Car
    column: str
    value: str
    document: str
    reason: str

    def organs(self) -> list[Organ]:
        """The organ of the car."""
        return [self.car.organ]

    def pairs(self) -> list[Pair]:
        """No account: the class of a car stays."""
        return []

    def facts(self) -> list[Fact]:
        """The fact."""
        return [(self.column, cell(Car.objects.get(pk=self.car.pk), self.column))]

    def run(self, actor: Actor) -> None:
        """Correct; what would change nothing is refused."""
        before = self.facts()
        change(
            car=self.car,
            cells={self.column: self.value},
            kind=SourceKind.CORRECTION,
            reference=self.document,
            actor=actor,
            article="18/1",
            reason=self.reason,
            blank_is_unknown=True,
        )
        if self.facts() == before:
            raise ValidationError({self.column: translate("与登记册中的一样，没有改动")})
