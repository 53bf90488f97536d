"""Lines cut where a preamble, headings, an article or its items stand in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...numerals import to_chinese
from ..model import Line
from .glued import HEADING, quoted

_HEADS = re.compile(
    r"(?:第[^，。；：\s]{1,6}[编章节]\s*[^，。；：]{0,40}?\s)+(?=第[^，。；：\s]{1,9}条[^、规的第])"
)
_FIRST = re.compile(r"(?<=[。：:！\s])(?=第\s?[一1]\s?条[ \u3000\xa0](?!第))")
_AT_ONCE = re.compile(
    r"第[^，。；：\s]{1,12}条(?:之[^，。；：\s]{1,3})?\s*(?=[（(][一1][）)](?![项款、和至]))"
)
_LED = re.compile(r"[：:]\s*(?=[（(]一[）)])")
_ARTICLE = re.compile(r"第\s*[^，。；：\s]{1,9}\s*条")
_SHORT, _FAR = 6, 2000


def unglued(lines: Sequence[Line]) -> list[Line]:
    """The lines, each of them cut where something begins within it."""
    articles = any(line.text[:1] == "第" and _ARTICLE.match(line.text) for line in lines)
    found: list[Line] = []
    for line in lines:
        cuts = _cuts(line.text, articles) if len(line.text) > _SHORT else []
        if not cuts:
            found.append(line)
            continue
        for start, behind in zip([0, *cuts], [*cuts, len(line.text)], strict=True):
            text = line.text[start:behind].rstrip()
            level = 0 if start == cuts[-1] else line.level
            found.append(replace(line, first=line.first + start, text=text, level=level))
    return found


def _cuts(words: str, articles: bool) -> list[int]:
    """Where to cut a line; empty where it is one piece."""
    cuts: list[int] = []
    if "条" in words:
        match = _HEADS.match(words) if words[0] == "第" else _FIRST.search(words)
        cut = match.end() if match else 0
        if cut and not quoted(words, cut):
            heads = HEADING.finditer(words, 0, cut) if words[0] == "第" else ()
            cuts = [*(one.end() for one in heads if one.end() < cut), cut]
        elif match := _AT_ONCE.match(words):
            cuts = [match.end()]
    if articles and (led := _LED.search(words)):
        cuts += [place for place in _items(words, led.end()) if place > max(cuts, default=0)]
    return cuts


def _items(words: str, place: int) -> Iterator[int]:
    """Where the items of a list in one line begin, if there are two at least."""
    places = [place]
    while len(places) < 99:
        numeral = to_chinese(len(places) + 1)
        match = re.compile(rf"[；;。]\s*(?=[（(]{numeral}[）)])").search(words, place, place + _FAR)
        if match is None:
            break
        place = match.end()
        places.append(place)
    yield from places if len(places) > 1 else ()
