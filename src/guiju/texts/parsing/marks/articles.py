"""第七条, 第二十条之一, 第 7 条: the head of an article, with or without a blank behind it."""

from __future__ import annotations

import re

from .kinds import BLANK, CHINESE, FIGURES, Kind, Mark, number_of

_MARK = re.compile(
    rf"第{BLANK}({CHINESE}|{FIGURES}){BLANK}条(?:{BLANK}之{BLANK}({CHINESE})(?![、条款项章节]))?"
    rf"([ \t\u3000\xa0\u2000-\u200b：:]*)"
)
_CITING = re.compile(
    "[的、，。；）)》”]|规定|所(?:称|列|述|规|指)|第[^ ，。]{1,6}[款项目]|[前上]款"
    "|中(?=[，的规所“])|(?:[和与及至]|以?及|或者?)(?=[第本前上])"
)

EXAMPLES = {
    "第一条 为了甲": ("article", 1, 0, True, "为了甲"),
    "第一条　为了甲": ("article", 1, 0, True, "为了甲"),
    "第一条为了甲": ("article", 1, 0, False, "为了甲"),
    "第十条：甲": ("article", 10, 0, True, "甲"),
    "第一千零三十九条 甲": ("article", 1039, 0, True, "甲"),
    "第二十条之一 甲": ("article", 20, 1, True, "甲"),
    "第二十条之一甲": ("article", 20, 1, False, "甲"),
    "第 七 条 甲": ("article", 7, 0, True, "甲"),
    "第12条 甲": ("article", 12, 0, True, "甲"),
    "第七条": ("article", 7, 0, True, ""),
    "第七条 第三条规定的甲": ("article", 7, 0, True, "第三条规定的甲"),
    "第七条规定的甲": None,
    "第七条、第八条的甲": None,
    "第七条第二款的甲": None,
    "第七条 第二款的甲": ("article", 7, 0, False, "第二款的甲"),
    "第七条所称甲": None,
    "第七条中规定的甲": None,
    "第七条和第八条的甲": None,
    "第七条中国甲": ("article", 7, 0, False, "中国甲"),
    "第〇条 甲": None,
    "第七款 甲": None,
}
"""Lines with kind, number, inserted number, sureness and words of the mark, or None."""


def article_mark(line: str) -> Mark | None:
    """The mark of an article; None where the line rather cites one."""
    match = _MARK.match(line)
    if match is None:
        return None
    number, behind = number_of(match[1]), match.end()
    inserted = number_of(match[2]) if match[2] else 0
    spaced = bool(match[3]) or behind == len(line)
    cites = _CITING.match(line, behind) is not None
    if not number or (cites and not spaced) or (match[2] and not inserted):
        return None
    return Mark(Kind.ARTICLE, number, behind, spaced and not cites, inserted)
