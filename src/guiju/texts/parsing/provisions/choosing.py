"""Which numbering a document has: articles, measures, bracketed or figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..marks import Kind, Mark

HEADINGS = frozenset((Kind.BOOK, Kind.CHAPTER, Kind.SECTION))
_RUN = 3


@dataclass(frozen=True, slots=True)
class Numbering:
    """``top`` begins an article (``None``: nothing has an address); ``chapter`` a chapter besides
    第一章; ``name`` is that of the labels (see ``Address.label``)."""

    name: str
    top: Kind | None
    chapter: Kind | None = None


ARTICLES = Numbering("articles", Kind.ARTICLE)
CHAPTERED = Numbering("articles", Kind.ARTICLE, Kind.COMMA)
MEASURES = Numbering("measures", Kind.COMMA)
BRACKETED = Numbering("bracketed", Kind.BRACKET, Kind.COMMA)
FIGURES = Numbering("figures", Kind.FIGURE)
NONE = Numbering("none", None)


def numbering_of(marks: Sequence[Mark | None]) -> Numbering:
    """The numbering that the marks of a document speak for."""
    found = [mark for mark in marks if mark]
    kinds = [mark.kind for mark in found]
    if Kind.ARTICLE in kinds and (chosen := _in_articles(found, kinds)):
        return chosen
    if Kind.COMMA in kinds:
        return BRACKETED if _run_on(found) else MEASURES
    for mark in found:
        if mark.kind in (Kind.BRACKET, Kind.FIGURE) and kinds.count(mark.kind) > 1:
            return BRACKETED if mark.kind is Kind.BRACKET else FIGURES
    return NONE


def _in_articles(found: list[Mark], kinds: list[Kind]) -> Numbering | None:
    """Articles, perhaps under chapters 一、; None where 一、 comes first and 第七条 is cited."""
    articles = [mark for mark in found if mark.kind is Kind.ARTICLE]
    first = kinds.index(Kind.ARTICLE)
    if Kind.COMMA not in kinds[:first]:
        sure = any(mark.sure or mark.number == 1 for mark in articles)
        return ARTICLES if sure or _run(articles, articles[0].number) >= _RUN else None
    run = _run(articles, 1)
    return CHAPTERED if run >= _RUN and run * 2 > len(articles) else None


def _run(articles: list[Mark], first: int) -> int:
    """How many articles follow one another, from the first on."""
    number = first
    for mark in articles:
        number += mark.number == number
    return number - first


def _run_on(found: list[Mark]) -> bool:
    """Whether （一）…（八） number on across 一、二、三、 rather than begin anew."""
    last = on = anew = 0
    crossed = False
    for mark in found:
        if mark.kind is Kind.COMMA:
            crossed = True
        elif mark.kind is Kind.BRACKET:
            if crossed and last:
                on += mark.number == last + 1
                anew += mark.number == 1
            last, crossed = mark.number, False
    return on > anew
