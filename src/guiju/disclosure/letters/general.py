"""A letter 函 of any content, its text given as paragraphs divided by line breaks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from ..documents import Document, Paragraph


def letter(
    *,
    organ: str,
    title: str,
    text: str,
    date: dt.date,
    basis: Sequence[str],
    addressees: Sequence[str] = (),
    **others: Any,
) -> Document:
    """A letter; further parts of a document (number, note, copies, demo …) by name."""
    body = [Paragraph(line) for line in text.splitlines() if line.strip()]
    return Document(
        organ=organ,
        title=title,
        date=date,
        basis=basis,
        body=body,
        addressees=addressees,
        **others,
    )
