"""A version taken away: the document it was read as, as clean Markdown and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from guiju.texts import Address
from guiju.texts.parsing.model import Attachment, Dated, Document, Flag, Provision, Table
from guiju.texts.parsing.rendering import markdown

from ..models import Citation, Clause, Version


def document_of(version: Version, clauses: Iterable[Clause] | None = None) -> Document:
    """The document as it was read from its file."""
    work = version.work
    rows = version.clauses.order_by("place") if clauses is None else clauses
    return Document(
        version.title,
        version.start,
        version.end,
        [(start, end) for start, end in version.parts],
        number=work.number or None,
        issuer=work.issuer or None,
        kind=work.kind or None,
        date=version.date or None,
        dates=[Dated(**one) for one in version.dates],
        effective=version.effective or None,
        addressees=version.addressees or None,
        annex_of=version.annex_of or None,
        provisions=[_provision(row) for row in rows],
        attachments=[Attachment(**one) for one in version.attachments],
        tables=[_table(one) for one in version.tables],
        flags=[Flag(**one) for one in version.flags],
    )


def _provision(row: Clause) -> Provision:
    return Provision(
        Address.parse(row.address),
        row.label,
        row.chapter,
        row.text,
        tuple((start, end) for start, end in row.pieces),
        row.start,
        row.end,
        row.heading,
    )


def _table(told: dict[str, Any]) -> Table:
    columns, rows = tuple(told["columns"]), tuple(tuple(row) for row in told["rows"])
    return Table(told["title"], told["start"], told["end"], columns, rows)


def as_markdown(version: Version) -> str:
    """The version as clean Markdown."""
    return markdown(document_of(version))


def as_json(version: Version) -> dict[str, Any]:
    """The version with its provisions, citations and quantities; spans are those of the file."""
    work = version.work
    return {
        "work": work.slug,
        "title": version.title,
        "number": work.number or None,
        "issuer": work.issuer or None,
        "kind": work.kind or None,
        "version": version.label,
        "date": version.date or None,
        "effective": version.effective or None,
        "dates": version.dates,
        "addressees": version.addressees or None,
        "annex_of": version.annex_of or None,
        "sha256": version.digest,
        "file": {"name": version.file.name, "sha256": version.file.sha256},
        "start": version.start,
        "end": version.end,
        "parts": version.parts,
        "provisions": list(_provisions(version)),
        "attachments": version.attachments,
        "tables": version.tables,
        "flags": version.flags,
        "citations": list(_citations(version)),
        "quantities": list(_quantities(version)),
    }


def _provisions(version: Version) -> Iterator[dict[str, Any]]:
    names = ("address", "label", "chapter", "heading", "text", "start", "end", "wording")
    yield from version.clauses.order_by("place").values(*names)


def _citations(version: Version) -> Iterator[dict[str, Any]]:
    found: dict[tuple[int, int], dict[str, Any]] = {}
    for one in version.citations.select_related("work").order_by("start", "pk"):
        told = found.setdefault((one.start, one.end), _cited(one))
        told["addresses"] += [one.address] if one.address else []
    yield from found.values()


def _cited(one: Citation) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "work": one.work.slug if one.work else one.name,
        "imported": one.work is not None,
        "self": one.own,
        "addresses": [],
    }


def _quantities(version: Version) -> Iterator[dict[str, Any]]:
    names = ("kind", "start", "end", "text", "value", "unit", "direction", "event")
    for one in version.quantities.select_related("clause").order_by("start", "pk"):
        told: dict[str, Any] = {name: getattr(one, name) or None for name in names}
        told["start"] = one.start
        yield {**told, "address": one.clause.address if one.clause else None}
