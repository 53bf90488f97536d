"""The body of a document: its lines read into provisions, tables and attachments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .attachments import first_annex, read_titles, without_list
from .model import Attachment, Flag, Line, Provision, Table
from .provisions import read_provisions
from .provisions.choosing import Numbering
from .tables import read_tables


@dataclass(slots=True)
class Body:
    """What the lines of a document hold, each in the order of the text."""

    provisions: list[Provision] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)


def read_body(text: str, lines: Sequence[Line], numbering: Numbering | None = None) -> Body:
    """The lines of one document, without its title, signature and leftovers.

    Nothing is refused: a document without any numbering has no provisions, as none of its
    paragraphs has an address. Rows of tables are no part of a provision.
    """
    cut = first_annex(lines)
    tables, places = read_tables(text, lines[:cut])
    said = [line for at, line in enumerate(lines[:cut]) if at not in places]
    provisions, flags = read_provisions(text, without_list(said), numbering)
    body = Body(provisions, tables, [], flags)
    if cut < len(lines):
        annexed = read_attachments(text, lines[cut:])
        body.tables += annexed.tables
        body.attachments = annexed.attachments
    return body


def read_attachments(text: str, lines: Sequence[Line]) -> Body:
    """Lines that are nothing but annexes 附件: lists, tables, forms."""
    body = Body()
    for attachment, first, behind in read_titles(text, lines):
        tables, _ = read_tables(text, lines[first:behind], attachment.title)
        body.attachments.append(attachment)
        body.tables += [replace(one, title=one.title or attachment.title) for one in tables]
    return body
