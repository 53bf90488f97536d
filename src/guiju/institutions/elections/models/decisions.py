"""What a meeting decided about an election, as two persons recorded it; never decided here."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .acts import TwoPersons
from .elections import Election


class DecisionKind(models.TextChoices):
    """What was decided on: seats that are short (36), what a commission elected (23)."""

    SHORTAGE = "shortage", _("名额不足的处理")
    PASSING = "passing", _("同级党委全体会议通过")


class Decider(models.TextChoices):
    """Who decided (第三十六条、第二十三条)."""

    PRESIDIUM = "presidium", _("大会主席团")
    ELECTORS = "electors", _("选举人")
    PLENARY = "plenary", _("同级党的委员会全体会议")


class Course(models.TextChoices):
    """What was decided."""

    REPEAT = "repeat", _("重新选举")
    LEAVE = "leave", _("不再选举")
    PASSED = "passed", _("通过")
    NOT_PASSED = "not_passed", _("不通过")


class Decision(TwoPersons):
    """A decision of the presidium, the electors or a plenary (会议的决定).

    ``missing``: how many seats were short when it was decided. ``near``: whether they said that the
    number comes close to the seats. Figures of the vote are persons; blank where none were given.
    ``reason``: why, and where it is written down (minutes, who signed).
    """

    election = models.ForeignKey(Election, models.PROTECT, related_name="decisions")
    kind = models.CharField(_("事项"), max_length=12, choices=DecisionKind.choices)
    decider = models.CharField(_("由谁决定"), max_length=12, choices=Decider.choices)
    course = models.CharField(_("决定"), max_length=12, choices=Course.choices)
    day = models.DateField(_("决定日期"))
    missing = models.PositiveIntegerField(_("不足名额"), null=True, blank=True)
    near = models.BooleanField(_("接近应选名额"), null=True, blank=True)
    entitled = models.PositiveIntegerField(_("应到会人数"), null=True, blank=True)
    present = models.PositiveIntegerField(_("到会人数"), null=True, blank=True)
    agreed = models.PositiveIntegerField(_("同意人数"), null=True, blank=True)
    against = models.PositiveIntegerField(_("不同意人数"), null=True, blank=True)
    abstained = models.PositiveIntegerField(_("弃权人数"), null=True, blank=True)
    reason = models.CharField(_("理由和会议记录"), max_length=320)

    class Meta:
        verbose_name = _("会议的决定")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["election", "kind"],
                condition=Q(refused_by=""),
                name="elections_decision_once",
            ),
            models.CheckConstraint(
                condition=Q(confirmed=None) | ~Q(confirmed=F("proposed")),
                name="elections_decision_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election} {self.get_kind_display()}"

    @property
    def standing(self) -> bool:
        """Whether two persons recorded it."""
        return self.confirmed_id is not None
