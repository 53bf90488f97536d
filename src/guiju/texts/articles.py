"""One instrument, in articles 第N条, measures 五、 or bracketed （八）, read into provisions.

The reading is that of ``parsing.provisions``; here the numbering is given, the text is the
instrument alone, and the signature below it (issuer and day) is left out. A measure of one
paragraph has the address ``5``; one with several paragraphs, or with items, has ``8/1``, ``8/2``,
``3/1/1``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .addresses import Address
from .parsing.marks import mark_of
from .parsing.model import Line, Provision
from .parsing.provisions import read_provisions
from .parsing.provisions.choosing import ARTICLES, BRACKETED, MEASURES
from .parsing.provisions.ends import ended
from .wording import restored, wording_hash

_NUMBERINGS = {"articles": ARTICLES, "measures": MEASURES, "bracketed": BRACKETED}
_DIGITS = "[0-9〇○零一二三四五六七八九十]+"
_DAY = re.compile(f"{_DIGITS}年{_DIGITS}月{_DIGITS}日")
_BULLET = re.compile(r"[-•]\s*")
_SECTION = re.compile(r" (?=第[^ ]{1,9}节 )")


@dataclass(frozen=True)
class Wording:
    """A provision as worded: a paragraph without its items, or an item; without its label."""

    address: Address
    chapter: str
    text: str
    heading: str = ""

    @property
    def hash(self) -> str:
        """The hash of the wording."""
        return wording_hash(self.text)


def read_articles(text: str, numbering: str = "articles") -> list[Wording]:
    """Every paragraph and item of an instrument in the order of the text.

    ``numbering`` is ``articles``, ``measures`` or ``bracketed``; ValueError for anything else.
    """
    if numbering not in _NUMBERINGS:
        raise ValueError(f"{numbering!r} is no numbering; expected one of {' '.join(_NUMBERINGS)}")
    lines = _unsigned(list(_lines(text)))
    printed = {restored(line.text): " ".join(line.text.split()) for line in lines}
    found, _ = read_provisions(text, lines, _NUMBERINGS[numbering])
    sole = _sole(found) if numbering == "measures" else set()
    return [
        Wording(
            Address(one.address.steps[:1]) if one.address in sole else one.address,
            _heading(one.chapter, printed),
            restored(one.text),
            restored(one.heading),
        )
        for one in found
    ]


def _lines(text: str) -> Iterator[Line]:
    """The lines that say something; a bullet is no part of what a line says."""
    place = 0
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            indent = raw[: len(raw) - len(raw.lstrip())]
            bullet = _BULLET.match(words)
            skipped = bullet.end() if bullet and mark_of(words[bullet.end() :]) else 0
            first = place + len(indent) + skipped
            yield Line(place, place + len(raw), first, words[skipped:], indent)
        place += len(raw)


def _unsigned(lines: list[Line]) -> list[Line]:
    """The lines without the signature: issuer, and a day alone at the end."""
    if not lines or not _DAY.fullmatch(restored(lines[-1].text)):
        return lines
    above = lines[-2].text if len(lines) > 1 else "。"
    issued_by = not ended(restored(above)) and mark_of(above) is None
    return lines[: -2 if issued_by else -1]


def _heading(chapter: str, printed: dict[str, str]) -> str:
    """The last heading of a chapter and section, with the blanks that are printed in it."""
    last = _SECTION.split(chapter)[-1]
    return printed.get(restored(last), last)


def _sole(found: Sequence[Provision]) -> set[Address]:
    """The measures that are one paragraph."""
    counts = Counter(one.address.steps[0] for one in found)
    return {
        one.address
        for one in found
        if counts[one.address.steps[0]] == 1 and len(one.address.steps) == 2
    }
