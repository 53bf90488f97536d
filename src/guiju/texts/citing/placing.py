"""The citations of a parsed file, each with its true span and what it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..blocks import Block, left_over, of_document
from ..parsing.model import Document, Parsed
from .finding import Cited, declared_in, find
from .resolving import Places, Resolved, Shelf, resolve
from .works import plain


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation where it stands: ``text`` as printed, without white space."""

    start: int
    end: int
    text: str
    resolved: Resolved
    document: str
    address: str | None

    def as_json(self) -> dict[str, object]:
        """As the contract has it."""
        resolved = self.resolved
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "work": resolved.work,
            "self": resolved.own,
            "addresses": list(resolved.addresses),
            "resolves": resolved.resolves,
        }


def citations(parsed: Parsed, shelf: Shelf | None = None) -> list[Citation]:
    """Every citation of a file's documents in the order of the text.

    ``shelf`` holds works from elsewhere; those of the file itself are at hand anyway.
    """
    own = [(document, Places.of_document(document)) for document in parsed.documents]
    at_hand = {**(shelf or {}), **shelf_of(own)}
    found: list[Citation] = []
    for document, places in own:
        found += of_work(parsed.text, document, places, at_hand)
    rest = list(left_over(parsed))
    declared = {short: title for one in rest for short, title in declared_in(one.text).items()}
    for block in rest:
        found += _of_block(block, "", None, at_hand, declared)
    return sorted(found, key=lambda citation: (citation.start, citation.end))


def shelf_of(works: Iterable[tuple[Document, Places]]) -> dict[str, Places]:
    """Works at hand under their titles and numbers."""
    found: dict[str, Places] = {}
    for document, places in works:
        for name in (document.number, plain(document.title)):
            if name and (document.provisions or name not in found):
                found[name] = places
    return found


def of_work(text: str, document: Document, places: Places, shelf: Shelf) -> list[Citation]:
    """The citations of one document."""
    blocks = list(of_document(text, document))
    declared: dict[str, str] = {}
    amended = amended_by(document.title)
    for block in blocks:
        if "称" in block.text:
            declared.update(declared_in(block.text))
    found = [
        c
        for block in blocks
        for c in _of_block(block, document.name, places, shelf, declared, amended)
    ]
    own = {document.number, plain(document.title)}
    head = document.provisions[0].start if document.provisions else document.end
    return [c for c in found if not (_names(c, own) and c.start < head and not c.address)]


_AMENDS = re.compile(r"修改《(?P<work>(?:[^《》]|《[^《》]*》)+)》|(?P<bare>[^《》]+法)修正案")


def amended_by(title: str) -> str | None:
    """The work that an amendment amends: its 第四条 is an article of that work."""
    match = _AMENDS.search(title)
    return (match["work"] or match["bare"]) if match else None


def _of_the_amended(text: str, cited: Cited, amended: str) -> Cited:
    """第四条 and 本法第四条 in new wording are of the work amended; 本决定第四条 is not."""
    said = text[cited.start : cited.start + 4]
    own = said.startswith(("本决定", "本修正案"))
    if cited.bare or (cited.work is None and said[:1] == "本" and cited.paths and not own):
        return replace(cited, work=amended, bare=False)
    return cited


def _names(citation: Citation, own: set[str | None]) -> bool:
    """Whether a citation above the first provision is the document's own name."""
    resolved = citation.resolved
    return not resolved.addresses and (resolved.work in own or plain(resolved.work) in own)


def _of_block(
    block: Block,
    document: str,
    places: Places | None,
    shelf: Shelf,
    declared: Mapping[str, str],
    amended: str | None = None,
) -> list[Citation]:
    found: list[Cited] = find(block.text, declared, headed=block.address is None)
    if amended:
        found = [_of_the_amended(block.text, c, amended) for c in found]
    if not found:
        return []
    offsets = block.places()
    address = str(block.address) if block.address else None
    return [
        Citation(
            *block.span(cited.start, cited.end, offsets),
            block.text[cited.start : cited.end],
            resolve(cited, places, block.address, shelf),
            document,
            address,
        )
        for cited in found
    ]
