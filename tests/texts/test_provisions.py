"""Invented texts in many layouts, read into addresses and wordings."""

from __future__ import annotations

import pytest
from tests.texts.lines_of import body_of, worded

from guiju.texts.parsing.marks import articles, chapters, items, mark_of


@pytest.mark.parametrize("line", chapters.EXAMPLES)
def test_headings(line: str) -> None:
    mark, awaited = mark_of(line), chapters.EXAMPLES[line]
    assert (mark and (mark.kind.value, mark.number, line[mark.behind :])) == awaited


@pytest.mark.parametrize("line", articles.EXAMPLES)
def test_heads_of_articles(line: str) -> None:
    mark, awaited = mark_of(line), articles.EXAMPLES[line]
    assert awaited == (
        mark and (mark.kind.value, mark.number, mark.inserted, mark.sure, line[mark.behind :])
    )


@pytest.mark.parametrize("line", items.EXAMPLES)
def test_marks_of_items(line: str) -> None:
    mark, awaited = mark_of(line), items.EXAMPLES[line]
    assert (mark and (mark.kind.value, mark.number, line[mark.behind :])) == awaited


ARTICLES = {
    "paragraphs": (
        "第一条 甲。\n乙。\n第二条 丙。",
        {"1/1": "甲。", "1/2": "乙。", "2/1": "丙。"},
    ),
    "a page break inside a sentence": (
        "第一条 甲是\n\n乙。\n丙。",
        {"1/1": "甲是乙。", "1/2": "丙。"},
    ),
    "a line after a list": (
        "第七条 下列：\n（一）甲；\n（二）乙。\n丙。",
        {"7/1": "下列：", "7/1/1": "甲；", "7/1/2": "乙。", "7/2": "丙。"},
    ),
    "a second list after a second lead": (
        "第七条 下列：\n（一）甲。\n丙应当：\n（一）丁；\n（二）戊。",
        {"7/1": "下列：", "7/1/1": "甲。", "7/2": "丙应当：", "7/2/1": "丁；", "7/2/2": "戊。"},
    ),
    "a second list in one paragraph": (
        "第七条 下列：\n（一）甲；\n（二）乙。\n（一）丙。",
        {"7/1": "下列：", "7/1/1": "甲；", "7/1/2": "乙。", "7/1/1~2": "丙。"},
    ),
    "a list that goes on behind a line": (
        "第七条 下列：\n（一）甲。\n甲的说明。\n（二）乙。\n丙。",
        {"7/1": "下列：", "7/1/1": "甲。甲的说明。", "7/1/2": "乙。", "7/2": "丙。"},
    ),
    "subitems": (
        "第一条 下列：\n（一）甲：\n1.子；\n2.丑。\n（二）乙。",
        {"1/1": "下列：", "1/1/1": "甲：", "1/1/1/1": "子；", "1/1/1/2": "丑。", "1/1/2": "乙。"},
    ),
    "deeper than a subitem": (
        "第一条 下列：\n（一）甲：\n1.子：\n（1）寅；\n（2）卯。",
        {"1/1": "下列：", "1/1/1": "甲：", "1/1/1/1": "子：（1）寅；（2）卯。"},
    ),
    "items in figures": (
        "第一条 下列：\n⑴甲；\n⑵乙。",
        {"1/1": "下列：", "1/1/1": "甲；", "1/1/2": "乙。"},
    ),
    "bullets": (
        "第一条 下列：\n- （一）甲\n乙；\n- （二）丙。",
        {"1/1": "下列：", "1/1/1": "甲乙；", "1/1/2": "丙。"},
    ),
    "an inserted article": (
        "第二条 甲。\n第二条之一 乙。\n第三条 丙。",
        {"2/1": "甲。", "2-1/1": "乙。", "3/1": "丙。"},
    ),
    "a number twice": ("第二条 甲。\n第二条 乙。", {"2/1": "甲。", "2~2/1": "乙。"}),
    "no blank behind the number": (
        "第一条甲。\n第二条中国乙。\n第一条规定的丙。",
        {"1/1": "甲。", "2/1": "中国乙。", "2/2": "第一条规定的丙。"},
    ),
    "an article glued in": (
        "第一条 甲。第二条 乙。\n第三条 丙。",
        {"1/1": "甲。", "2/1": "乙。", "3/1": "丙。"},
    ),
    "no article where one is cited": (
        "第一条 依照本法。第三条 甲。",
        {"1/1": "依照本法。第三条甲。"},
    ),
    "an inserted article glued in": (
        "第一条 甲。第一条之一 乙。",
        {"1/1": "甲。", "1-1/1": "乙。"},
    ),
    "a broken line that begins with a citation": (
        "第一条 依照本法\n第九条 的规定办理。",
        {"1/1": "依照本法第九条的规定办理。"},
    ),
    "a preamble": ("为了甲。\n（一）乙。\n第一条 丙。", {"1/1": "丙。"}),
    "a head alone": ("第一条\n甲。\n乙。", {"1/1": "甲。", "1/2": "乙。"}),
    "a head over items": ("第一条\n（一）甲；\n（二）乙。", {"1/1/1": "甲；", "1/1/2": "乙。"}),
    "thousands": (
        "第九百九十九条 甲。\n第一千条 乙。\n第一千零一条 丙。",
        {"999/1": "甲。", "1000/1": "乙。", "1001/1": "丙。"},
    ),
    "a quotation": (
        "第一条 修改为：“第五条 甲。\n第六条 乙。”\n第二条 丙。",
        {"1/1": "修改为：“第五条甲。", "1/2": "第六条乙。”", "2/1": "丙。"},
    ),
    "formulas": (
        "第一条 计算：\n甲＝乙÷2\n丙＝丁÷3\n戊。",
        {"1/1": "计算：", "1/2": "甲＝乙÷2", "1/3": "丙＝丁÷3", "1/4": "戊。"},
    ),
    "a quotation that holds the number that is next": (
        "第一条 修改为：“第一条 甲。\n第二条 乙。”\n第二条 丙。",
        {"1/1": "修改为：“第一条甲。", "1/2": "第二条乙。”", "2/1": "丙。"},
    ),
    "a quotation that is never closed": (
        "第一条 称为“甲。\n第二条 乙。",
        {"1/1": "称为“甲。", "2/1": "乙。"},
    ),
    "an item right behind the number": (
        "第一条 （一）甲；\n（二）乙。",
        {"1/1/1": "甲；", "1/1/2": "乙。"},
    ),
    "items in one line": (
        "第一条 下列：（一）甲；（二）乙。\n丙。",
        {"1/1": "下列：", "1/1/1": "甲；", "1/1/2": "乙。", "1/2": "丙。"},
    ),
    "one bracket in a line": ("第一条 下列：（一）甲。", {"1/1": "下列：（一）甲。"}),
    "articles with headings": (
        "第一条 目的\n为了甲。\n第二条 期限\n为一年。\n第三条 生效\n自签字起。",
        {"1/1": "为了甲。", "2/1": "为一年。", "3/1": "自签字起。"},
    ),
    "a note below the text": ("第一条 甲。\n① 乙。", {"1/1": "甲。"}),
    "a list of annexes": ("第一条 甲。\n附件：1.表一\n2.表二", {"1/1": "甲。"}),
    "articles under 一、": (
        "一、总则\n第一条 甲。\n第二条 乙。\n二、附则\n第三条 丙。",
        {"1/1": "甲。", "2/1": "乙。", "3/1": "丙。"},
    ),
}


