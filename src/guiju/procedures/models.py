"""Cases under a procedure: where they stand, every step taken, limits, suspensions, delegation."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from guiju.ledger.models import AppendOnly
from guiju.organs.models import Account, Organ, Post, Role

ALGORITHM = "sha256"
"""The hash over what a step says."""


class Case(models.Model):
    """One case: its organ and number, the version it began with, where it stands, its facts.

    ``as_of``: the day by whose rules it is judged, the day it began. ``facts``: canonical JSON,
    ``{"facts": …, "related": …}`` as people type them. ``account``: who handed it in as the
    applicant; None where a clerk took in paper. ``steps`` counts the steps, and so tells two
    who act at once apart.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("机关"))
    year = models.PositiveSmallIntegerField(_("年份"))
    number = models.PositiveIntegerField(_("序号"))
    reference = models.CharField(_("编号"), max_length=20)
    procedure = models.CharField(_("程序"), max_length=100)
    version = models.DateField(_("程序版本"))
    as_of = models.DateField(_("按此日的规则"))
    state = models.CharField(_("状态"), max_length=60)
    final = models.BooleanField(_("已办结"), default=False)
    facts = models.TextField(_("事实"))
    subject = models.CharField(_("对象"), max_length=200, blank=True)
    applicant = models.CharField(_("申请人"), max_length=320)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    paper = models.BooleanField(_("纸质申请"), default=False)
    opened = models.DateTimeField(_("申请时间"))
    since = models.DateTimeField(_("进入此状态的时间"))
    due = models.DateField(_("到期日"), null=True)
    suspended = models.BooleanField(_("中止"), default=False)
    steps = models.PositiveIntegerField(default=0)
    token = models.CharField(max_length=32, null=True)
    """What a form was sent with, so that sending it twice begins one case."""

    class Meta:
        verbose_name = _("办理事项")
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "year", "number"], name="procedures_case_number"
            ),
            models.UniqueConstraint(
                fields=["organ", "reference"], name="procedures_case_reference"
            ),
            models.UniqueConstraint(fields=["organ", "token"], name="procedures_case_once"),
        ]
        indexes = [
            models.Index(fields=["organ", "-opened"]),
            models.Index(fields=["procedure", "state"]),
            # What a list of many organs is sorted by: the first page is read off the index.
            models.Index(fields=["-opened", "-id"]),
            models.Index(fields=["due"]),
            models.Index(fields=["year", "number"]),
            models.Index(fields=["subject"]),
            models.Index(fields=["state"]),
        ]

    def __str__(self) -> str:
        return f"{self.organ} {self.reference}"

    @property
    def given(self) -> dict[str, Any]:
        """Facts and related records as they are typed."""
        content: dict[str, Any] = json.loads(self.facts)
        return content

    def taken(self) -> list[Step]:
        """Every step, the first one first; read once, and again where more were taken since."""
        known: list[Step] | None = self.__dict__.get(_TAKEN)
        if known is None or len(known) != self.steps:
            known = list(self.history.order_by("number")) if self.pk else []
            self.__dict__[_TAKEN] = known
        return known

    def took(self, step: Step) -> None:
        """A step of this case was written just now."""
        before = self.taken()
        self.steps = step.number
        before.append(step)


_TAKEN = "_taken"


