"""The tree of organs, the posts in them, the people and the dates they hold a post."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Administrative level (行政层级)."""

    REGION = "自治区", _("自治区")
    CITY = "市", _("市")
    COUNTY = "县", _("县")
    TOWN = "乡", _("乡")


class Category(models.TextChoices):
    """Category of an organ (单位类别), as the vehicle ledger names them."""

    PARTY = "党的机关", _("党的机关")
    CONGRESS = "人大机关", _("人大机关")
    ADMINISTRATION = "行政机关", _("行政机关")
    CONFERENCE = "政协机关", _("政协机关")
    SUPERVISION = "监察机关", _("监察机关")
    COURT = "审判机关", _("审判机关")
    PROCURATORATE = "检察机关", _("检察机关")
    MASS_ORGANISATION = "人民团体", _("人民团体")
    CIVIL_SERVANT_INSTITUTION = "参公事业单位", _("参公事业单位")
    DEMOCRATIC_PARTY = "民主党派机关", _("民主党派机关")
    DIRECT_INSTITUTION = "直属事业单位", _("直属事业单位")
    SUBORDINATE_INSTITUTION = "所属事业单位", _("所属事业单位")
    ENTERPRISE = "企业", _("企业")


class Role(models.TextChoices):
    """What a post is there for."""

    USING_CLERK = "using_clerk", _("用车单位经办")
    AUTHORITY = "vehicle_authority", _("公务用车主管部门经办")
    FINANCE = "finance", _("财政部门经办")
    DISCIPLINE = "discipline", _("纪检监察")
    ADMINISTRATOR = "administrator", _("系统管理员")
    ELECTION_SECRETARY = "election_secretary", _("选举工作人员")
    CHAIR = "chair", _("会议主持人")
    SCRUTINEER = "scrutineer", _("监票人")
    COUNTER = "counter", _("计票人")


ELECTION_ROLES = (Role.ELECTION_SECRETARY, Role.CHAIR, Role.SCRUTINEER, Role.COUNTER)
"""Who works at the elections of an organ, and at nothing else."""


class Organ(models.Model):
    """An organ (机关): a government, a department, an institution; one tree."""

    code = models.CharField(_("代码"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=100)
    level = models.CharField(_("行政层级"), max_length=8, choices=Level.choices)
    category = models.CharField(_("单位类别"), max_length=20, choices=Category.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children",
        verbose_name=_("上级机关"),
    )  # fmt: skip
    path = models.CharField(max_length=400, editable=False, db_index=True)
    ended = models.DateField(_("撤销日期"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("机关")
        ordering: ClassVar = ["path"]

    def __str__(self) -> str:
        return self.name

    @property
    def depth(self) -> int:
        """How many organs stand above."""
        return self.path.count("/") - 1


class Post(models.Model):
    """A post (岗位) in an organ."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="posts", verbose_name=_("机关"))
    role = models.CharField(_("职责"), max_length=32, choices=Role.choices)
    title = models.CharField(_("岗位名称"), max_length=100)
    demo = models.BooleanField(_("演示一键登录"), default=False)

    class Meta:
        verbose_name = _("岗位")
        constraints = [models.UniqueConstraint(fields=["organ", "title"], name="organs_post_title")]

    def __str__(self) -> str:
        return f"{self.organ.name} {self.title}"


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; services write their history."""

    def create_user(self, username: str, name: str, password: str | None = None) -> Account:
        """An account with a hashed password, or with none that can be used."""
        account = self.model(username=username, name=name)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person who signs in."""

    username = models.CharField(_("用户名"), max_length=60, unique=True)
    name = models.CharField(_("姓名"), max_length=60)
    is_active = models.BooleanField(_("启用"), default=True)
    must_change_password = models.BooleanField(_("须更改密码"), default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = AccountManager()

    class Meta:
        verbose_name = _("账号")

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name."""
        return self.name


class Tenure(models.Model):
    """A person in a post, from a day to a day (任职); an open end is None."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="tenures")
    post = models.ForeignKey(Post, models.PROTECT, related_name="tenures", verbose_name=_("岗位"))
    since = models.DateField(_("自"))
    until = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        verbose_name = _("任职")

    def __str__(self) -> str:
        return f"{self.account} {self.post.title} {self.since}–{self.until or ''}"


class Token(models.Model):
    """What a program shows to act in a post (接口令牌): issued to the named person who holds it.

    Only a hash of the token is kept; ``mark`` are its first signs, by which people know it again.
    ``until`` is the last day on which it serves. ``hands_in``: it may hand in applications;
    otherwise it reads.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="tokens")
    post = models.ForeignKey(Post, models.PROTECT, related_name="tokens", verbose_name=_("岗位"))
    purpose = models.CharField(_("用途"), max_length=200)
    hands_in = models.BooleanField(_("可以提出申请"), default=False)
    mark = models.CharField(_("开头"), max_length=12)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    issued = models.DateTimeField(_("签发时间"))
    issued_by = models.CharField(_("签发人"), max_length=320)
    until = models.DateField(_("有效期至"))
    revoked = models.DateTimeField(_("撤销时间"), null=True)
    revoked_by = models.CharField(_("撤销人"), max_length=320, blank=True)
    last_used = models.DateTimeField(_("上次使用"), null=True)

    class Meta:
        verbose_name = _("接口令牌")

    def __str__(self) -> str:
        return f"{self.mark}… {self.purpose}"


class Attempt(models.Model):
    """Failed sign-ins, counted by a keyed hash of who or where; no name, no address."""

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last = models.DateTimeField()

    def __str__(self) -> str:
        return self.key[:8]


class Setting(models.Model):
    """What is said of the whole installation (``demo``: made by the demo)."""

    key = models.CharField(max_length=40, primary_key=True)
    value: Any = models.JSONField()

    def __str__(self) -> str:
        return self.key
