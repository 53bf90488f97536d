"""The outline of the school measures against their official text."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiju.institutions.schools.rulebook.instrument import OUTLINE
from guiju.texts import Wording, read_articles, restored


@pytest.fixture(scope="module")
def official(sources: Path) -> str:
    """崇政规〔2020〕1号 with its signature, up to the next document of the gazette."""
    text = (sources / "001_0ad68488240ede06.txt").read_text(encoding="utf-8")
    start = text.index("崇政规〔2020〕1号\n\n各县")
    return text[start : text.index("崇左市人民政府办公室关于印发", start)]


@pytest.fixture(scope="module")
def provisions(official: str) -> list[Wording]:
    return read_articles(official, numbering="bracketed")


def test_the_outline_is_the_instrument(provisions: list[Wording]) -> None:
    worded = {str(w.address): w.hash for w in provisions}
    assert {str(p): p.wording for p in OUTLINE} == worded
    assert {p.address.article for p in OUTLINE} == set(range(1, 14))


def test_the_chapters_are_those_of_the_text(provisions: list[Wording]) -> None:
    titles = {
        number: chapter["title"]
        for chapter in OUTLINE.chapters
        for number in range(chapter["from"], chapter["to"] + 1)
    }
    assert {w.address.article: w.chapter for w in provisions} == titles


def test_signature_and_unnumbered_text_are_no_provisions(
    official: str, provisions: list[Wording]
) -> None:
    told = "".join(w.text for w in provisions)
    for part in ("预留民办教育用地", "2020年2月25日"):
        assert part in official
        assert part not in told


def test_nothing_is_copied(official: str) -> None:
    text = restored(official)
    for provision in OUTLINE:
        told = [provision.gist, *provision.by]
        told += [part for r in provision.readings for part in (r.reading, r.alternative)]
        for words in map(restored, told):
            pieces = [words[i : i + 16] for i in range(len(words) - 15)]
            assert [piece for piece in pieces if piece in text] == [], str(provision)
