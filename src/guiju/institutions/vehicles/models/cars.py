"""The register of official cars 车辆登记册: one row a car, every fact typed and with its source."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from guiju.organs.models import Organ

from ..rulebook import facts as f


class SourceKind(models.TextChoices):
    """How a fact came into the register."""

    ADOPTION = "adoption", _("台账采纳")
    REGISTRATION = "registration", _("注册登记")
    CORRECTION = "correction", _("更正")
    PROCEDURE = "procedure", _("办理结果")


class Source(models.Model):
    """Where facts come from: an adopted ledger, a registration, a correction; by whom, when."""

    kind = models.CharField(_("来源"), max_length=12, choices=SourceKind.choices)
    reference = models.CharField(_("编号"), max_length=200)
    by = models.CharField(_("经办"), max_length=320)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("事实来源")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}"


class CarState(models.TextChoices):
    """Whether a car counts: replaced cars wait for disposal (第二十五条第二款)."""

    IN_USE = "in_use", _("在用")
    REPLACED = "replaced", _("已更新，待处置")
    DISPOSED = "disposed", _("已处置")


def _choice(fact: f.Choice, label: Any) -> models.CharField[str, str]:
    """A fact of a closed list; blank is not known."""
    options = [(option, option) for option in fact.options]
    return models.CharField(label, max_length=20, choices=options, blank=True)


def _paper(label: Any) -> models.CharField[str, str]:
    """A number or a name, 无 where there is none; blank is not known."""
    return models.CharField(label, max_length=200, blank=True)


class Car(models.Model):
    """One official car (公务用车): the columns of the ledger; blank or None is not known.

    ``price`` is in fen, ``displacement`` in millilitres. ``source`` is where its facts come from
    but for those that ``sources`` names, by column.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("使用单位"))
    state = models.CharField(
        _("状态"), max_length=12, choices=CarState.choices, default=CarState.IN_USE
    )
    plate = models.CharField(_("号牌号码"), max_length=40)
    vehicle_class = models.CharField(_("用车类别"), max_length=20)
    body = _choice(f.body, _("车型"))
    model = models.CharField(_("厂牌型号"), max_length=200, blank=True)
    make = _choice(f.make, _("产地"))
    power = _choice(f.power, _("动力类型"))
    price = models.PositiveBigIntegerField(_("价格（元）"), null=True)
    displacement = models.PositiveIntegerField(_("排气量（升）"), null=True)
    bought = models.DateField(_("购置日期"), null=True)
    situation = _choice(f.situation, _("配备情形"))
    excess_approval = _paper(_("超标准批准文号"))
    offroad_approval = _paper(_("越野车批准文号"))
    pooled = _choice(f.pooled, _("集中管理"))
    owner = models.CharField(_("登记所有人"), max_length=200, blank=True)
    owner_category = _choice(f.owner_category, _("登记所有人类别"))
    secrecy = _choice(f.secrecy, _("保密用途"))
    positioned = _choice(f.positioned, _("卫星定位"))
    marked = _choice(f.marked, _("统一标识"))
    marking_waiver = _paper(_("免标识核准文号"))
    marking_filing = _paper(_("免标识备案文号"))
    use_post = _choice(f.use_post, _("使用岗位"))
    fixed_user = _paper(_("固定使用人"))
    luxury = _choice(f.luxury, _("高档配置"))
    origin = _choice(f.origin, _("车辆来源"))
    safety_test = _choice(f.safety_test, _("安全技术检测"))
    emission_test = _choice(f.emission_test, _("环保检测"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="cars")
    sources: Any = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("公务用车")
        constraints = [
            # A plate may be given again once its car is gone.
            models.UniqueConstraint(
                fields=["plate"],
                condition=~models.Q(state="disposed"),
                name="vehicles_car_plate_once",
            ),
            models.CheckConstraint(
                condition=models.Q(vehicle_class__in=f.vehicle_class.options) & ~models.Q(plate=""),
                name="vehicles_car_plate_and_class_known",
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "vehicle_class", "state"]),
            models.Index(fields=["plate"]),
        ]

    FIELDS: ClassVar[dict[str, str]] = {
        "号牌号码": "plate",
        "用车类别": "vehicle_class",
        "车型": "body",
        "厂牌型号": "model",
        "产地": "make",
        "动力类型": "power",
        "价格（元）": "price",
        "排气量（升）": "displacement",
        "购置日期": "bought",
        "配备情形": "situation",
        "超标准批准文号": "excess_approval",
        "越野车批准文号": "offroad_approval",
        "集中管理": "pooled",
        "登记所有人": "owner",
        "登记所有人类别": "owner_category",
        "保密用途": "secrecy",
        "卫星定位": "positioned",
        "统一标识": "marked",
        "免标识核准文号": "marking_waiver",
        "免标识备案文号": "marking_filing",
        "使用岗位": "use_post",
        "固定使用人": "fixed_user",
        "高档配置": "luxury",
        "车辆来源": "origin",
        "安全技术检测": "safety_test",
        "环保检测": "emission_test",
    }
    """The field of each column of the ledger; those of the organ are the organ's own."""

    def __str__(self) -> str:
        return self.plate

    def known(self, column: str) -> str | int | dt.date | None:
        """The fact of a column as rules take it; None where it is not known."""
        value: str | int | dt.date | None = getattr(self, self.FIELDS[column])
        return None if value == "" else value

    def source_of(self, column: str) -> int:
        """The source from which a fact comes, by its key."""
        return int(self.sources.get(column, self.source_id))
