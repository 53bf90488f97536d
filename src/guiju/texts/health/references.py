"""Citations that lead nowhere, and articles with two item lists, of which an item is ambiguous."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..citing import citations
from ..parsing.model import Document, Parsed
from .model import Finding


def lost(parsed: Parsed) -> Iterator[Finding]:
    """Citations of a work at hand whose place does not exist there."""
    for one in citations(parsed):
        if one.resolved.resolves is not False:
            continue
        where = "、".join(one.resolved.addresses)
        reason = (
            f"引用的条款{where}在《{one.resolved.work}》中找不到" if where else "引用的条款不存在"
        )
        yield Finding(
            "citation", one.start, one.end, one.document, one.address, one.text, "", reason
        )


def item_lists(document: Document) -> Iterator[Finding]:
    """An article in which several paragraphs have items."""
    listed: dict[str, list[str]] = defaultdict(list)
    for provision in document.provisions:
        if len(provision.address.steps) == 3:
            article, paragraph, _ = str(provision.address).split("/")
            if paragraph not in listed[article]:
                listed[article].append(paragraph)
    for provision in document.provisions:
        article, *rest = str(provision.address).split("/")
        paragraphs = listed.get(article, [])
        if len(paragraphs) > 1 and rest == [paragraphs[0]]:
            end = next(
                p.end
                for p in reversed(document.provisions)
                if str(p.address).split("/")[0] == article
            )
            reason = f"同一条中有{len(paragraphs)}组项，引用某项时须指明第几款"
            printed = provision.text[:20]
            yield Finding(
                "item lists", provision.start, end, document.name, article, printed, "", reason
            )
