"""The tables of a check."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guiju.pages.tables import Table
from guiju.pages.templatetags.guiju import STRENGTHS, VERDICTS

from ..models import CellProblem, Check, CheckedRow, CheckFinding
from ..rulebook.instrument import OUTLINE


def provision_word(address: str) -> str:
    """A provision as the language of the page names it: 第七条第二款, or 7/2."""
    return address if get_language() == "en" else OUTLINE[address].label


def verdict_html(value: str) -> str:
    """A verdict as sign and word."""
    word, sign = VERDICTS[value]
    return format_html(
        '<span class="verdict {}"><span aria-hidden="true">{}</span> {}</span>', value, sign, word
    )


class CheckTable(Table):
    """The checks of a scope."""

    file_name = tables.Column(
        verbose_name=_("文件名"), linkify=("vehicles:check", {"pk": tables.A("pk")})
    )
    state = tables.Column(
        verbose_name=_("状态"), accessor="job__get_state_display", order_by="job__state"
    )
    created = tables.DateTimeColumn(verbose_name=_("提交时间"), format="Y-m-d H:i")

    class Meta:
        model = Check
        fields = (
            "file_name",
            "organ",
            "created",
            "state",
            "rows",
            "breach",
            "unknown",
            "conforming",
        )
        order_by = ("-created", "-id")
        empty_text = _("还没有核对过台账")


class FindingTable(Table):
    """Findings with the row, the car, the provision and the sentence."""

    number = tables.Column(verbose_name=_("行"))
    verdict = tables.Column(verbose_name=_("结论"))
    strength = tables.Column(verbose_name=_("强度"))

    class Meta:
        model = CheckFinding
        fields = ("number", "subject", "organ", "provision", "verdict", "strength", "message")
        empty_text = _("没有发现")

    def __init__(self, *args: Any, check: Check, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._check = check

    def render_subject(self, value: str, record: CheckFinding) -> str:
        """A link to the row."""
        if record.number is None:
            return value
        link = reverse("vehicles:row", args=[self._check.pk, record.number])
        return format_html('<a href="{}">{}</a>', link, value)

    def render_verdict(self, record: CheckFinding) -> str:
        """Sign and word."""
        return verdict_html(record.verdict)

    def render_provision(self, value: str) -> str:
        """By its name in the language of the page."""
        return provision_word(value)

    def value_provision(self, value: str) -> str:
        """An exported list keeps the address."""
        return value

    def render_strength(self, value: str) -> Any:
        """In words."""
        return STRENGTHS[value]

    def render_message(self, record: CheckFinding) -> str:
        """In the language of the page."""
        return record.message_en if get_language() == "en" else record.message

    def order_provision(self, queryset: Any, is_descending: bool) -> Any:
        """In the order of the articles."""
        return queryset.order_by("-place" if is_descending else "place", "number"), True


class RowTable(Table):
    """The rows of a ledger with their verdict."""

    number = tables.Column(verbose_name=_("行"))
    verdict = tables.Column(verbose_name=_("结论"))

    class Meta:
        model = CheckedRow
        fields = ("number", "subject", "organ", "verdict")
        empty_text = _("没有符合的行")

    def render_subject(self, value: str, record: CheckedRow) -> str:
        """A link to the row."""
        link = reverse("vehicles:row", args=[record.ledger_id, record.number])
        return format_html('<a href="{}">{}</a>', link, value)

    def render_verdict(self, record: CheckedRow) -> str:
        """Sign and word."""
        return verdict_html(record.verdict)


class ProblemTable(Table):
    """Cells that could not be used."""

    accepted = tables.Column(verbose_name=_("应为"), accessor="expected", orderable=False)

    class Meta:
        model = CellProblem
        fields = ("sheet", "number", "column", "value", "accepted")
        empty_text = _("没有填写问题")

    def render_accepted(self, record: CellProblem) -> str:
        """In the language of the page."""
        return record.expected_en if get_language() == "en" else record.expected
