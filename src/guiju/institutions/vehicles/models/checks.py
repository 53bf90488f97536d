"""A check of a ledger: the file as it came, its rows, what was found, what was corrected.

A check never writes cars anywhere; it keeps the uploaded file and its corrected cells.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from guiju.clock import now
from guiju.jobs.models import Job
from guiju.organs.models import Organ


class Verdict(models.TextChoices):
    """A row by its worst finding."""

    CONFORMING = "conforming", _("符合")
    UNKNOWN = "unknown", _("不能判定")
    BREACH = "breach", _("违反")


class Check(models.Model):
    """One ledger handed in (核对)."""

    organ = models.ForeignKey(Organ, models.PROTECT, verbose_name=_("机关"))
    file_name = models.CharField(_("文件名"), max_length=200)
    file = models.CharField(max_length=200)
    quota_name = models.CharField(_("编制表"), max_length=200, blank=True)
    quota_file = models.CharField(max_length=200, blank=True)
    uploaded_by = models.CharField(_("提交人"), max_length=200)
    created = models.DateTimeField(_("提交时间"), default=now, editable=False)
    job = models.OneToOneField(Job, models.PROTECT, null=True, related_name="vehicle_check")
    export_job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="exported")
    swept = models.DateField(_("原文件删除日期"), null=True)
    """When the files went, their period being over; rows and findings stay."""
    adopt_job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="adopting")
    day = models.DateField(_("核对日期"))
    rules_version = models.CharField(_("规则版本"), max_length=60, blank=True)
    rows = models.PositiveIntegerField(_("车辆数"), default=0)
    conforming = models.PositiveIntegerField(_("符合"), default=0)
    breach = models.PositiveIntegerField(_("违反"), default=0)
    unknown = models.PositiveIntegerField(_("不能判定"), default=0)
    sheet = models.CharField(_("工作表"), max_length=100, blank=True)
    in_wan = models.BooleanField(default=False)
    columns: Any = models.JSONField(default=list)
    unknown_columns: Any = models.JSONField(default=list)
    quota: Any = models.JSONField(null=True)

    class Meta:
        verbose_name = _("台账核对")

    def __str__(self) -> str:
        return self.file_name


class CheckedRow(models.Model):
    """A row of the ledger: its cells as text, by column, and its verdict."""

    ledger = models.ForeignKey(Check, models.CASCADE, related_name="checked_rows")
    number = models.PositiveIntegerField(_("行"))
    subject = models.CharField(_("号牌号码"), max_length=200)
    organ = models.CharField(_("使用单位"), max_length=200)
    verdict = models.CharField(_("结论"), max_length=12, choices=Verdict.choices)
    cells: Any = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ledger", "number"], name="vehicles_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.ledger_id} #{self.number}"


class CheckFinding(models.Model):
    """A finding of a check; ``number`` is the row, None for a finding about an organ."""

    ledger = models.ForeignKey(Check, models.CASCADE, related_name="findings")
    number = models.PositiveIntegerField(_("行"), null=True)
    subject = models.CharField(_("车辆或单位"), max_length=200)
    organ = models.CharField(_("使用单位"), max_length=200)
    provision = models.CharField(_("条款"), max_length=20)
    place = models.PositiveIntegerField()
    verdict = models.CharField(_("结论"), max_length=12, choices=Verdict.choices)
    strength = models.CharField(_("强度"), max_length=12)
    also: Any = models.JSONField(default=list)
    missing: Any = models.JSONField(default=list)
    facts: Any = models.JSONField(default=dict)
    message = models.TextField(_("说明"))
    message_en = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["ledger", "place"]),
            models.Index(fields=["ledger", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.provision}"


class CellProblem(models.Model):
    """A cell that is none of its column's values, or a note on how a cell was read."""

    ledger = models.ForeignKey(Check, models.CASCADE, related_name="problems")
    sheet = models.CharField(_("工作表"), max_length=100)
    number = models.PositiveIntegerField(_("行"))
    column = models.CharField(_("列"), max_length=200)
    value = models.TextField(_("现为"))
    expected = models.TextField(_("应为"))
    expected_en = models.TextField()
    is_note = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.sheet} {self.number} {self.column}"


class Correction(models.Model):
    """A corrected cell: what stood there, what stands there now, who and when."""

    ledger = models.ForeignKey(Check, models.CASCADE, related_name="corrections")
    number = models.PositiveIntegerField(_("行"))
    column = models.CharField(_("列"), max_length=100)
    before = models.TextField(_("原为"), blank=True)
    after = models.TextField(_("改为"), blank=True)
    by = models.CharField(_("改正人"), max_length=200)
    at = models.DateTimeField(_("改正时间"), default=now, editable=False)

    def __str__(self) -> str:
        return f"{self.number} {self.column}"
