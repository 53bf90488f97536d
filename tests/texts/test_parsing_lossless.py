"""Whatever a file holds, parsing it raises nothing and loses no character."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.texts.parsing import Parsed, decode, gaps, parse

PIECES = [
    "青石县人民政府关于印发渡船管理办法的通知",
    "青政发〔2020〕1号",
    "各乡镇人民政府：",
    "青石县人民政府",
    "2020年1月6日",
    "目 录",
    "- 渡船管理办法 ……青政发〔2020〕1号(2)",
    "第一章　总　则",
    "第一条　为了管好渡船，制定本办法。",
    "第二条　渡船分为：",
    "（一）客渡船；",
    "附件1",
    "一、总体目标",
    "上接第一版 继续",
    "序号\t船名",
    "# 渡船管理办法",
    "<!-- INFO END -->",
    "<p>第三条&nbsp;渡船</p>",
    "— 12 —",
    "",
    "　　",
    "（2020年1月",
]


def flaws(parsed: Parsed, text: str) -> list[str]:
    """What breaks the contract: a character of nobody or of two, a span outside its document."""
    owners = [part for document in parsed.documents for part in document.parts]
    owners += [(one.start, one.end) for one in parsed.leftovers]
    found = [f"nobody has {gap}" for gap in gaps(parsed)]
    if sum(end - start for start, end in owners) != len(text):
        found.append("characters have two owners")
    for document in parsed.documents:
        for one in (*document.provisions, *document.tables, *document.attachments):
            if not document.start <= one.start < one.end <= document.end:
                found.append(f"outside of its document: {one}")
        outside = (d for d in document.dates if not 0 <= d.start < d.end <= len(text))
        found += [f"outside of the file: {one}" for one in outside]
    return found


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_unicode_is_read_and_nothing_lost(text: str) -> None:
    assert flaws(parse(text), text) == []


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["\n", "\r\n", "\n\n"]))
@settings(max_examples=300, deadline=None)
def test_lines_of_documents_in_any_order_lose_nothing(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    assert flaws(parse(text), text) == []


@given(st.lists(st.sampled_from(PIECES), max_size=30))
@settings(max_examples=100, deadline=None)
def test_line_ends_of_two_characters_change_nothing_but_offsets(pieces: list[str]) -> None:
    one, other = parse("\n".join(pieces)), parse("\r\n".join(pieces))
    assert [d.title for d in one.documents] == [d.title for d in other.documents]
    assert [[(str(p.address), p.text) for p in d.provisions] for d in one.documents] == [
        [(str(p.address), p.text) for p in d.provisions] for d in other.documents
    ]
    assert [x.kind for x in one.leftovers] == [x.kind for x in other.leftovers]


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded(raw: bytes) -> None:
    assert isinstance(decode(raw), str)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_the_same_in_every_encoding(encoding: str) -> None:
    text = "青石县渡船管理办法\n第一条　为了管好渡船，制定本办法。\n"
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "text",
    ["第一条 " * 60_000, "\n" * 300_000, "（一）" * 60_000, "《" * 100_000, "\t" * 200_000],
    ids=["articles", "line ends", "items", "titles", "tabs"],
)
def test_a_hostile_text_is_read_too(text: str) -> None:
    assert flaws(parse(text), text) == []


@pytest.mark.parametrize("seed", range(12))
def test_real_pages_cut_shuffled_and_noised_lose_nothing(seed: int, sources: Path) -> None:
    made = random.Random(seed)
    path = sorted(sources.iterdir())[seed % 5]
    text = decode(path.read_bytes())
    begin = made.randrange(len(text))
    lines = text[begin : begin + made.randrange(1, 12_000)].split("\n")
    if seed % 2:
        made.shuffle(lines)
    for _ in range(20):
        lines.insert(made.randrange(len(lines) + 1), made.choice(PIECES))
    noised = "\n".join(lines)
    assert flaws(parse(noised), noised) == []
