"""A document as clean Markdown: chapters, articles, paragraphs, items and tables.

Read again, the Markdown gives the same provisions: the same addresses, labels, chapters, headings
and wordings, whatever the print looked like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..numerals import to_chinese
from .model import Document, Provision, Table

_SECTION = re.compile(r" (?=第[^ ，。]{1,9}节(?: |$))")
_BRACKETS = ("【", "〔", "[", "（", "(")


def markdown(document: Document) -> str:
    """The document's title, number, addressees, body, tables and signature as Markdown."""
    head = [f"# {document.title}"] if document.title else []
    head += [document.number] if document.number else []
    head += [f"{document.addressees}："] if document.addressees else []
    return "\n\n".join([*head, *_body(document), *_signature(document)]) + "\n"


def _body(document: Document) -> Iterator[str]:
    """Provisions and tables in the order of the text."""
    style = _style(document.provisions)
    chapter: list[str] = []
    article = heading = None
    tables = sorted(document.tables, key=lambda table: table.start)
    for provision in document.provisions:
        while tables and tables[0].start < provision.start:
            yield from _table(tables.pop(0))
        chapters = _SECTION.split(provision.chapter) if provision.chapter else []
        if chapters != chapter:
            yield from _headings(chapters, chapter)
            chapter = chapters
        first = provision.address.steps[0]
        begins = first != article
        article, heading = first, provision.heading
        yield from _provision(provision, style, begins, heading or "")
    for table in tables:
        yield from _table(table)


def _headings(chapters: list[str], before: list[str]) -> Iterator[str]:
    """The headings that are new: ``##`` a chapter, ``###`` a section."""
    for depth, heading in enumerate(chapters):
        if chapters[: depth + 1] != before[: depth + 1]:
            yield f"{'#' * (depth + 2)} {heading}"


def _style(provisions: list[Provision]) -> str:
    """How the document numbers: articles 第五条, measures 五、 or bracketed （五）."""
    if any(one.label.startswith("第（") for one in provisions):
        return "bracketed"
    inserted = any(one.address.steps[0][1] for one in provisions)
    titled = any(one.heading and not one.heading.startswith(_BRACKETS) for one in provisions)
    if titled and not inserted:
        return "measures"
    return "articles"


def _provision(provision: Provision, style: str, begins: bool, heading: str) -> Iterator[str]:
    """A paragraph or item with its mark, behind its article's mark and heading where it begins."""
    steps = provision.address.steps
    mark = _article(steps[0], style) if begins else ""
    if len(steps) > 2:
        if begins:
            yield f"{mark}{heading}".strip()
        yield _item(steps, style) + provision.text
    elif mark and heading:
        yield f"{mark}{heading}"
        yield provision.text
    else:
        yield mark + provision.text


def _article(step: tuple[int, int, int], style: str) -> str:
    """第五条之一 with a blank behind it, 五、 or （五）."""
    number, inserted, _ = step
    if style == "measures":
        return f"{to_chinese(number)}、"
    if style == "bracketed":
        return f"（{to_chinese(number)}）"
    return f"第{to_chinese(number)}条" + (f"之{to_chinese(inserted)}" if inserted else "") + " "


def _item(steps: tuple[tuple[int, int, int], ...], style: str) -> str:
    """（一） and 1. below it; in a bracketed document 1. and （1） below it."""
    number = steps[-1][0]
    figures = (len(steps) > 3) != (style == "bracketed")
    if figures:
        return f"{number}. "
    return f"（{number}）" if style == "bracketed" else f"（{to_chinese(number)}）"


def _table(table: Table) -> Iterator[str]:
    """A table of Markdown below its title."""
    if table.title:
        yield table.title
    rows = [table.columns, ("---",) * len(table.columns), *table.rows]
    yield "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows
    )


def _signature(document: Document) -> Iterator[str]:
    """Who signed, and when."""
    signed = [one.date for one in document.dates if one.role == "signed"]
    if signed and document.issuer:
        yield document.issuer
    if signed and (match := re.fullmatch(r"(\d+)-(\d+)-(\d+)", signed[-1])):
        yield "{}年{}月{}日".format(*map(int, match.groups()))
