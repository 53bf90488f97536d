"""The plain scan that the index is held to: every entry folded and looked through, nothing else."""

from collections.abc import Iterable

from hypothesis import strategies as st

from guiju.texts.searching import KINDS, Entry, Text
from guiju.texts.searching.folding import fold
from guiju.texts.searching.words import words

CHARACTERS = "法法法法条条例例的的市政府民，。 \u3000\nＡa1１(（㈠ﬁ☆😀é⼀"
wording = st.text(st.sampled_from(CHARACTERS), max_size=30)
entries = st.builds(Entry, st.sampled_from(("", "1", "7/1/2")), st.sampled_from(KINDS), wording)
texts = st.builds(
    Text,
    st.sampled_from("abcdefgh"),
    wording,
    st.lists(entries, max_size=5).map(tuple),
    st.integers(0, 1),
)
word = st.text(st.sampled_from(CHARACTERS.replace(" ", "")), min_size=1, max_size=5)
queries = st.lists(word, min_size=1, max_size=3).map(" ".join)


def scan(texts: Iterable[Text], query: str, kinds: tuple[str, ...] = KINDS) -> list[tuple]:
    """The hits of a query in their order: work, address, kind, text."""
    sought, found = words(query), []
    for text in texts:
        for number, entry in enumerate((Entry("", "title", text.title), *text.entries)):
            folded, _ = fold(entry.text)
            counts = [folded.count(one) for one in sought]
            if counts and all(counts) and entry.kind in kinds:
                kind = KINDS.index(entry.kind)
                size = -sum(counts) if kind else len(folded)
                rank = (kind, size, text.order, text.work, number)
                found.append((rank, (text.work, entry.address, entry.kind, entry.text)))
    return [hit for _, hit in sorted(found, key=lambda row: row[0])]
