"""Days that no calendar has, and a date of effect before the day of signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..blocks import Block
from ..parsing.model import Document
from .model import Finding, in_block

_DAY = re.compile(r"(?:(?P<year>[12]\d{3})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_UNENDED = re.compile(
    r"(?<!\d)(?P<month>1[0-2]|[1-9])月(?P<day>3[01]|[12]\d)(?=[\u4e00-\u9fff])(?![日号份至到起多余前后个])"
)


def impossible(blocks: list[Block]) -> Iterator[Finding]:
    """2月30日, 13月5日; and a day that lacks its 日."""
    for block in blocks:
        if "月" not in block.text:
            continue
        for match in _DAY.finditer(block.text):
            if not _is_day(match):
                reason = "日历上没有这一天"
                yield in_block("date", block, match.span(), match.group(), "", reason)
        for match in _UNENDED.finditer(block.text):
            printed = match.group()
            yield in_block("date", block, match.span(), printed, f"{printed}日", "缺“日”字")


def _is_day(match: re.Match[str]) -> bool:
    try:
        date(int(match["year"] or 2020), int(match["month"]), int(match["day"]))
    except ValueError:
        return False
    return True


def too_early(document: Document) -> Iterator[Finding]:
    """A work in force before it was signed; one that is amended later keeps its first day."""
    roles = {dated.role for dated in document.dates}
    if not document.effective or not document.date or "amended" in roles:
        return
    first = min((d.date for d in document.dates if d.role != "effective"), default=document.date)
    if document.effective < first:
        reason = f"施行日期{document.effective}早于签署或公布日期{first}"
        yield Finding(
            "date",
            document.start,
            document.start + 1,
            document.name,
            None,
            document.effective,
            first,
            reason,
        )
