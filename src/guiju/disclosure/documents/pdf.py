"""A document set as PDF/A-2b by typst: the data go in as JSON, so no text is ever markup."""

from __future__ import annotations

import datetime as dt
import json
import re
import threading
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import typst

from guiju.clock.moment import ZONE

from .errors import DocumentError
from .fonts import Fonts
from .layout import laid_out
from .model import Document

TEMPLATE = Path(__file__).with_name("document.typ")
STANDARD: Literal["a-2b"] = "a-2b"
_UNBROKEN = re.compile(r"[!-~]{13,}")
"""A run of letters and figures that no rule of typography breaks."""
_SETTING = threading.Lock()


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
    midnight = dt.datetime.combine(document.date, dt.time(), ZONE)
    with _SETTING:  # one compiler sets one document at a time
        try:
            content = _compiler(fonts.folder).compile(
                format="pdf",
                sys_inputs={"document": json.dumps(_breakable(told), ensure_ascii=False)},
                pdf_standards=[STANDARD],
                timestamp=int(midnight.timestamp()),
            )
        except typst.TypstError as error:
            raise DocumentError("排版", error, "可以排版的公文") from error
    if not isinstance(content, bytes):
        raise DocumentError("排版", type(content).__name__, "一件 PDF")
    return Made(content, chains)


@lru_cache(maxsize=4)
def _compiler(folder: Path | None) -> typst.Compiler:
    return typst.Compiler(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=[] if folder is None else [str(folder)],
        ignore_system_fonts=folder is not None,
    )


def _breakable(told: object) -> object:
    """The same with places to break inside long runs of letters, so that no line runs over."""
    if isinstance(told, str):
        return _UNBROKEN.sub(lambda run: "\u200b".join(run[0]), told)
    if isinstance(told, dict):
        return {k: v if k == "faces" else _breakable(v) for k, v in told.items()}
    return [_breakable(one) for one in told] if isinstance(told, list | tuple) else told
