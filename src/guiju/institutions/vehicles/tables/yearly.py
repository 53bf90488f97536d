"""The table of a yearly plan."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.pages.tables import Table
from guiju.rules import printed

from ..selectors.yearly import Planned

_NUMBER = {"td": {"class": "number"}}


class PlanTable(Table):
    """What the plan of a year has taken in: one line a case."""

    organ = tables.Column(
        verbose_name=_("单位"), accessor="case__organ", order_by="case__organ__path"
    )
    reference = tables.Column(
        verbose_name=_("编号"),
        accessor="case__reference",
        linkify=(
            "procedures:detail",
            {"code": tables.A("case__organ__code"), "reference": tables.A("case__reference")},
        ),
    )
    subject = tables.Column(verbose_name=_("申请事项"), accessor="case__subject")
    vehicle_class = tables.Column(verbose_name=_("用车类别"))
    body = tables.Column(verbose_name=_("车型"))
    power = tables.Column(verbose_name=_("动力类型"))
    renews = tables.Column(verbose_name=_("配备或者更新"))
    count = tables.Column(verbose_name=_("辆数"), attrs=_NUMBER, empty_values=())
    price = tables.Column(verbose_name=_("计划单价（元）"), attrs=_NUMBER, empty_values=())
    money = tables.Column(verbose_name=_("计划金额（元）"), attrs=_NUMBER, empty_values=())
    budget = tables.Column(verbose_name=_("预算指标文号"))
    state = tables.Column(verbose_name=_("办理情况"))

    class Meta:
        empty_text = _("这一年的计划没有列入任何事项")

    def render_renews(self, value: bool) -> str:
        """Another car, or one in place of another."""
        return translate("更新") if value else translate("新增配备")

    def render_count(self, record: Planned) -> str:
        """The number; never nought for what is not known."""
        return unknown() if record.count is None else str(record.count)

    def render_price(self, record: Planned) -> str:
        """In yuan."""
        return money(record.price)

    def render_money(self, record: Planned) -> str:
        """In yuan."""
        return money(record.money)

    def value_count(self, record: Planned) -> Any:
        """The number, in files."""
        return self.render_count(record)

    def value_price(self, record: Planned) -> str:
        """In yuan, in files too."""
        return self.render_price(record)

    def value_money(self, record: Planned) -> str:
        """In yuan, in files too."""
        return self.render_money(record)


def unknown() -> str:
    """What is not known."""
    return translate("不知道")


def money(fen: int | None) -> str:
    """An amount in yuan; what is not known is said."""
    return unknown() if fen is None else printed(fen, "元")
