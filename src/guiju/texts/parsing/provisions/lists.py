"""Whether a list of items goes on behind a line that bears no mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..marks import Kind, Mark
from .choosing import HEADINGS, Numbering
from .drafts import Draft

NOWHERE = 1 << 62


@dataclass(slots=True)
class Level:
    """An open list: its kind of mark, the last number, the line of that mark, and its draft."""

    kind: Kind
    number: int
    line: int
    draft: Draft


def following(marks: Sequence[Mark | None], numbering: Numbering) -> list[int]:
    """For each line with a mark, the line of the next mark of its kind within the article."""
    found = [NOWHERE] * len(marks)
    later: dict[Kind, int] = {}
    for place in range(len(marks) - 1, -1, -1):
        mark = marks[place]
        if mark is None:
            continue
        kind = mark.kind
        if kind is numbering.top or kind is numbering.chapter or kind in HEADINGS:
            later.clear()
        else:
            found[place] = later.get(kind, NOWHERE)
            later[kind] = place
    return found


def level_that_goes_on(
    stack: Sequence[Level], marks: Sequence[Mark | None], after: Sequence[int]
) -> int:
    """The innermost list whose next number comes later in the article, before a list around it
    goes on; -1 where all lists are over."""
    around, chosen = NOWHERE, -1
    for depth, level in enumerate(stack):
        place = after[level.line]
        mark = marks[place] if place < around else None
        if mark and mark.number == level.number + 1:
            chosen = depth
        around = min(around, place)
    return chosen
