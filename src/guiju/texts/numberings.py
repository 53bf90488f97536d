"""How instruments number what they say: the marks that begin chapters, articles and items."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .numerals import NUMERAL, from_chinese

_IN_BRACKETS = rf"(?:[-•]\s*)?[（(](?P<number>{NUMERAL})[）)]\s*(?P<text>.*)"
_BEFORE_A_COMMA = rf"(?:[-•]\s*)?(?P<number>{NUMERAL})、\s*(?P<text>.*)"


@dataclass(frozen=True)
class Mark:
    """What a line begins with, the number in it and the text behind it.

    ``sure`` marks stand nowhere else. The others are so short that a line broken inside a
    sentence may begin with one (一、二等奖); they count only where a sentence has ended or
    where their number is the next.
    """

    pattern: str
    sure: bool = True

    def match(self, line: str) -> re.Match[str] | None:
        """The mark at the head of a line."""
        return re.fullmatch(self.pattern, line)


@dataclass(frozen=True)
class Numbering:
    """The marks of one manner of numbering; ``headed``: an article may begin with a heading."""

    chapter: Mark | None
    article: Mark
    item: Mark
    headed: bool = False


def number_of(match: re.Match[str]) -> int:
    """The number in a mark, in figures or as a numeral."""
    number = match["number"]
    return int(number) if number.isascii() else from_chinese(number)


def inserted_of(match: re.Match[str]) -> int:
    """1 for an article 之一, 0 where nothing is inserted."""
    inserted = match.groupdict().get("inserted")
    return from_chinese(inserted) if inserted else 0


NUMBERINGS = {
    "articles": Numbering(
        Mark(rf"第(?P<number>{NUMERAL})[章节]\s.*"),
        Mark(rf"第(?P<number>{NUMERAL})条(?:之(?P<inserted>{NUMERAL}))?\s+(?P<text>.*)"),
        Mark(_IN_BRACKETS),
    ),
    "measures": Numbering(
        None,
        Mark(_BEFORE_A_COMMA, sure=False),
        Mark(_IN_BRACKETS),
        headed=True,
    ),
    "bracketed": Numbering(
        Mark(_BEFORE_A_COMMA, sure=False),
        Mark(_IN_BRACKETS),
        Mark(r"(?:[-•]\s*)?(?P<number>\d{1,2})[.．、]\s*(?P<text>\D.*)", sure=False),
    ),
}
"""第七条 with （一）, 五、 with （一）, and （八） with 1. under chapters 三、."""
