"""Time limits: 5个工作日, 三十日, 六个月, 一年, 半年, and the event from which they run."""

from __future__ import annotations

import re
from fractions import Fraction

from .figures import NUMBER, decimal, value_of
from .rules import Rule, Value

_PATTERN = (
    rf"(?P<limit>{NUMBER})(?:(?P<halves>个半月|年半)|(?P<days>个?工作日|个自然日|个?月(?!\d|份|{NUMBER}[日号])|(?:日(?!前后|常|元|均|用)|天)|年(?!度|级|满|代|报|检|审|均|月|鉴|龄|度)))"
    r"|(?P<half_year>半年)(?!度)|(?P<half_month>半个月)"
)
_UNITS = {"日": "日", "天": "日", "个自然日": "日", "工作日": "工作日", "个工作日": "工作日"}
_RUNS = (
    re.compile(
        r"(?:自|从)[^，。；：]{1,60}?(?:之日起|起)(?:的)?，?(?:应当)?(?:在|于)?(?:约|满)?$"
        r"|(?<=[在于])[^，。；：]{1,60}?(?:之日起|起)，?$"
    ),
    re.compile(r"[^，。；：、]{1,60}?(?:以|之)?后(?:的)?，?(?:的)?(?:应当)?(?:在|于)?$"),
    re.compile(r"[^。；：]{1,80}?的，(?:[^，。；]{0,30}?)(?:应当|应)?(?:在|于|将)?$"),
)
"""自…之日起, …后, …的: the nearest to the limit counts."""
_LEAD = re.compile(r"^(?:应当|应|须|必须|可以|并)?(?:在|于)?")


def _read(match: re.Match[str]) -> Value | None:
    if match["half_year"]:
        return "6", "个月"
    if match["half_month"]:
        return "0.5", "个月"
    if match["limit"] in ("百", "千"):
        return None
    value = value_of(match["limit"])
    if match["halves"]:
        value += Fraction(1, 2)
        return decimal(value), "个月" if match["halves"] == "个半月" else "年"
    unit = match["days"]
    if unit in ("月", "个月"):
        return (decimal(value), "个月") if unit == "个月" else None
    if unit == "年":
        return (decimal(value), "年") if value < 1000 else None
    return decimal(value), _UNITS[unit]


def event_before(text: str, start: int) -> str | None:
    """The printed condition that the limit at ``start`` runs from, in the same sentence."""
    sentence = max(text.rfind(mark, 0, start) for mark in "。；：")
    before = text[max(sentence + 1, start - 90) : start]
    found = (pattern.search(before) for pattern in _RUNS)
    return next((_bare(match.group()) for match in found if match), None)


def _bare(event: str) -> str:
    """The condition without what leads from it to the limit."""
    if "的，" in event:
        event = event[: event.rindex("的，") + 1]
    event = re.sub(r"(?:应当|应)?(?:在|于|约|满)?$", "", event.rstrip("，"))
    return _LEAD.sub("", event.rstrip("，"), count=1)


LIMIT = Rule("time limit", _PATTERN, _read)
