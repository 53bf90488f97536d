"""A table of contents: where it stands, what it lists, and how the body differs from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .model import Line

_HEAD = re.compile(r"(?:本期)?目\s*[录次]")
_ENTRY = re.compile(
    r"(?P<title>.+?)\s*(?:[.．·…‥⋯]{2,}|…|\t)\s*(?P<number>[^()（）]*?(?:\d+号)?(?:\s*第\s*\d+\s*期)?)\s*[（(]?(?P<page>\d{1,4})?[）)]?"
)
_NOTED = re.compile(r"(?P<title>.+?)\s*[（(](?P<number>[^（）()]{2,40}号)[）)]")
_CHAPTER = re.compile(r"第[^，。]{1,6}[编章节]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A title in the contents, as printed there, with the number that stands beside it."""

    title: str
    number: str | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The lines ``begin`` to ``end`` (not included), and what they list."""

    begin: int
    end: int
    entries: tuple[Entry, ...]


def find(lines: Sequence[Line]) -> Contents | None:
    """The table of contents of a collection: 目录, and lines with dots and pages behind it."""
    for place, line in enumerate(lines[:400]):
        if line.text[:1] in "目本" and _HEAD.fullmatch(line.text):
            entries, end = _entries(lines, place + 1)
            return Contents(place, end, tuple(entries)) if len(entries) > 1 else None
    return None


def _entries(lines: Sequence[Line], place: int) -> tuple[list[Entry], int]:
    """The entries behind the word 目录; a heading between them is no entry."""
    found: list[Entry] = []
    end, empty = place, 0
    for at in range(place, len(lines)):
        line = lines[at]
        if not line.text:
            continue
        match = _ENTRY.fullmatch(line.text) if len(line.text) < 200 else None
        if match:
            title, number = match["title"].strip(), match["number"].strip() or None
            if number is None and (noted := _NOTED.fullmatch(title)):
                title, number = noted["title"], noted["number"]
            found.append(Entry(title, number, line.first, line.last))
            end, empty = at + 1, 0
        else:
            empty += 1
            if empty > 3 or len(line.text) > 60:
                break
    return found, end


def chapters(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Where a law lists its own chapters: 目录 and chapter titles that come again below."""
    for place, line in enumerate(lines[:200]):
        if line.text[:1] not in "目" or not _HEAD.fullmatch(line.text):
            continue
        end = place + 1
        seen: set[str] = set()
        for at in range(place + 1, len(lines)):
            words = bare(lines[at].text)
            if not words:
                continue
            if words in seen or not _CHAPTER.match(words) or len(words) > 60:
                break
            seen.add(words)
            end = at + 1
        return (place, end) if len(seen) > 1 else None
    return None


def bare(words: str) -> str:
    """A title as it is compared: without white space, brackets in one form."""
    return re.sub(r"\s+", "", words).translate({ord("("): "（", ord(")"): "）"})


def alike(one: str, other: str) -> bool:
    """Whether two titles differ so little that one is the other misprinted."""
    if abs(len(one) - len(other)) > 8 or min(len(one), len(other)) < 8:
        return False
    common = sum((Counter(one) & Counter(other)).values())
    if 2 * common <= 0.9 * (len(one) + len(other)):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() > 0.9
