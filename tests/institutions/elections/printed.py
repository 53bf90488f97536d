"""Invented elections to print, and what stands where in a PDF, in millimetres from above."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTCurve, LTLine, LTRect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1

from guiju.disclosure.documents import FontError, Fonts
from guiju.institutions.elections.counting import Election, parse_election

MM = 72 / 25.4
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "明华强军平志建国文玉兰芳丽娟敏静秀英梅红春海波涛伟刚勇毅俊峰磊鑫浩宇轩子涵一帆"


def need_chinese() -> None:
    """Skip where there is no Chinese font to set anything in."""
    try:
        Fonts().chains()
    except FontError:
        pytest.skip("没有中文字体：安装 fonts-noto-cjk")


def names(count: int, seed: int = 5) -> list[str]:
    """So many invented names, no two alike."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        given = "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
        found[chance.choice(SURNAMES) + given] = None
    return list(found)


def election(people: Iterable[Any], **others: Any) -> Election:
    """A committee's formal election at a congress, unless told otherwise."""
    candidates = [one if isinstance(one, dict) else {"name": one} for one in people]
    given: dict[str, Any] = {
        "title": "中国共产党演示市第十次代表大会选举第十届委员会委员",
        "kind": "committee",
        "round": "formal",
        "body": "congress",
        "seats": 3,
        "eligible": 400,
        "candidates": candidates,
    }
    return parse_election({**given, **others})


SECRETARIES: dict[str, Any] = {
    "title": "中国共产党演示市第十届委员会第一次全体会议选举书记、副书记",
    "kind": "secretaries",
    "body": "plenary",
    "seats": 3,
    "posts": [{"post": "书记", "seats": 1}, {"post": "副书记", "seats": 2}],
}
PEOPLE = [
    {"name": "于一", "post": "副书记"},
    {"name": "王明华", "post": "书记"},
    {"name": "魏建国", "post": "副书记"},
]


@dataclass(frozen=True)
class Mark:
    """Something drawn on a page: its rectangle from above, in millimetres, and what it is."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    text: str = ""
    size: float = 0
    filled: bool = False
    turned: bool = False

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.y1 - self.y0

    def within(self, box: dict[str, float], slack: float = 0.2) -> bool:
        """Whether it stands wholly in a rectangle of a layout."""
        across = box["x"] - slack <= self.x0 and self.x1 <= box["x"] + box["width"] + slack
        down = box["y"] - slack <= self.y0 and self.y1 <= box["y"] + box["height"] + slack
        return across and down


def marks(content: bytes) -> list[Mark]:
    """Every character, line and rectangle of a PDF in the order in which it was drawn."""
    found = []
    for number, page in enumerate(extract_pages(BytesIO(content), laparams=None), 1):
        for one in _inside(page):
            told: dict[str, Any] = {}
            if isinstance(one, LTChar):
                told = {"text": one.get_text(), "size": one.size, "turned": one.matrix[1] != 0}
            else:
                told = {"filled": bool(one.fill)}
            place = (one.x0, page.height - one.y1, one.x1, page.height - one.y0)
            found.append(Mark(number, *(value / MM for value in place), **told))
    return found


def _inside(element: Any) -> Iterator[Any]:
    if isinstance(element, LTChar | LTLine | LTRect | LTCurve):
        yield element
    elif isinstance(element, Iterable):
        for inner in element:
            yield from _inside(inner)


def text_in(found: Iterable[Mark], box: dict[str, float]) -> str:
    """The characters whose middle is in a rectangle, line by line, without blanks."""
    inside = [
        one
        for one in found
        if one.text
        and not one.turned
        and box["x"] <= (one.x0 + one.x1) / 2 <= box["x"] + box["width"]
        and box["y"] <= (one.y0 + one.y1) / 2 <= box["y"] + box["height"]
    ]
    lines: list[list[Mark]] = []
    for one in sorted(inside, key=lambda mark: mark.y0):
        if lines and abs(lines[-1][0].y0 - one.y0) < 1:
            lines[-1].append(one)
        else:
            lines.append([one])
    ordered = [one for line in lines for one in sorted(line, key=lambda mark: mark.x0)]
    return "".join("".join(one.text for one in ordered).split())


def all_text(content: bytes) -> str:
    """Everything that is written, line by line, without blanks."""
    return text_in(marks(content), {"x": 0, "y": 0, "width": 300, "height": 420})


def pages(content: bytes) -> list[tuple[Any, bytes]]:
    """Of each page what it is (its dictionary without its place in the file), and its content."""
    found = []
    for page in PDFPage.get_pages(BytesIO(content)):
        attributes = {
            key: repr(resolve1(value))
            for key, value in page.attrs.items()
            if key not in ("Parent", "Contents")
        }
        drawn = b"".join(resolve1(one).get_data() for one in page.contents)
        found.append((attributes, drawn))
    return found