class KeptQuerySet(models.QuerySet["Step"]):
    """Reads only: what was done is neither changed nor deleted."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnly("steps are never changed")

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnly("steps are never deleted")


class Kind(models.TextChoices):
    """What a step was."""

    OPEN = "open", _("申请")
    STEP = "step", _("办理")
    SIGNATURE = "signature", _("会签")
    CLOCK = "clock", _("到期自动记录")
    SUSPEND = "suspend", _("中止")
    RESUME = "resume", _("恢复")


class Step(models.Model):
    """One step, as it was taken: who, when, which, why, from where to where, on what decision.

    ``by_post`` and ``by_name`` are text of that time; ``signer`` says as which post of the
    definition a countersignature counts (role and relation). ``content`` is the canonical text
    over which ``sha256`` runs, with a salt; the columns repeat what is searched.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="history")
    number = models.PositiveIntegerField(_("序号"))
    kind = models.CharField(_("种类"), max_length=12, choices=Kind.choices)
    transition = models.CharField(_("步骤"), max_length=60)
    source = models.CharField(_("原状态"), max_length=60, blank=True)
    target = models.CharField(_("新状态"), max_length=60)
    at = models.DateTimeField(_("时间"))
    by_name = models.CharField(_("姓名"), max_length=100)
    by_post = models.CharField(_("岗位"), max_length=200)
    for_post = models.CharField(_("代行的岗位"), max_length=200, blank=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    signer = models.CharField(max_length=80, blank=True)
    content = models.TextField(_("内容"))
    sha256 = models.CharField("SHA-256", max_length=64)

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("步骤")
        constraints = [
            # Two steps of one number would be two decisions at once.
            models.UniqueConstraint(fields=["case", "number"], name="procedures_step_number")
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.number} {self.transition}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only."""
        if not self._state.adding:
            raise AppendOnly("steps are never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnly("steps are never deleted")

    @property
    def told(self) -> dict[str, Any]:
        """Everything that was written down: reason, judgements, entries, receipt, facts."""
        content: dict[str, Any] = json.loads(self.content)
        return content


class DueState(models.TextChoices):
    """What became of a limit."""

    RUNNING = "running", _("进行中")
    MET = "met", _("按期")
    LATE = "late", _("逾期完成")
    LAPSED = "lapsed", _("已届满")
    SUSPENDED = "suspended", _("中止")


class Due(models.Model):
    """A limit that a step set running: from which event, until when, and why that day."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="dues")
    state = models.CharField(_("状态"), max_length=60)
    event = models.CharField(_("起算事件"), max_length=60)
    start = models.DateField(_("起算日"))
    date = models.DateField(_("到期日"))
    provisional = models.BooleanField(_("暂定"), default=False)
    counted = models.TextField(_("怎样算出"))
    counted_en = models.TextField(_("怎样算出（英文）"))
    status = models.CharField(max_length=12, choices=DueState.choices, default=DueState.RUNNING)

    class Meta:
        verbose_name = _("期限")
        indexes = [models.Index(fields=["status", "date"])]

    def __str__(self) -> str:
        return f"{self.case} {self.date}"


class Suspension(models.Model):
    """Days that count for no limit: from the day a case was suspended to that before it goes on."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="suspensions")
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True)
    reason = models.TextField(_("理由"))

    class Meta:
        verbose_name = _("中止")

    def __str__(self) -> str:
        return f"{self.case} {self.since}–{self.until or ''}"


class Waiting(models.Model):
    """Who has to act on a case now: written with each step, so that an inbox is one look-up."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="waiting")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    role = models.CharField(max_length=32, choices=Role.choices)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organ", "role"], name="procedures_waiting_once"
            )
        ]
        indexes = [models.Index(fields=["organ", "role", "since"])]

    def __str__(self) -> str:
        return f"{self.organ} {self.role}: {self.case}"


class Told(models.Model):
    """A role of an organ that was told of a step (抄送、备案), and who took note of it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="told")
    step = models.ForeignKey(Step, models.PROTECT, related_name="told_to")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    role = models.CharField(max_length=32, choices=Role.choices)
    noted = models.DateTimeField(_("知悉时间"), null=True)
    noted_by = models.CharField(_("知悉人"), max_length=320, blank=True)

    class Meta:
        verbose_name = _("抄送")
        indexes = [models.Index(fields=["organ", "role", "noted"])]

    def __str__(self) -> str:
        return f"{self.organ} {self.role}: {self.step}"


class Delegation(models.Model):
    """A post acts for another from a day to a day (委托代行): for all procedures or for one."""

    giver = models.ForeignKey(
        Post, models.PROTECT, related_name="given", verbose_name=_("委托岗位")
    )
    taker = models.ForeignKey(
        Post, models.PROTECT, related_name="taken", verbose_name=_("代行岗位")
    )
    since = models.DateField(_("自"))
    until = models.DateField(_("至"))
    procedure = models.CharField(_("程序"), max_length=100, blank=True)
    reason = models.TextField(_("理由"))
    ended = models.DateField(_("提前结束"), null=True)

    class Meta:
        verbose_name = _("委托代行")

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker} {self.since}–{self.until}"


def entry_subject(case: Case) -> str:
    """What a case is called in the chain of its organ."""
    return f"case {case.reference}"
