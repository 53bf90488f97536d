"""A parsed text beside what a reader expected of it: the differences, certain ones and others.

The parsed text is the JSON of the contract of ``texts parse``; the expectation is one source of
the files in ``expected/``, whose form their README describes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.texts.anchors import find, trimmed
from tests.texts.comparing_places import (
    attached,
    compare_attachments,
    compare_flags,
    compare_leftovers,
    compare_tables,
    places_of,
    start_of,
)
from tests.texts.comparing_provisions import compare_provisions
from tests.texts.differences import Difference, plain, wanted

Json = dict[str, Any]
FACTS = ("title", "number", "issuer", "kind", "date", "effective", "addressees", "annex_of")


def compare(expected: Json, parsed: Json, source: str = "") -> list[str]:
    """What differs and must not; places are compared where the source is given."""
    return [found.text for found in differences(expected, parsed, source) if found.certain]


def remarks(expected: Json, parsed: Json, source: str = "") -> list[str]:
    """What differs and may: another reader could see it otherwise."""
    return [found.text for found in differences(expected, parsed, source) if not found.certain]


def differences(expected: Json, parsed: Json, source: str = "") -> Iterator[Difference]:
    """All differences of one source."""
    if "characters" in expected and expected["characters"] != parsed["characters"]:
        yield Difference(f"characters: {parsed['characters']}, not {expected['characters']}")
    seen = []
    for awaited in expected["documents"]:
        document = matching(awaited, parsed, source)
        if document is None:
            yield from _absent(awaited, parsed)
            continue
        seen.append(id(document))
        yield from compare_document(awaited, document, parsed, source)
    for document in parsed["documents"]:
        if id(document) not in seen and document["kind"] != "新闻":
            yield Difference(f"a document that is none: {document['title']}")
    if source:
        yield from compare_leftovers(expected.get("leftovers", []), parsed, source)


def matching(awaited: Json, parsed: Json, source: str) -> Json | None:
    """The parsed document of an expected one: by its title, else by its beginning."""
    titles, _ = wanted(awaited["title"])
    for document in parsed["documents"]:
        if plain(document["title"]) in titles:
            return document
    if source and "start" in awaited:
        starts = start_of(awaited, source)
        for document in parsed["documents"]:
            if trimmed(places_of(document)[0], source).start in starts:
                return document
    return None


def _absent(awaited: Json, parsed: Json) -> Iterator[Difference]:
    """A document that was not found, unless it may be an attachment or nothing at all."""
    title = wanted(awaited["title"])[0][0]
    if awaited.get("or_attachment") and attached(str(title), parsed):
        return
    yield Difference(f"no document {title}", certain=not awaited.get("optional"))


def compare_document(
    awaited: Json, document: Json, parsed: Json, source: str
) -> Iterator[Difference]:
    """One document beside its expectation."""
    name = str(awaited.get("number") or wanted(awaited["title"])[0][0])
    found = [
        *_facts(awaited, document),
        *_dates(awaited, document),
        *compare_provisions(awaited, document),
        *compare_attachments(awaited, document, parsed, source),
        *compare_tables(awaited, document, parsed),
    ]
    if source:
        found += [*_bounds(awaited, document, source), *compare_flags(awaited, parsed, source)]
    yield from (Difference(f"{name}: {one.text}", one.certain) for one in found)


def _facts(awaited: Json, document: Json) -> Iterator[Difference]:
    """Title, number, issuer and the like."""
    for key in FACTS:
        if key not in awaited:
            continue
        accepted, certain = wanted(awaited[key])
        if plain(document.get(key)) not in accepted:
            yield Difference(f"{key}: {document.get(key)!r}, not {accepted}", certain)


def _dates(awaited: Json, document: Json) -> Iterator[Difference]:
    """The printed dates with their roles; one that is another document's is a difference."""
    if "dates" not in awaited:
        return
    expected = [
        ({one["role"], *one.get("or", [])}, str(one["date"]))
        if isinstance(one, dict)
        else ({one[0]}, str(one[1]))
        for one in awaited["dates"]
    ]
    printed = [(one["role"], str(one["date"])) for one in document["dates"]]
    for roles, day in expected:
        if not any(role in roles and day == other for role, other in printed):
            yield Difference(f"dates: no {'/'.join(sorted(roles))} {day} in {printed}")
    for role, day in printed:
        if role != "effective" and day not in {other for _, other in expected}:
            yield Difference(f"dates: {role} {day} is none of this document")


def _bounds(awaited: Json, document: Json, source: str) -> Iterator[Difference]:
    """Where the document begins and ends, blanks at its ends apart."""
    if "start" not in awaited:
        return
    parts = places_of(document)
    starts = start_of(awaited, source)
    start, end = trimmed(parts[0], source).start, trimmed(parts[-1], source).end
    if start not in starts:
        yield Difference(f"start: {start} {source[start : start + 12]!r}, not {starts}")
    last = find(awaited["end"], source, starts[0]).end
    if end != last:
        yield Difference(f"end: {end} {source[end - 12 : end]!r}, not {last}")
