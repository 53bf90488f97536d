"""Articles glued into the paragraph before them: …。第八条 …, found by the number that is next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...numerals import to_chinese
from ..marks import Kind, Mark, mark_of

_CHAPTER = re.compile(r"(?<=[。！？”）\s])第[^。，；：\s]{1,6}[编章节][^。，；：]{0,40}$")
_HEAD, _QUOTED = 48, 2000
_BEFORE = "。！？”）』」"


def segments(words: str, number: int) -> Iterator[tuple[int, int, Mark | None]]:
    """The rest of a line cut before each article that is glued in: from, to, and its mark.

    ``number`` is the article that is next. The first piece is the line up to the first article,
    its mark left to the reader (``None``).
    """
    begin, mark, place = 0, None, 1
    while True:
        place = words.find(f"第{to_chinese(number)}条", place) if number <= 9999 else -1
        if place < 0:
            break
        found = mark_of(words[place : place + _HEAD])
        if not _begins(words, place, found):
            place += 1
            continue
        chapter = _CHAPTER.search(words, max(begin, place - 60), place)
        end = chapter.start() if chapter else place
        yield begin, end, mark
        if chapter:
            yield end, place, mark_of(words[end:place].strip())
        begin, mark, place, number = place, found, place + 1, number + 1
    yield begin, len(words), mark


def _begins(words: str, place: int, found: Mark | None) -> bool:
    """Whether a sentence ended before, and what is found is no citation."""
    if found is None or found.kind is not Kind.ARTICLE or found.inserted:
        return False
    before = words[max(0, place - 60) : place].rstrip()
    if before and before[-1] in _BEFORE:
        near = max(0, place - _QUOTED)
        return words.rfind("“", near, place) <= words.rfind("”", near, place)
    return bool(_CHAPTER.search(words, max(0, place - 60), place))
