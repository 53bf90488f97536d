"""Documents that are refused, with what would be accepted, and how titles and numbers are made."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from guiju.disclosure.documents import (
    Attachment,
    DocumentError,
    Heading,
    Paragraph,
    Table,
    parse_document,
    read_document,
)
from guiju.disclosure.documents.numbering import label, numbered
from guiju.disclosure.documents.text import width
from guiju.disclosure.documents.titles import ACROSS, title_lines

from .conftest import document

GOOD: dict[str, Any] = {
    "organ": "甲局",
    "title": "通知",
    "date": date(2026, 3, 1),
    "basis": ["第一条"],
    "body": ["一段。"],
}


@pytest.mark.parametrize(
    ("others", "where"),
    [
        ({"organ": " "}, "发文机关"),
        ({"organ": "甲" * 37}, "发文机关"),
        ({"number": "演机管[2026]12号"}, "发文字号"),
        ({"number": "演机管〔26〕12号"}, "发文字号"),
        ({"number": "演机管〔2026〕012号"}, "发文字号"),
        ({"title": ""}, "标题"),
        ({"title": "长" * 121}, "标题"),
        ({"basis": []}, "依据"),
        ({"basis": [""]}, "依据第 1 项"),
        ({"basis": "第一条"}, "依据"),
        ({"date": datetime(2026, 3, 1)}, "成文日期"),
        ({"date": "2026-03-01"}, "成文日期"),
        ({"urgency": "很急"}, "紧急程度"),
        ({"secrecy": "保密"}, "密级"),
        ({"addressees": ["甲局", "乙\n局"]}, "主送第 2 项"),
        ({"copies": ["\u202e乙局"]}, "抄送第 1 项"),
        ({"note": "甲\x00乙"}, "附注"),
    ],
)
def test_a_document_is_refused(others: dict[str, Any], where: str) -> None:
    with pytest.raises(DocumentError) as error:
        document(**others)
    assert error.value.where == where


def test_blocks_are_refused() -> None:
    for make in (
        lambda: Paragraph(""),
        lambda: Paragraph("甲\t乙"),
        lambda: Paragraph("甲" * 20_001),
        lambda: Heading(5, "甲"),
        lambda: Heading(True, "甲"),
        lambda: Heading(1, ""),
        lambda: Table([], []),
        lambda: Table(["甲"] * 13, []),
        lambda: Table(["甲", "乙"], [["一格"]]),
        lambda: Table([""], []),
        lambda: Attachment("甲", []),
    ):
        with pytest.raises(DocumentError):
            make()


def test_radicals_that_look_like_characters_become_them() -> None:
    assert Paragraph("⼀⽉⾦").text == "一月金"


def test_headings_are_numbered_anew_below_a_higher_one() -> None:
    levels = [1, 2, 2, 3, 4, 4, 3, 2, 3, 1, 2]
    blocks = [Heading(level, "题") for level in levels]
    assert [told for _, told in numbered(blocks)] == [
        "一、", "（一）", "（二）", "1.", "（1）", "（2）", "2.", "（三）", "1.", "二、", "（一）",
    ]  # fmt: skip
    assert [label(1, 11), label(2, 20), label(3, 101)] == ["十一、", "（二十）", "101."]


@pytest.mark.parametrize(
    "title",
    [
        "演示市机关事务管理局关于核对公务用车台账发现问题的通知",
        "崇左市人民政府办公室关于印发《崇左市党政机关公务用车管理实施细则》等三个文件的通知",
        "关于2025年度公务用车配备更新计划执行情况和2026年度公务用车配备更新计划安排意见的请示",
        "甲" * 120,
        "A" * 100,
    ],
)
def test_a_title_is_broken_into_lines_that_fit(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert max(width(line) for line in lines) <= ACROSS
    assert all(line[0] not in "的》，。" for line in lines)
    assert all(line[-1] not in "《（" for line in lines)
    assert not any(a[-1].isdigit() and b[0].isdigit() for a, b in pairwise(lines))


def test_two_lines_are_a_trapezoid_not_a_rectangle() -> None:
    lines = title_lines("演示市机关事务管理局关于核对公务用车台账发现问题的通知")
    assert len(lines) == 2
    assert len(lines[0]) != len(lines[1])


def test_a_title_is_broken_where_its_author_says() -> None:
    assert title_lines("甲局\n关于某事的通知") == ["甲局", "关于某事的通知"]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"titel": "x"}, "titel"),
        ({"body": None}, "body"),
        ({"body": "一段"}, "body"),
        ({"body": [{"paragraf": "x"}]}, "body[1]"),
        ({"body": [{"paragraph": "x", "level": 1}]}, "body[1].level"),
        ({"body": ["好", {"heading": "x", "level": 7}]}, "body[2] 标题的级别"),
        ({"body": [{"heading": "x", "level": "一"}]}, "body[1] 标题的级别"),
        ({"body": [1.5]}, "body[1]"),
        (
            {"body": [{"table": {"header": ["甲"], "rows": [["a", "b"]]}}]},
            "body[1].table 表的第 1 行",
        ),
        ({"body": [{"table": {"header": ["甲"], "rows": [[1.5]]}}]}, "body[1].table.rows[1][1]"),
        ({"body": [{"table": {"header": ["甲"], "rows": 3}}]}, "body[1].table.rows"),
        ({"date": "三月"}, "date"),
        ({"demo": "是"}, "demo"),
        ({"title": True}, "title"),
        ({"basis": [["第一条"]]}, "basis[1]"),
        ({"attachments": ["甲"]}, "attachments[1]"),
        ({"attachments": [{"title": "甲", "body": []}]}, "attachments[1] 附件“甲”"),
    ],
)
def test_a_file_is_refused_with_the_place(change: dict[str, Any], where: str) -> None:
    with pytest.raises(DocumentError) as error:
        parse_document({**GOOD, **change})
    assert error.value.where == where
    assert error.value.expected


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "letter.yaml"
    file.write_text(
        "organ: 甲局\ntitle: 通知\ndate: 2026-03-01\nbasis: [第一条]\n"
        "body:\n- 一段。\n- {heading: 题, level: 2}\n"
        "- table: {header: [序号, 车辆], rows: [[1, 桂F1], [2, ~]]}\n",
        "utf-8",
    )
    found = read_document(file)
    assert found.date == date(2026, 3, 1)
    assert found.body == (
        Paragraph("一段。"),
        Heading(2, "题"),
        Table(["序号", "车辆"], [["1", "桂F1"], ["2", ""]]),
    )


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00", b"a: [", b"- 1", b"", b"x: !!python/object:os.x {}", b"date: 2026-13-45"],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "bad.yaml"
    file.write_bytes(content)
    with pytest.raises(DocumentError):
        read_document(file)
    with pytest.raises(DocumentError):
        read_document(tmp_path / "none.yaml")
