"""一、 （一） 1. （1） 1） ①: the marks of measures, items and subitems."""

from __future__ import annotations

import re
from collections.abc import Callable

from .kinds import BLANK, CHINESE, Kind, Mark, number_of

_DIGITS = "[0-9０-９]"
_COMMA = re.compile(rf"({CHINESE}){BLANK}[、．.]{BLANK}")
_ROUND = re.compile(
    rf"[（(〔]{BLANK}(?:({CHINESE})|({_DIGITS}{{1,3}})){BLANK}[）)〕]{BLANK}[、.．]?{BLANK}"
    rf"(?!项(?!目)|款(?![项物式待])|(?:[、至和及]|或者?|以及)?第?[（(]{CHINESE}[）)])"
)
_FIGURE = re.compile(rf"({_DIGITS}{{1,3}}){BLANK}(?:[.．、](?!{_DIGITS})|([)）])){BLANK}")
_BEHIND = re.compile(f"{BLANK}[、.．]?{BLANK}")

EXAMPLES = {
    "一、甲": ("comma", 1, "甲"),
    "十二、 甲": ("comma", 12, "甲"),
    "一. 甲": ("comma", 1, "甲"),
    "（一）甲": ("bracket", 1, "甲"),
    "(十一) 甲": ("bracket", 11, "甲"),
    "（ 二 ）、甲": ("bracket", 2, "甲"),
    "㈢甲": ("bracket", 3, "甲"),
    "1. 甲": ("figure", 1, "甲"),
    "2．甲": ("figure", 2, "甲"),
    "3、甲": ("figure", 3, "甲"),
    "１２．甲": ("figure", 12, "甲"),
    "⒊甲": ("figure", 3, "甲"),
    "1.5万": None,
    "“（一）甲": ("bracket", 1, "甲"),
    "“甲": None,
    "（1）甲": ("paren", 1, "甲"),
    "⑵ 甲": ("paren", 2, "甲"),
    "1）甲": ("half", 1, "甲"),
    "③甲": ("circle", 3, "甲"),
    "（2020年）": None,
    "（一）项规定": None,
    "（一）至（三）项": None,
    "（一）、（二）项": None,
    "（一）或者第（二）项": None,
    "（四）及时甲": ("bracket", 4, "及时甲"),
    "（五）项目甲": ("bracket", 5, "项目甲"),
    "（六）（略）": ("bracket", 6, "（略）"),
    "一是甲": None,
    "2020. 甲": None,
    "（甲）": None,
}
"""Lines with kind, number and words of the mark they begin with, or None."""


def _comma(line: str) -> Mark | None:
    match = _COMMA.match(line)
    number = number_of(match[1]) if match else 0
    return Mark(Kind.COMMA, number, match.end(), False) if match and number else None


def _round(line: str) -> Mark | None:
    match = _ROUND.match(line)
    if match is None:
        return None
    kind = Kind.BRACKET if match[1] else Kind.PAREN
    number = number_of(match[1] or match[2])
    return Mark(kind, number, match.end()) if number else None


def _quoted(line: str) -> Mark | None:
    """“（一）甲: an item of a quoted article, each paragraph of which begins with the mark “."""
    mark = _round(line[1:40])
    return mark._replace(behind=mark.behind + 1) if mark and mark.kind is Kind.BRACKET else None


def _figure(line: str) -> Mark | None:
    match = _FIGURE.match(line)
    number = number_of(match[1]) if match else 0
    kind = Kind.HALF if match and match[2] else Kind.FIGURE
    return Mark(kind, number, match.end(), False) if match and number else None


def _single(kind: Kind, first: str) -> Callable[[str], Mark | None]:
    """The reader of marks that are one character: ①, ⑴, ㈠, ⒈."""

    def find(line: str) -> Mark | None:
        behind = _BEHIND.match(line, 1)
        return Mark(kind, ord(line[0]) - ord(first) + 1, behind.end() if behind else 1)

    return find


def _run(first: str, count: int) -> list[str]:
    return [chr(ord(first) + place) for place in range(count)]


FIRST: dict[str, Callable[[str], Mark | None]] = (
    dict.fromkeys("〇一二三四五六七八九十百", _comma)
    | dict.fromkeys("（(〔", _round)
    | {"“": _quoted}
    | dict.fromkeys("0123456789０１２３４５６７８９", _figure)
    | dict.fromkeys(_run("①", 20), _single(Kind.CIRCLE, "①"))
    | dict.fromkeys(_run("⑴", 20), _single(Kind.PAREN, "⑴"))
    | dict.fromkeys(_run("⒈", 20), _single(Kind.FIGURE, "⒈"))
    | dict.fromkeys(_run("㈠", 10), _single(Kind.BRACKET, "㈠"))
)
"""The readers of marks by the first character of the line."""
