"""What came of an election: the result as decided, and the hash of the package that proves it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .elections import Election


class Outcome(models.Model):
    """The result (结果) in the form of ``elections count --json``, kept as it was decided."""

    election = models.OneToOneField(Election, models.PROTECT, related_name="outcome")
    result: Any = models.JSONField()
    rules_version = models.CharField(max_length=60)
    package_sha256 = models.CharField(_("证明包的指纹"), max_length=64)
    decided_at = models.DateTimeField(_("判定时间"))

    class Meta:
        verbose_name = _("选举结果")

    def __str__(self) -> str:
        return str(self.election)


class Package(models.Model):
    """The package that proves a result (证明包), byte for byte as it was hashed.

    It has single ballots; it leaves only under the seal of two scrutineers.
    """

    election = models.OneToOneField(Election, models.PROTECT, related_name="package")
    data = models.BinaryField(editable=False)

    class Meta:
        verbose_name = _("证明包")

    def __str__(self) -> str:
        return str(self.election)
