"""Tags for elections: a link to an article, a mark in words, what came of a person."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..models import Election
from ..rulebook.instrument import OUTLINE, cite
from ..selectors.articles import article_of_list, article_of_rounds
from ..services.acting import reporter
from ..services.sheets import words_of

register = template.Library()

OUTCOMES: dict[str, str | Promise] = {
    "elected": _("当选"),
    "nominated": _("列为正式候选人"),
    "no majority": _("未过半数"),
    "not in the first N": _("过半数，名额已满"),
    "tied": _("票数相等，再次投票"),
    "void": _("选举无效"),
    "withdrawn": _("已退出"),
}
STATES = {
    "holds": (_("符合"), "✓", "conforming"),
    "broken": (_("不符合"), "✕", "breach"),
    "unknown": (_("还不知道"), "？", "unknown"),
}

SENTENCES: dict[str, str | Promise] = {
    "24": _("到会人数不足，不能进行选举"),
    "34/1": _("收回的选票多于发出的选票，选举无效，重新选举"),
    "34/2": _("所选人数多于应选人数"),
}
"""What a result says by a provision, for pages in another language than the one it was kept in."""


def _english() -> bool:
    return (get_language() or "").startswith("en")


@register.filter
def kept(one: Mapping[str, str]) -> str | Promise:
    """A sentence kept with a result, as it was kept; in English what its provision says."""
    told = one.get("step") or one.get("reason", "")
    if not _english():
        return told
    provision = one["provision"]
    return SENTENCES.get(provision) or SENTENCES.get(provision.partition("/")[0]) or told


@register.simple_tag
def article(address: str) -> str:
    """A link to an article of the regulation; nothing where none is meant."""
    if not address:
        return ""
    label = address if _english() else cite(address).label
    link = reverse("library:provision", args=[OUTLINE.instrument, address])
    return format_html('<a class="small" href="{}">{}</a>', link, label)


@register.simple_tag
def checked(state: str) -> str:
    """Whether a check holds: sign and word."""
    word, sign, look = STATES[state]
    text = '<span class="verdict {}"><span aria-hidden="true">{}</span> {}</span>'
    return format_html(text, look, sign, word)


@register.filter
def outcome(code: str) -> str | Promise:
    """What came of a person, in words."""
    return OUTCOMES.get(code, code)


@register.filter
def mark(code: str) -> str:
    """A mark on a sheet, in words."""
    return words_of(str(code))


@register.filter
def known(value: bool | None) -> str | Promise:
    """Yes, no, or not known."""
    return _("不知道") if value is None else _("是") if value else _("否")


@register.filter
def list_article(election: Election) -> str:
    """The article under which the list of those elected stands."""
    return article_of_list(election)


@register.filter
def reporter_of(election: Election) -> str | Promise:
    """Who reports the votes of an election, in words."""
    return reporter(election).label


@register.filter
def rounds_article(election: Election) -> str:
    """The article under which a round follows."""
    return article_of_rounds(election)
