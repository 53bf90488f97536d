"""The tables of the kernel rooms' pages."""

import datetime as dt
import json
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from guiju.jobs.models import Job
from guiju.ledger.actions import sentence
from guiju.ledger.models import Entry
from guiju.organs.models import Account, Organ, Token
from guiju.organs.tokens import serves
from guiju.pages.tables import Table


class JobTable(Table):
    """Jobs with their state and progress."""

    title = tables.Column(verbose_name=_("名称"), linkify=("jobs:detail", {"pk": tables.A("pk")}))
    state = tables.Column(verbose_name=_("状态"), accessor="get_state_display", order_by="state")
    created = tables.DateTimeColumn(verbose_name=_("提交时间"), format="Y-m-d H:i")

    class Meta:
        model = Job
        fields = ("title", "organ", "state", "rows_done", "rows_total", "created")
        order_by = ("-created", "-id")
        empty_text = _("没有后台任务")


class OrganTable(Table):
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


class AccountTable(Table):
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

    def render_last_login(self, value: dt.datetime | None) -> str:
        """To the minute in the city's time; a dash where nobody has signed in yet."""
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else "—"


class TokenTable(Table):
    """The tokens of an organ with their state; nothing of a token but its first signs."""

    mark = tables.Column(verbose_name=_("开头"))
    account = tables.Column(verbose_name=_("姓名"), order_by="account__name")
    post = tables.Column(verbose_name=_("岗位"), accessor="post__title")
    until = tables.DateColumn(verbose_name=_("有效期至"), format="Y-m-d")
    state = tables.Column(verbose_name=_("状态"), empty_values=(), orderable=False)

    class Meta:
        model = Token
        fields = ("mark", "purpose", "post", "account", "hands_in", "until", "last_used")
        sequence = (*fields, "state")
        empty_text = _("没有签发过令牌")

    def __init__(self, *args: Any, own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._own = own

    def render_mark(self, value: str) -> str:
        """Its first signs."""
        return f"{value}…"

    def render_hands_in(self, value: bool) -> str:
        """Reads only, or hands in."""
        return str(_("读取和提出申请") if value else _("只读取"))

    def render_last_used(self, value: dt.datetime) -> str:
        """To the minute in the city's time."""
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"

    def render_state(self, record: Token) -> str:
        """Revoked, no longer serving, or serving with the way to revoke it."""
        if record.revoked is not None:
            return str(_("已撤销"))
        if not serves(record):
            return str(_("已失效"))
        place = reverse("organs:token-revoke", args=[record.post.organ.code, record.pk])
        if self._own:
            place = reverse("my-token-revoke", args=[record.pk])
        return format_html('{}：<a href="{}">{}</a>', _("有效"), place, _("撤销"))

    def value_state(self, record: Token) -> str:
        """The same for a file."""
        if record.revoked is not None:
            return str(_("已撤销"))
        return str(_("有效") if serves(record) else _("已失效"))


class EntryTable(Table):
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
