"""The tables of the register and of the quota."""

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from guiju.pages.tables import Table
from guiju.rules import printed

from ..models import Car, QuotaAccount


class CarTable(Table):
    """The cars of a scope."""

    plate = tables.Column(
        verbose_name=_("号牌号码"), linkify=("vehicles:car", {"pk": tables.A("pk")})
    )
    organ = tables.Column(verbose_name=_("使用单位"), order_by="organ__path")
    price = tables.Column(verbose_name=_("价格（元）"), attrs={"td": {"class": "number"}})
    bought = tables.DateColumn(verbose_name=_("购置日期"), format="Y-m-d")

    class Meta:
        model = Car
        fields = (
            "plate",
            "organ",
            "vehicle_class",
            "body",
            "model",
            "power",
            "price",
            "bought",
            "state",
        )
        empty_text = _("登记册中没有符合的车辆")

    def render_price(self, value: int) -> str:
        """In yuan."""
        return printed(value, "元")

    def value_price(self, value: int) -> str:
        """In yuan, in files too."""
        return printed(value, "元")


class QuotaTable(Table):
    """The accounts of a scope."""

    organ = tables.Column(verbose_name=_("单位"), order_by="organ__path")
    vehicle_class = tables.Column(linkify=("vehicles:account", {"pk": tables.A("pk")}))
    free_places = tables.Column(verbose_name=_("空余"), attrs={"td": {"class": "number"}})

    class Meta:
        model = QuotaAccount
        fields = (
            "organ",
            "vehicle_class",
            "authorised",
            "held",
            "pending",
            "frozen",
            "free_places",
            "approval",
        )
        empty_text = _("还没有登记编制")

    def render_free_places(self, value: int) -> str:
        """The figure; beyond the number with sign and word."""
        if value >= 0:
            return str(value)
        told = translate("超出 %(count)s") % {"count": -value}
        return format_html(
            '<span class="verdict breach"><span aria-hidden="true">✕</span> {}</span>', told
        )

    def value_free_places(self, value: Any) -> Any:
        """The figure, in files."""
        return value
