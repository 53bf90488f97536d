"""A document set as PDF/A-2b by typst: the data go in as JSON, so no text is ever markup."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path

from .fonts import Fonts
from .layout import laid_out
from .model import Document
from .setting import set_pdf

TEMPLATE = Path(__file__).with_name("document.typ")
_UNBROKEN = re.compile(r"[!-~]{13,}")
"""A run of letters and figures that no rule of typography breaks."""


@dataclass(frozen=True)
class Made:
    """A document as a file, and the typefaces it was set in, by role."""

    content: bytes
    faces: dict[str, list[str]]


def to_pdf(document: Document, fonts: Fonts | None = None) -> Made:
    """A document as PDF/A-2b, the same bytes each time.

    Raises:
        FontError: there is no Chinese font, or none has some character of the document.
    """
    fonts = fonts or Fonts.configured()
    layout = laid_out(document)
    chains = fonts.check([*layout.texts(), ("body", "— 0123456789")])
    told = {
        **asdict(layout),
        "faces": chains,
        "heading": document.title.replace("\n", ""),
        "organ": document.organ,
        "day": [document.date.year, document.date.month, document.date.day],
    }
    content = set_pdf(TEMPLATE, _breakable(told), fonts, document.date)
    return Made(content, chains)


def _breakable(told: object) -> object:
    """The same with places to break inside long runs of letters, so that no line runs over."""
    if isinstance(told, str):
        return _UNBROKEN.sub(lambda run: "\u200b".join(run[0]), told)
    if isinstance(told, dict):
        return {k: v if k == "faces" else _breakable(v) for k, v in told.items()}
    return [_breakable(one) for one in told] if isinstance(told, list | tuple) else told
