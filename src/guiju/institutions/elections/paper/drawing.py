"""What is drawn on a page: rectangles, lines and texts at places in millimetres, set by typst."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from guiju.disclosure.documents import DocumentError, FontError, Fonts
from guiju.disclosure.documents.setting import set_pdf

from .errors import PaperError
from .measures import Box, Sheet

TEMPLATE = Path(__file__).with_name("sheet.typ")
COPIES = 5_000
"""How many pages one file may have."""
Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Rect:
    """A rectangle: filled black, or with a line of ``stroke`` around it."""

    box: Box
    fill: bool = False
    stroke: float = 0.3
    kind: str = "rect"


@dataclass(frozen=True)
class Line:
    """A straight line; ``shade`` from 0 (black) to 255."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: float = 0.3
    shade: int = 0
    kind: str = "line"


@dataclass(frozen=True)
class Text:
    """One line of text in a box, in the middle of its height; ``turned`` in degrees."""

    box: Box
    text: str
    size: float
    face: str = "body"
    align: Align = "left"
    bold: bool = False
    shade: int = 0
    turned: float = 0
    kind: str = "text"


Thing = Rect | Line | Text


@dataclass
class Page:
    """A page with what stands on it, the lowest first."""

    sheet: Sheet
    things: list[Thing] = field(default_factory=list)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text with the role of its typeface."""
        yield from ((one.face, one.text) for one in self.things if isinstance(one, Text))


def set_pages(
    pages: Sequence[Page], title: str, day: dt.date, fonts: Fonts | None = None, copies: int = 1
) -> bytes:
    """The pages as PDF/A-2b, all of them ``copies`` times; the same bytes each time.

    Raises:
        PaperError: no font has some character, or something is wider than its place.
    """
    if not 1 <= copies * len(pages) <= COPIES:
        raise PaperError("份数", copies, f"1 到 {COPIES // len(pages)}")
    fonts = fonts or Fonts.configured()
    texts: Iterable[tuple[str, str]] = (text for page in pages for text in page.texts())
    try:
        told = {
            "faces": fonts.check(texts),
            "title": title,
            "day": [day.year, day.month, day.day],
            "copies": copies,
            "pages": [
                {"sheet": asdict(page.sheet), "things": [asdict(one) for one in page.things]}
                for page in pages
            ],
        }
        # Untagged: tags would number the pages, and no copy may differ from another.
        return set_pdf(TEMPLATE, told, fonts, day, tagged=False)
    except FontError as error:
        raise PaperError(error.where, error.value, error.expected) from error
    except DocumentError as error:
        raise PaperError(error.where, error.value, "放得下的文字") from error
