"""One regulation in articles 第N条 read into its paragraphs and items.

A blank line begins a paragraph only where the line before has ended: a page break inside a
sentence does not. A line after a list of items begins a new paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .addresses import Address
from .numerals import NUMERAL, from_chinese
from .wording import restored, wording_hash

_CHAPTER = re.compile(rf"第{NUMERAL}[章节]\s.*")
_ARTICLE = re.compile(rf"第({NUMERAL})条(?:之({NUMERAL}))?\s+(.*)", re.DOTALL)
_ITEM = re.compile(rf"(?:[-•]\s*)?[（(]({NUMERAL})[）)]\s*(.*)", re.DOTALL)
_ENDS = "。：！？”"


@dataclass(frozen=True)
class Wording:
    """A provision as worded: a paragraph without its items, or an item; without its label."""

    address: Address
    chapter: str
    text: str

    @property
    def hash(self) -> str:
        """The hash of the wording."""
        return wording_hash(self.text)


@dataclass
class _Place:
    article: tuple[int, int, int] = (0, 0, 1)
    paragraph: int = 0
    item: int = 0
    chapter: str = ""

    def address(self) -> Address:
        item = ((self.item, 0, 1),) if self.item else ()
        return Address((self.article, (self.paragraph, 0, 1), *item))


def read_articles(text: str) -> list[Wording]:
    """Every paragraph and item of a regulation in the order of the text."""
    found: list[Wording] = []
    place = _Place()
    for block in _blocks(text):
        if _CHAPTER.fullmatch(block):
            place.chapter = re.sub(r"\s+", " ", block).strip()
        elif article := _ARTICLE.fullmatch(block):
            inserted = from_chinese(article[2]) if article[2] else 0
            place.article = (from_chinese(article[1]), inserted, 1)
            place.paragraph, place.item = 1, 0
            found.append(Wording(place.address(), place.chapter, restored(article[3])))
        elif item := _ITEM.fullmatch(block):
            place.item = from_chinese(item[1])
            found.append(Wording(place.address(), place.chapter, restored(item[2])))
        elif found and _goes_on(found[-1], place):
            last = found.pop()
            found.append(Wording(last.address, last.chapter, last.text + restored(block)))
        elif found:
            place.paragraph, place.item = place.paragraph + 1, 0
            found.append(Wording(place.address(), place.chapter, restored(block)))
    return found


def _goes_on(last: Wording, place: _Place) -> bool:
    """Whether the next line still belongs to the provision read last."""
    ended = last.text.endswith(tuple(_ENDS)) or (place.item and last.text.endswith("；"))
    return not ended


def _blocks(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.strip():
            yield line.strip()
