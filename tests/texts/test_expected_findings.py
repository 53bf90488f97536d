"""What a reader found in the sources stands where the notes say; no sentence is kept there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.texts.comparing_findings import part_of, spans_of, ways_of
from tests.texts.findings_expected import KEYS, notes_of, text_of

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


def test_no_note_keeps_a_sentence() -> None:
    kept = [row["printed"] for kind, _, part in NOTED for row in part[KEYS[kind]]]
    assert [words for words in kept if len(str(words)) > 40] == []
    assert len(kept) > 200
