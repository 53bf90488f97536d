"""One instrument, in articles 第N条, measures 五、 or bracketed （八）, read into provisions.

A blank line begins a paragraph only where the line before has ended: a page break inside a
sentence does not. A sentence has ended too where a note in brackets follows its full stop, as
the responsible organ does at the end of a measure: the note belongs to the text before it. A
line after a list of items begins a new paragraph.

Without a number of its own a text belongs to the article before it: the closing paragraph of
measures (附则) is the last measure's last paragraph. Text before the first article, and between
a chapter's title and the chapter's first article, belongs to no article and has no address; the
signature below the text (issuer and day) is no part of it either.

The line that a measure begins with is its heading where it ends without a punctuation mark. A
heading is to a measure what the chapter's title is to a chapter: a label, kept apart in
``heading`` and no part of the wording or its hash. A measure that says what it says in one
paragraph has the address ``5``; one with several, or with items, has ``8/1``, ``8/2``, ``3/1/1``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from .addresses import Address
from .numberings import NUMBERINGS, Mark, Numbering, inserted_of, number_of
from .wording import restored, wording_hash

_ENDS = tuple("。：！？”")
_PUNCTUATION = tuple("。：！？”；，、")
_DIGITS = "[0-9〇○零一二三四五六七八九十]+"
_DAY = re.compile(f"{_DIGITS}年{_DIGITS}月{_DIGITS}日")


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
    if numbering not in NUMBERINGS:
        raise ValueError(f"{numbering!r} is no numbering; expected one of {' '.join(NUMBERINGS)}")
    reader = _Reader(NUMBERINGS[numbering])
    for line in _unsigned([line.strip() for line in text.splitlines() if line.strip()]):
        reader.read(line)
    return list(_sole(reader.found)) if NUMBERINGS[numbering].headed else reader.found


@dataclass
class _Reader:
    """Where the reading stands; a number 0 says that there is none yet."""

    numbering: Numbering
    found: list[Wording] = field(default_factory=list)
    chapter: str = ""
    chapter_number: int = 0
    heading: str = ""
    article: int = 0
    inserted: int = 0
    in_article: bool = False
    paragraph: int = 0
    item: int = 0

    def read(self, line: str) -> None:
        """One line: a chapter, an article, an item, or more text."""
        marks = self.numbering
        if match := self._begun(marks.chapter, line, self.chapter_number):
            self.chapter, self.chapter_number = re.sub(r"\s+", " ", line), number_of(match)
            self.in_article = False
        elif match := self._begun(marks.article, line, self.article):
            self._begin(number_of(match), inserted_of(match), match["text"])
        elif self.in_article and (match := self._begun(marks.item, line, self.item)):
            self.paragraph, self.item = max(self.paragraph, 1), number_of(match)
            self._add(match["text"])
        elif self._goes_on():
            last = self.found[-1]
            self.found[-1] = replace(last, text=last.text + restored(line))
        elif self.in_article:
            self.paragraph, self.item = self.paragraph + 1, 0
            self._add(line)

    def _begun(self, mark: Mark | None, line: str, last: int) -> re.Match[str] | None:
        """The mark that a line begins with, where it does begin something."""
        match = mark.match(line) if mark else None
        if mark is None or match is None or mark.sure:
            return match
        return match if not self._goes_on() or number_of(match) == last + 1 else None

    def _begin(self, number: int, inserted: int, text: str) -> None:
        self.article, self.inserted, self.in_article = number, inserted, True
        self.paragraph, self.item = 0, 0
        headed = self.numbering.headed and not text.endswith(_PUNCTUATION)
        self.heading = restored(text) if headed else ""
        if not headed:
            self.paragraph = 1
            self._add(text)

    def _add(self, text: str) -> None:
        item = ((self.item, 0, 1),) if self.item else ()
        steps = ((self.article, self.inserted, 1), (self.paragraph, 0, 1), *item)
        self.found.append(Wording(Address(steps), self.chapter, restored(text), self.heading))

    def _goes_on(self) -> bool:
        """Whether the next line still belongs to the provision read last."""
        if not self.in_article or not self.paragraph:
            return False
        text = self.found[-1].text
        return not (_ended(text) or (self.item and text.endswith("；")))


def _ended(text: str) -> bool:
    """Whether a sentence ends with the text, or did before a note in brackets that closes it."""
    return _before_note(text).endswith(_ENDS)


def _before_note(text: str) -> str:
    """The text without the note in brackets with which it ends; brackets may stand in a note."""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] in "）)") - (text[place] in "（(")
        if depth == 0:
            return text[:place] if text[place] in "（(" else text
    return text


def _unsigned(lines: list[str]) -> list[str]:
    """The lines without the signature: a day that stands alone at the end, the issuer before."""
    if not lines or not _DAY.fullmatch(restored(lines[-1])):
        return lines
    issued_by = len(lines) > 1 and not _ended(restored(lines[-2])) and not _marked(lines[-2])
    return lines[: -2 if issued_by else -1]


def _marked(line: str) -> bool:
    """Whether a line begins with the mark of an article or item of any numbering."""
    return any(n.article.match(line) or n.item.match(line) for n in NUMBERINGS.values())


def _sole(found: list[Wording]) -> Iterator[Wording]:
    """Measures that are one paragraph under the address of the measure."""
    counts = Counter(wording.address.steps[0] for wording in found)
    for wording in found:
        alone = counts[wording.address.steps[0]] == 1 and len(wording.address.steps) == 2
        yield replace(wording, address=Address(wording.address.steps[:1])) if alone else wording
