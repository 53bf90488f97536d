"""What a mark is: its kind, its number, and where the words behind it begin."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from ...numerals import NUMERAL
from ...numerals import number_of as printed_number

BLANK = r"[ \t\u3000\xa0\u2000-\u200b]*"
CHINESE = NUMERAL[:-1] + "{1,9}"
"""A numeral; longer ones are none, so that no text makes a number without end."""
FIGURES = "[0-9０-９]{1,4}"
MOST = 9999


class Kind(Enum):
    """第一编, 第一章, 第一节, 第一条, then 一、 （一） 1. （1） 1） ①."""

    BOOK = "book"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    COMMA = "comma"
    BRACKET = "bracket"
    FIGURE = "figure"
    PAREN = "paren"
    HALF = "half"
    CIRCLE = "circle"

    __hash__ = object.__hash__


class Mark(NamedTuple):
    """A mark at the head of a line.

    ``behind`` counts the characters of the line before the words that follow the mark; ``sure``
    marks stand nowhere else, the others are so short that a broken line may begin with one.
    """

    kind: Kind
    number: int
    behind: int
    sure: bool = True
    inserted: int = 0


def number_of(text: str) -> int:
    """The number in a mark, in figures or as a numeral; 0 where it is none that counts."""
    number = printed_number(text)
    return number if number <= MOST else 0
