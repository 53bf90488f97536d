"""An indicator whose figures in the prose differ from those of a table in the same file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from fractions import Fraction
from itertools import pairwise

from ..blocks import Block
from ..measuring import Found, find
from ..parsing.model import Document
from .model import Finding, in_block

_UNIT = re.compile(r"[（(](?P<unit>%|％|‰|[^（）()]{1,12})[）)]$")
_NUMBER = re.compile(r"^\s*[≥≤><＞＜]?\s*(?P<value>\d+(?:\.\d+)?)\s*$")
_NAME = re.compile(
    r"(?P<name>[\u4e00-\u9fff0-9、]{4,40}?)(?:分别)?(?:要)?(?:控制在|下降到|降低到|提高到|上升到|达到|不低于|不高于|不超过|保持在|稳定在)?$"
)
_ALIKE = 0.85
_MARKS = {"%": "%", "％": "%", "‰": "‰"}


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of a table: its name without the unit, the unit, and the figures of the row."""

    name: str
    unit: str
    values: tuple[Fraction, ...]


def indicators(document: Document) -> list[Indicator]:
    """The rows of a document's tables that have a name and at least two figures."""
    found = []
    for table in document.tables:
        for row in table.rows:
            names = [cell for cell in row if len(re.findall("[\u4e00-\u9fff]", cell)) > 3]
            values = [Fraction(m["value"]) for cell in row if (m := _NUMBER.match(cell))]
            if names and len(values) > 1:
                cell = names[-1]
                unit = _UNIT.search(cell)
                bare = cell[: unit.start()] if unit else cell
                mark = _MARKS.get(unit["unit"], unit["unit"]) if unit else ""
                found.append(Indicator(bare, mark, tuple(values[-2:])))
    return found


def wrong(blocks: list[Block], known: list[Indicator]) -> Iterator[Finding]:
    """Pairs of shares in the prose (…分别不低于50%和90%) that no row of a table has."""
    for block in blocks if known else ():
        shares = [f for f in find(block.text) if f.kind == "share"]
        for one, other in pairwise(shares):
            between = block.text[one.end : other.start]
            if len(between) <= 8 and re.match("(?:及以[上下])?(?:和|、|与)", between):
                yield from _pair(block, one, other, known)


def _pair(block: Block, one: Found, other: Found, known: list[Indicator]) -> Iterator[Finding]:
    clause = re.split("[，。；：]", block.text[max(0, one.start - 60) : one.start])[-1]
    match = _NAME.search(clause)
    if match is None:
        return
    indicator = _best(match["name"], known)
    if indicator is None:
        return
    place = one.start, other.end
    printed = block.text[one.start : other.end]
    if indicator.unit in ("%", "‰") and one.unit != indicator.unit:
        reason = f"表中“{indicator.name}”的单位为{indicator.unit}，正文为{one.unit}"
        yield in_block("unit", block, place, printed, indicator.unit, reason)
    values = (Fraction(one.value), Fraction(other.value))
    if values != indicator.values:
        told = "、".join(f"{float(v):g}" for v in indicator.values)
        reason = f"表中“{indicator.name}”的数值为{told}，与正文不一致"
        yield in_block("figure", block, place, printed, told, reason)


def _best(name: str, known: list[Indicator]) -> Indicator | None:
    """The one indicator that a name in the prose means; None where none or several fit."""
    bare = re.sub(r"^.*?(?:全市|全县|全区|年)", "", name) or name
    scored = [(max(_ratio(bare, i.name), _ratio(name, i.name)), i) for i in known]
    best = max(scored, key=lambda pair: pair[0])
    return best[1] if best[0] >= _ALIKE else None


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
