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
``heading`` and no part of the wording or its hash; where nothing follows, it is what the measure
says. A measure of one paragraph has the address ``5``; one with several paragraphs, or with
items, has ``8/1``, ``8/2``, ``3/1/1``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from .addresses import Address
from .lines import ended, unsigned
from .numberings import NUMBERINGS, Mark, Numbering, inserted_of, number_of
from .wording import restored, wording_hash

_PUNCTUATION = tuple("。：！？”；，、")


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
    for line in unsigned(text):
        reader.read(line)
    reader.close()
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

    def close(self) -> None:
        """The article is over: a heading that nothing followed is what it says."""
        if self.in_article and not self.paragraph:
            self.paragraph, text, self.heading = 1, self.heading, ""
            self._add(text)

    def _begun(self, mark: Mark | None, line: str, last: int) -> re.Match[str] | None:
        """The mark that a line begins with, where it does begin something."""
        match = mark.match(line) if mark else None
        if mark is None or match is None or mark.sure:
            return match
        return match if not self._goes_on() or number_of(match) == last + 1 else None

    def _begin(self, number: int, inserted: int, text: str) -> None:
        self.close()
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
        return not (ended(text) or (self.item and text.endswith("；")))


def _sole(found: list[Wording]) -> Iterator[Wording]:
    """Measures that are one paragraph under the address of the measure."""
    counts = Counter(wording.address.steps[0] for wording in found)
    for wording in found:
        alone = counts[wording.address.steps[0]] == 1 and len(wording.address.steps) == 2
        yield replace(wording, address=Address(wording.address.steps[:1])) if alone else wording
