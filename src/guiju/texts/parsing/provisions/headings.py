"""The chapter and section that a provision stands in, and headings in brackets of articles."""

from __future__ import annotations

import re

from ...restoring import Span, join
from ..marks import Kind
from .ends import headed

_LABEL = re.compile(r"第\s*[^，。；：\s]{1,9}?\s*(?:部\s*分|分?\s*编|章|节)|[^\s、]{1,9}\s*、")
_BRACKETED = re.compile(r"[【〔\[][^】〕\]]{1,40}[】〕\]]\s*|[（(][^（）()]{1,40}[）)]$")
_LONGEST = 40


class Headings:
    """The headings that are open: a section stands in a chapter, a chapter in a book."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.chapter = ""
        self._spans: dict[Kind, list[Span]] = {}
        self._numbers: dict[Kind, int] = {}
        self._last: Kind | None = None

    def number(self, kind: Kind) -> int:
        """The number of the last heading of a kind; 0 where there is none."""
        return self._numbers.get(kind, 0)

    def begin(self, kind: Kind, span: Span, number: int) -> None:
        """A heading: those of its kind and of the kinds within it are over."""
        kind = Kind.CHAPTER if kind is Kind.COMMA else kind
        within = (Kind.BOOK, Kind.CHAPTER, Kind.SECTION)
        for one in within[within.index(kind) :]:
            self._spans.pop(one, None)
        for one in within[within.index(kind) + 1 :]:
            self._numbers.pop(one, None)
        self._spans[kind], self._last = [span], kind
        self._numbers[kind] = self._numbers[Kind.COMMA] = number
        self._tell()

    def more(self, span: Span, words: str) -> None:
        """Words right behind a heading: the rest of it where they have no stop."""
        if self._last is None:
            return
        if headed(words) and len(words) <= _LONGEST and len(self._spans[self._last]) < 3:
            self._spans[self._last].append(span)
            self._tell()
        else:
            self._last = None

    def in_brackets(self, said: str) -> int:
        """How many characters of an article's first line are a heading 【…】 or （…） alone."""
        match = _BRACKETED.match(said)
        return match.end() if match else 0

    def _tell(self) -> None:
        """第二章 设立 第一节 条件; a book is named only where no chapter is."""
        spans = [self._spans.get(kind) for kind in (Kind.CHAPTER, Kind.SECTION)]
        told = [one for one in spans if one] or [self._spans[Kind.BOOK]]
        self.chapter = " ".join(self._worded(one) for one in told)

    def _worded(self, spans: list[Span]) -> str:
        """A heading with one blank behind its label."""
        start, end = spans[0]
        match = _LABEL.match(self.text, start, end)
        label = join(self.text, [(start, match.end())]) if match else ""
        rest = join(self.text, [(match.end() if match else start, end), *spans[1:]])
        blank = " " if label and rest and not label.endswith("、") else ""
        return f"{label}{blank}{rest}"
