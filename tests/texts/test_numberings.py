"""Invented instruments in measures 五、 and in brackets （八）, read into their provisions."""

from __future__ import annotations

import hashlib

import pytest

from guiju.texts import read_articles

MEASURES = """关于某事的若干措施

为做好某事，

提出以下措施。

一、减收租金

对租用甲房的，减收

租金。对租用乙房的，由（双方）

商定。（责任单位：甲局〈丙办〉，各县（市、区）人民政府）

二、给予补贴

对下列企业补贴：

（一）甲类企业

和乙类企业；

- （二）丙类企业。

已经补贴的不再补贴，分为

一、二等补贴的除外。

三、做好服务

主动上门。（责任单位：乙局）

四、加强宣传

五、多方筹资。

以上措施由甲局负责解释，执行到

2020年6月30日

为止。

某某市人民政府

2020年2月7日
"""

BRACKETED = """一、规范准入条件

(一) 甲事可办, 乙

事不可办。

丙事另行规定。

二、用足土地优惠

没有编号的一段，预留土地。

（二）给予贴息。

1. 甲校达到

1.5万平方米，或者

2 000人；

2. 贴息最长5年。

贴息由乙局发放。

三、附则

（三）自发布之日起施行。

某某市人民政府

二〇二〇年二月七日
"""


def read(text: str, numbering: str) -> dict[str, str]:
    """The wording at every address."""
    return {str(w.address): w.text for w in read_articles(text, numbering=numbering)}


def test_measures() -> None:
    assert read(MEASURES, "measures") == {
        "1": "对租用甲房的，减收租金。对租用乙房的，由（双方）商定。"
        "（责任单位：甲局〈丙办〉，各县（市、区）人民政府）",
        "2/1": "对下列企业补贴：",
        "2/1/1": "甲类企业和乙类企业；",
        "2/1/2": "丙类企业。",
        "2/2": "已经补贴的不再补贴，分为一、二等补贴的除外。",
        "3": "主动上门。（责任单位：乙局）",
        "4": "加强宣传",
        "5/1": "多方筹资。",
        "5/2": "以上措施由甲局负责解释，执行到2020年6月30日为止。",
    }


def test_a_measures_heading_is_a_label() -> None:
    found = {str(w.address): w for w in read_articles(MEASURES, numbering="measures")}
    headings = {address: wording.heading for address, wording in found.items()}
    assert headings["1"] == "减收租金"
    assert {headings[a] for a in ("2/1", "2/1/1", "2/2")} == {"给予补贴"}
    assert {headings[a] for a in ("4", "5/1", "5/2")} == {""}
    assert found["3"].hash == hashlib.sha256("主动上门。（责任单位：乙局）".encode()).hexdigest()
    assert {wording.chapter for wording in found.values()} == {""}


def test_brackets_under_chapters() -> None:
    assert read(BRACKETED, "bracketed") == {
        "1/1": "甲事可办,乙事不可办。",
        "1/2": "丙事另行规定。",
        "2/1": "给予贴息。",
        "2/1/1": "甲校达到1.5万平方米，或者2000人；",
        "2/1/2": "贴息最长5年。",
        "2/2": "贴息由乙局发放。",
        "3/1": "自发布之日起施行。",
    }
    chapters = {str(w.address): w.chapter for w in read_articles(BRACKETED, numbering="bracketed")}
    assert chapters["1/2"] == "一、规范准入条件"
    assert chapters["2/2"] == "二、用足土地优惠"
    assert chapters["3/1"] == "三、附则"


def test_a_heading_that_nothing_follows_is_the_measure() -> None:
    assert read("一、加强宣传\n二、多方筹资\n", "measures") == {"1": "加强宣传", "2": "多方筹资"}


def test_a_heading_may_stand_over_items_alone() -> None:
    text = "一、减税\n（一）甲税。\n（二）乙税。\n二、减租\n（一）丙房。\n"
    assert read(text, "measures") == {"1/1/1": "甲税。", "1/1/2": "乙税。", "2/1/1": "丙房。"}


@pytest.mark.parametrize(
    ("note", "addresses"),
    [
        ("甲事。（乙局负责（下同））", ["1/1", "1/2"]),
        ("甲事（乙局负责）", ["1"]),
        ("甲事。（乙局（县级）", ["1"]),
        ("（甲事）", ["1"]),
        ("甲事。（", ["1"]),
    ],
)
def test_a_note_ends_a_paragraph_after_a_full_stop_alone(note: str, addresses: list[str]) -> None:
    assert list(read(f"一、标题\n{note}\n丙事。", "measures")) == addresses


@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("甲局\n2020年2月7日", "乙事。"),
        ("2020年2月7日", "乙事。"),
        ("自2020年2月7日", "乙事。自2020年2月7日"),
    ],
)
def test_the_signature_is_no_provision(end: str, last: str) -> None:
    assert "".join(read(f"第一条 甲事。\n乙事。\n{end}\n", "articles").values()) == f"甲事。{last}"


def test_a_day_never_takes_an_article_with_it() -> None:
    assert read("第一条 甲事。\n第二条 乙事\n2020年2月7日", "articles") == {
        "1/1": "甲事。",
        "2/1": "乙事",
    }


def test_text_that_stands_in_no_article_has_no_address() -> None:
    text = "前言：\n（一）甲。\n第一章 总则\n导语。\n第一条 乙。\n第二章 附则\n第二条 丙。\n"
    assert read(text, "articles") == {"1/1": "乙。", "2/1": "丙。"}
    assert read("", "measures") == {}


def test_an_unknown_numbering_is_refused() -> None:
    with pytest.raises(ValueError, match="articles measures bracketed"):
        read_articles("第一条 甲。", numbering="roman")
