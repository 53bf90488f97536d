"""Adoptions 采纳: a checked ledger taken into the register, every row and what became of it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from guiju.jobs.models import Job
from guiju.organs.models import Organ

from .cars import Car, Source
from .checks import Check


class Adopted(models.TextChoices):
    """What a row of a ledger is to the register."""

    NEW = "new", _("新增")
    CHANGED = "changed", _("变更")
    SAME = "same", _("一致")
    MISSING = "missing", _("台账中没有")
    CONFLICT = "conflict", _("冲突")


class Adoption(models.Model):
    """One ledger adopted: who confirmed it, how many rows of each kind, the root over them all."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("机关"))
    ledger = models.ForeignKey(Check, models.PROTECT, related_name="adoptions")
    source = models.OneToOneField(Source, models.PROTECT, related_name="adoption")
    confirmed_by = models.CharField(_("确认人"), max_length=320)
    at = models.DateTimeField(_("时间"))
    counts: Any = models.JSONField(default=dict)
    approval = models.CharField(_("编制核定文号"), max_length=200, blank=True)
    numbers: Any = models.JSONField(default=list)
    """The numbers that were set with it, as history tells them."""
    job = models.OneToOneField(Job, models.PROTECT, null=True, related_name="vehicle_adoption")
    """The job that wrote it: one that is run again after a kill writes nothing twice."""
    salt = models.CharField(max_length=32)
    root = models.CharField(_("默克尔根"), max_length=64)

    class Meta:
        verbose_name = _("台账采纳")

    def __str__(self) -> str:
        return f"{self.organ} {self.at:%Y-%m-%d}"


class Line(models.Model):
    """A row of an adopted ledger: what it was to the register, and which facts it changed."""

    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField()
    number = models.PositiveIntegerField(_("行"), null=True)
    plate = models.CharField(_("号牌号码"), max_length=200)
    organ_name = models.CharField(_("使用单位"), max_length=200)
    became = models.CharField(_("结果"), max_length=10, choices=Adopted.choices)
    car = models.ForeignKey(Car, models.PROTECT, null=True, related_name="adopted")
    changes: Any = models.JSONField(default=dict)
    """By column: what the register said before and what it says now."""
    why: Any = models.JSONField(default=list)
    """Why a row is in conflict, as codes with what they speak of."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["adoption", "place"], name="vehicles_line_once")
        ]
        indexes = [models.Index(fields=["organ_name", "became"], name="vehicles_line_organ")]

    def __str__(self) -> str:
        return f"{self.number} {self.plate} {self.became}"
