"""A file cut into documents and leftovers: a collection, a page of a paper, or one work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..restoring import Span
from . import contents, dates, flags, heads, names, papers, sections
from .heads import Head
from .marks import Kind, mark_of
from .model import Document, Leftover, Line, Parsed

_PAGE = re.compile(
    r"[-—–－·.\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/共]\s*\d{1,4}\s*页?)?[-—–－·.\s]*"
)
_RUNNING = re.compile(r"公\s*报|第\s*\d+\s*[期页]|总第|Page|\d{4}\s*年")
_TIMES = 3


def documents(text: str, lines: Sequence[Line]) -> Parsed:
    """The documents of a file and what belongs to none of them."""
    left = _page_heads(lines)
    kept = [line for line in lines if line.start not in left]
    listed = contents.find(kept)
    found = heads.find(kept, listed)
    numbered = any(head.number for head in found)
    if papers.is_mixed(kept) or (papers.is_page(kept) and not numbered):
        parsed = _paper(text, kept)
    else:
        collection = len(found) > 1 or bool(found and found[0].number)
        parsed = _collection(text, kept, found, listed) if collection else _single(text, kept)
    spans = sorted(left.items())
    parsed.leftovers = [
        Leftover(one.kind, *span)
        for one in parsed.leftovers
        for span in _without((one.start, one.end), spans)
    ] + [Leftover("page head", *span) for span in spans]
    parsed.leftovers.sort(key=lambda one: one.start)
    return _apart(parsed)


def _page_heads(lines: Sequence[Line]) -> dict[int, int]:
    """Page numbers and running heads, from their first character to behind their last."""
    numbers: Counter[str] = Counter()
    found: list[tuple[str, Line]] = []
    for line in lines:
        words = line.text
        if not words or len(words) > 40:
            continue
        if words[0] in "-—–－·0123456789第" and _PAGE.fullmatch(words):
            key = "#"
        elif _runs(line):
            key = re.sub(r"\d+", "#", words)
        else:
            continue
        numbers[key] += 1
        found.append((key, line))
    return {
        line.start: line.end
        for key, line in found
        if numbers[key] >= _TIMES and not dates.alone(line.text)
    }


def _runs(line: Line) -> bool:
    """Whether a line can be a running head: no sentence, and no day with what was done on it."""
    words = line.text
    if line.level or words[-1] in "。；：，" or dates.DAY.match(words):
        return False
    return _RUNNING.search(words) is not None


def _apart(parsed: Parsed) -> Parsed:
    """Leftovers inside a document are cut out of its parts."""
    holes = [(one.start, one.end) for one in parsed.leftovers]
    for document in parsed.documents:
        document.parts = [part for whole in document.parts for part in _without(whole, holes)]
        if document.parts:
            document.start, document.end = document.parts[0][0], document.parts[-1][1]
    return parsed


def _without(whole: Span, holes: list[Span]) -> list[Span]:
    start, end = whole
    found = []
    for begin, finish in holes:
        if finish <= start or begin >= end:
            continue
        if begin > start:
            found.append((start, begin))
        start = max(start, finish)
    if start < end:
        found.append((start, end))
    return found


def _collection(
    text: str, lines: Sequence[Line], found: list[Head], listed: contents.Contents | None
) -> Parsed:
    """A gazette, or a notice with what it announces."""
    parsed = Parsed(text, [], _before(lines, found[0].begin, listed))
    bounds = [head.begin for head in found[1:]] + [len(lines)]
    notice: Document | None = None
    for head, end in zip(found, bounds, strict=True):
        if head.begin > end or not lines[head.begin : end]:
            continue
        document = _document(text, parsed, head, lines, head.begin, end)
        if head.annexed and notice:
            document.annex_of = notice.number or notice.title
            _inherit(document, notice)
        else:
            notice = document
        if head.listed and not head.annexed and document.number is None and head.listed.number:
            document.number = head.listed.number if "号" in head.listed.number else None
        flags.listed(document, head, lines)
        parsed.documents.append(document)
    return parsed


def _document(
    text: str, parsed: Parsed, head: Head, lines: Sequence[Line], begin: int, end: int
) -> Document:
    inner = lines[head.body : end]
    said, left = sections.chapters_left(inner)
    document = sections.read(text, head, said)
    parsed.leftovers += left
    return sections.placed(document, [(lines[begin].start, lines[end - 1].end)])


def _inherit(document: Document, notice: Document) -> None:
    """What an annexed work has from its notice: date of promulgation, issuer, date of effect."""
    document.issuer = document.issuer or notice.issuer
    if document.date is None:
        document.date = notice.date
        if document.effective is None:
            signed = [d for d in notice.dates if d.role == "signed"]
            document.effective = dates.effect(document.provisions, signed)


def _before(lines: Sequence[Line], first: int, listed: contents.Contents | None) -> list[Leftover]:
    """Cover and contents above the first document."""
    found = []
    cover = listed.begin if listed else first
    if cover and any(line.text for line in lines[:cover]):
        found.append(Leftover("cover", lines[0].start, lines[cover - 1].end))
    start = cover if found else 0
    if listed and start < first:
        found.append(Leftover("contents", lines[start].start, lines[first - 1].end))
    elif start < first:
        found.append(Leftover("other", lines[start].start, lines[first - 1].end))
    return found


def _paper(text: str, lines: Sequence[Line]) -> Parsed:
    """A page of a paper: its regulations are documents, the rest is left over."""
    parsed = Parsed(text, [], [])
    free = [(0, len(lines))]
    for one in papers.regulations(lines):
        head = Head(one.begin, one.begin, re.sub(r"\s+", "", one.title))
        pieces = papers.pieces(lines, one)
        spans = pieces + ([one.titled] if one.titled else [])
        extra = lines[slice(*one.titled)] if one.titled else []
        body = [line for begin, end in pieces for line in lines[begin:end]]
        document = sections.read(text, head, body, extra)
        parts = sorted((lines[a].start, lines[b - 1].end) for a, b in spans)
        parsed.documents.append(sections.placed(document, parts))
        for span in spans:
            free = [rest for whole in free for rest in _without(whole, [span])]
    for begin, end in free:
        parsed.leftovers += papers.leftovers(lines, begin, end)
    return parsed


def _single(text: str, lines: Sequence[Line]) -> Parsed:
    """One work, or none: then all of it is left over."""
    said = [at for at, line in enumerate(lines) if line.text]
    head = _head(lines, said) if said else None
    if head is None or not _is_work(lines, said, head):
        if papers.is_story(lines):
            return Parsed(text, [], papers.leftovers(lines, 0, len(lines)))
        return Parsed(text, [], [Leftover("other", 0, len(text))] if text else [])
    parsed = Parsed(text, [], [])
    if head.begin and any(line.text for line in lines[: head.begin]):
        parsed.leftovers.append(Leftover("other", 0, lines[head.begin].start))
    else:
        head.begin = 0
    parsed.documents.append(_document(text, parsed, head, lines, head.begin, len(lines)))
    return parsed


def _head(lines: Sequence[Line], said: list[int]) -> Head | None:
    """The title of a single work: headings of the first level, or what stands above its notes."""
    first = next((p for p, at in enumerate(said[:12]) if lines[at].level == 1), None)
    if first is not None:
        rest = said[first:]
        count = next((p for p, at in enumerate(rest) if lines[at].level != 1), len(rest))
        title = "".join(re.sub(r"\s+", "", lines[at].text) for at in rest[:count])
        return Head(rest[0], rest[count - 1] + 1, title)
    for place, at in enumerate(said[:12]):
        if _begins_body(lines[at].text):
            break
        for count in range(1, min(4, len(said) - place) + 1):
            parts = [lines[said[p]].text for p in range(place, place + count)]
            if not all(names.can_begin_title(part) or names.is_title(part) for part in parts):
                break
            title = heads.in_one_line("".join(parts))
            if names.is_title(title):
                return Head(at, said[place + count - 1] + 1, title)
    begins = _begins_body(lines[said[0]].text) or heads.begins_articles(lines)
    return Head(said[0], said[0], "") if begins else None


def _begins_body(words: str) -> bool:
    mark = mark_of(words)
    return mark is not None and mark.kind in (Kind.BOOK, Kind.CHAPTER, Kind.ARTICLE)


def _is_work(lines: Sequence[Line], said: list[int], head: Head) -> bool:
    """Whether there is a document: articles, or a title with a mark, an address or a signature."""
    if any(lines[at].level == 1 for at in said[:12]) or heads.begins_articles(lines):
        return True
    rest = [lines[at].text for at in said if at >= head.body]
    if head.title and any(names.is_address(words) for words in rest[:8]):
        return True
    if not head.title or papers.is_story(lines):
        return False
    return any(mark_of(words) or dates.alone(words) or names.is_address(words) for words in rest)
