"""What a reader found in the sources stands where the notes say; no sentence is kept there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.texts.comparing_findings import listed, part_of, spans_of, ways_of
from tests.texts.findings_expected import KEYS, notes_of, rows_of, text_of
from tests.texts.reading_compared import COMPARING, notes_compared, tables_compared

NOTED = [(kind, source, part) for kind in KEYS for source, part in notes_of(kind)]


@pytest.mark.sources
@pytest.mark.parametrize(
    ("kind", "source", "part"), NOTED, ids=[f"{k}-{s[:12]}-{p['name']}" for k, s, p in NOTED]
)
def test_every_note_leads_to_a_place(
    kind: str, source: str, part: dict[str, Any], sources: Path
) -> None:
    stretch = part_of(text_of(sources, source), part)
    lost = []
    for row in [one for noted in part[KEYS[kind]] for one in ways_of(noted)]:
        try:
            spans_of(stretch, row)
        except LookupError as error:
            lost.append(str(error))
    assert lost == []


def answered(kind: str, row: dict[str, Any], span: tuple[int, int]) -> list[dict[str, Any]]:
    """What a program would give that reads exactly as the reader did."""
    base = {"start": span[0], "end": span[1], "text": str(row["printed"])}
    if kind == "cites":
        works = [w for w in listed(row.get("work")) if w] or ["some work"]
        addresses = [*row.get("addresses", ["1"])]
        first = addresses[0] if addresses and isinstance(addresses[0], list) else addresses
        resolves = row.get("resolves")
        cited = {"work": works[0], "self": works == ["self"], "resolves": resolves}
        return [{**base, **cited, "addresses": [str(a) for a in first]}]
    if kind == "health":
        return [{**base, "kind": listed(row["kind"])[0]}] if row["certainty"] == "must" else []
    value = row.get("value", "1")
    values = (
        value[0][:1] if isinstance(value, list) and isinstance(value[0], list) else listed(value)
    )
    same = {k: listed(row[k])[0] if row.get(k) else None for k in ("kind", "unit", "document")}
    more = {k: row.get(k) for k in ("direction", "event", "address")}
    return [{**base, **same, **more, "value": str(v)} for v in values]


@pytest.mark.sources
@pytest.mark.parametrize("kind", KEYS)
def test_the_notes_of_a_part_do_not_contradict_each_other(kind: str, sources: Path) -> None:
    told = []
    tables = [(row["text"], row) for row in rows_of(kind)]
    for text, part in [*tables, *((text_of(sources, s), p) for s, p in notes_of(kind))]:
        shared = {"document": part["document"]} if "document" in part else {}
        asked = [{**shared, **r} for r in part[KEYS[kind]] if not (r.get("none") or r.get("may"))]
        stretch = part_of(text, part)
        found = [a for r in asked for s in spans_of(stretch, r) for a in answered(kind, r, s)]
        told += [f"{part.get('name', text[:20])}: {d}" for d in COMPARING[kind](text, part, found)]
    assert told == []


def test_no_note_keeps_a_sentence() -> None:
    kept = [row["printed"] for kind, _, part in NOTED for row in part[KEYS[kind]]]
    assert [words for words in kept if len(str(words)) > 30] == []
    assert len(kept) > 200


@pytest.mark.parametrize("kind", ["cites", "quantities"])
def test_a_program_finds_what_stands_in_the_invented_texts(kind: str) -> None:
    assert tables_compared(kind) == []


@pytest.mark.sources
@pytest.mark.parametrize("kind", KEYS)
def test_a_program_finds_what_a_reader_found(kind: str, sources: Path) -> None:
    assert notes_compared(kind, sources) == []
