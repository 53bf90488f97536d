"""Whatever a file holds, its citations, quantities and findings stand inside it; quickly."""

import random
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.texts.citing import citations
from guiju.texts.health import health
from guiju.texts.measuring import quantities
from guiju.texts.parsing import decode, parse

PIECES = [
    "青石县人民政府关于印发渡船管理办法的通知",
    "青政发〔2020〕1号",
    "2020年2月30日",
    "渡船管理办法",
    "第二章　票　价",
    "第一条　依照《中华人民共和国内河法》第三条、第五条第二款第（一）项至第（九）项，制定本办法。",
    "第三条　前两款和第九十九条第一项规定的，票价不得超过 12.5 万元，自受理之日起15个工作日内办。",
    "第三条之一　渡船（以下简称船）三分之二以上载客400至800名，占 120%。",
    "（一）违反前条、本条第二款、第一条至第十条规定的；",
    "1. 将第四条第三项中的“三日”修改为“五日”",
    "第第条第一百零万条第（）项第九九九九九九九九条至第一条",
    "第一条至第九千九百九十九条",
    "〇〇〇〇年〇月〇日、99999999999999999999亿万元以下以上不足",
    "指标\t单位\t2025年",
    "渡口\t个\t12",
    "《《《》第条》",
    "本办法自公布之日起施行。",
    "",
]
NOISE = ["\ufeff", "\x00", "\u200b", "\U0001f6a2", "\r", "第", "条", "《", "“", "万元", "％", "至"]


def read(text: str) -> list[dict[str, Any]]:
    """What the three commands give of a text, in bounded time."""
    begun = process_time()
    parsed = parse(text)
    found: list[dict[str, Any]] = [one.as_json() for one in citations(parsed)]
    found += [one.as_json() for one in quantities(parsed)]
    found += [one.as_json() for one in health(parsed)]
    assert process_time() - begun < 2 + len(text) / 20_000
    return found


def outside(text: str) -> list[dict[str, Any]]:
    """What of it does not stand inside the file."""
    return [one for one in read(text) if not 0 <= one["start"] < one["end"] <= len(text)]


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_unicode_has_its_spans_inside(text: str) -> None:
    assert (
        outside("第一条　" + text + "\n第二条　第一条第" + text + "项、" + text + "万元以下") == []
    )


@given(st.lists(st.sampled_from(PIECES), max_size=25), st.randoms(use_true_random=False))
@settings(max_examples=120, deadline=None)
def test_lines_in_any_order_with_noise_have_their_spans_inside(
    pieces: list[str], made: random.Random
) -> None:
    text = list("\n".join(pieces))
    for _ in range(made.randrange(12)):
        text.insert(made.randrange(len(text) + 1), made.choice(NOISE))
    assert outside("".join(text)[made.randrange(20) :]) == []


def test_something_is_found_in_the_lines_that_are_shuffled() -> None:
    kinds = {one.get("kind", "citation") for one in read("\n".join(PIECES))}
    assert {"citation", "money", "share", "time limit", "numbering"} <= kinds


@pytest.mark.parametrize(
    "text",
    [
        "第一条　" + "第二条、" * 8_000,
        "第一条　" + "第一条至第九千条，" * 400,
        "第一条　" + "《" * 20_000,
        "第一条　" + "九" * 20_000 + "元",
        "第一条　" + "1" * 20_000 + "万元",
        "第一条　渡口\n第" + "1" * 5_000 + "条　依照第" + "2" * 5_000 + "条第" + "3" * 5_000 + "项",
        "第一条　渡口\n第二条　依照第" + "九" * 5_000 + "条第" + "八" * 5_000 + "项",
        "第一条　" + "第一条至第999999999条、" * 200,
        "第一条　前" + "9" * 5_000 + "款、前" + "九" * 5_000 + "条",
        "第一条　" + "1" * 5_000 + "人占" + "2" * 5_000 + "人的" + "3" * 5_000 + "%",
        "第一条　共12个。\n指标\t单位\t2025年\n渡口\t个\t" + "1" * 5_000 + "\n船\t艘\t1",
        "第一条　" + "1" * 5_000 + "年" + "2" * 5_000 + "月" + "3" * 5_000 + "日",
        "1" * 5_000 + ".　渡口\n（" + "1" * 5_000 + "）船\n— " + "1" * 5_000 + " —",
        "第一条　" + "自" * 20_000 + "之日起三日内",
        "第一条　" + "前款" * 10_000,
    ],
    ids=[
        "citations",
        "runs",
        "titles",
        "numerals",
        "figures",
        "marks",
        "places",
        "long runs",
        "counts",
        "shares",
        "cells",
        "days",
        "items",
        "events",
        "before",
    ],
)
def test_a_hostile_text_takes_bounded_time(text: str) -> None:
    assert len(text) > 3_000
    assert outside(text) == []


@pytest.mark.parametrize("seed", range(10))
def test_real_pages_cut_shuffled_and_noised(seed: int, sources: Path) -> None:
    made = random.Random(seed)
    path = sorted(sources.iterdir())[seed % 5]
    text = decode(path.read_bytes())
    begin = made.randrange(max(1, len(text) - 6_000))
    lines = text[begin : begin + 6_000].split("\n")
    if seed % 2:
        made.shuffle(lines)
    for _ in range(20):
        lines.insert(made.randrange(len(lines) + 1), made.choice(PIECES + NOISE))
    noised = "\n".join(lines)
    assert read(noised) != []
    assert outside(noised) == []
