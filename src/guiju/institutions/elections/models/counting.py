"""Ballots as keyed in: batches, two entries each, and what was settled.

Nothing here links a sheet to a voter or to the order of casting: sheets are numbered after they
were mixed, and no time is kept that is finer than a batch.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guiju.organs.models import Account

from .elections import Election


class Batch(models.Model):
    """A pile of mixed ballots (一批选票); ``sheets`` were counted by hand.

    ``salt`` goes into the root that the chain keeps of its sheets: who knows the root alone cannot
    try out what a few sheets may hold.
    """

    election = models.ForeignKey(Election, models.PROTECT, related_name="batches")
    number = models.PositiveIntegerField(_("批次"))
    label = models.CharField(_("来源"), max_length=60, blank=True)
    sheets = models.PositiveIntegerField(_("张数"))
    salt = models.CharField(max_length=64, editable=False)
    compared_at = models.DateTimeField(_("比对时间"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "number"], name="elections_batch_once"),
            models.CheckConstraint(condition=Q(sheets__gte=1), name="elections_batch_sheets"),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.number}"


class Entry(models.Model):
    """One of the two independent key entries of a batch (录入)."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="entries")
    turn = models.PositiveSmallIntegerField(_("第几次录入"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    name = models.CharField(_("录入人"), max_length=60)
    closed_at = models.DateTimeField(_("录入完成"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["turn"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "turn"], name="elections_entry_turn"),
            models.UniqueConstraint(fields=["batch", "account"], name="elections_entry_account"),
            models.CheckConstraint(condition=Q(turn__in=[1, 2]), name="elections_entry_two"),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.turn}"


class _Marks(models.Model):
    """What stands on a sheet: a digit for each candidate (`counting.marks`), and other names.

    ``others`` holds the names written in, parted by 、, for secretaries as 职务:姓名.
    """

    number = models.PositiveIntegerField(_("票号"))
    marks = models.CharField(_("标记"), max_length=1000)
    others = models.CharField(_("另选他人"), max_length=1000, blank=True)

    class Meta:
        abstract = True


class Sheet(_Marks):
    """A sheet as one person keyed it in; kept at once, and kept for good."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="sheets")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "number"], name="elections_sheet_once")
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.number}"


class Settled(_Marks):
    """A sheet as it is counted: both entries agree and are clear, or two scrutineers said so."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="settled")
    adjudicated = models.BooleanField(_("经监票人认定"), default=False)

    class Meta:
        ordering: ClassVar = ["batch", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "number"], name="elections_settled_once")
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.number}"


class Adjudication(_Marks):
    """What one scrutineer proposes for a doubtful sheet and another confirms (认定)."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="adjudications")
    returned_why = models.CharField(_("退回理由"), max_length=500, blank=True)
    doubt = models.CharField(_("疑问"), max_length=1000)
    reason = models.CharField(_("认定理由"), max_length=500, blank=True)
    proposed = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_by = models.CharField(_("提出认定"), max_length=60, blank=True)
    confirmed = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.CharField(_("同意认定"), max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["batch", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "number"], name="elections_adjudication_once"),
            models.CheckConstraint(
                condition=Q(confirmed=None) | ~Q(confirmed=F("proposed")),
                name="elections_adjudication_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.number}"

    @property
    def code(self) -> str:
        """The number that the sheet bears in the count: batch and sheet."""
        return f"{self.batch.number:02d}-{self.number:04d}"
