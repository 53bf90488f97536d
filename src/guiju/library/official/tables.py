"""The table of imported works."""

from __future__ import annotations

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from guiju.pages.tables import Table

from ..models import Quantity, Work
from .words import direction_word, kind_word


class WorkTable(Table):
    """Works with their number of versions."""

    since = tables.DateColumn(verbose_name=_("施行日期"), format="Y-m-d")
    count = tables.Column(verbose_name=_("版本数"))

    class Meta:
        model = Work
        fields = ("title", "number", "kind", "issuer", "since", "count")
        empty_text = _("没有符合的文本")

    def render_title(self, value: str, record: Work) -> str:
        """A link to the work."""
        link = reverse("library:text", args=[record.slug])
        return format_html('<a href="{}">{}</a>', link, value or record.slug)


class QuantityTable(Table):
    """Quantities of a version with the provisions they stand in."""

    clause = tables.Column(verbose_name=_("条款"), order_by="start", empty_values=())

    class Meta:
        model = Quantity
        fields = ("clause", "kind", "text", "value", "unit", "direction", "event")
        empty_text = _("没有数量或期限")

    def render_clause(self, record: Quantity) -> str:
        """A link to the provision; nothing for what stands in none."""
        clause = record.clause
        if clause is None:
            return "—"
        slug = record.version.work.slug
        link = reverse("library:text-clause", args=[slug, clause.address])
        version = record.version.label
        return format_html('<a href="{}?version={}">{}</a>', link, version, clause.label)

    def render_kind(self, value: str) -> str:
        """In words."""
        return kind_word(value)

    def render_direction(self, value: str) -> str:
        """In words."""
        return direction_word(value)
