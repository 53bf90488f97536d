"""Shares: 20%, 3‰, 百分之五, 三分之二, 5个百分点, 半数, 一倍."""

from __future__ import annotations

import re
from fractions import Fraction

from .figures import NUMBER, decimal, value_of
from .rules import Rule, Value

_PATTERN = (
    rf"(?P<share>{NUMBER})(?P<sign>%|‰|个百分点|倍(?![数率加增]))"
    rf"|(?P<of>百|千|万)分之(?P<parts>{NUMBER})"
    rf"|(?P<whole>{NUMBER})分之(?P<part>{NUMBER})"
    r"|(?P<half>半数|(?<=[过满])半(?![年月天日数个小径自导])|一半)"
)
_OF = {"百": "%", "千": "‰"}


def _read(match: re.Match[str]) -> Value | None:
    if match["half"]:
        return "1/2", ""
    if match["share"]:
        sign = match["sign"]
        return decimal(value_of(match["share"])), "百分点" if sign == "个百分点" else sign
    if match["of"] == "万":
        share = value_of(match["parts"]) / 10000
        return f"{share.numerator}/{share.denominator}", ""
    if match["of"]:
        return decimal(value_of(match["parts"])), _OF[match["of"]]
    whole = value_of(match["whole"])
    if not whole:
        return None
    share = Fraction(value_of(match["part"]), whole)
    return f"{share.numerator}/{share.denominator}", ""


SHARE = Rule("share", _PATTERN, _read)
