"""One document written as rows: its work, its version, provisions, citations and quantities."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import asdict

from guiju.texts import wording_hash
from guiju.texts.parsing.model import Document, Parsed

from ..models import Citation, Clause, Printing, Quantity, TextFile, Version, Work, WorkName
from .naming import MOST, cited_name, key_of, names_of, plain, slug_of
from .reading import cited, digest_of, inside, measured

_BATCH = 500


def work_of(document: Document) -> Work:
    """The work of a document, made where it is new; its names grow with every version."""
    work, new = Work.objects.get_or_create(
        key=key_of(document),
        defaults={
            "slug": _free_slug(document),
            "number": plain(document.number or "")[:200],
            "title": document.title,
            "issuer": (document.issuer or "")[:MOST],
            "kind": (document.kind or "")[:40],
        },
    )
    names = [WorkName(work=work, name=name) for name in names_of(document)]
    WorkName.objects.bulk_create(names, ignore_conflicts=True)
    if not new and not work.issuer and document.issuer:
        Work.objects.filter(pk=work.pk).update(issuer=document.issuer[:MOST])
    return work


def _free_slug(document: Document) -> str:
    """The first address that no other work has: 甲条例, 甲条例-2, …"""
    base = slug_of(document)
    taken = set(Work.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def day_of(printed: str | None) -> dt.date | None:
    """A printed date as a day, the first of a month or year that has none; None for no date."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", printed or "")
    if match is None:
        return None
    try:
        return dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None


def store(file: TextFile, read: Parsed, document: Document) -> tuple[Version, bool]:
    """Write a document; gives its version and whether that is new.

    The same wording of the same work, wherever it is printed, is one version with several
    printings. The caller holds a transaction.
    """
    work = work_of(document)
    digest = digest_of(read.text, document)
    known = Version.objects.filter(work=work, digest=digest).first()
    if known is not None:
        if (known.file_id, known.start) != (file.pk, document.start):
            place = {"file": file, "start": document.start, "end": document.end}
            Printing.objects.get_or_create(
                version=known, file=file, start=document.start, defaults=place
            )
        return known, False
    version = _version(work, file, document, digest)
    clauses = _clauses(version, document)
    _citations(version, clauses, read, document)
    _quantities(version, clauses, read, document)
    return version, True


def _version(work: Work, file: TextFile, document: Document, digest: str) -> Version:
    first = document.effective or document.date
    base = (first or "undated")[:10]
    taken = set(work.versions.values_list("label", flat=True))
    number, label = 1, base
    while label in taken:
        number += 1
        label = f"{base}~{number}"
    return Version.objects.create(
        work=work,
        label=label,
        since=day_of(first),
        title=document.title,
        date=(document.date or "")[:10],
        effective=(document.effective or "")[:10],
        addressees=document.addressees or "",
        annex_of=plain(document.annex_of or ""),
        dates=[asdict(one) for one in document.dates],
        attachments=[asdict(one) for one in document.attachments],
        tables=[asdict(one) for one in document.tables],
        flags=[asdict(one) for one in document.flags],
        digest=digest,
        file=file,
        start=document.start,
        end=document.end,
        parts=[list(part) for part in document.parts],
    )


def _clauses(version: Version, document: Document) -> dict[str, Clause]:
    """The provisions by address."""
    rows = [
        Clause(
            version=version,
            place=place,
            address=str(one.address),
            label=one.label,
            chapter=one.chapter,
            heading=one.heading,
            text=one.text,
            start=one.start,
            end=one.end,
            pieces=[list(piece) for piece in one.pieces],
            wording=wording_hash(one.text),
        )
        for place, one in enumerate(document.provisions)
    ]
    Clause.objects.bulk_create(rows, batch_size=_BATCH)
    return {row.address: row for row in rows}


def _citations(
    version: Version, clauses: dict[str, Clause], read: Parsed, document: Document
) -> None:
    """A row for each cited address; those of the work itself lead to it at once."""
    provisions = {str(one.address): one for one in document.provisions}
    rows = []
    for one in cited(read, document):
        home = one.address or ""
        provision = provisions.get(home)
        place = inside(read.text, provision, one.start, one.end) if provision else None
        for address in one.resolved.addresses or ("",):
            rows.append(
                Citation(
                    version=version,
                    clause=clauses.get(home),
                    start=one.start,
                    end=one.end,
                    first=place[0] if place else None,
                    last=place[1] if place else None,
                    text=one.text,
                    name="" if one.resolved.own else cited_name(one.resolved.work),
                    own=one.resolved.own,
                    address=address[:60],
                    work=version.work if one.resolved.own else None,
                )
            )
    Citation.objects.bulk_create(rows, batch_size=_BATCH)


def _quantities(
    version: Version, clauses: dict[str, Clause], read: Parsed, document: Document
) -> None:
    rows = [
        Quantity(
            version=version,
            clause=clauses.get(one.address or ""),
            kind=one.found.kind,
            start=one.start,
            end=one.end,
            text=one.found.text,
            value=one.found.value[:100],
            unit=(one.found.unit or "")[:40],
            direction=one.found.direction or "",
            event=one.found.event or "",
        )
        for one in measured(read.text, document)
    ]
    Quantity.objects.bulk_create(rows, batch_size=_BATCH)
