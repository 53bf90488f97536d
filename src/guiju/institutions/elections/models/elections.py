"""An election as set up: numbers, candidates, posts, the people who watch and count."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guiju.organs.models import Account, Organ


class Kind(models.TextChoices):
    """What is elected (选举事项)."""

    DELEGATES = "delegates", _("代表")
    COMMITTEE = "committee", _("委员会委员")
    ALTERNATES = "alternates", _("候补委员")
    JOINT = "committee_and_alternates", _("委员、候补委员一并选举")
    DISCIPLINE = "discipline", _("纪委委员")
    STANDING = "standing", _("常委会委员")
    SECRETARIES = "secretaries", _("书记、副书记")


OF_COMMITTEES = (Kind.STANDING, Kind.SECRETARIES)
"""What the plenary of a committee elects, the discipline commission's as well as the Party's."""


class Round(models.TextChoices):
    """The round of voting (投票轮次)."""

    PRESELECTION = "preselection", _("预选")
    FORMAL = "formal", _("正式选举")
    RUNOFF = "runoff", _("再次投票")
    REPEAT = "repeat", _("重新选举")


class Body(models.TextChoices):
    """Who elects (选举会议)."""

    CONGRESS = "congress", _("代表大会")
    PLENARY = "plenary", _("委员会全体会议")
    UNIT = "unit", _("选举单位")


class State(models.TextChoices):
    """How far an election has come; it only goes forward, or is called off."""

    DRAFT = "draft", _("设置中")
    RELEASED = "released", _("选票已定稿")
    COUNTING = "counting", _("计票中")
    DECIDED = "decided", _("已判定")
    REPORTED = "reported", _("得票已报告")
    ANNOUNCED = "announced", _("名单已宣布")
    CALLED_OFF = "called_off", _("已停止")


class Election(models.Model):
    """One round of one election (选举), with its own ballots.

    ``code`` is printed on every ballot alike. ``present`` and ``issued`` are known at the meeting.
    ``previous`` is the round that this one goes on from. From ``RELEASED`` on, what stands on the
    ballot is frozen. ``commission`` of a standing committee or secretaries: whether they are the
    discipline commission's (第二十三条), None where it was not told.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name=_("组织"))
    title = models.CharField(_("名称"), max_length=200)
    kind = models.CharField(_("选举事项"), max_length=32, choices=Kind.choices)
    round = models.CharField(_("轮次"), max_length=16, choices=Round.choices)
    body = models.CharField(_("选举会议"), max_length=16, choices=Body.choices)
    level = models.CharField(_("组织层级"), max_length=12, default="local")
    commission = models.BooleanField(_("纪律检查委员会的"), null=True, blank=True)
    code = models.CharField(_("选举代码"), max_length=8, unique=True)
    day = models.DateField(_("选举日期"))
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="following"
    )
    seats = models.PositiveIntegerField(_("应选人数"))
    alternate_seats = models.PositiveIntegerField(_("候补委员应选人数"), default=0)
    eligible = models.PositiveIntegerField(_("应到会有选举权人数"))
    present = models.PositiveIntegerField(_("到会人数"), null=True, blank=True)
    issued = models.PositiveIntegerField(_("发出选票数"), null=True, blank=True)
    blank = models.CharField(_("空白格的含义"), max_length=8, default="abstain")
    preselected = models.BooleanField(_("先行差额预选"), default=False)
    assenting = models.PositiveIntegerField(_("同意选举办法人数"), null=True, blank=True)
    standing_done = models.BooleanField(_("常委会委员已经选出"), null=True, blank=True)
    members_done = models.BooleanField(_("委员已经选出"), null=True, blank=True)
    presiding = models.CharField(_("主持人及其受托"), max_length=200, blank=True)
    left_open = models.CharField(_("不再选举的决定"), max_length=320, blank=True)
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.DRAFT)

    class Meta:
        verbose_name = _("选举")
        ordering: ClassVar = ["-day", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(seats__gte=1), name="elections_seats"),
            models.CheckConstraint(
                condition=Q(present=None) | Q(present__lte=F("eligible")),
                name="elections_present",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_told(self) -> str:
        """What is elected in words, a discipline commission's own as such."""
        if self.commission and self.kind in OF_COMMITTEES:
            return str(_("纪委%(kind)s") % {"kind": self.get_kind_display()})
        return str(self.get_kind_display())

    @property
    def nominates(self) -> bool:
        """Whether it is a preselection, or a later round of one (第三十六条第二款)."""
        first = self
        while first.round in (Round.RUNOFF, Round.REPEAT) and first.previous is not None:
            first = first.previous
        return first.round == Round.PRESELECTION


class PostSeats(models.Model):
    """How many persons one post takes (书记 1, 副书记 2)."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="posts")
    post = models.CharField(_("职务"), max_length=40)
    seats = models.PositiveIntegerField(_("应选人数"))

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "post"], name="elections_post"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="elections_post_seats"),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.seats}"


class Candidate(models.Model):
    """A candidate (候选人); ``place`` is that on the ballot, ``approved`` that given above.

    Who withdraws after printing stays on the paper; votes for them are counted and void.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="candidates")
    name = models.CharField(_("姓名"), max_length=60)
    post = models.CharField(_("职务"), max_length=40, blank=True)
    place = models.PositiveIntegerField(_("选票上的次序"), null=True, blank=True)
    approved = models.PositiveIntegerField(_("批准的次序"), null=True, blank=True)
    withdrawn_on = models.DateField(_("退出日期"), null=True, blank=True)
    withdrawn_why = models.CharField(_("退出理由"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["place", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "name"], name="elections_candidate_once"),
            models.UniqueConstraint(fields=["election", "place"], name="elections_place"),
        ]

    def __str__(self) -> str:
        return self.name


class OfficerFunction(models.TextChoices):
    """What somebody does at an election (第二十六、二十八、二十九条)."""

    CHIEF = "chief", _("总监票人")
    DEPUTY = "deputy", _("副总监票人")
    SCRUTINEER = "scrutineer", _("监票人")
    COUNTER = "counter", _("计票人")
    CHAIR = "chair", _("会议主持人")


class Officer(models.Model):
    """Somebody who watches, counts or presides; ``voted_in`` only for scrutineers."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="officers")
    function = models.CharField(_("职责"), max_length=12, choices=OfficerFunction.choices)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("人员"))
    name = models.CharField(_("姓名"), max_length=60)
    voter = models.BooleanField(_("是选举人"), null=True, blank=True)
    voted_in = models.BooleanField(_("经表决通过"), null=True, blank=True)
    named_by = models.CharField(_("提名或指定"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["election", "function", "account"], name="elections_officer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_function_display()} {self.name}"
