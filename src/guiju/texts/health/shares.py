"""A share that does not follow from its numbers: 174 of 206 are not 86.3 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ..blocks import Block
from ..measuring import Found, find
from .model import Finding, in_block

_OF_ALL = re.compile(r"占(?P<whole>[^，。；：“”%]{2,24}?)(?:的比例|的比重)?的?$")
_WITHIN = 80


def wrong(blocks: list[Block]) -> Iterator[Finding]:
    """Shares of one document beside the part before them and the whole that they name."""
    counted = [(block, find(block.text)) for block in blocks if "%" in block.text or _has(block)]
    for block, found in counted:
        for place, share in enumerate(found):
            if share.kind == "share" and share.unit == "%":
                yield from _share(block, found[:place], share, counted)


def _has(block: Block) -> bool:
    return any(c.isdigit() for c in block.text)


def _share(
    block: Block, before: list[Found], share: Found, counted: list[tuple[Block, list[Found]]]
) -> Iterator[Finding]:
    named = _OF_ALL.search(block.text, max(0, share.start - 40), share.start)
    if named is None or share.direction:
        return
    unit = next((u for u in ("起", "人", "户", "个", "家", "名") if u in named["whole"][-3:]), None)
    parts = [f for f in before if f.kind == "count" and (unit is None or f.unit == unit)]
    parts = [f for f in parts if share.start - f.end < _WITHIN]
    if not parts:
        return
    part = parts[-1]
    wholes = [
        f
        for other, found in counted
        for f in found
        if f.kind == "count"
        and f.unit == part.unit
        and Fraction(f.value) > Fraction(part.value)
        and f is not part
        and _speaks(other.text, f, named["whole"])
    ]
    values = {Fraction(f.value) for f in wholes}
    if len(values) != 1 or any(_fits(Fraction(part.value), whole, share) for whole in values):
        return
    whole = values.pop()
    computed = Fraction(part.value) * 100 / whole
    expected = f"{float(computed):.1f}%"
    place = share.start, share.end
    reason = f"{part.value}{part.unit}占{int(whole)}{part.unit}应为{expected}"
    yield in_block("share", block, place, share.text, expected, reason)


def _fits(part: Fraction, whole: Fraction, share: Found) -> bool:
    """Whether the share is the quotient, rounded or cut to its printed places."""
    places = len(share.value.partition(".")[2])
    return abs(part * 100 / whole - Fraction(share.value)) <= Fraction(1, 10**places)


def _speaks(text: str, found: Found, whole: str) -> bool:
    """Whether a count stands behind words that name the whole: 各类事故 206起."""
    bare = re.sub(r"起数|人数|户数|总数|总量|数$|全[市国区县省]", "", whole)
    clause = re.split("[。；]", text[max(0, found.start - 40) : found.start])[-1]
    place = 0
    for character in bare:
        place = clause.find(character, place) + 1
        if not place:
            return False
    return len(bare) > 1
