"""What rules say in two languages, told in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language, gettext

from guiju.rules import Day, Fact, Provision, Records
from guiju.rules.errors import RuleError, nearest
from guiju.rules.standards import in_english as unit_in_english
from guiju.rules.tables.fields import accepted


def in_english() -> bool:
    """Whether the page is in English."""
    return (get_language() or "").startswith("en")


def said(chinese: str, english: str) -> str:
    """One of two wordings; Chinese where there is no English."""
    return english if english and in_english() else chinese


def fact_name(fact: Fact | Records) -> str:
    """What a fact, or a kind of related records, is called."""
    return said(fact.title if isinstance(fact, Records) else fact.key, fact.english)


def cited(provision: Provision) -> str:
    """The place of a provision: 第七条第一款, or 7/1 in English."""
    return said(provision.label, str(provision))


def format_told(fact: Fact) -> str:
    """What may be typed for a fact."""
    what = accepted(fact)
    example = ", such as 2020-03-01" if isinstance(fact, Day) else ""
    return said(what.chinese, unit_in_english(what.english) + example)


def expected(fact: Fact) -> str:
    """What is said where something else was typed."""
    return gettext("应为 %(format)s") % {"format": format_told(fact)}


def unknown_name(name: str, names: list[str]) -> str:
    """What is said of a name that nothing has, and the nearest that something has."""
    near = nearest(name, names)
    return gettext("没有这个名称：%(name)s。最接近的是：%(near)s") % {"name": name, "near": near}


def refused(error: RuleError) -> str:
    """What a rule refuses, in one sentence."""
    told = {"where": error.where, "value": error.value, "expected": error.expected}
    return gettext("%(where)s：不能是 %(value)s，应为 %(expected)s") % told
