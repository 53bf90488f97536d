"""The row of a piece of long work."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from guiju.clock import now
from guiju.organs.models import Organ


class State(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("等待")
    RUNNING = "running", _("进行中")
    DONE = "done", _("完成")
    FAILED = "failed", _("失败")
    CANCELLED = "cancelled", _("已取消")


class Job(models.Model):
    """A piece of long work (任务): its progress in rows, where it goes on, who runs it."""

    kind = models.CharField(_("种类"), max_length=60)
    title = models.CharField(_("名称"), max_length=200)
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, verbose_name=_("机关"))
    created_by = models.CharField(_("提交人"), max_length=200)
    arguments: Any = models.JSONField(default=dict)
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.WAITING)
    rows_done = models.PositiveIntegerField(_("已完成行数"), default=0)
    rows_total = models.PositiveIntegerField(_("总行数"), null=True)
    stage = models.CharField(_("阶段"), max_length=100, blank=True)
    cursor: Any = models.JSONField(default=dict)
    result: Any = models.JSONField(default=dict)
    error = models.TextField(_("错误"), blank=True)
    worker = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    cancel_requested = models.BooleanField(default=False)
    created = models.DateTimeField(_("提交时间"), default=now, editable=False)
    started = models.DateTimeField(_("开始时间"), null=True)
    ended = models.DateTimeField(_("结束时间"), null=True)

    class Meta:
        verbose_name = _("后台任务")
        indexes = [models.Index(fields=["state", "lease_until"])]

    def __str__(self) -> str:
        return self.title

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in (State.DONE, State.FAILED, State.CANCELLED)

    @property
    def percent(self) -> int:
        """Whole hundredths of the rows done; 0 while the total is not known."""
        return 0 if not self.rows_total else min(100, self.rows_done * 100 // self.rows_total)


class Worker(models.Model):
    """A worker process and when it was last seen."""

    name = models.CharField(max_length=100, primary_key=True)
    seen = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
