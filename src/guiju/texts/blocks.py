"""A parsed file as restored stretches of running text, each with the places of its characters."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from .addresses import Address
from .parsing.model import Document, Parsed
from .parsing.names import NUMBER_LINE
from .restoring import Span, join, offsets, stretch

_LINE = re.compile(r"[^\r\n\f\v\u2028\u2029\t|]+")
_ENDS = tuple("。！？；：")
_INDENTED = re.compile("\u3000\u3000| {4}")
_MARKED = re.compile(
    r"[（(]?[〇一二三四五六七八九十\d]+[）)、.．]|第[^，。]{1,8}[编章节条]|附件|#|- "
)
_READ = {"story", "continuation", "other"}


@dataclass(frozen=True)
class Block:
    """A stretch of text: a provision, or lines outside of provisions that belong together."""

    source: str
    pieces: tuple[Span, ...]
    document: Document | None
    address: Address | None = None
    text: str = ""

    def places(self) -> array[int]:
        """The offset of each character of ``text`` in the file."""
        return offsets(self.source, self.pieces)

    def span(self, start: int, end: int, places: array[int] | None = None) -> Span:
        """The span in the file of characters ``start`` to ``end`` of the text."""
        return stretch(places or self.places(), start, end)


def blocks(parsed: Parsed) -> Iterator[Block]:
    """Every stretch of a file, document by document, then the leftovers without contents."""
    for document in parsed.documents:
        yield from of_document(parsed.text, document)
    yield from left_over(parsed, _READ | {"cover", "page head", "label"})


def left_over(parsed: Parsed, kinds: frozenset[str] | set[str] = _READ) -> Iterator[Block]:
    """What the leftovers of a file say that are more than contents and page heads."""
    for leftover in parsed.leftovers:
        if leftover.kind in kinds:
            yield from _free(parsed.text, leftover.start, leftover.end, None)


def of_document(text: str, document: Document) -> Iterator[Block]:
    """The provisions of a document and what stands between them, in the order of the text."""
    found = [
        Block(text, p.pieces, document, p.address, p.text) for p in document.provisions if p.pieces
    ]
    for start, end in _between(document):
        found += _free(text, start, end, document)
    yield from sorted(found, key=lambda block: block.pieces[0])


def _between(document: Document) -> Iterator[Span]:
    """What of a document's parts is in no provision."""
    taken = sorted((p.start, p.end) for p in document.provisions)
    for start, end in document.parts:
        place = start
        for begin, finish in taken:
            if finish <= place or begin >= end:
                continue
            if begin > place:
                yield place, begin
            place = max(place, finish)
        if place < end:
            yield place, end


def _free(text: str, start: int, end: int, document: Document | None) -> Iterator[Block]:
    """The lines between two places, joined where a sentence runs over them; cells stand alone."""
    pieces: list[Span] = []
    for match in _LINE.finditer(text, start, end):
        line = match.group()
        if not line.strip():
            continue
        cell = _beside(text, match)
        if pieces and (cell or _begins(line) or _ended(text, pieces)):
            yield _block(text, pieces, document)
            pieces = []
        pieces.append(match.span())
        if cell:
            yield _block(text, pieces, document)
            pieces = []
    if pieces:
        yield _block(text, pieces, document)


def _beside(text: str, match: re.Match[str]) -> bool:
    """Whether a tab or a bar stands beside: the line is a cell of a table."""
    return text[match.end() : match.end() + 1] in ("\t", "|") or (
        match.start() > 0 and text[match.start() - 1] in "\t|"
    )


def _begins(line: str) -> bool:
    return bool(
        _INDENTED.match(line) or _MARKED.match(line.lstrip()) or NUMBER_LINE.fullmatch(line.strip())
    )


def _ended(text: str, pieces: list[Span]) -> bool:
    return text[pieces[-1][0] : pieces[-1][1]].rstrip().endswith(_ENDS)


def _block(text: str, pieces: list[Span], document: Document | None) -> Block:
    return Block(text, tuple(pieces), document, None, join(text, pieces))
