"""Searching by example: ranking, words and phrases, spans, pieces, and any query at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.texts.searching import Entry, Hit, Index, Text

SAID = "第一条　本市实行 小客车\n数量调控（Ａ类），下称“调控”。"
LAWS = [
    Text(
        "b",
        "某市小客车数量调控办法",
        [Entry("c1", "head", "第一章　总 则"), Entry("1", "text", SAID)],
    ),
    Text(
        "a",
        "某市停车条例",
        [
            Entry("c1", "head", "小客车停放"),
            Entry("1", "text", "小客车应当有位。"),
            Entry("2", "text", "小客车和其他小客车依次停放。"),
        ],
    ),
    Text("c", "关于修改《某市小客车数量调控办法》的决定", []),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    made = Index(tmp_path_factory.mktemp("index"))
    made.add(LAWS)
    return made


def addresses(index: Index, query: str) -> list[tuple[str, str]]:
    return [(hit.work, hit.address) for hit in index.search(query).hits]


def test_titles_come_first_the_shorter_before_the_longer_then_heads_then_most_hits(
    index: Index,
) -> None:
    found = [("b", ""), ("c", ""), ("a", "c1"), ("a", "2"), ("a", "1"), ("b", "1")]
    assert addresses(index, "小客车") == found
    assert index.search("小客车").total == 6


def test_the_order_of_works_decides_among_equal_hits(tmp_path: Path) -> None:
    index = Index(tmp_path)
    index.add([Text(work, "条例", [], order=order) for work, order in (("a", 2), ("b", 1))])
    assert addresses(index, "条例") == [("b", ""), ("a", "")]


@pytest.mark.parametrize("query", ["总则", "总 则的"[:3], "“总　则”", '"总则"', "「总则」"])
def test_white_space_and_quotes_do_not_hide_a_head(index: Index, query: str) -> None:
    assert addresses(index, query)[0] == ("b", "c1")


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("小客车数量", "小客车\n数量"),
        ("a类", "Ａ类"),
        ("(A类),", "（Ａ类），"),
        ("条本", "条　本"),
        ("车", "车"),
    ],
)
def test_spans_are_those_of_the_text_as_it_was(index: Index, query: str, read: str) -> None:
    (hit,) = index.search(query, works=["b"], kinds=["text"]).hits
    assert hit.text == SAID
    assert [SAID[first:last] for first, last in hit.spans] == [read]


def test_all_words_must_occur_in_one_entry(index: Index) -> None:
    assert addresses(index, "应当 小客车") == [("a", "1")]
    assert addresses(index, "应当 数量") == []
    assert addresses(index, "小客车有位") == []


def test_kinds_and_works_are_filters(index: Index) -> None:
    assert index.search("小客车", kinds=["title"]).total == 2
    assert index.search("小客车", works=["a"]).total == 3
    assert index.search("小客车", works=[]).total == 0
    assert index.search("小客车", works=["none"], kinds=[]).total == 0


def test_an_index_never_made_is_empty(tmp_path: Path) -> None:
    index = Index(tmp_path / "none")
    assert (index.search("法").total, index.works(), index.folder.exists()) == (0, [], False)


def test_what_is_put_in_again_stands_for_what_was(tmp_path: Path) -> None:
    index = Index(tmp_path)
    index.add([Text("a", "旧条例", []), Text("b", "他条例", [])])
    assert index.add([Text("a", "新条例", [])]) == 1
    assert (index.search("旧条例").total, index.search("条例").total) == (0, 2)
    assert index.remove(["a", "none"]) == 1
    assert index.works() == ["b"]


def test_a_piece_holds_the_first_span() -> None:
    hit = Hit(
        "w", "t", "1", "text", "〇" * 100 + "规定" + "〇" * 100 + "规定", ((100, 102), (202, 204))
    )
    piece, spans, start = hit.piece(20)
    assert (len(piece), start, [piece[first:last] for first, last in spans]) == (20, 91, ["规定"])
    assert hit.piece(1_000) == (hit.text, hit.spans, 0)
    assert hit.piece(2)[0] == "规定"


@pytest.mark.parametrize(
    "query",
    ["", " \u3000", '""', "“”", "\0", "\u200b\u200d", '"', "「", "\ufeff"],
)
def test_a_query_without_a_word_finds_nothing(index: Index, query: str) -> None:
    assert index.search(query).total == 0


@pytest.mark.parametrize(
    "query",
    [
        ".*",
        "[",
        "(?:",
        "\\",
        "%_'--",
        "😀",
        "👨‍👩‍👧",
        "\ud800",
        "\udc00\ud800",
        "法\0" * 50,
        "车" * 10_000,
        " ".join(chr(0x4E00 + number) for number in range(5_000)),
        '"' * 10_001,
    ],
)
def test_a_hostile_query_finds_nothing(index: Index, query: str) -> None:
    assert index.search(query).hits == ()


@given(st.text(max_size=40), st.integers(-5, 10**20), st.integers(-5, 10**20))
def test_any_query_is_answered(index: Index, query: str, limit: int, offset: int) -> None:
    page = index.search(query, limit=limit, offset=offset)
    assert len(page.hits) <= page.total


def test_hostile_texts_come_back_as_they_were(tmp_path: Path) -> None:
    said = ["\ud800", "a\0b", "😀😀", "\U00020000法", "", "\u200b", "é\u0301", "x" * 70_000]
    index = Index(tmp_path)
    index.add([Text("w", "标题", [Entry("1", "text", f"{one}规定") for one in said])])
    assert {hit.text for hit in index.search("规定").hits} == {f"{one}规定" for one in said}
    assert [hit.text for hit in index.search("😀😀").hits] == ["😀😀规定"]
    assert index.search("\U00020000").total == index.search("A\0B").total == 1
