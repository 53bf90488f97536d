"""The index finds what a plain scan finds, in the same order, whatever was put in and taken out."""

import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from guiju.texts.searching import KINDS, Entry, Index, Text, building
from guiju.texts.searching.folding import fold

from .search_scan import queries, scan, texts


def told(index: Index, query: str, **asked: object) -> list[tuple]:
    page = index.search(query, limit=10_000, **asked)
    assert page.total == len(page.hits)
    return [(hit.work, hit.address, hit.kind, hit.text) for hit in page.hits]


@settings(max_examples=150, deadline=None)
@given(st.lists(texts, max_size=6, unique_by=lambda text: text.work), st.lists(queries, max_size=8))
def test_hits_are_those_of_a_scan(given: list[Text], asked: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder))
        index.add(given)
        for query in asked:
            assert told(index, query) == scan(given, query)
            for kind in KINDS:
                assert told(index, query, kinds=(kind,)) == scan(given, query, (kind,))
            some = [text for text in given if text.work < "e"]
            assert told(index, query, works=[text.work for text in some]) == scan(some, query)


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, max_size=6, unique_by=lambda text: text.work), queries)
def test_every_span_reads_as_a_word_of_the_query(given: list[Text], query: str) -> None:
    sought = {fold(one)[0] for one in query.split()}
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder))
        index.add(given)
        for hit in index.search(query, limit=1_000).hits:
            assert hit.spans
            for first, last in hit.spans:
                held = fold(hit.text[first:last])[0]
                assert any(one in held for one in sought)
                assert fold(hit.text[first])[0] and fold(hit.text[last - 1])[0]


@settings(max_examples=40, deadline=None)
@given(st.lists(texts, max_size=8, unique_by=lambda text: text.work), queries, st.integers(1, 4))
def test_pages_put_together_are_the_whole(given: list[Text], query: str, size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder))
        index.add(given)
        whole = index.search(query, limit=10_000)
        last = whole.total // size * size
        for offset in (last, *range(0, whole.total + size, size)):
            page = index.search(query, limit=size, offset=offset)
            assert page.hits == whole.hits[offset : offset + size]
            assert page.total == whole.total


class Changes(RuleBasedStateMachine):
    """Works come, come again and go, in segments of a few entries; what is found stays true."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.small = patch.object(building, "MOST_ENTRIES", 7)
        self.small.start()
        self.index = Index(Path(self.folder.name))
        self.there: dict[str, Text] = {}

    @rule(came=st.lists(texts, max_size=3, unique_by=lambda text: text.work))
    def add(self, came: list[Text]) -> None:
        assert self.index.add(came) == len(came)
        self.there.update({text.work: text for text in came})

    @rule(names=st.sets(st.sampled_from("abcdefgh"), max_size=2))
    def remove(self, names: set[str]) -> None:
        assert self.index.remove(names) == len(names & self.there.keys())
        self.there = {name: text for name, text in self.there.items() if name not in names}

    @rule()
    def tidy(self) -> None:
        self.index.tidy()

    @rule(query=queries)
    def search(self, query: str) -> None:
        assert told(self.index, query) == scan(self.there.values(), query)

    @invariant()
    def common_words_are_right(self) -> None:
        for query in ("法", "法条", "条例的"):
            assert told(self.index, query) == scan(self.there.values(), query)
        assert self.index.works() == sorted(self.there)

    def teardown(self) -> None:
        self.small.stop()
        self.folder.cleanup()


Changes.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestChanges = Changes.TestCase


@pytest.mark.parametrize("work", [1, 7, 90])
def test_a_work_longer_than_a_segment_keeps_its_order(tmp_path: Path, work: int) -> None:
    entries = [Entry(str(number), "text", f"第{number}条 规定") for number in range(work)]
    with patch.object(building, "MOST_ENTRIES", 5):
        index = Index(tmp_path)
        index.add([Text("long", "长条例", entries), Text("short", "短条例", entries[:2])])
        index.remove(["short"])
        index.add([Text("other", "他条例", [])])
        index.tidy()
    found = [hit.address for hit in index.search("规定", limit=1_000).hits]
    assert found == [entry.address for entry in entries]
