"""Official texts as they were imported: files, works with their versions, provisions, citations."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class TextFile(models.Model):
    """A file as it came in (文件): its bytes, never changed, and what belongs to no document.

    ``leftovers`` are ``[kind, start, end]`` in characters of the decoded file. ``read`` is None
    until everything in it is stored.
    """

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    name = models.CharField(_("文件名"), max_length=200)
    content = models.BinaryField()
    characters = models.PositiveIntegerField(_("字数"), default=0)
    leftovers: Any = models.JSONField(default=list)
    imported_by = models.CharField(_("导入人"), max_length=320)
    imported = models.DateTimeField(_("导入时间"))
    read = models.DateTimeField(_("读完时间"), null=True)

    class Meta:
        verbose_name = _("官方文本文件")

    def __str__(self) -> str:
        return self.name


class Work(models.Model):
    """A work (文本): what is cited by one number or title, in whatever versions there are.

    ``key`` is the hash of what tells it from other works; ``slug`` stands in its addresses.
    """

    key = models.CharField(max_length=64, unique=True)
    slug = models.CharField(max_length=120, unique=True)
    number = models.CharField(_("文号"), max_length=200, blank=True)
    title = models.TextField(_("标题"))
    issuer = models.CharField(_("发文机关"), max_length=400, blank=True)
    kind = models.CharField(_("文种"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("官方文本")
        indexes = [models.Index(fields=["kind"]), models.Index(fields=["number"])]

    def __str__(self) -> str:
        return self.title


class WorkName(models.Model):
    """A name by which texts cite a work: number, title, short title; without white space."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="names")
    name = models.CharField(max_length=400, db_index=True)

    class Meta:
        verbose_name = _("官方文本的名称")
        constraints = [models.UniqueConstraint(fields=["work", "name"], name="library_name_once")]

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """A version (版本) of a work, by its date of effect, as one file prints it.

    ``label`` is that date (or that of signature, or ``undated``), with ``~2`` for another wording
    of the same day; ``since`` the day from which it is in force, None where no date is printed.
    Spans are counted in characters of the file. ``digest`` is the hash of the restored wording.
    """

    work = models.ForeignKey(Work, models.PROTECT, related_name="versions")
    label = models.CharField(_("版本"), max_length=20)
    since = models.DateField(_("施行日期"), null=True)
    title = models.TextField(_("标题"))
    date = models.CharField(max_length=10, blank=True)
    effective = models.CharField(max_length=10, blank=True)
    addressees = models.TextField(_("主送"), blank=True)
    annex_of = models.CharField(_("随文印发于"), max_length=400, blank=True)
    dates: Any = models.JSONField(default=list)
    attachments: Any = models.JSONField(default=list)
    tables: Any = models.JSONField(default=list)
    flags: Any = models.JSONField(default=list)
    digest = models.CharField("SHA-256", max_length=64)
    file = models.ForeignKey(TextFile, models.PROTECT, related_name="versions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    parts: Any = models.JSONField(default=list)

    class Meta:
        verbose_name = _("官方文本的版本")
        constraints = [
            models.UniqueConstraint(fields=["work", "label"], name="library_version_label"),
            models.UniqueConstraint(fields=["work", "digest"], name="library_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.work} {self.label}"


class Printing(models.Model):
    """The same version printed once more, in another place or another file."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="printings")
    file = models.ForeignKey(TextFile, models.PROTECT, related_name="printings")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("另一处刊印")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "file", "start"], name="library_printing_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.file}"


class Clause(models.Model):
    """A provision of a version (条、款、项、目): its restored wording, where it stands, its hash.

    ``pieces`` are the spans of the wording without its label.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="clauses")
    place = models.PositiveIntegerField()
    address = models.CharField(_("地址"), max_length=60)
    label = models.CharField(_("条款"), max_length=120)
    chapter = models.TextField(_("章节"), blank=True)
    heading = models.TextField(_("条标题"), blank=True)
    text = models.TextField(_("原文"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    pieces: Any = models.JSONField(default=list)
    wording = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = _("官方文本的条款")
        constraints = [
            models.UniqueConstraint(fields=["version", "address"], name="library_clause_address"),
            models.UniqueConstraint(fields=["version", "place"], name="library_clause_place"),
        ]

    def __str__(self) -> str:
        return self.label


class Citation(models.Model):
    """One cited provision (or, with an empty address, a whole work): a link in both directions.

    ``name`` is what the text calls the work; ``work`` the imported work of that name, the own one
    where ``own``. ``first`` to ``last`` stands in the clause's wording, ``start`` to ``end`` in
    the file.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="citations")
    clause = models.ForeignKey(Clause, models.CASCADE, null=True, related_name="citations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    first = models.PositiveIntegerField(null=True)
    last = models.PositiveIntegerField(null=True)
    text = models.TextField(_("引用"))
    name = models.CharField(_("被引用的文本"), max_length=400, blank=True)
    own = models.BooleanField(default=False)
    address = models.CharField(_("地址"), max_length=60, blank=True)
    work = models.ForeignKey(Work, models.SET_NULL, null=True, related_name="cited_in")

    class Meta:
        verbose_name = _("引用")
        indexes = [models.Index(fields=["work", "address"]), models.Index(fields=["name"])]

    def __str__(self) -> str:
        return self.text


class Quantity(models.Model):
    """A quantity (数量): money, measure, share, count, date or time limit, with its exact value."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="quantities")
    clause = models.ForeignKey(Clause, models.CASCADE, null=True, related_name="quantities")
    kind = models.CharField(_("种类"), max_length=12)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField(_("原文"))
    value = models.CharField(_("数值"), max_length=100)
    unit = models.CharField(_("单位"), max_length=40, blank=True)
    direction = models.CharField(_("方向"), max_length=30, blank=True)
    event = models.TextField(_("起算"), blank=True)

    class Meta:
        verbose_name = _("数量")
        indexes = [models.Index(fields=["version", "kind"])]

    def __str__(self) -> str:
        return self.text
