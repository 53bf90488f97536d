"""The quota 编制 as an account: how many cars of a class an organ may have, what claims them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guiju.organs.models import Organ
from guiju.procedures.models import Case

from ..rulebook import facts as f
from .cars import Car


class QuotaAccount(models.Model):
    """An organ's number for one class; ``authorised`` None: not known, which is not nought.

    ``held``: cars in use. ``pending``: approved, not delivered, but for replacements. ``frozen``:
    set aside. ``excess``: by how much an adopted ledger or a lower number found the account
    overdrawn; it only falls afterwards.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("单位"))
    vehicle_class = models.CharField(_("用车类别"), max_length=20)
    authorised = models.PositiveIntegerField(_("编制数"), null=True)
    held = models.PositiveIntegerField(_("在用"), default=0)
    pending = models.PositiveIntegerField(_("已批准未配备"), default=0)
    frozen = models.PositiveIntegerField(_("冻结"), default=0)
    excess = models.PositiveIntegerField(_("超出"), default=0)
    approval = models.CharField(_("核定文号"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("车辆编制")
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "vehicle_class"], name="vehicles_quota_account_once"
            ),
            # Mirrors vehicles:6/1:request (崇政办发〔2020〕1号 第六条第一款): what is held,
            # approved and frozen stays within the number; nothing pushes what is free below nought.
            models.CheckConstraint(
                condition=Q(authorised=None)
                | Q(authorised__gte=F("held") + F("pending") + F("frozen") - F("excess")),
                name="vehicles_quota_not_below_zero",
            ),
            # Nothing may be approved or frozen against a number that is not known.
            models.CheckConstraint(
                condition=Q(authorised__isnull=False) | Q(pending=0, frozen=0, excess=0),
                name="vehicles_quota_known_before_claimed",
            ),
            models.CheckConstraint(
                condition=Q(vehicle_class__in=f.vehicle_class.options),
                name="vehicles_quota_class_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.vehicle_class}"

    @property
    def claimed(self) -> int:
        """Approved but not delivered, and frozen."""
        return self.pending + self.frozen

    @property
    def free(self) -> int | None:
        """How many are left; below nought where the account is overdrawn, None if not known."""
        if self.authorised is None:
            return None
        return self.authorised - self.held - self.claimed


class Hold(models.Model):
    """Cars approved by a case, not yet delivered (已批准未配备); ``renews``: a car they replace."""

    account = models.ForeignKey(QuotaAccount, models.PROTECT, related_name="holds")
    case = models.CharField(_("办理编号"), max_length=100)
    count = models.PositiveIntegerField(_("辆数"))
    delivered = models.PositiveIntegerField(_("已配备"), default=0)
    released = models.PositiveIntegerField(_("已撤销"), default=0)
    renews = models.ForeignKey(
        Car, models.PROTECT, null=True, related_name="renewals", verbose_name=_("更新的车辆")
    )
    made_by = models.CharField(_("经办"), max_length=320)
    made = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("已批准未配备")
        constraints = [
            models.UniqueConstraint(fields=["case"], name="vehicles_hold_case_once"),
            models.CheckConstraint(
                condition=Q(count__gte=F("delivered") + F("released")) & Q(count__gte=1),
                name="vehicles_hold_not_below_zero",
            ),
            models.CheckConstraint(
                condition=Q(renews=None) | Q(count=1), name="vehicles_hold_renews_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.account}"

    @property
    def open(self) -> int:
        """How many are still to come."""
        return self.count - self.delivered - self.released


class RenewalCase(models.Model):
    """A case that buys the car of an approved replacement: its place is held already."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    hold = models.ForeignKey(Hold, models.PROTECT, related_name="cases")

    class Meta:
        verbose_name = _("更新车辆的购置")

    def __str__(self) -> str:
        return f"{self.case} {self.hold}"


class ExcessUse(models.Model):
    """A case that buys a car under an approved excess (第十四条): an approval serves one car."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    excess = models.ForeignKey(Case, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("超标准批准的使用")

    def __str__(self) -> str:
        return f"{self.case} {self.excess}"
