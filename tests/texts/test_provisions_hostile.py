"""Whatever lines there are: no exception, and spans that are true, ordered and apart."""

from __future__ import annotations

import time
from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.texts.lines_of import body_of, lines_of

from guiju.texts.parsing import Provision
from guiju.texts.parsing.body import Body, read_attachments, read_body
from guiju.texts.restoring import join

LINES = [
    "第一章　总　则",
    "第二节 甲",
    "第一条 甲应当：",
    "第二条乙。第三条 丙。",
    "　　第三条　丁是",
    "第九千九百九十九条 戊。",
    "第九百九十九条之九 己。",
    "第百千条 庚。",
    "一、辛",
    "二、壬。",
    "（一）子；",
    "- （二）丑：",
    "(三) 寅。",
    "1. 卯；",
    "2、辰。",
    "（1）巳。",
    "①午。",
    "未，",
    "申“酉",
    "戌”。",
    "",
    "附件：1.表",
    "附件 1",
    "序号\t名称\t数",
    "1\t甲\t2",
    "\t乙\t3",
    "| 甲 | 乙 |",
    "|---|---|",
    "## 附则",
    "第",
    "（",
    "）",
]
TEXTS = st.lists(st.sampled_from(LINES) | st.text(max_size=12), max_size=40).map("\n".join)


def sound(text: str, body: Body) -> bool:
    """What holds of any body."""
    siblings = defaultdict(list)
    for one in body.provisions:
        siblings[one.address.parent].append(one)
    addresses = [one.address for one in body.provisions]
    return (
        all(_worded(text, one) for one in body.provisions)
        and len(set(addresses)) == len(addresses)
        and all(a.start < b.start for a, b in pairwise(body.provisions))
        and all(a.end <= b.start for family in siblings.values() for a, b in pairwise(family))
        and all({len(row) for row in t.rows} <= {len(t.columns)} for t in body.tables)
        and all(
            0 <= one.start < one.end <= len(text)
            for one in (*body.tables, *body.attachments, *body.flags)
        )
    )


def _worded(text: str, one: Provision) -> bool:
    """A provision's pieces are in order, inside of it, and restored its text."""
    return (
        0 <= one.start <= one.pieces[0][0] < one.pieces[-1][1] == one.end <= len(text)
        and all(a[1] <= b[0] for a, b in pairwise(one.pieces))
        and one.text == join(text, one.pieces) != ""
    )


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_lines(text: str) -> None:
    assert sound(text, body_of(text))
    assert sound(text, read_attachments(text, lines_of(text)))


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_shuffled_lines(random: object) -> None:
    lines = [*LINES] * 3
    random.shuffle(lines)  # type: ignore[attr-defined]
    text = "\n".join(lines)
    assert sound(text, body_of(text))


HUGE = {
    "articles in one line": "。".join(f"第{n}条 甲" for n in ["一", "二", "三"] * 30_000),
    "brackets": "第一条 甲\n" + "（" * 50_000 + "\n" + "）\n" * 20_000,
    "quotes": "第一条 甲\n" + "“第二条 甲\n" * 50_000,
    "headings": "第一章 甲 " * 40_000,
    "items": "第一条 甲：\n" + "（一）甲；\n1. 乙；\n丙。\n" * 20_000,
    "citations": "第一条 甲。第二条的" * 40_000,
    "no sentence ends": "第一条 甲\n" + "乙丙丁）\n" * 50_000,
    "cells": "甲\t乙\n" * 40_000 + "甲\t" * 50_000 + "乙",
    "blank cells": "甲\t乙\n1\t2\n" * 9 + "甲" + "\t" * 100_000 + "乙\n甲\t乙\t",
    "annexes": "".join(f"附件 {n % 9}\n" for n in range(50_000)),
    "numerals": "第" + "九" * 100_000 + "条 甲。\n" + "千" * 100_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_no_text_takes_more_than_linear_time(name: str) -> None:
    text = HUGE[name]
    began = time.process_time()
    assert sound(text, body_of(text))
    assert time.process_time() - began < 10 * max(1, len(text) / 1_000_000)


def test_lines_without_text_hold_nothing() -> None:
    assert read_body("", []) == Body()
    assert body_of("\n \n") == Body()
    assert read_attachments("", []) == Body()
