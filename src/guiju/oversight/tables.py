"""The tables of findings and leads."""

import datetime as dt
from typing import Any

import django_tables2 as tables
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju import clock
from guiju.pages.tables import Table

from .models import Finding, Lead
from .words import article, message

_SIGNS = {"breach": "✕", "unknown": "？"}


def verdict_html(finding: Finding) -> str:
    """A verdict as sign and word."""
    return format_html(
        '<span class="verdict {}"><span aria-hidden="true">{}</span> {}</span>',
        finding.verdict,
        _SIGNS.get(finding.verdict, ""),
        finding.get_verdict_display(),
    )


def due_text(one: Finding | Lead, value: dt.date) -> str:
    """The day, and in words whether it is past or may still change."""
    told = value.isoformat()
    if value < clock.today():
        return translate("%(day)s（已超期）") % {"day": told}
    return translate("%(day)s（暂定）") % {"day": told} if one.due_provisional else told


class _DueTable(Table):
    """What has a date by which something is due; closed ones last, whichever way it is sorted."""

    due = tables.Column(verbose_name=_("办理期限"))

    def render_due(self, record: Any, value: dt.date) -> str:
        """The day in words."""
        return due_text(record, value)

    def order_due(self, queryset: Any, is_descending: bool) -> Any:
        """By day, what has none last."""
        day = F("due")
        by = day.desc(nulls_last=True) if is_descending else day.asc(nulls_last=True)
        return queryset.order_by(by, "pk"), True


class FindingTable(_DueTable):
    """The findings of a scope."""

    pk = tables.Column(verbose_name=_("编号"), order_by="pk")
    organ = tables.Column(verbose_name=_("机关"), order_by="organ__path")
    provision = tables.Column(verbose_name=_("条款"), order_by=("instrument", "place"))
    message = tables.Column(verbose_name=_("发现"), orderable=False)
    state = tables.Column(verbose_name=_("状态"), accessor="state")

    class Meta:
        model = Finding
        fields = ("pk", "organ", "subject", "provision", "verdict", "message", "state", "due")
        empty_text = _("没有问题")

    def render_pk(self, value: int) -> str:
        """A link to the finding."""
        return format_html('<a href="{}">{}</a>', reverse("oversight:finding", args=[value]), value)

    def render_provision(self, record: Finding) -> str:
        """A link to the article's page."""
        link = reverse("library:provision", args=[record.instrument, record.provision])
        told = article(record.instrument, record.provision)
        return format_html('<a href="{}">{}</a>', link, told)

    def render_verdict(self, record: Finding) -> str:
        """Sign and word."""
        return verdict_html(record)

    def render_message(self, record: Finding) -> str:
        """What was found."""
        return message(record)

    def render_state(self, record: Finding) -> str:
        """The state, and whether it is no longer seen."""
        told = record.get_state_display()
        if record.unseen_at is not None and not record.closed:
            return translate("%(state)s（新的台账中不再出现）") % {"state": told}
        return told


class LeadTable(_DueTable):
    """The leads of a discipline inspection."""

    reference = tables.Column(verbose_name=_("编号"))
    organ = tables.Column(verbose_name=_("所涉单位"), order_by="organ__path")
    received = tables.Column(verbose_name=_("收到时间"))
    state = tables.Column(verbose_name=_("状态"), accessor="get_state_display", order_by="state")

    class Meta:
        model = Lead
        fields = ("reference", "organ", "subject", "received", "state", "due")
        empty_text = _("没有线索")

    def render_reference(self, record: Lead, value: str) -> str:
        """A link to the lead."""
        link = reverse("oversight:lead", args=[record.pk])
        return format_html('<a href="{}">{}</a>', link, value)

    def render_received(self, value: dt.datetime) -> str:
        """To the minute."""
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
