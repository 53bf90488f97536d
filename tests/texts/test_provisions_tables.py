"""Tables and annexes of invented texts, and documents written as Markdown."""

from __future__ import annotations

import pytest
from tests.texts.lines_of import body_of, lines_of, worded

from guiju.texts.parsing.body import read_attachments
from guiju.texts.parsing.model import Dated, Document, Table
from guiju.texts.parsing.rendering import markdown


def table(text: str) -> Table:
    """The one table of a text."""
    (found,) = body_of(text).tables
    return found


GRIDS = {
    "cells between tabulators": (
        "序号\t名称\n1\t甲\n2\t乙",
        [("序号", "名称"), ("1", "甲"), ("2", "乙")],
    ),
    "Markdown": (
        "| 序号 | 名称 |\n|:---|---:|\n| 1 | 甲\\|乙 |",
        [("序号", "名称"), ("1", "甲|乙")],
    ),
    "a header repeated behind a page break": (
        "序号\t名称\n1\t甲\n\n序号\t名称\n2\t乙",
        [("序号", "名称"), ("1", "甲"), ("2", "乙")],
    ),
    "merged cells in the first column": (
        "依据\t序号\t值\n规划\t1\t甲\n\t2\t乙\n方案\t3\t丙",
        [("依据", "序号", "值"), ("规划", "1", "甲"), ("规划", "2", "乙"), ("方案", "3", "丙")],
    ),
    "merged cells in two columns": (
        "类\t组\t值\n子\t寅\t1\n\t\t2\n\t卯\t3",
        [("类", "组", "值"), ("子", "寅", "1"), ("子", "寅", "2"), ("子", "卯", "3")],
    ),
    "a blank further to the right": (
        "序号\t名称\t注\n1\t甲\t子\n2\t\t丑\n3\t丙\t",
        [("序号", "名称", "注"), ("1", "甲", "子"), ("2", "", "丑"), ("3", "丙", "")],
    ),
    "stray blanks in cells": (
        "姓 名\t年 份\n王 二\t 2020 年 \n欧 阳 三\t—",
        [("姓 名", "年 份"), ("王 二", "2020年"), ("欧阳三", "—")],
    ),
    "a cell that goes on in the next line": (
        "序号\t名称\n1\t甲\n2\t乙，\n丙和丁\n3\t戊",
        [("序号", "名称"), ("1", "甲"), ("2", "乙，丙和丁"), ("3", "戊")],
    ),
    "rows of different width": (
        "序号\t名称\t注\n1\t甲\n2\t乙\t丙\t丁",
        [("序号", "名称", "注", ""), ("1", "甲", "", ""), ("2", "乙", "丙", "丁")],
    ),
}


@pytest.mark.parametrize("name", GRIDS)
def test_the_printed_grid(name: str) -> None:
    text, awaited = GRIDS[name]
    found = table(text)
    assert [found.columns, *found.rows] == awaited


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("收费标准表\n甲\t乙\n1\t2", "收费标准表"),
        ("收费 标准表\n单位：元\n甲\t乙\n1\t2", "收费标准表"),
        ("第一条 标准如下表：\n甲\t乙\n1\t2", ""),
        ("甲\t乙\n1\t2", ""),
        ("附件 1\n收费标准表\n甲\t乙\n1\t2", "收费标准表"),
        ("附件：收费标准表\n甲\t乙\n1\t2", "收费标准表"),
    ],
)
def test_a_table_is_called_what_stands_above_it(text: str, title: str) -> None:
    assert table(text).title == title


@pytest.mark.parametrize(
    "text",
    [
        "第一条\t甲。\n第二条\t乙。",
        "\t第一条 甲。\n\t第二条 乙。",
        "第一条 甲。\n（一）\t乙；\n（二）\t丙。",
        "第一条 甲。\n签名：\t日期：",
    ],
)
def test_tabulators_that_indent_make_no_table(text: str) -> None:
    assert body_of(text).tables == []
    assert worded(text)["1/1"].startswith("甲。")


def test_a_row_that_ends_with_a_tabulator_has_no_cell_behind_it() -> None:
    found = table("序号\t  名称\t \n1\t  甲\t \n")
    assert (found.columns, found.rows) == (("序号", "名称"), (("1", "甲"),))


def test_two_tables_have_two_titles() -> None:
    text = "甲表\n子\t丑\n1\t2\n\n乙表\n寅\t卯\n3\t4"
    assert [(one.title, one.columns) for one in body_of(text).tables] == [
        ("甲表", ("子", "丑")),
        ("乙表", ("寅", "卯")),
    ]