@pytest.mark.parametrize("name", ARTICLES)
def test_articles(name: str) -> None:
    text, awaited = ARTICLES[name]
    assert worded(text) == awaited


MEASURES = {
    "headings": (
        "一、减租\n甲。\n二、减税\n乙。\n丙。",
        {"1/1": "甲。", "2/1": "乙。", "2/2": "丙。"},
    ),
    "three levels": (
        "一、任务\n（一）甲。\n1. 子。\n2. 丑。\n（二）乙。\n3. 寅。\n二、其他。",
        {
            "1/1/1": "甲。",
            "1/1/1/1": "子。",
            "1/1/1/2": "丑。",
            "1/1/2": "乙。",
            "1/1/2/3": "寅。",
            "2/1": "其他。",
        },
    ),
    "amendments": (
        "一、第九条修改为：“甲：\n（一）乙；\n（二）丙。\n“丁的，依照前款办理。”\n二、自公布之日起施行。",
        {
            "1/1": "第九条修改为：“甲：",
            "1/1/1": "乙；",
            "1/1/2": "丙。",
            "1/2": "“丁的，依照前款办理。”",
            "2/1": "自公布之日起施行。",
        },
    ),
    "a measure behind a quotation that is never closed": (
        "一、第九条修改为：“甲。\n二、删去第十条。",
        {"1/1": "第九条修改为：“甲。", "2/1": "删去第十条。"},
    ),
    "measures in a quotation": (
        "一、修改为：“一、甲。\n二、乙。”\n二、丙。",
        {"1/1": "修改为：“一、甲。", "1/2": "二、乙。”", "2/1": "丙。"},
    ),
    "items of a quoted article": (
        "一、修改为：“甲：\n“（一）乙；\n“（二）丙。”\n二、丁。",
        {"1/1": "修改为：“甲：", "1/1/1": "乙；", "1/1/2": "丙。”", "2/1": "丁。"},
    ),
    "a heading in quotation marks": ("一、确保“开门红”\n甲。", {"1/1": "甲。"}),
    "a heading alone": ("一、甲\n二、乙\n丙。", {"1/1": "甲", "2/1": "丙。"}),
    "a number alone as a heading": ("## 一、甲\n乙。\n## 二\n丙。", {"1/1": "乙。", "2/1": "丙。"}),
    "brackets that run on": (
        "一、甲\n（一）子。\n（二）丑。\n二、乙\n（三）寅：\n1. 卯；\n2. 辰。",
        {"1/1": "子。", "2/1": "丑。", "3/1": "寅：", "3/1/1": "卯；", "3/1/2": "辰。"},
    ),
    "brackets alone": ("通知如下：\n（一）甲。\n（二）乙。", {"1/1": "甲。", "2/1": "乙。"}),
    "figures alone": ("通知如下：\n1. 甲。\n2. 乙。", {"1/1": "甲。", "2/1": "乙。"}),
    "no numbering": ("甲。\n乙。", {}),
    "words that look like a mark": (
        "一、甲\n分为\n一、二等。\n二、乙。",
        {"1/1": "分为一、二等。", "2/1": "乙。"},
    ),
}


