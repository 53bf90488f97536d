"""The register of kept decisions: one row a receipt, never changed and never deleted."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from guiju.ledger.models import AppendOnly
from guiju.organs.models import Organ


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    """Reads only: what was decided is neither changed nor deleted."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnly("receipts are never changed")

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnly("receipts are never deleted")


class Receipt(models.Model):
    """One kept decision (收据): the canonical text that is replayed, and columns to search by.

    ``amount`` is in fen, None where there is none or it is not settled. The columns repeat what
    the text says; a replay compares them.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, verbose_name=_("机关"))
    year = models.PositiveSmallIntegerField(_("年份"))
    number = models.PositiveIntegerField(_("序号"))
    reference = models.CharField(_("编号"), max_length=20)
    rule = models.CharField(_("事项"), max_length=100)
    instrument = models.CharField(_("文件"), max_length=60)
    rules_version = models.CharField(_("规则版本"), max_length=60)
    as_of = models.DateField(_("按此日的规则"))
    subject = models.CharField(_("对象"), max_length=200, blank=True)
    verdict = models.CharField(_("结论"), max_length=20)
    amount = models.BigIntegerField(_("金额（元）"), null=True)
    text = models.TextField(_("收据"))
    sha256 = models.CharField("SHA-256", max_length=64)
    made_by = models.CharField(_("经办"), max_length=320)
    made = models.DateTimeField(_("作出时间"))
    token = models.CharField(max_length=32, null=True)
    """What a form was sent with, so that sending it twice keeps one decision."""

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("决定收据")
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "year", "number"], name="cases_receipt_number"
            ),
            models.UniqueConstraint(fields=["organ", "reference"], name="cases_receipt_reference"),
            models.UniqueConstraint(fields=["organ", "token"], name="cases_receipt_once"),
        ]
        indexes = [models.Index(fields=["organ", "rule"]), models.Index(fields=["organ", "made"])]

    def __str__(self) -> str:
        return f"{self.organ} {self.reference}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only."""
        if not self._state.adding:
            raise AppendOnly("receipts are never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnly("receipts are never deleted")

    @property
    def content(self) -> dict[str, Any]:
        """What the receipt says; empty where its text was damaged beyond reading."""
        try:
            content = json.loads(self.text)
        except json.JSONDecodeError:
            return {}
        return content if isinstance(content, dict) else {}
