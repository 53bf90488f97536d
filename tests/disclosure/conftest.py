"""What the tests of documents share: a font, documents, and what stands where in a PDF."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar

from guiju.disclosure.documents import Document, Fonts, Paragraph
from guiju.disclosure.documents.errors import FontError
from guiju.disclosure.documents.fonts import FONTS

MM = 72 / 25.4
CELL = 156 / 28 * MM
PITCH = 225 / 22 * MM
TOP, BOTTOM, LEFT, RIGHT = (297 - 37) * MM, 35 * MM, 28 * MM, (210 - 26) * MM
SAME_LINE = 5


def chinese_font() -> bool:
    """Whether this machine has a Chinese font."""
    try:
        Fonts().chains()
    except FontError:
        return False
    return True


@pytest.fixture(autouse=True)
def no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own fonts, whatever the environment says."""
    monkeypatch.delenv(FONTS, raising=False)


@pytest.fixture
def chinese() -> None:
    """Skipped where there is no Chinese font to set anything in."""
    if not chinese_font():
        pytest.skip("没有中文字体：安装 fonts-noto-cjk")


@dataclass(frozen=True)
class Glyph:
    """A character on a page with its place in points from the lower left corner."""

    page: int
    text: str
    x0: float
    x1: float
    y: float
    size: float


def glyphs(content: bytes) -> list[Glyph]:
    """Every upright character of a PDF in the order in which it was written."""
    return [
        Glyph(number, c.get_text(), c.x0, c.x1, c.y0, c.size)
        for number, page in enumerate(extract_pages(BytesIO(content), laparams=None), 1)
        for c in _characters(page)
        if c.matrix[1] == 0  # neither turned nor slanted: the mark of a demo is
    ]


def _characters(element: Any) -> Iterator[LTChar]:
    if isinstance(element, LTChar):
        yield element
    elif isinstance(element, Iterable):
        for inner in element:
            yield from _characters(inner)


def in_type_area(found: Iterable[Glyph]) -> list[Glyph]:
    """The characters between the margins: neither page numbers nor the mark of the demo."""
    return [one for one in found if BOTTOM - 3 < one.y < TOP]


def text_of(content: bytes) -> str:
    """What stands between the margins, line by line from the top, without any blank."""
    found = in_type_area(glyphs(content))
    pages = range(1, 1 + max(one.page for one in found))
    lines = [line for page in pages for line in lines_of(found, page)]
    return squeezed("".join(one.text for line in lines for one in line))


def squeezed(text: str) -> str:
    """Text without blanks and line breaks: a PDF has none of its own."""
    return "".join(text.split())


def lines_of(found: Iterable[Glyph], page: int) -> list[list[Glyph]]:
    """The lines of a page from the top, each from the left; fonts differ a little in height."""
    lines: list[list[Glyph]] = []
    for one in sorted((g for g in found if g.page == page), key=lambda g: -g.y):
        if lines and abs(lines[-1][0].y - one.y) < SAME_LINE:
            lines[-1].append(one)
        else:
            lines.append([one])
    return [sorted(line, key=lambda g: g.x0) for line in lines]


def document(*body: Any, **others: Any) -> Document:
    """A document with a body; everything else invented unless it is given."""
    given: dict[str, Any] = {
        "organ": "演示市机关事务管理局",
        "title": "关于核对公务用车台账的通知",
        "date": dt.date(2026, 3, 1),
        "basis": ["演示办发〔2026〕1号第七条第一款"],
        "body": body or (Paragraph("请按要求办理。"),),
    }
    return Document(**{**given, **others})


def expected(*pieces: str) -> str:
    """Pieces in their order as a page has them."""
    return squeezed("".join(pieces))


def whole(body: str, *, title: str = "关于核对公务用车台账的通知", head: str = "") -> str:
    """A document of the shared shape with this body."""
    return expected(
        "演示市机关事务管理局", head, title, body,
        "依据：演示办发〔2026〕1号第七条第一款。", "演示市机关事务管理局", "2026年3月1日",
    )  # fmt: skip
