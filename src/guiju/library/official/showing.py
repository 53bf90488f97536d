"""What the page of a text shows: wording with its citations as links, and who cites it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse

from ..models import Citation, Clause, Version


@dataclass(frozen=True)
class Piece:
    """A piece of a wording; ``link`` where it cites what is imported, ``marked`` where found."""

    text: str
    link: str = ""
    marked: bool = False


@dataclass(frozen=True)
class Shown:
    """A provision with its wording in pieces; ``depth`` 0 a paragraph, 1 an item, 2 a subitem."""

    clause: Clause
    pieces: list[Piece]
    depth: int


@dataclass(frozen=True)
class Link:
    """A citation told: its words, where it leads; ``there`` None where the work is not imported."""

    text: str
    target: str
    link: str
    there: bool | None


def link_of(one: Citation) -> str:
    """Where a citation leads: the cited work as of the day of the citing one; "" for nowhere."""
    if one.work is None:
        return ""
    address = one.address.partition("/?")[0]
    if address:
        link = reverse("library:text-clause", args=[one.work.slug, address])
    else:
        link = reverse("library:text", args=[one.work.slug])
    version = one.version
    if one.own or one.work_id == version.work_id:
        told = {"version": version.label}
    else:
        told = {"on": version.since.isoformat()} if version.since else {}
    return f"{link}?{urlencode(told)}" if told else link


def shown(version: Version, clauses: Iterable[Clause]) -> list[Shown]:
    """Provisions with their citations as links, by one query for all."""
    listed = list(clauses)
    found: dict[int | None, list[Citation]] = defaultdict(list)
    asked = version.citations.filter(clause__in=[one.pk for one in listed], first__isnull=False)
    for one in asked.select_related("work").order_by("first", "pk"):
        one.version = version
        found[one.clause_id].append(one)
    return [Shown(one, _pieces(one.text, found[one.pk]), _depth(one)) for one in listed]


@dataclass(frozen=True)
class Article:
    """An article with its provisions; ``chapter`` where a chapter begins with it."""

    address: str
    heading: str
    chapter: str
    clauses: list[Shown]


def articles_of(clauses: Iterable[Shown]) -> list[Article]:
    """Provisions article by article, each chapter named where it begins."""
    found, last = [], ""
    groups = groupby(clauses, lambda one: (one.clause.chapter, one.clause.address.split("/")[0]))
    for (chapter, address), rows in groups:
        inside = list(rows)
        new = chapter if chapter != last else ""
        found.append(Article(address, inside[0].clause.heading, new, inside))
        last = chapter
    return found


def _depth(clause: Clause) -> int:
    return max(0, clause.address.count("/") - 1)


def _pieces(text: str, citations: list[Citation]) -> list[Piece]:
    """The wording cut where citations begin and end; the first address of each is its link."""
    pieces, at = [], 0
    for one in citations:
        if one.first is None or one.last is None or one.first < at or one.last > len(text):
            continue
        link = link_of(one)
        if not link:
            continue
        pieces += [Piece(text[at : one.first]), Piece(text[one.first : one.last], link)]
        at = one.last
    return [piece for piece in (*pieces, Piece(text[at:])) if piece.text]


def links(citations: Iterable[Citation], known: set[tuple[int, str]]) -> list[Link]:
    """What some citations name, one line for each address."""
    return [_link(one, known) for one in citations]


def _link(one: Citation, known: set[tuple[int, str]]) -> Link:
    if one.work is None:
        return Link(one.text, f"{one.name} {one.address}".strip(), "", None)
    there = not one.address or (one.work_id or 0, one.address) in known
    name = "" if one.own else one.work.number or one.work.title
    return Link(one.text, f"{name} {one.address}".strip(), link_of(one), there)


def marked(text: str, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    """A text with the places that a search found."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            begin = max(start, at)
            pieces += [Piece(text[at:begin]), Piece(text[begin:end], marked=True)]
            at = end
    return [piece for piece in (*pieces, Piece(text[at:])) if piece.text]
