"""The parts of the index: folding, alphabets, lists of occurrences."""

import sys
from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from guiju.texts.searching.alphabet import Alphabet
from guiju.texts.searching.folding import _UNUSUAL, _folded, fold, unfold, unfold_spans
from guiju.texts.searching.lists import Lists, write_lists
from guiju.texts.searching.postings import pack, pairs, units, unpack

numbers = st.lists(st.integers(0, 65_535), min_size=1, max_size=300).map(sorted)


def test_folding_twice_is_folding_once_for_every_character() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if not _UNUSUAL.match(character):
            assert _folded(character) == character
            continue
        once = fold(character)[0]
        assert all(fold(one)[0] == one for one in once), hex(code)


@given(st.text(max_size=30), st.text(max_size=30))
def test_texts_fold_piece_by_piece_and_back(first: str, second: str) -> None:
    folded, patches = fold(first + second)
    assert folded == fold(first)[0] + fold(second)[0]
    assert unfold(folded, patches) == first + second


@given(st.text(st.sampled_from("法a １Ａ㈠ﬁ\u3000é"), max_size=12))
def test_the_span_of_each_folded_character_is_what_folds_into_it(text: str) -> None:
    folded, patches = fold(text)
    places = [at for at, one in enumerate(text) for _ in fold(one)[0]]
    spans = [(at, at + 1) for at in range(len(folded))]
    assert unfold_spans(spans, patches) == tuple((at, at + 1) for at in places)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=5))
def test_an_alphabet_reads_what_it_wrote(texts: list[str]) -> None:
    alphabet = Alphabet.of(texts)
    for text in texts:
        assert alphabet.decode(alphabet.encode(text)) == text
        assert alphabet.word(text) == alphabet.encode(text)


def test_bytes_of_a_word_are_found_only_where_the_word_is() -> None:
    characters = "".join(chr(0x3400 + code) for code in range(8_000))
    alphabet = Alphabet(characters)
    sample = characters[::61] + characters[5_140:5_170] + characters[-3:]
    text = "".join(one + other for one, other in zip(sample, reversed(sample), strict=True))
    data = alphabet.encode(text)
    assert {len(alphabet.encode(one)) for one in sample} == {1, 2, 5}
    for word in [*sample, *(one + other for one, other in pairwise(sample))]:
        assert data.count(alphabet.encode(word)) == text.count(word)
    assert alphabet.word("\u9fa0") is None


@given(numbers)
def test_a_list_comes_back(entries: list[int]) -> None:
    packed = pack(entries)
    assert list(unpack(packed)) == entries
    assert len(packed) <= 2 * len(entries)


def test_a_close_list_is_about_a_byte_an_entry() -> None:
    entries = [entry for entry in range(0, 60_000, 7) for _ in range(1 + entry % 2)]
    assert len(pack(entries)) <= len(entries) + 1


@given(st.lists(numbers, max_size=60))
def test_lists_are_read_by_their_places(found: list[list[int]]) -> None:
    packed = [pack(entries) for entries in found]
    sections = {name: memoryview(data) for name, data in write_lists(packed).items()}
    lists = Lists(sections)
    for place, entries in enumerate(found):
        assert list(lists.read(place)) == entries
        assert lists.size(place) == len(packed[place])


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_pairs_are_of_neighbours_with_a_zero_before_the_first(text: str) -> None:
    expected = Counter(first | second << 16 for first, second in pairwise([0, *units(text)]))
    assert Counter(pairs(text)) == expected
