"""Entries of the chains, their heads, the heads kept by the organ above, and what is personal."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnly(Exception):
    """History was to be changed or deleted."""


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reads only: history is neither changed nor deleted."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnly("ledger entries are never changed")

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnly("ledger entries are never deleted")


class Entry(models.Model):
    """One entry: the canonical text over which its hash runs, and columns to search by.

    The columns repeat what the text says; `verify` compares them.
    """

    chain = models.CharField(_("链"), max_length=64)
    number = models.PositiveBigIntegerField(_("序号"))
    at = models.CharField(_("时间"), max_length=32)
    action = models.CharField(_("动作"), max_length=80)
    subject = models.CharField(_("对象"), max_length=200)
    actor_name = models.CharField(_("姓名"), max_length=100)
    actor_post = models.CharField(_("岗位"), max_length=200)
    content = models.TextField(_("内容"))
    algorithm = models.CharField(_("算法"), max_length=16)
    previous = models.CharField(_("前一哈希"), max_length=64)
    hash = models.CharField(_("哈希"), max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("台账记录")
        # The entries of one case or one car, among millions.
        indexes = [models.Index(fields=["subject", "chain"], name="ledger_entry_subject")]
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="ledger_entry_number"),
            # Two entries after the same one would be a fork.
            models.UniqueConstraint(fields=["chain", "previous"], name="ledger_entry_no_fork"),
        ]

    def __str__(self) -> str:
        return f"{self.chain} #{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert only."""
        if not self._state.adding:
            raise AppendOnly("ledger entries are never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnly("ledger entries are never deleted")


class Head(models.Model):
    """The last entry of a chain: the row that a writer locks."""

    chain = models.CharField(_("链"), max_length=64, primary_key=True)
    number = models.PositiveBigIntegerField(_("序号"))
    hash = models.CharField(_("哈希"), max_length=64)

    def __str__(self) -> str:
        return f"{self.chain} #{self.number}"


class KeptHead(models.Model):
    """A chain's head on a day as the organ above keeps it."""

    chain = models.CharField(_("链"), max_length=64)
    day = models.DateField(_("日期"))
    number = models.PositiveBigIntegerField(_("序号"))
    hash = models.CharField(_("哈希"), max_length=64)
    keeper = models.CharField(_("保存机关"), max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "day", "keeper"], name="ledger_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.day}"


class Personal(models.Model):
    """Personal data of an entry: the chain holds only their salted hash; they can be erased."""

    entry_hash = models.CharField(_("哈希"), max_length=64, unique=True)
    salt = models.CharField(_("盐"), max_length=64)
    values = models.TextField(_("内容"))
    kept_until = models.DateField(_("保存至"), null=True, blank=True)

    def __str__(self) -> str:
        return self.entry_hash
