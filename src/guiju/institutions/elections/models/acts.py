"""Acts that need two persons: the release of the ballot and of what was counted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guiju.organs.models import Account

from .elections import Election


class ActKind(models.TextChoices):
    """What is released (四眼原则; ours, no article)."""

    BALLOT = "ballot", _("选票定稿")
    FIGURES = "figures", _("报告得票情况")
    NAMES = "names", _("宣布当选名单")
    CALL_OFF = "call_off", _("停止选举")


class TwoPersons(models.Model):
    """Proposed by one person, confirmed by another; one refused is kept and leaves the way free."""

    sha256 = models.CharField(_("内容的指纹"), max_length=64)
    proposed = models.ForeignKey(Account, models.PROTECT, related_name="+")
    proposed_by = models.CharField(_("提出"), max_length=320)
    proposed_at = models.DateTimeField(_("提出时间"))
    confirmed = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.CharField(_("同意"), max_length=320, blank=True)
    confirmed_at = models.DateTimeField(_("同意时间"), null=True, blank=True)
    refused_by = models.CharField(_("退回"), max_length=320, blank=True)
    refused_why = models.CharField(_("退回理由"), max_length=320, blank=True)

    class Meta:
        abstract = True


class Act(TwoPersons):
    """A release, or calling off, by two persons."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="acts")
    kind = models.CharField(_("事项"), max_length=12, choices=ActKind.choices)
    reason = models.CharField(_("理由"), max_length=320, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["election", "kind"], condition=Q(refused_by=""), name="elections_act_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed=None) | ~Q(confirmed=F("proposed")),
                name="elections_act_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.get_kind_display()}"
