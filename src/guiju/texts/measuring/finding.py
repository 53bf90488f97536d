"""All quantities of a restored text: the rules in their order, directions, ranges and events."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import directions
from .counts import COUNT
from .dates import DATE
from .figures import NUMBER, folded
from .limits import LIMIT, event_before
from .measures import MEASURE
from .money import MONEY
from .rules import Direction, Found, Rule, Value
from .shares import SHARE

RULES: tuple[Rule, ...] = (DATE, SHARE, MONEY, LIMIT, MEASURE, COUNT)
_ONE = re.compile("|".join(f"(?P<rule_{i}>{rule.pattern})" for i, rule in enumerate(RULES)))
_RANGE = re.compile(rf"(?P<low>{NUMBER})(?P<sign>%)?(?:[-~]{{1,2}}|至|到)(?={NUMBER})")
_BEGINS = re.compile(r"[\d零〇一二两三四五六七八九十百千半万]")
_ORDINAL = re.compile(r"(?:[第初周这那某]|(?<!以)[上下]|星期|礼拜|[A-Za-z]|\d[.]?)$")
_IN_WORDS = re.compile(r"[每前同当本]$")
_FIGURE = re.compile(rf"{NUMBER}|.", re.DOTALL)
_LEADING = re.compile(rf"^{NUMBER}")
_HOURS = {"小时", "分钟", "周"}
_QUOTED_WORDS = re.compile(r"[“‘][^\d]")
_LONGEST = 200
"""Characters; what is longer is noise and no quantity (Python converts no 4,300 digits)."""


def find(printed: str) -> list[Found]:
    """The quantities of a restored text in the order of the text."""
    text = folded(printed)
    return list(_found(text, printed))


def _found(text: str, printed: str) -> Iterator[Found]:
    place = 0
    while start := _BEGINS.search(text, place):
        at = start.start()
        span = _RANGE.match(text, at)
        match = _ONE.match(text, span.end()) if span else None
        whole = _ONE.match(text, at)
        if span and match and not (whole and whole.end() >= match.end()) and _counts(text, at):
            yield from _range(text, printed, span, match)
            place = match.end()
            continue
        value = _value(text, whole) if whole and _counts(text, at) else None
        if whole is None or value is None:
            place = _behind(text, at)
            continue
        found = _quantity(text, printed, at, whole, value)
        yield found
        place = max(found.end, whole.end())


def _behind(text: str, at: int) -> int:
    """Behind the figure at ``at``, which was no quantity."""
    figure = _FIGURE.match(text, at)
    return figure.end() if figure else at + 1


def _counts(text: str, at: int) -> bool:
    """Whether a figure can begin here: no ordinal, no part of a word, no slogan in quotes."""
    before = text[max(0, at - 2) : at]
    if _ORDINAL.search(before) or _QUOTED_WORDS.match(text, max(0, at - 1)):
        return False
    return not (
        _IN_WORDS.search(before)
        and not text[at].isdigit()
        and text[at + 1 : at + 2] in "年个届名款条项次人"
    )


def _rule(match: re.Match[str]) -> Rule:
    return next(rule for i, rule in enumerate(RULES) if match[f"rule_{i}"] is not None)


def _value(text: str, match: re.Match[str]) -> Value | None:
    return _rule(match).read(match) if len(match.group()) <= _LONGEST else None


def _quantity(text: str, printed: str, at: int, match: re.Match[str], value: Value) -> Found:
    rule = _rule(match)
    start, end = at, match.end()
    direction: Direction | None = None
    if rule.directed:
        direction, end = directions.behind(text, end)
        if direction is None:
            direction, start = directions.before(text, at)
    if value == ("1/2", "") and text[at - 1 : at] == "过":
        direction, start = "more than", at - 1
    event = event_before(text, at) if rule.kind == "time limit" or value[1] in _HOURS else None
    return Found(rule.kind, start, end, printed[start:end], *value, direction, event)


def _range(text: str, printed: str, span: re.Match[str], match: re.Match[str]) -> Iterator[Found]:
    """400至800名: from 400 on and up to 800, both included."""
    high = _value(text, match)
    if high is None:
        return
    rule = _rule(match)
    tail = _LEADING.sub("", match.group(), count=1)
    low_match = _ONE.match(span["low"] + tail)
    low = _value(text, low_match) if low_match and _rule(low_match) is rule else None
    start, end = span.start(), match.end()
    event = event_before(text, start) if rule.kind == "time limit" else None
    if low:
        yield Found(rule.kind, start, end, printed[start:end], *low, "at least, inclusive", event)
    yield Found(rule.kind, start, end, printed[start:end], *high, "at most, inclusive", event)
