"""The table of elections."""

from __future__ import annotations

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from guiju.pages.tables import Table

from .models import Election


class ElectionTable(Table):
    """The elections of a scope."""

    title = tables.Column(verbose_name=_("名称"))
    organ = tables.Column(verbose_name=_("组织"), order_by="organ__path")
    kind = tables.Column(verbose_name=_("选举事项"), accessor="kind_told", order_by="kind")
    round = tables.Column(verbose_name=_("轮次"), accessor="get_round_display", order_by="round")
    day = tables.Column(verbose_name=_("选举日期"))
    state = tables.Column(verbose_name=_("状态"), accessor="get_state_display", order_by="state")
    code = tables.Column(verbose_name=_("选举代码"))

    class Meta:
        model = Election
        fields = ("title", "organ", "kind", "round", "day", "state", "code")
        empty_text = _("没有选举")

    def render_title(self, record: Election, value: str) -> str:
        """A link to the election."""
        link = reverse("elections:election", args=[record.pk])
        return format_html('<a href="{}">{}</a>', link, value)

    def render_day(self, value: object) -> str:
        """The day as people write it in forms."""
        return f"{value:%Y-%m-%d}"
