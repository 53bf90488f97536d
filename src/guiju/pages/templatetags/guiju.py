"""Tags and filters for every template: verdicts, labels, links that keep the query."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

register = template.Library()

VERDICTS = {
    "breach": (_("违反"), "✕"),
    "unknown": (_("不能判定"), "？"),
    "conforming": (_("符合"), "✓"),
}
STRENGTHS = {"must": _("应当"), "normally": _("原则上"), "may": _("可以")}


@register.inclusion_tag("pages/partials/verdict.html")
def verdict(value: str) -> dict[str, Any]:
    """A verdict as a word and a sign; colour only repeats them."""
    word, sign = VERDICTS[value]
    return {"value": value, "word": word, "sign": sign}


@register.filter
def strength(value: str) -> Any:
    """How strongly a provision binds, in words."""
    return STRENGTHS.get(value, value)


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changes: Any) -> str:
    """The present query string with some values changed; None drops one."""
    query: QueryDict = context["request"].GET.copy()
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def with_param(context: dict[str, Any], name: str, value: Any) -> str:
    """The present query string with one value changed, its name being a variable."""
    return with_query(context, **{name: value})
