"""The table of kept decisions."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from guiju.pages.tables import Table
from guiju.rules.answers import money

from .models import Receipt
from .words import rule_title, verdict_look, verdict_word


def verdict_html(verdict: str) -> str:
    """A verdict as sign and word."""
    look, sign = verdict_look(verdict)
    return format_html(
        '<span class="verdict {}"><span aria-hidden="true">{}</span> {}</span>',
        look,
        sign,
        verdict_word(verdict),
    )


class ReceiptTable(Table):
    """The receipts of a scope."""

    organ = tables.Column(verbose_name=_("机关"), order_by="organ__path")
    made = tables.DateTimeColumn(verbose_name=_("作出时间"), format="Y-m-d H:i")

    class Meta:
        model = Receipt
        fields = ("reference", "organ", "rule", "subject", "verdict", "amount", "made", "made_by")
        empty_text = _("没有保存的决定")

    def render_reference(self, value: str, record: Receipt) -> str:
        """A link to the receipt."""
        link = reverse("cases:detail", args=[record.organ.code, value])
        return format_html('<a href="{}">{}</a>', link, value)

    def render_rule(self, value: str) -> str:
        """What the rule decides."""
        return rule_title(value)

    def render_verdict(self, value: str) -> str:
        """Sign and word."""
        return verdict_html(value)

    def render_amount(self, value: int) -> str:
        """In yuan."""
        return money(value) or ""

    def order_reference(self, queryset: Any, is_descending: bool) -> Any:
        """By year and number."""
        sign = "-" if is_descending else ""
        return queryset.order_by(f"{sign}year", f"{sign}number", "organ__path"), True
