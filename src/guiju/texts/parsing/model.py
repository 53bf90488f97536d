"""What a file was read into: documents with their provisions, and what belongs to none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..addresses import Address
from ..restoring import Span

LeftoverKind = Literal["page head", "contents", "cover", "continuation", "story", "label", "other"]
Role = Literal["signed", "promulgated", "adopted", "approved", "amended", "effective"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: where it stands, and what is visible of it.

    ``start`` to ``end`` runs over the whole line with its line end; ``text`` is what stands
    between the white space at both ends, from ``first`` to ``last``; ``indent`` is the white
    space before it. Marks of Markdown and HTML are blanked before lines are made, with
    ``level`` telling which heading (1 …) or list (-1) a mark made of the line, 0 none.
    """

    start: int
    end: int
    first: int
    text: str = ""
    indent: str = ""
    level: int = 0

    @property
    def last(self) -> int:
        """Behind the last visible character."""
        return self.first + len(self.text)


@dataclass(frozen=True, slots=True)
class Provision:
    """A paragraph without its items, an item or a subitem 款、项、目, with restored wording.

    ``pieces`` are the spans of the wording without its label; ``start`` to ``end`` includes the
    label. ``heading`` is that of an article or measure that has one; ``chapter`` the chapter,
    or chapter and section, as printed with single blanks.
    """

    address: Address
    label: str
    chapter: str
    text: str
    pieces: tuple[Span, ...]
    start: int
    end: int
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A printed date with its role; ``date`` is ISO (2020-01-06, 2020-01, 2020)."""

    role: Role
    date: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table as printed: cells restored; a merged cell is repeated in each row it covers."""

    title: str
    start: int
    end: int
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """An annex that is no regulation: a list, a table, a form."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Flag:
    """What looks wrong in the print, with a proposal; the printed wording stays."""

    kind: str
    start: int
    end: int
    printed: str
    proposed: str
    reason: str


@dataclass(frozen=True, slots=True)
class Leftover:
    """Characters that belong to no document."""

    kind: LeftoverKind
    start: int
    end: int


@dataclass(slots=True)
class Document:
    """A work: title, number, issuers, dates, and what it provides, with true spans."""

    title: str
    start: int
    end: int
    parts: list[Span]
    number: str | None = None
    issuer: str | None = None
    kind: str | None = None
    date: str | None = None
    dates: list[Dated] = field(default_factory=list)
    effective: str | None = None
    addressees: str | None = None
    annex_of: str | None = None
    provisions: list[Provision] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    @property
    def name(self) -> str:
        """How others cite it: its number, else title and date."""
        return self.number or (f"{self.title}（{self.date}）" if self.date else self.title)


@dataclass(slots=True)
class Parsed:
    """A file, whole: every character is in exactly one part of a document or one leftover.

    ``text`` is the file with its tags, entities and comments blanked at equal length.
    """

    text: str
    documents: list[Document]
    leftovers: list[Leftover]
