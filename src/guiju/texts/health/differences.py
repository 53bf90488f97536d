"""A share told to be so many points above or below another: 25%，比30%低5个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ..blocks import Block
from .model import Finding, in_block

_N = r"(?<![\d.])\d{1,9}(?:\.\d{1,9})?"
_TOLD = re.compile(
    rf"(?P<one>{_N})%[，,]?比[^，。；%\d]{{0,20}}(?P<other>{_N})%"
    rf"(?P<way>高出?|低|多|少)了?(?P<by>{_N})个百分点"
)


def wrong(blocks: list[Block]) -> Iterator[Finding]:
    """Each such sentence whose two shares differ by something else."""
    for block in blocks:
        if "个百分点" not in block.text:
            continue
        for match in _TOLD.finditer(block.text):
            one, other, by = (Fraction(match[name]) for name in ("one", "other", "by"))
            real = other - one if match["way"] in ("低", "少") else one - other
            if abs(real - by) <= _slack(match["one"], match["other"], match["by"]):
                continue
            place = match.start("way"), match.end()
            expected = f"{float(abs(real)):g}个百分点"
            reason = f"{match['one']}%与{match['other']}%相差{expected}，印为{match['by']}个百分点"
            printed = match.group()[match.start("way") - match.start() :]
            if real < 0:
                reason = f"{match['one']}%与{match['other']}%的高低与“{match['way']}”相反"
            yield in_block("share", block, place, printed, expected, reason)


def _slack(*printed: str) -> Fraction:
    """What rounding may account for: nothing where all have as many places, else the coarsest."""
    places = {len(number.partition(".")[2]) for number in printed}
    return Fraction(0) if len(places) == 1 else Fraction(3, 2) / 10 ** min(places)
