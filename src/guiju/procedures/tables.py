"""The tables of an inbox and of cases: where each stands, when it is due and why."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.pages.tables import Table

from .dates import running
from .models import Case, Waiting
from .words import definition_of, procedure_title, state_title


def link(case: Case) -> str:
    """A case's reference, leading to it."""
    place = reverse("procedures:detail", args=[case.organ.code, case.reference])
    return format_html('<a href="{}">{}</a>', place, case.reference)


def due_html(case: Case) -> str:
    """The due date; why it is that day opens below it."""
    if case.suspended:
        return translate("中止中")
    found = None if case.final else running(case, definition_of(case))
    if found is None:
        return "—"
    sign = (
        format_html('<strong class="verdict breach">✕ {}</strong> ', translate("已过期"))
        if (found.over)
        else ""
    )
    more = translate("（暂定）") if found.provisional else ""
    lines = format_html_join("", "<li>{}</li>", ((line,) for line in found.counted))
    return format_html(
        "{}<details><summary>{}{}</summary><p>{}；{}</p><ul>{}</ul></details>",
        sign,
        found.date.isoformat(),
        more,
        found.text,
        found.by,
        lines,
    )


def due_text(case: Case) -> str:
    """The same for a file: the date alone."""
    return case.due.isoformat() if case.due else ""


class CaseTable(Table):
    """The cases of a scope."""

    reference = tables.Column(verbose_name=_("编号"))
    procedure = tables.Column(verbose_name=_("程序"))
    subject = tables.Column(verbose_name=_("对象"))
    organ = tables.Column(verbose_name=_("机关"), order_by="organ__path")
    state = tables.Column(verbose_name=_("状态"))
    opened = tables.DateTimeColumn(verbose_name=_("申请时间"), format="Y-m-d")
    due = tables.Column(verbose_name=_("到期日"), empty_values=())

    class Meta:
        empty_text = _("没有办理事项")

    def render_reference(self, record: Case) -> str:
        """A link to the case."""
        return link(record)

    def value_reference(self, record: Case) -> str:
        """The reference alone, for a file."""
        return record.reference

    def render_procedure(self, record: Case) -> str:
        """The name of the procedure."""
        return procedure_title(definition_of(record))

    def render_state(self, record: Case) -> str:
        """Where it stands."""
        return state_title(definition_of(record), record.state)

    def render_due(self, record: Case) -> str:
        """When it is due and why."""
        return due_html(record)

    def value_due(self, record: Case) -> str:
        """When it is due, for a file."""
        return due_text(record)

    def order_reference(self, queryset: Any, is_descending: bool) -> Any:
        """By year and number."""
        sign = "-" if is_descending else ""
        return queryset.order_by(f"{sign}year", f"{sign}number", "organ__path"), True


class InboxTable(Table):
    """What waits for a post."""

    reference = tables.Column(accessor="case__reference", verbose_name=_("编号"))
    procedure = tables.Column(accessor="case__procedure", verbose_name=_("程序"))
    subject = tables.Column(accessor="case__subject", verbose_name=_("对象"))
    organ = tables.Column(
        accessor="case__organ", verbose_name=_("申请单位"), order_by="case__organ__path"
    )
    state = tables.Column(accessor="case__state", verbose_name=_("状态"))
    since = tables.DateTimeColumn(verbose_name=_("等待自"), format="Y-m-d")
    due = tables.Column(accessor="case__due", verbose_name=_("到期日"), empty_values=())

    class Meta:
        empty_text = _("没有待办的事项")

    def render_reference(self, record: Waiting) -> str:
        """A link to the case."""
        return link(record.case)

    def value_reference(self, record: Waiting) -> str:
        """The reference alone, for a file."""
        return record.case.reference

    def render_procedure(self, record: Waiting) -> str:
        """The name of the procedure."""
        return procedure_title(definition_of(record.case))

    def render_state(self, record: Waiting) -> str:
        """Where it stands."""
        return state_title(definition_of(record.case), record.case.state)

    def render_due(self, record: Waiting) -> str:
        """When it is due and why."""
        return due_html(record.case)

    def value_due(self, record: Waiting) -> str:
        """When it is due, for a file."""
        return due_text(record.case)
