"""A parsed file as the contract gives it out."""

from __future__ import annotations

from typing import Any

from .model import Document, Parsed, Provision


def as_json(parsed: Parsed, file: str = "") -> dict[str, Any]:
    """The JSON object of ``texts parse``."""
    return {
        "file": file,
        "characters": len(parsed.text),
        "documents": [_document(document) for document in parsed.documents],
        "leftovers": [
            {"kind": one.kind, "start": one.start, "end": one.end} for one in parsed.leftovers
        ],
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "number": document.number,
        "issuer": document.issuer,
        "kind": document.kind,
        "date": document.date,
        "dates": [
            {"role": d.role, "date": d.date, "start": d.start, "end": d.end} for d in document.dates
        ],
        "effective": document.effective,
        "addressees": document.addressees,
        "annex_of": document.annex_of,
        "start": document.start,
        "end": document.end,
        "parts": [list(part) for part in document.parts],
        "provisions": [_provision(provision) for provision in document.provisions],
        "attachments": [
            {"title": a.title, "start": a.start, "end": a.end} for a in document.attachments
        ],
        "tables": [
            {
                "title": t.title,
                "start": t.start,
                "end": t.end,
                "columns": list(t.columns),
                "rows": [list(row) for row in t.rows],
            }
            for t in document.tables
        ],
        "flags": [
            {
                "kind": f.kind,
                "start": f.start,
                "end": f.end,
                "printed": f.printed,
                "proposed": f.proposed,
                "reason": f.reason,
            }
            for f in document.flags
        ],
    }


def _provision(provision: Provision) -> dict[str, Any]:
    return {
        "address": str(provision.address),
        "label": provision.label,
        "chapter": provision.chapter,
        "heading": provision.heading,
        "text": provision.text,
        "start": provision.start,
        "end": provision.end,
    }