@pytest.mark.parametrize("name", MEASURES)
def test_measures(name: str) -> None:
    text, awaited = MEASURES[name]
    assert worded(text) == awaited


CHAPTERS = {
    "第一章　总　则\n第一条 甲。": "第一章 总则",
    "第二编 分则\n第一章 甲罪\n第二节 乙罪\n第一条 甲。": "第一章 甲罪 第二节 乙罪",
    "第一章 甲\n第一节 乙\n第二章 丙\n第一条 甲。": "第二章 丙",
    "第一章\n总则\n第一条 甲。": "第一章 总则",
    "第一章 甲部门的\n职责\n第一条 乙。": "第一章 甲部门的职责",
    "第一章总则\n第一条甲。": "第一章 总则",
    "第一章 总则 第一节 甲 第一条 乙。": "第一章 总则 第一节 甲",
    "一、甲\n（一）子。\n二、乙\n（二）丑。": "二、乙",
    "第一条 甲。\n附 则\n第二条 乙。": "附则",
    "第一条 甲。第二章 丙 第二条 乙。": "第二章 丙",
    "第一条 甲。": "",
}


@pytest.mark.parametrize("text", CHAPTERS)
def test_the_chapter_of_the_last_provision(text: str) -> None:
    assert body_of(text).provisions[-1].chapter == CHAPTERS[text]


@pytest.mark.parametrize(
    ("text", "label", "heading"),
    [
        ("第二条 甲。", "第二条", ""),
        ("第二条 甲。\n乙。", "第二条第二款", ""),
        ("第二条 甲：\n（一）乙。", "第二条第（一）项", ""),
        ("一、减租\n甲：\n1. 乙。", "第一条第（一）项", "减租"),
        ("一、甲\n（一）子。\n二、乙\n（二）丑：\n1. 寅。", "第（二）条第1项", ""),
        ("第二条 【目的】为了甲。", "第二条", "【目的】"),
        ("第一条（目的）\n为了甲。", "第一条", "（目的）"),
    ],
)
def test_labels_and_headings(text: str, label: str, heading: str) -> None:
    last = body_of(text).provisions[-1]
    assert (last.label, last.heading) == (label, heading)


@pytest.mark.parametrize(
    ("text", "printed", "proposed"),
    [
        ("第一条 甲。\n第三条 乙。", "第三条", "第二条"),
        ("第一条 甲。\n第一条 乙。", "第一条", "第二条"),
        ("第一条 甲：\n（一）乙；\n（三）丙。", "（三）", "（二）"),
        ("第一条 甲。\n第一条之二 乙。", "第一条之二", "第一条之一"),
        ("第一条 甲：\n1. 乙；\n3. 丙。", "3.", "2."),
    ],
)
def test_numbers_that_do_not_follow_are_flagged(text: str, printed: str, proposed: str) -> None:
    (flag,) = body_of(text).flags
    assert (flag.kind, flag.printed, flag.proposed) == ("numbering", printed, proposed)
    assert text[flag.start : flag.end].strip() == printed


@pytest.mark.parametrize(
    "text", [ARTICLES["subitems"][0], MEASURES["three levels"][0], "第五条 甲。"]
)
def test_numbers_that_follow_are_not(text: str) -> None:
    assert body_of(text).flags == []


def test_a_chapter_whose_heading_begins_like_a_label_keeps_its_words() -> None:
    body = body_of("第二章 编制和标准管理\n\n第一条 渡船应当登记。\n")
    assert [one.chapter for one in body.provisions] == ["第二章 编制和标准管理"]
