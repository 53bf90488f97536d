"""What a step is refused for: a code for programs and tests, a sentence for people."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "not in post": _("%(name)s今天没有担任“%(post)s”，不能以此岗位办理"),
    "wrong post": _("“%(step)s”不由“%(post)s”办理，应由：%(who)s"),
    "delegation over": _("“%(giver)s”的委托只在 %(since)s 至 %(until)s 有效，今天不能代行"),
    "wrong state": _("“%(step)s”不能在“%(state)s”时办理"),
    "stale": _("您看到的页面之后，这个事项已有新的步骤，现在是“%(state)s”。请重新打开再办理"),
    "guard": _("按规则不能办理“%(step)s”：%(why)s"),
    "judgement": _("“%(question)s”须由人判断：请写明结论和理由"),
    "not a judgement": _("没有要回答的问题“%(question)s”"),
    "judged by another": _("“%(fact)s”由%(post)s判断，不由申请人填写"),
    "reason": _("“%(step)s”须写明理由"),
    "entry": _("“%(step)s”须填写“%(entry)s”"),
    "not an entry": _("“%(step)s”没有“%(entry)s”这一项"),
    "own application": _("本人提出的申请，不能由本人办理“%(step)s”"),
    "own paper": _("本人录入的纸质申请，按本市的设置须由另一人办理“%(step)s”"),
    "signed already": _("“%(post)s”已经会签，不能再签一次"),
    "clock back": _("时钟被拨回：最近一步记于 %(last)s，现在却是 %(now)s。请先校准时钟"),
    "suspended": _("事项在中止中，恢复以后才能办理"),
    "not suspended": _("事项没有中止"),
    "cannot suspend": _("“%(state)s”不能由“%(post)s”中止"),
    "no such step": _("“%(state)s”时没有这样的步骤"),
    "no organ": _("没有可以办理“%(step)s”的机关：%(who)s"),
    "ended organ": _("%(organ)s已经撤销，不能再提出申请"),
    "paper": _("“%(post)s”不能代收%(organ)s的纸质申请"),
    "facts": _("申请的内容不能使用：%(why)s"),
    "delegation": _("不能这样委托：%(why)s"),
}


class Refused(ValidationError):
    """A step that is not taken; nothing was written."""

    def __init__(self, code: str, **told: object) -> None:
        super().__init__(SENTENCES[code], code=code, params=told)  # type: ignore[arg-type]
