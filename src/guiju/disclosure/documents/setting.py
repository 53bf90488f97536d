"""A template set by typst: the data go in as JSON, so no text of people is ever markup."""

from __future__ import annotations

import datetime as dt
import json
import threading
from functools import lru_cache
from pathlib import Path
from typing import Literal

import typst

from guiju.clock.moment import ZONE

from .errors import DocumentError
from .fonts import Fonts

STANDARD: Literal["a-2b"] = "a-2b"
_SETTING = threading.Lock()


def set_pdf(
    template: Path, told: object, fonts: Fonts, day: dt.date, *, tagged: bool = True
) -> bytes:
    """A template's PDF/A-2b with what is told (``sys.inputs.document``), dated the day's midnight.

    The same data give the same bytes.

    Raises:
        DocumentError: typst cannot set it.
    """
    midnight = dt.datetime.combine(day, dt.time(), ZONE)
    with _SETTING:  # one compiler sets one document at a time
        try:
            content = _compiler(template, fonts.folder).compile(
                format="pdf",
                sys_inputs={"document": json.dumps(told, ensure_ascii=False)},
                pdf_standards=[STANDARD],
                timestamp=int(midnight.timestamp()),
                pdf_tags=tagged,
            )
        except typst.TypstError as error:
            raise DocumentError("排版", error, "可以排版的公文") from error
    if not isinstance(content, bytes):
        raise DocumentError("排版", type(content).__name__, "一件 PDF")
    return content


@lru_cache(maxsize=8)
def _compiler(template: Path, folder: Path | None) -> typst.Compiler:
    return typst.Compiler(
        str(template),
        root=str(template.parent),
        font_paths=[] if folder is None else [str(folder)],
        ignore_system_fonts=folder is not None,
    )
