"""The real sources and twelve laws as parsed, beside what a reader expected of them.

The notes were written from reading alone, before there was a parser; they may be corrected where
the source proves them wrong, not where the parser does otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.texts.anchors import BLANK, find, span
from tests.texts.comparing import compare
from tests.texts.comparing_places import start_of
from tests.texts.differences import plain
from tests.texts.expectations import laws_expected, sources_expected
from tests.texts.soundness import unsound

SOURCES, LAWS = sources_expected(), laws_expected()
Json = dict[str, Any]


def parsed(text: str) -> Json:
    """A text as the parser gives it, in the form of the contract."""
    from guiju.texts.parsing import as_json, parse

    return dict(as_json(parse(text)))


def text_of(path: Path) -> str:
    """A file's characters, its line ends as they are."""
    return path.read_bytes().decode("utf-8")


def noted(expected: Json, text: str) -> Iterator[tuple[int, int]]:
    """The runs of a source of which the notes say whose they are."""
    for one in expected["documents"]:
        if not one.get("optional"):
            start = start_of(one, text)[0]
            yield start, find(one["end"], text, start).end
    for one in expected["leftovers"]:
        place = span(one["from"], one["to"], text)
        yield place.start, place.end


@pytest.mark.parametrize("name", SOURCES)
def test_the_notes_leave_no_character_of_a_source_out(name: str, sources: Path) -> None:
    text = text_of(sources / name)
    owned = bytearray(len(text))
    for start, end in noted(SOURCES[name], text):
        owned[start:end] = b"1" * (end - start)
    left = [at for at in range(len(text)) if not owned[at] and text[at] not in BLANK]
    assert "".join(text[at] for at in left) == ""
    assert SOURCES[name]["characters"] == len(text)


@pytest.mark.parametrize("name", SOURCES)
def test_noted_openings_and_ends_stand_in_their_source_in_order(name: str, sources: Path) -> None:
    whole = text_of(sources / name)
    for one in SOURCES[name]["documents"]:
        start = start_of(one, whole)[0]
        text = str(plain(whole[start : find(one["end"], whole, start).end]))
        place = 0
        for address, head, tail in one.get("provisions", []):
            place = text.find(str(plain(head)), place)
            assert place >= 0, f"{address}: {head}"
            place = text.find(str(plain(tail)), place)
            assert place >= 0, f"{address}: {tail}"
        for label, address, head in one.get("measures", []):
            place = text.find(str(plain(f"{label}{head}")), place)
            assert place >= 0, f"{address}: {head}"


def anchors_of(expected: Json) -> Iterator[Any]:
    """Every anchor of the notes of a source."""
    for one in expected["documents"]:
        yield from (one["start"], one["end"])
        for noted_one in [*one.get("attachments", []), *one.get("flags", [])]:
            yield from (noted_one[key] for key in ("holds", "end", "at") if key in noted_one)
    for one in expected["leftovers"]:
        yield from (one["from"], one["to"])


@pytest.mark.parametrize("name", SOURCES)
def test_the_notes_hold_no_sentences(name: str) -> None:
    anchors = [one["is"] if isinstance(one, dict) else one for one in anchors_of(SOURCES[name])]
    words = [str(one[0]) if isinstance(one, list) else str(one) for one in anchors]
    assert [one for one in words if len(one) > 12] == []
    rows = [row for one in SOURCES[name]["documents"] for row in one.get("provisions", [])]
    assert [row for row in rows if len(row[1]) > 6 or len(row[2]) > 6] == []


@pytest.mark.parametrize("name", SOURCES)
def test_flags_stand_at_places_of_their_source(name: str, sources: Path) -> None:
    text = text_of(sources / name)
    flags = [flag for one in SOURCES[name]["documents"] for flag in one.get("flags") or []]
    places = [find(at, text) for flag in flags for at in (flag["at"], *flag.get("or", []))]
    assert all(place.start < place.end for place in places)
    assert all(flag["reason"] and flag["printed"] for flag in flags)


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_is_parsed_as_a_reader_expects(name: str, sources: Path) -> None:
    text = text_of(sources / name)
    given = parsed(text)
    assert unsound(given, text) + compare(SOURCES[name], given, text) == []


@pytest.mark.parametrize("name", LAWS)
def test_a_law_is_parsed_as_a_reader_expects(name: str, sources: Path) -> None:
    text = text_of(sources.parent / "data" / "laws" / name)
    given = parsed(text)
    assert unsound(given, text) + compare(LAWS[name], given, text) == []
