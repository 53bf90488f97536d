"""The outline of the election regulation against its official text."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiju.institutions.elections.rulebook.instrument import OUTLINE
from guiju.texts import Wording, read_articles, restored


@pytest.fixture(scope="module")
def official(sources: Path) -> str:
    """The regulation within its newspaper page, from its first chapter to the agency's line."""
    text = (sources / "000_092a75756e24d989.txt").read_text(encoding="utf-8")
    return text[text.index("第一章") : text.index("新华社北京1月6日电")]


@pytest.fixture(scope="module")
def provisions(official: str) -> list[Wording]:
    return read_articles(official)


def test_the_outline_is_the_instrument(provisions: list[Wording]) -> None:
    worded = {str(w.address): w.hash for w in provisions}
    assert {str(p): p.wording for p in OUTLINE} == worded
    assert {p.address.article for p in OUTLINE} == set(range(1, 50))


def test_the_chapters_are_those_of_the_text(provisions: list[Wording]) -> None:
    titles = {
        number: chapter["title"]
        for chapter in OUTLINE.chapters
        for number in range(chapter["from"], chapter["to"] + 1)
    }
    # A title that the column breaks is read as far as its first line.
    strange = {
        w.address.article: w.chapter
        for w in provisions
        if not titles[w.address.article].startswith(w.chapter)
    }
    assert strange == {}


def test_nothing_is_copied(official: str) -> None:
    text = restored(official)
    for provision in OUTLINE:
        told = [provision.gist, *provision.by]
        told += [part for r in provision.readings for part in (r.reading, r.alternative)]
        for words in map(restored, told):
            pieces = [words[i : i + 16] for i in range(len(words) - 15)]
            assert [piece for piece in pieces if piece in text] == [], str(provision)
