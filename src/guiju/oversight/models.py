"""Findings with their timeline, and leads, whose reporter is kept elsewhere and hidden."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guiju.ledger.models import AppendOnly
from guiju.organs.models import Organ

from .states import CLOSED_STATES, LEAD_CLOSED, LeadState, State


class Verdict(models.TextChoices):
    """What was found: a breach, or what cannot be told."""

    BREACH = "breach", _("违反")
    UNKNOWN = "unknown", _("不能判定")


def _closed_is_dated(states: tuple[str, ...], name: str) -> models.CheckConstraint:
    closed = [str(state) for state in states]
    open_ = ~Q(state__in=closed) & Q(closed_at__isnull=True, due__isnull=False)
    shut = Q(state__in=closed) & Q(closed_at__isnull=False, due__isnull=True)
    return models.CheckConstraint(condition=open_ | shut, name=name)


class Finding(models.Model):
    """A breach or a question about one subject of one organ under one provision.

    ``fingerprint`` (institution, organ, subject, provision) lets it survive the next upload.
    The first and the last source are numbered by the institution. ``unseen_at``: a newer and
    complete source no longer shows it, which a person has to look at. ``due_from`` and
    ``due_days`` say how ``due`` was counted (working days).
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    institution = models.CharField(_("机构"), max_length=40)
    organ = models.ForeignKey(Organ, models.PROTECT, verbose_name=_("机关"))
    subject = models.CharField(_("对象"), max_length=200)
    instrument = models.CharField(_("文件"), max_length=60)
    provision = models.CharField(_("条款"), max_length=20)
    place = models.CharField(max_length=60, editable=False)
    verdict = models.CharField(_("结论"), max_length=12, choices=Verdict.choices)
    strength = models.CharField(_("强度"), max_length=12)
    message = models.TextField(_("说明"))
    message_en = models.TextField()
    facts: Any = models.JSONField(default=dict)
    missing: Any = models.JSONField(default=list)
    first_seen = models.DateTimeField(_("最初发现"))
    first_source = models.PositiveBigIntegerField()
    last_seen = models.DateTimeField(_("最近发现"))
    last_source = models.PositiveBigIntegerField()
    source_title = models.CharField(_("来源"), max_length=200, blank=True)
    unseen_at = models.DateTimeField(_("不再出现"), null=True)
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.OPEN)
    due_from = models.DateField(null=True)
    due_days = models.PositiveSmallIntegerField(null=True)
    due = models.DateField(_("办理期限"), null=True)
    due_provisional = models.BooleanField(default=False)
    closed_at = models.DateTimeField(_("了结时间"), null=True)

    class Meta:
        verbose_name = _("问题")
        constraints: ClassVar = [_closed_is_dated(CLOSED_STATES, "oversight_finding_closed")]
        indexes: ClassVar = [
            models.Index(fields=["organ", "state", "due"]),
            models.Index(fields=["institution", "organ"]),
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.subject} {self.provision}"

    @property
    def closed(self) -> bool:
        """Whether somebody closed it."""
        return self.state in CLOSED_STATES


class EventQuerySet(models.QuerySet[Any]):
    """Reads only: what happened is neither changed nor deleted."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnly("events are never changed")

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnly("events are never deleted")


class Event(models.Model):
    """Something that happened: who by name and post as text, when, from where to where, why.

    ``account`` tells two persons of one name apart. ``sha256`` runs over all of it with a salt
    and stands in the ledger, where the reason itself does not.
    """

    kind = models.CharField(max_length=20)
    at = models.DateTimeField(_("时间"))
    by_name = models.CharField(_("姓名"), max_length=100)
    by_post = models.CharField(_("岗位"), max_length=200)
    account = models.BigIntegerField(null=True)
    before = models.CharField(max_length=12)
    after = models.CharField(max_length=12)
    reason = models.TextField(_("理由"), blank=True)
    attachment = models.CharField(max_length=200, blank=True)
    attachment_sha256 = models.CharField(max_length=64, blank=True)
    salt = models.CharField(max_length=32)
    sha256 = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only."""
        if not self._state.adding:
            raise AppendOnly("events are never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnly("events are never deleted")


class FindingEvent(Event):
    """One line of a finding's timeline; ``source``: the source that showed or lacked it."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="events")
    source = models.PositiveBigIntegerField(null=True)


class Lead(models.Model):
    """What a person reports (线索): a question, not guilt.

    ``handler`` is the discipline inspection that looks into it. Who reported it stands in the
    ledger's ``Personal`` under ``entry_hash``, with a period; nothing here says who it was.
    """

    reference = models.CharField(_("编号"), max_length=20, unique=True)
    handler = models.ForeignKey(
        Organ, models.PROTECT, related_name="leads_handled", verbose_name=_("受理机关")
    )
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, related_name="leads_about", verbose_name=_("所涉单位")
    )
    subject = models.CharField(_("对象"), max_length=200, blank=True)
    text = models.TextField(_("内容"))
    received = models.DateTimeField(_("收到时间"))
    state = models.CharField(
        _("状态"), max_length=12, choices=LeadState.choices, default=LeadState.RECEIVED
    )
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="leads")
    due_from = models.DateField(null=True)
    due_days = models.PositiveSmallIntegerField(null=True)
    due = models.DateField(_("办理期限"), null=True)
    due_provisional = models.BooleanField(default=False)
    closed_at = models.DateTimeField(_("了结时间"), null=True)
    entry_hash = models.CharField(max_length=64)
    token = models.CharField(max_length=32, unique=True)
    """What the form was sent with, so that sending it twice keeps one lead."""

    class Meta:
        verbose_name = _("线索")
        constraints: ClassVar = [_closed_is_dated(LEAD_CLOSED, "oversight_lead_closed")]

    def __str__(self) -> str:
        return self.reference

    @property
    def closed(self) -> bool:
        """Whether somebody closed it."""
        return self.state in LEAD_CLOSED


class LeadEvent(Event):
    """One line of a lead's timeline."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="events")
