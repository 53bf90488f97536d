"""A file read: its bytes decoded once, its documents with what they cite and measure."""

from __future__ import annotations

import bisect
import hashlib

from guiju.texts.blocks import of_document
from guiju.texts.citing.placing import Citation as Cited
from guiju.texts.citing.placing import of_work as citations_of
from guiju.texts.citing.placing import shelf_of
from guiju.texts.citing.resolving import Places
from guiju.texts.measuring.placing import Quantity as Measured
from guiju.texts.measuring.placing import of_block as quantities_of
from guiju.texts.parsing import parse
from guiju.texts.parsing.model import Document, Parsed, Provision
from guiju.texts.parsing.reading import blanked, decode
from guiju.texts.restoring import Span, join, offsets


def as_printed(content: bytes) -> str:
    """The text of a file, to whose characters all spans refer."""
    return decode(content)


def decoded(content: bytes) -> str:
    """The same with the marks of HTML blanked: what is read, cited, measured and searched."""
    return blanked(decode(content))


def digest_of(text: str, document: Document) -> str:
    """The hash of a document's restored wording: the same in whatever lines it is printed."""
    return hashlib.sha256(join(text, document.parts).encode("utf-8")).hexdigest()


def cited(read: Parsed, document: Document) -> list[Cited]:
    """The citations of a document; works of the same file are at hand."""
    own = {id(one): Places.of_document(one) for one in read.documents}
    shelf = shelf_of((one, own[id(one)]) for one in read.documents)
    return citations_of(read.text, document, own[id(document)], shelf)


def measured(text: str, document: Document) -> list[Measured]:
    """The quantities of a document in the order of the text."""
    return [one for block in of_document(text, document) for one in quantities_of(block)]


def inside(text: str, provision: Provision, start: int, end: int) -> Span | None:
    """A span of the file as a span of a provision's wording; None where it has nothing of it."""
    places = offsets(text, provision.pieces)
    first, last = bisect.bisect_left(places, start), bisect.bisect_left(places, end)
    return (first, last) if first < last else None


def parsed(content: bytes) -> Parsed:
    """The documents of a file and what belongs to none; its text without marks of HTML.

    A null character, which no PostgreSQL text can hold, is read as U+FFFD; the file keeps it.
    """
    read = parse(as_printed(content).replace("\0", "\ufffd"))
    read.text = blanked(read.text)
    return read
