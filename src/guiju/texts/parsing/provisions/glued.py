"""Articles glued into the paragraph before them: …。第八条 …, found by the number that is next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...numerals import to_chinese
from ..marks import Kind, Mark, mark_of
from ..marks.kinds import MOST

_CHAPTER = re.compile(r"(?<=[。！？”）\s])第[^。，；：\s]{1,6}[编章节][^。，；：]{0,40}$")
HEADING = re.compile(r"\s(?=第[^，。；：\s]{1,6}[编章节])")
_HEAD, _QUOTED, _NEAR = 48, 2000, 60
_BEFORE = "。！？”）』」"

Piece = tuple[int, int, Mark | None]


def segments(words: str, number: int, inserted: int) -> Iterator[Piece]:
    """The rest of a line cut before each article that is glued in: from, to, and its mark.

    ``number`` and ``inserted`` are those of the article that the line begins with or stands in.
    The first piece is the line up to the first article, its mark left to the reader (``None``).
    """
    begin, mark = 0, None
    while found := _next(words, begin + 1, number, inserted):
        place, behind = found
        chapter = _CHAPTER.search(words, max(begin, place - _NEAR), place)
        end = chapter.start() if chapter else place
        yield begin, end, mark
        if chapter:
            yield from _headings(words, end, place)
        begin, mark, number, inserted = place, behind, behind.number, behind.inserted
    yield begin, len(words), mark


def _next(words: str, place: int, number: int, inserted: int) -> tuple[int, Mark] | None:
    """Where the article that is next begins, and its mark."""
    found = []
    for label, step in _expected(number, inserted):
        at = words.find(label, place)
        while at >= 0:
            mark = mark_of(words[at : at + _HEAD])
            if mark and (mark.number, mark.inserted) == step and _begins(words, at, mark):
                found.append((at, mark))
                break
            at = words.find(label, at + 1)
    return min(found, default=None)


def _expected(number: int, inserted: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """第八条 and 第七条之一 behind 第七条."""
    if number < MOST:
        yield f"第{to_chinese(number + 1)}条", (number + 1, 0)
    if number:
        yield f"第{to_chinese(number)}条之{to_chinese(inserted + 1)}", (number, inserted + 1)


def _headings(words: str, begin: int, end: int) -> Iterator[Piece]:
    """第二章 设立 第一节 条件: headings between two articles."""
    starts = [begin, *(match.end() for match in HEADING.finditer(words, begin, end))]
    for start, behind in zip(starts, [*starts[1:], end], strict=True):
        yield start, behind, mark_of(words[start:behind].strip())


def quoted(words: str, place: int) -> bool:
    """Whether a quotation is open."""
    near = max(0, place - _QUOTED)
    return words.rfind("“", near, place) > words.rfind("”", near, place)


def _begins(words: str, place: int, found: Mark) -> bool:
    """Whether a sentence ended before, and what is found is no citation."""
    if found.kind is not Kind.ARTICLE:
        return False
    before = words[max(0, place - _NEAR) : place].rstrip()
    if before and before[-1] in _BEFORE:
        return not quoted(words, place)
    return bool(_CHAPTER.search(words, max(0, place - _NEAR), place))
