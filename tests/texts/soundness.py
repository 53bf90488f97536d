"""What the contract of ``texts parse`` asks of every answer, whatever the text."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tests.texts.comparing_places import places_of

Json = dict[str, Any]
KINDS = {"page head", "contents", "cover", "continuation", "story", "label", "other"}
ROLES = {"signed", "promulgated", "adopted", "approved", "amended", "effective"}


def unsound(parsed: Json, source: str) -> list[str]:
    """Where an answer breaks the contract; empty where it keeps it."""
    found = [] if parsed["characters"] == len(source) else ["characters are counted otherwise"]
    found += _lossless(parsed, len(source))
    found += [
        f"no kind of leftover: {one['kind']}"
        for one in parsed["leftovers"]
        if one["kind"] not in KINDS
    ]
    for document in parsed["documents"]:
        for said in (*_dates(document), *_provisions(document), *_inside(document)):
            found.append(f"{document['title']}: {said}")
    return found


def _lossless(parsed: Json, size: int) -> Iterator[str]:
    """Every character belongs to one document or one leftover; a leftover may lie in a document."""
    documents, leftovers = [0] * (size + 1), [0] * (size + 1)
    for counts, places in (
        (documents, [(p.start, p.end) for one in parsed["documents"] for p in places_of(one)]),
        (leftovers, [(one["start"], one["end"]) for one in parsed["leftovers"]]),
    ):
        for start, end in places:
            if not 0 <= start <= end <= size:
                yield f"{start}–{end} is not in the text"
                return
            counts[start] += 1
            counts[end] -= 1
    yield from _miscounted(documents, leftovers, size)


def _miscounted(documents: list[int], leftovers: list[int], size: int) -> Iterator[str]:
    """The first character of nobody, and the first of two."""
    inside = left = 0
    said: set[str] = set()
    for at in range(size):
        inside += documents[at]
        left += leftovers[at]
        word = "belongs to nothing" if not inside and not left else ""
        word = "belongs to two" if inside > 1 or left > 1 else word
        if word and word not in said:
            said.add(word)
            yield f"character {at} {word}"


def _dates(document: Json) -> Iterator[str]:
    """Dates are days of the calendar, their roles known."""
    days = [one["date"] for one in document["dates"]]
    for day in [*days, document["date"], document["effective"]]:
        try:
            dt.date.fromisoformat(day or "2000-01-01")
        except (TypeError, ValueError):
            yield f"no date: {day!r}"
    yield from (f"no role: {one['role']}" for one in document["dates"] if one["role"] not in ROLES)


def _provisions(document: Json) -> Iterator[str]:
    """Addresses stand once, siblings in the order of the text and apart."""
    siblings: dict[str, list[Json]] = defaultdict(list)
    for one in document["provisions"]:
        siblings[one["address"].rpartition("/")[0]].append(one)
    addresses = [one["address"] for one in document["provisions"]]
    for address in sorted({one for one in addresses if addresses.count(one) > 1}):
        yield f"{address} stands twice"
    for family in siblings.values():
        for before, after in pairwise(family):
            if after["start"] < before["end"]:
                yield f"{after['address']} begins within {before['address']}"


def _inside(document: Json) -> Iterator[str]:
    """What is said of a document lies between its beginning and its end."""
    start, end = document["start"], document["end"]
    for name in ("provisions", "attachments", "tables", "dates"):
        for one in document[name]:
            if not start <= one["start"] <= one["end"] <= end:
                yield f"{name}: {one['start']}–{one['end']} is not in the document"
