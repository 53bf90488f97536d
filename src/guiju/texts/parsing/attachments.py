"""Annexes that are no regulations: where they begin, and what they are called."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..restoring import Span, join
from .marks import Kind, mark_of
from .model import Attachment, Line
from .provisions.ends import ended, headed

_NUMBER = "[0-9０-９一二三四五六七八九十]{1,3}"
_BARE = re.compile(rf"附\s*(?:[件表图录]\s*(?:{_NUMBER})?|[件表图录]?\s*{_NUMBER})\s*[:：]?")
_NAMED = re.compile(
    rf"附\s*(?:[件表图录]\s*(?:{_NUMBER})?\s*(?:[:：.．、]|\s)|(?:{_NUMBER})?\s*[:：])\s*(?=\S)"
)
_LISTED = re.compile(rf"(?:附\s*[件表图录]?\s*[:：]\s*)?{_NUMBER}\s*[.．、]")
_ENDS = tuple("单表法案架工样式录清书图标准细则规程")
_LONGEST = 40


def read_titles(text: str, lines: Sequence[Line]) -> list[tuple[Attachment, int, int]]:
    """The annexes among lines that hold nothing else, each with its first line and the one behind.

    Lines before the first 附件 are an annex without that word.
    """
    said = [place for place, line in enumerate(lines) if line.text]
    heads = _heads(lines, said) if said else []
    found = []
    for first, behind in zip(heads, [*heads[1:], len(lines)], strict=False):
        last = said[bisect_left(said, behind) - 1]
        title = _title(text, lines, first, last)
        found.append((Attachment(title, lines[first].start, lines[last].end), first, last + 1))
    return found


def _heads(lines: Sequence[Line], said: list[int]) -> list[int]:
    """The first line of each annex; what stands above 附图： is the title of that annex."""
    fit = set(_places(lines))
    heads = [
        place
        for place in said
        if is_head(lines[place]) and (place in fit or _BARE.fullmatch(lines[place].text))
    ]
    before = [-1, *heads]
    heads = [at for last, at in zip(before, heads, strict=False) if not _same(lines, last, at)]
    if said and (not heads or heads[0] != said[0]):
        titled = len(said) > 1 and heads[:1] == said[1:2] and lines[said[1]].text[-1] in "：:"
        heads[: 1 if titled else 0] = [said[0]]
    return heads


def _same(lines: Sequence[Line], before: int, place: int) -> bool:
    """Whether a head only says again what the one right before it says."""
    if before < 0 or lines[before].text != lines[place].text:
        return False
    return not any(line.text for line in lines[before + 1 : place])


def is_head(line: Line) -> bool:
    """Whether a line is the head of an annex: 附件, 附件 2, 附表一：…."""
    words = line.text
    if not words.startswith("附") or len(words) > 80:
        return False
    if _BARE.fullmatch(words):
        return True
    named = _NAMED.match(words)
    return named is not None and headed(words[named.end() :])


def first_annex(lines: Sequence[Line]) -> int:
    """The line from which on there are annexes; the number of lines where there are none.

    附件：… below the text tells what is annexed; it is the head of an annex where it is the last
    such line and more follows than a list.
    """
    heads = [place for place in _places(lines) if is_head(lines[place])]
    articles = _articles(lines) if heads else []
    for place in heads:
        if _within(articles, place):
            continue
        words = lines[place].text
        if _BARE.fullmatch(words):
            return _with_title(lines, place)
        again = any(lines[other].text == words for other in heads if other < place)
        alone = place == heads[-1] and not _LISTED.match(words)
        if again or (alone and _much_follows(lines, place + 1)):
            return place
    return len(lines)


def _articles(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The lines that articles begin with, each with its number."""
    marks = ((at, mark_of(line.text)) for at, line in enumerate(lines) if line.text[:1] == "第")
    return [(at, mark.number) for at, mark in marks if mark and mark.kind is Kind.ARTICLE]


def _within(articles: list[tuple[int, int]], place: int) -> bool:
    """Whether the articles before a line go on behind it."""
    at = bisect_left(articles, (place, 0))
    return 0 < at < len(articles) and articles[at][1] == articles[at - 1][1] + 1


def _places(lines: Sequence[Line]) -> Iterator[int]:
    """The lines that begin with 附 where something may begin."""
    before = ""
    for place, line in enumerate(lines):
        words = line.text
        if not words:
            continue
        fits = len(before) <= _LONGEST and headed(before)
        if words[0] == "附" and (not before or fits or ended(before)):
            yield place
        before = words


def without_list(lines: Sequence[Line]) -> list[Line]:
    """The lines without 附件：1. … 2. …, the list of annexes below a text, and what follows it.

    Where a mark 第八条 or 八、 follows, the text goes on behind the list.
    """
    kept: list[Line] = []
    listing = False
    before = ""
    for line in lines:
        words = line.text
        if not words:
            continue
        if words[0] == "附" and (not before or ended(before)) and is_head(line):
            listing = True
        elif listing and not _LISTED.match(words):
            mark = mark_of(words)
            listing = mark is None or mark.kind not in (Kind.ARTICLE, Kind.COMMA, Kind.CHAPTER)
        if not listing:
            kept.append(line)
            before = words
    return kept


def _with_title(lines: Sequence[Line], place: int) -> int:
    """The line above 附图： where it is the title of what is annexed."""
    if not lines[place].text.endswith(("：", ":")):
        return place
    above = [one for one in range(max(0, place - 4), place) if lines[one].text]
    words = lines[above[-1]].text if above else ""
    fits = words and len(words) <= _LONGEST and headed(words) and not mark_of(words)
    return above[-1] if fits else place


def _much_follows(lines: Sequence[Line], place: int) -> bool:
    """Whether more than the rest of a list of annexes follows."""
    said = 0
    for line in lines[place : place + 40]:
        if line.text and not _LISTED.match(line.text) and not is_head(line):
            said += 1
    return said > 2


def _title(text: str, lines: Sequence[Line], first: int, last: int) -> str:
    """What an annex is called: behind 附件：, or in the next lines that have no stop."""
    head = lines[first]
    if not is_head(head):
        return join(text, [(head.first, head.last)]) if headed(head.text) else "附件"
    named = _NAMED.match(head.text)
    if named and not _BARE.fullmatch(head.text):
        return join(text, [(head.first + named.end(), head.last)])
    below = list(_below(lines, first + 1, last))
    return join(text, below or [(head.first, head.last)])


def _below(lines: Sequence[Line], place: int, last: int) -> Iterator[Span]:
    """The one or two lines of a title below 附件."""
    taken = 0
    for line in lines[place : last + 1]:
        words = line.text
        if not words:
            continue
        fits = headed(words) and len(words) <= _LONGEST and "\t" not in words and "：" not in words
        if not fits or words[0] == "|" or (taken and mark_of(words)):
            return
        yield line.first, line.last
        taken += 1
        if words.endswith(_ENDS) or taken == 2:
            return
