"""Addresses, numerals, restored wording and its hash; articles of a real regulation."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.institutions.vehicles.rulebook.instrument import OUTLINE
from guiju.texts import Address, AddressError, read_articles, restored, wording_hash
from guiju.texts.numerals import from_chinese, to_chinese

GAZETTE = "001_0ad68488240ede06.txt"


@given(st.integers(1, 999))
def test_numerals_there_and_back(number: int) -> None:
    assert from_chinese(to_chinese(number)) == number


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("7", "第七条"),
        ("7/1", "第七条第一款"),
        ("7/1/1", "第七条第一款第（一）项"),
        ("20-1/2", "第二十条之一第二款"),
        ("110/1/12/3", "第一百一十条第一款第（十二）项第三目"),
    ],
)
def test_addresses_and_labels(text: str, label: str) -> None:
    address = Address.parse(text)
    assert str(address) == text
    assert address.label() == label
    assert Address.from_label(label) == address


def test_an_item_without_its_paragraph_is_in_the_first() -> None:
    assert str(Address.from_label("第七条第一项")) == "7/1/1"


def test_the_only_paragraph_is_left_out_of_a_label() -> None:
    assert Address.parse("13/1").label(sole_paragraph=True) == "第十三条"
    assert OUTLINE["13/1"].label == "第十三条"
    assert OUTLINE["7/1"].label == "第七条第一款"
    assert OUTLINE["29/1/5"].label == "第二十九条第（五）项"


@pytest.mark.parametrize("text", ["", "x", "7/", "/7", "7/1/1/1/1", "第七条", "7-", "7/1/（一）"])
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(AddressError):
        Address.parse(text)


def test_order_is_that_of_the_text() -> None:
    told = ["7", "7/1", "7/1/1", "7/1/2", "7/1/10", "7/1/10~2", "7/2", "20/1", "20-1/1", "21/1"]
    assert [str(a) for a in sorted(Address.parse(t) for t in reversed(told))] == told
    assert Address.parse("7/1/1").within(Address.parse("7/1"))
    assert not Address.parse("7/2").within(Address.parse("7/1"))
    assert Address.parse("7/1").parent == Address.parse("7")
    assert Address.parse("7").parent is None


@pytest.mark.parametrize(
    "text",
    ["第九条 甲 乙\n丙。", "（一）甲乙丙。", "- （一） 甲乙\n\n丙。", "甲　乙丙。", "甲乙丙。"],
)
def test_a_hash_is_over_the_wording_without_label_and_white_space(text: str) -> None:
    assert wording_hash(text) == hashlib.sha256("甲乙丙。".encode()).hexdigest()


def test_a_wording_that_begins_with_a_citation_keeps_it() -> None:
    assert restored("第九条规定的 期限。") == "第九条规定的期限。"
    text = "第九条规定的期限。"
    assert wording_hash(text) == hashlib.sha256(text.encode()).hexdigest()


def test_page_breaks_inside_sentences_begin_no_paragraph() -> None:
    text = """第一章 总 则

第一条 甲是指

乙。

丙；

丁。

第二条 有下列情形：

- （一）甲；

（二）乙

丙；

- （三）丁。

戊。
"""
    found = {str(w.address): w.text for w in read_articles(text)}
    assert found == {
        "1/1": "甲是指乙。",
        "1/2": "丙；丁。",
        "2/1": "有下列情形：",
        "2/1/1": "甲；",
        "2/1/2": "乙丙；",
        "2/1/3": "丁。",
        "2/2": "戊。",
    }
    assert {w.chapter for w in read_articles(text)} == {"第一章 总 则"}


def regulation(sources: Path) -> str:
    text = (sources / GAZETTE).read_text(encoding="utf-8")
    start = text.index("第一条 为进一步规范全市党政机关公务用车管理")
    end = text.index("崇左市人民政府办公室关于印发 崇左市党政机关办公用房", start)
    return text[text.rindex("第一章", 0, start) : end]


def test_the_outline_is_the_regulation(sources: Path) -> None:
    worded = {str(w.address): w.hash for w in read_articles(regulation(sources))}
    assert {str(p): p.wording for p in OUTLINE} == worded
    assert {p.address.article for p in OUTLINE} == set(range(1, 35))


def test_gists_are_not_the_wording(sources: Path) -> None:
    text = restored(regulation(sources))
    for provision in OUTLINE:
        gist = restored(provision.gist)
        copied = [gist[i : i + 16] for i in range(len(gist) - 15) if gist[i : i + 16] in text]
        assert copied == [], str(provision)
