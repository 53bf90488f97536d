"""The things that an organ can apply for: each with its matter, its procedure and what it is of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guiju.rules import Fact, Matter

from ...models import CarState
from ...rulebook import facts as f
from ...rulebook import rulebook

BOOK = "vehicles"


class Subject(StrEnum):
    """What an application is about: a car in use, the organ itself, or something in words."""

    CAR = "car"
    ORGAN = "organ"
    WORDS = "words"


@dataclass(frozen=True)
class Kind:
    """One kind of application; ``also`` are facts that the case needs beside its matter's."""

    code: str
    title: str | Promise
    about: str | Promise
    matter_name: str
    procedure: str
    subject: Subject
    also: tuple[Fact, ...] = ()
    by_authority: bool = False
    """Whether the vehicle authority itself applies, not the organ whose car it is."""
    state: str = CarState.IN_USE
    """The cars that it can be about."""

    @property
    def paper_form(self) -> str:
        """The name of its procedure, under which a blank form can be printed."""
        return self.procedure.partition("/")[2]

    @property
    def matter(self) -> Matter:
        """The matter by which it is decided."""
        return rulebook().matter(self.matter_name)


EARLY = "vehicles/early-replacement"
"""The procedure of a replacement before its term."""
PURCHASE = "vehicles/purchase"
"""The procedure by which a car is bought."""
_ALL = (
    Kind(
        "car",
        _("申请配备车辆"),
        _("编制空余、车型和价格是否符合标准，当场知道"),
        "acquisition",
        PURCHASE,
        Subject.WORDS,
        (f.secrecy,),
    ),
    Kind(
        "replacement",
        _("申请更新车辆"),
        _("使用满年限的更新；未满年限、因安全等原因的提前更新"),
        "replacement",
        "vehicles/due-replacement",
        Subject.CAR,
    ),
    Kind(
        "excess",
        _("申请超出标准配备"),
        _("市本级机关确因工作需要的"),
        "excess",
        "vehicles/excess-standard",
        Subject.WORDS,
        (f.vehicle_class, f.body, f.make, f.power, f.price, f.displacement),
    ),
    Kind(
        "marking",
        _("申请不喷涂统一标识"),
        _("保密用车，由权属部门提出"),
        "marking",
        "vehicles/marking-exemption",
        Subject.CAR,
    ),
    Kind(
        "increase",
        _("申请增加编制"),
        _("机构撤并、新成立机构、人员编制变化等"),
        "increase",
        "vehicles/quota-increase",
        Subject.ORGAN,
        (f.vehicle_class, f.asked),
    ),
    Kind(
        "disposal",
        _("报批处置旧车"),
        _("已经更新的旧车，报财政部门批准后拍卖、厂家回收、报废等"),
        "disposal",
        "vehicles/disposal",
        Subject.CAR,
        (f.vehicle_class,),
        by_authority=True,
        state=CarState.REPLACED,
    ),
)
KINDS = {kind.code: kind for kind in _ALL}
