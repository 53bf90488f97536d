"""The tables of the kernel rooms' pages."""

import datetime as dt
import json

import django_tables2 as tables
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guiju.jobs.models import Job
from guiju.ledger.actions import sentence
from guiju.ledger.models import Entry
from guiju.organs.models import Account, Organ


class JobTable(tables.Table):
    """Jobs with their state and progress."""

    title = tables.Column(verbose_name=_("名称"), linkify=("jobs:detail", {"pk": tables.A("pk")}))
    state = tables.Column(verbose_name=_("状态"), accessor="get_state_display", order_by="state")
    created = tables.DateTimeColumn(verbose_name=_("提交时间"), format="Y-m-d H:i")

    class Meta:
        model = Job
        fields = ("title", "organ", "state", "rows_done", "rows_total", "created")
        order_by = ("-created", "-id")
        empty_text = _("没有后台任务")


class OrganTable(tables.Table):
    """Organs in the order of the tree."""

    name = tables.Column(
        verbose_name=_("名称"), linkify=("organs:detail", {"code": tables.A("code")})
    )
    parent = tables.Column(verbose_name=_("上级机关"))
    post_count = tables.Column(verbose_name=_("岗位数"))

    class Meta:
        model = Organ
        fields = ("name", "code", "level", "category", "parent", "post_count", "ended")
        empty_text = _("没有符合的机关")


class AccountTable(tables.Table):
    """Accounts with their state."""

    username = tables.Column(
        verbose_name=_("用户名"), linkify=("organs:account", {"pk": tables.A("pk")})
    )
    is_active = tables.Column(verbose_name=_("状态"))

    class Meta:
        model = Account
        fields = ("username", "name", "is_active", "last_login")
        empty_text = _("没有符合的账号")

    def render_is_active(self, value: bool, record: Account) -> str:
        """In use, closed, or waiting for its owner's own password."""
        if not value:
            return str(_("已停用"))
        return str(_("须更改密码") if record.must_change_password else _("启用"))

    def render_last_login(self, value: dt.datetime) -> str:
        """To the minute in the city's time."""
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"


class EntryTable(tables.Table):
    """Entries of the chains: when, who, what, on whom, why."""

    at = tables.Column(verbose_name=_("时间"))
    chain = tables.Column(verbose_name=_("链"))
    number = tables.Column(verbose_name=_("序号"))
    action = tables.Column(verbose_name=_("动作"))
    reason = tables.Column(verbose_name=_("原因"), empty_values=(), orderable=False)

    class Meta:
        model = Entry
        fields = ("at", "chain", "number", "actor_post", "actor_name", "action", "subject")
        sequence = (*fields, "reason")
        empty_text = _("没有记录")

    def render_at(self, value: str) -> str:
        """To the second in the city's time; the chain keeps the rest, in UTC."""
        return f"{timezone.localtime(dt.datetime.fromisoformat(value)):%Y-%m-%d %H:%M:%S}"

    def render_action(self, value: str) -> str:
        """The action's sentence."""
        return sentence(value)

    def render_reason(self, record: Entry) -> str:
        """The reason as the entry's content says it."""
        return str(json.loads(record.content).get("reason") or "")