def test_a_tables_span_is_that_of_its_rows() -> None:
    text = "第一条 如下表：\n甲\t乙\n1\t2\n丙。"
    found = table(text)
    assert text[found.start : found.end] == "甲\t乙\n1\t2\n"


def test_cells_are_no_wording_and_the_text_goes_on_behind_them() -> None:
    text = "第一条 如下表：\n甲\t乙\n1\t2\n丙。\n第二条 丁。"
    assert worded(text) == {"1/1": "如下表：", "1/2": "丙。", "2/1": "丁。"}


def test_names_in_columns_are_no_table() -> None:
    text = "一、成员\n组 长：王 二 局长\n副组长：李 三 副局长\n张 四 主任\n二、职责\n甲。"
    assert body_of(text).tables == []
    assert list(worded(text)) == ["1/1", "2/1"]


ANNEXES = {
    "numbered": ("附件 1\n甲表\n1\t2\n附件 2\n乙名单\n王二", ["甲表", "乙名单"]),
    "named behind the word": ("附件：甲样式\n某某", ["甲样式"]),
    "a title over two lines": (
        "附件\n甲领导小组\n组成人员名单\n组长：王二",
        ["甲领导小组组成人员名单"],
    ),
    "without a title": ("附件一\n下列决定废止：\n1．甲", ["附件一"]),
    "a title above the word": ("甲式样\n附图：", ["甲式样"]),
    "said twice": ("附件：甲样式\n附件：甲样式\n某某", ["甲样式"]),
    "the word of a table": ("附表一：收费\n甲\t乙", ["收费"]),
}


@pytest.mark.parametrize("name", ANNEXES)
def test_annexes_are_called_what_is_printed(name: str) -> None:
    text, titles = ANNEXES[name]
    found = read_attachments(text, lines_of(text)).attachments
    assert [one.title for one in found] == titles
    assert found[-1].end == len(text)


def test_annexes_below_a_text_are_no_part_of_it() -> None:
    text = "第一条 甲。\n附件：1.子表\n2.丑表\n附件 1\n子表\n甲\t乙\n1\t2\n附件 2\n丑表\n"
    text += "第一条 丙。"
    body = body_of(text)
    assert worded(text) == {"1/1": "甲。"}
    assert [one.title for one in body.attachments] == ["子表", "丑表"]
    assert text[body.attachments[0].start :].startswith("附件 1")
    assert [one.title for one in body.tables] == ["子表"]


def test_articles_that_go_on_behind_an_annex_stay() -> None:
    text = "第一条 见附表。\n附表\n甲\t乙\n1\t2\n第二条 丙。"
    assert list(worded(text)) == ["1/1", "2/1"]
    assert body_of(text).attachments == []


def test_a_list_of_annexes_is_no_annex() -> None:
    assert body_of("一、甲。\n附件：1.子表\n2.丑表").attachments == []


PRINTED = {
    "articles": "第一章　总　则\n第一条 甲：\n（一）乙；\n1.子。\n2.丑。\n（二）丙。\n丁。\n"
    "第二章 附则\n第一节 戊\n第三条之一【己】庚。\n第三条 辛。\n第三条 壬。",
    "measures": "一、减租\n甲。\n（一）乙。\n二、丙",
    "bracketed": "一、甲\n（一）子：\n1. 丑。\n（1）寅。\n二、乙\n（二）卯。",
    "headings": "第一条 甲\n子。\n第一条之一 乙\n丑。\n第二条 丙\n寅。",
    "a table": "第一条 如下：\n甲\t乙\n1\t2|3\n丁。",
}


@pytest.mark.parametrize("name", PRINTED)
def test_markdown_reads_the_same(name: str) -> None:
    body = body_of(PRINTED[name])
    again = body_of(markdown(document(PRINTED[name])))
    for before, after in zip(body.provisions, again.provisions, strict=True):
        assert (before.address, before.label, before.chapter, before.heading, before.text) == (
            (after.address, after.label, after.chapter, after.heading, after.text)
        )
    assert [(one.columns, one.rows) for one in body.tables] == [
        (one.columns, one.rows) for one in again.tables
    ]
    assert body.provisions


def document(text: str) -> Document:
    """A document with the body of a text."""
    body = body_of(text)
    return Document("某办法", 0, len(text), [], provisions=body.provisions, tables=body.tables)


def test_markdown_tells_who_signed_and_when() -> None:
    one = document("第一条 甲。")
    one.number, one.issuer, one.addressees = "某发〔2020〕1号", "某局", "各县"
    one.dates.append(Dated("signed", "2020-01-06", 0, 0))
    assert markdown(one).split("\n\n") == [
        "# 某办法",
        "某发〔2020〕1号",
        "各县：",
        "第一条 甲。",
        "某局",
        "2020年1月6日\n",
    ]
