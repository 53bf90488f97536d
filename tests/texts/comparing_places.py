"""What stands where in a parsed text beside a reader's notes: leftovers, flags, annexes, tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.texts.anchors import BLANK, Place, find, line_around, span, trimmed
from tests.texts.differences import Difference, plain, wanted

Json = dict[str, Any]


def places_of(document: Json) -> list[Place]:
    """The parts of a document."""
    parts = document.get("parts") or [[document["start"], document["end"]]]
    return [Place(*part) for part in parts]


def start_of(awaited: Json, source: str) -> list[int]:
    """Where an expected document may begin; the first is the likeliest."""
    spec = awaited["start"]
    anchors = [spec["is"], *spec.get("or", [])] if isinstance(spec, dict) else [spec]
    return [find(one, source).start for one in anchors]


def owners(parsed: Json, size: int) -> list[tuple[str, str] | None]:
    """For every character ``("document", its kind)`` or ``("leftover", its kind)``."""
    owned: list[tuple[str, str] | None] = [None] * size
    for document in parsed["documents"]:
        for part in places_of(document):
            owned[part.start : part.end] = [("document", document["kind"])] * (
                part.end - part.start
            )
    for left in parsed["leftovers"]:
        length = left["end"] - left["start"]
        owned[left["start"] : left["end"]] = [("leftover", left["kind"])] * length
    return owned


def compare_leftovers(expected: list[Json], parsed: Json, source: str) -> Iterator[Difference]:
    """Each noted run belongs to leftovers of a kind that fits."""
    owned = owners(parsed, len(source))
    for awaited in expected:
        place = span(awaited["from"], awaited["to"], source)
        fits = {("leftover", kind) for kind in awaited["kinds"]}
        if awaited.get("news"):
            fits.add(("document", "新闻"))
        for at in range(place.start, place.end):
            if source[at] not in BLANK and owned[at] not in fits:
                here = f"leftover at {at} {source[at : at + 12]!r}"
                said = f"{here}: {owned[at]}, not {awaited['kinds']}"
                yield Difference(said, not awaited.get("may"))
                break


def compare_flags(awaited: Json, parsed: Json, source: str) -> Iterator[Difference]:
    """Each flag a reader raises stands at its place with a proposal that fits."""
    flags = [flag for document in parsed["documents"] for flag in document["flags"]]
    for expected in awaited.get("flags", []):
        places = [find(one, source) for one in [expected["at"], *expected.get("or", [])]]
        if expected.get("line"):
            places = [line_around(place, source) for place in places]
        here = [
            flag
            for flag in flags
            if any(place.meets(Place(flag["start"], flag["end"])) for place in places)
        ]
        certain = not expected.get("may")
        name = f"flag at {places[0].start} {expected['printed']!r}"
        if not here:
            yield Difference(f"{name}: none", certain)
        elif not any(_proposes(flag, expected) for flag in here):
            given = [flag.get("proposed") for flag in here]
            yield Difference(f"{name}: proposes {given}, not {expected['proposed']}", certain)
    if awaited.get("flags") == []:
        for flag in _own_flags(awaited, parsed):
            yield Difference(
                f"flag not expected: {flag['kind']} {flag['printed']!r}", certain=False
            )


def _own_flags(awaited: Json, parsed: Json) -> list[Json]:
    """The flags of the document with the expected title."""
    titles, _ = wanted(awaited["title"])
    named = [one for one in parsed["documents"] if plain(one["title"]) in titles]
    return [flag for document in named for flag in document["flags"]]


def _proposes(flag: Json, expected: Json) -> bool:
    """Whether a flag's proposal holds one of the expected ones."""
    wished = expected["proposed"]
    wished = wished if isinstance(wished, list) else [wished]
    kind = expected.get("kind") in (None, flag["kind"])
    return kind and any(str(plain(one)) in str(plain(flag.get("proposed"))) for one in wished)


def attached(title: str, parsed: Json) -> list[Json]:
    """The attachments of any document whose title holds this one."""
    every = [one for document in parsed["documents"] for one in document["attachments"]]
    return [one for one in every if str(plain(title)) in str(plain(one["title"]))]


def compare_attachments(
    awaited: Json, document: Json, parsed: Json, source: str
) -> Iterator[Difference]:
    """Annexes that are no regulations: their titles and where they end."""
    if awaited.get("attachments") == [] and document["attachments"]:
        given = [one["title"] for one in document["attachments"]]
        yield Difference(f"attachments that are none: {given}")
    for expected in awaited.get("attachments", []):
        title = expected["title"]
        found = attached(title, parsed)
        works = {plain(one["title"]) for one in parsed["documents"]}
        if not found and not (expected.get("or_document") and plain(title) in works):
            yield Difference(f"no attachment {title}", not expected.get("may"))
        if found and source and "holds" in expected:
            place = span(expected["holds"], expected["end"], source)
            given = [trimmed(Place(one["start"], one["end"]), source) for one in found]
            if not any(one.start <= place.start and one.end == place.end for one in given):
                yield Difference(f"attachment {title}: {given}, not {place}")


def compare_tables(awaited: Json, document: Json, parsed: Json) -> Iterator[Difference]:
    """Tables by their columns: how many rows, and some cells."""
    if awaited.get("tables") == [] and document["tables"]:
        yield Difference(f"tables that are none: {len(document['tables'])}")
    every = [table for one in parsed["documents"] for table in one["tables"]]
    for expected in awaited.get("tables", []):
        columns = [plain(one) for one in expected["columns"]]
        found = [one for one in every if [plain(cell) for cell in one["columns"]] == columns]
        if len(found) != 1:
            yield Difference(f"tables with columns {columns}: {len(found)}, not 1")
            continue
        yield from _rows(expected, columns, found[0]["rows"])


def _rows(expected: Json, columns: list[str | None], rows: list[list[str]]) -> Iterator[Difference]:
    """The rows of one table."""
    if len(rows) != expected["rows"]:
        yield Difference(f"table {columns[0]}: {len(rows)} rows, not {expected['rows']}")
        return
    for row, column, value in expected["cells"]:
        place = columns.index(plain(column))
        given = rows[row - 1][place] if place < len(rows[row - 1]) else None
        if plain(given) != plain(value):
            yield Difference(f"table {columns[0]}, row {row}, {column}: {given!r}, not {value!r}")
