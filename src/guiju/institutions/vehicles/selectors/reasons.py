"""Why a row of a ledger cannot be adopted, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

WORDS = {
    "twice": _("号牌在台账中重复"),
    "no plate": _("号牌不知道"),
    "no class": _("用车类别不知道"),
    "no organ": _("范围内没有单位“%(told)s”"),
    "several organs": _("有几个单位都叫“%(told)s”"),
    "单位类别": _("单位类别与机构树不同，应为%(told)s"),
    "行政层级": _("行政层级与机构树不同，应为%(told)s"),
    "other organ": _("登记册中属于%(told)s，须先办理调拨"),
    "other class": _("登记册中的用车类别是%(told)s"),
    "decided": _("与办理结果不同（%(told)s），须先更正台账或者登记册"),
    "replaced": _("登记册中已更新，待处置"),
}


def why_told(why: Iterable[Sequence[str]]) -> list[str]:
    """Each reason as a sentence."""
    return [str(WORDS[code]) % {"told": told} for code, told in why]
