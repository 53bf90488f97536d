"""Annexes that are no regulations: where they begin, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..restoring import Span, join
from .marks import mark_of
from .model import Attachment, Line
from .provisions.ends import ended, headed

_NUMBER = "[0-9０-９一二三四五六七八九十]{1,3}"
_BARE = re.compile(rf"附\s*(?:[件表图录]\s*(?:{_NUMBER})?|[件表图录]?\s*{_NUMBER})\s*[:：]?")
_NAMED = re.compile(rf"附\s*[件表图录]?\s*(?:{_NUMBER})?\s*(?:[:：]|[.．、]|\s)\s*(?=\S)")
_LISTED = re.compile(rf"(?:附\s*[件表图录]?\s*[:：]\s*)?{_NUMBER}\s*[.．、]")
_ENDS = tuple("单表法案架工样式录清书图标准细则规程")
_LONGEST = 40


def read_titles(text: str, lines: Sequence[Line]) -> list[tuple[Attachment, int, int]]:
    """The annexes among lines that hold nothing else, each with its first line and the one behind.

    Lines before the first 附件 are an annex without that word.
    """
    said = [place for place, line in enumerate(lines) if line.text]
    heads = [place for place in said if is_head(lines[place])]
    if said and (not heads or heads[0] != said[0]):
        heads.insert(0, said[0])
    found = []
    for first, behind in zip(heads, [*heads[1:], len(lines)], strict=True):
        last = max(place for place in said if first <= place < behind)
        title = _title(text, lines, first, last)
        found.append((Attachment(title, lines[first].start, lines[last].end), first, last + 1))
    return found


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

    附件：… below the text tells what is annexed; it is the head of an annex where it comes again
    or where more follows than such a list.
    """
    listed: set[str] = set()
    before = ""
    for place, line in enumerate(lines):
        words = line.text
        if not words:
            continue
        if words[0] == "附" and (not before or ended(before) or listed) and is_head(line):
            bare = _BARE.fullmatch(words) or words in listed
            if bare or (not _LISTED.match(words) and _much_follows(lines, place + 1)):
                return _with_title(lines, place) if bare else place
            listed.add(words)
        before = words
    return len(lines)


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
        return join(text, [(head.first, head.last)]) if headed(head.text) else ""
    named = _NAMED.match(head.text)
    if named and not _BARE.fullmatch(head.text):
        return join(text, [(head.first + named.end(), head.last)])
    return join(text, list(_below(lines, first + 1, last)))


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
