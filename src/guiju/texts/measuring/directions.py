"""Which way a figure bounds: 以上, 以内, 不超过, 多于 … before or behind it."""

from __future__ import annotations

import re

from .rules import Direction

_BEFORE: tuple[tuple[str, Direction], ...] = (
    (
        "不得超过|不得高于|不得多于|不得大于|不能超过|不应超过|不超过|不超出|未超过|没有超过|不高于|不多于|不大于|最多为?|至多为?|最高不?为?|最长不?|最大不?|小于等于|小于或等于|≤|控制在|限于",
        "at most, inclusive",
    ),
    (
        "不得少于|不得低于|不得小于|不得不足|不应少于|不应低于|不能少于|不能低于|不少于|不低于|不小于|不短于|不得短于|至少为?|最少为?|最低为?|大于等于|大于或等于|≥|达到",
        "at least, inclusive",
    ),
    ("恰好为?|正好为?|等于", "exactly"),
    ("多于|超过|超出|高于|大于|逾|长于|突破|＞|>", "more than"),
    ("未达到|未达|不足|未满|不满|低于|少于|小于|短于|不到|＜|<", "less than"),
)
_DIRECTIONS: dict[str, Direction] = {
    f"before_{place}": direction for place, (_, direction) in enumerate(_BEFORE)
}
_PATTERNS = "|".join(f"(?P<before_{place}>{words})" for place, (words, _) in enumerate(_BEFORE))
BEFORE = re.compile(
    rf"(?:{_PATTERNS})(?P<between>[^，。；：（）“”\d]{{0,14}}的|每\w{{1,3}})?(?:人民币|共计?|约)?$"
)
_AT_THE_END = re.compile(
    "(?:(?P<least>至少|最少|不少于)|(?P<most>至多|最多))[^，。；：、（）“”0-9]{1,8}$"
)
BEHIND = re.compile(
    r"(?P<noted>[（(](?P<no>不)?(?:含|包括)(?:本数|本级|\w{0,8})?[）)])?(?:(?P<least>(?:及|或者?)?以上)(?P<short>(?:的)?(?:不足|不满|未满)(?=\d|[一二三四五六七八九十百]))?"
    r"|(?P<most>(?:及|或者?)?以[下内]|之内|内(?![部容地设外侧控存政阁涵陆资贸径])|为限|为上限)"
    r"|(?P<more>之外|以外))"
)
NOTE = re.compile(r"[（(](?:不含|不包括|含|包括)(?P<what>本数|本级|\w{0,8})?[）)]")
_STRICT: dict[Direction, Direction] = {
    "at least, inclusive": "more than",
    "at most, inclusive": "less than",
}


def before(text: str, start: int) -> tuple[Direction | None, int]:
    """The direction that stands before ``start``, and where the quantity begins with it."""
    window = text[max(0, start - 24) : start]
    match = BEFORE.search(window)
    if match is None:
        return _loosely(window), start
    direction = next(d for name, d in _DIRECTIONS.items() if match[name])
    adjacent = not match["between"]
    return direction, start - len(window) + match.start() if adjacent else start


def _loosely(window: str) -> Direction | None:
    """至少检测1次: a verb stands between the word and its figure."""
    match = _AT_THE_END.search(window)
    if match is None:
        return None
    return "at least, inclusive" if match["least"] else "at most, inclusive"


def behind(text: str, end: int) -> tuple[Direction | None, int]:
    """The direction that stands from ``end`` on, and where the quantity ends with it."""
    match = BEHIND.match(text, end)
    if match is None or match["more"]:
        return None, end
    direction: Direction = "at least, inclusive" if match["least"] else "at most, inclusive"
    finish = match.end("least") if match["least"] else match.end()
    if match["no"]:
        direction = _STRICT[direction]
    elif note := NOTE.match(text, finish):
        finish = note.end()
        if note.group()[1] == "不":
            direction = _STRICT[direction]
    return direction, finish
