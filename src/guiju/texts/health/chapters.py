"""Chapters that are left out: behind 第一章 stands 第三章."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..numerals import NUMERAL, from_chinese, to_chinese
from ..parsing.model import Document
from .model import Finding

_CHAPTER = re.compile(rf"第({NUMERAL})章")


def left_out(document: Document) -> Iterator[Finding]:
    """Each chapter that does not follow the one before; a book may begin anew with the first."""
    last = 0
    for provision in document.provisions:
        match = _CHAPTER.match(provision.chapter)
        number = from_chinese(match[1]) if match else last
        before, last = last, number
        if match is None or number in (before, before + 1, 1):
            continue
        wanted = f"第{to_chinese(before + 1)}章"
        reason = f"章的编号不连续：此处应为{wanted}，印为{match.group()}"
        start, end, address = provision.start, provision.end, str(provision.address)
        yield Finding(
            "numbering", start, end, document.name, address, match.group(), wanted, reason
        )
