"""What decides between neighbours of an ordered list, and where that is doubtful 存疑."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .table import NOT_GIVEN, Key, StrokeTable, Weight
from .writing import characters

CRITERIA = {
    "strokes": "笔画数",
    "order": "笔顺",
    "structure": "结构",
    "row": "字表次序",
    "length": "二字姓名在前",
    "end": "字数少的在前",
    "same": "姓名相同，保留原次序",
}


class Decision(NamedTuple):
    """By what the first of two names stands before the second.

    ``place``: which character decides, from 0; None where none does (``length``, ``same``).
    """

    by: str
    place: int | None


class Doubt(NamedTuple):
    """Two neighbours whose order a person should look at.

    ``kind``: ``row`` (only the standard table's row tells the two characters apart),
    ``sources`` (sources differ over the strokes of a character that decides), ``structure``
    (it decides, and that of a character was not given). ``positions`` count from 0.
    """

    kind: str
    names: tuple[str, str]
    positions: tuple[int, int]
    characters: tuple[str, str]
    zh: str
    en: str


def decided(first: Key, second: Key, style: str) -> Decision:
    """What decides between two keys of one style, the first not after the second."""
    for place, (one, other) in enumerate(zip(first, second, strict=False)):
        if one == other:
            continue
        at = place - 1 if style == "party" and place else place
        if isinstance(one, Weight) and isinstance(other, Weight):
            return Decision(_criterion(one, other), at)
        return Decision("length", None)
    if len(first) == len(second):
        return Decision("same", None)
    return Decision("end", None)


def counted(keys: Sequence[Key], style: str) -> dict[str, int]:
    """How many neighbours each criterion decides: ``surname strokes``, ``length``, …"""
    found: Counter[str] = Counter()
    for first, second in pairwise(keys):
        by, place = decided(first, second, style)
        found[by if place is None else f"{'surname' if not place else 'given'} {by}"] += 1
    return dict(found)


def doubts(
    names: Sequence[str], keys: Sequence[Key], style: str, strokes: StrokeTable
) -> Iterator[Doubt]:
    """The doubtful neighbours of an ordered list.

    Looking at neighbours is enough: where a criterion decides between two names further apart,
    it decides between two neighbours that lie between them as well.
    """
    for here in range(len(names) - 1):
        by, place = decided(keys[here], keys[here + 1], style)
        if place is None:
            continue
        pair = names[here], names[here + 1]
        first, second = (characters(name)[place] for name in pair)
        for kind, zh, en in _reasons(by, first, second, strokes):
            yield Doubt(kind, pair, (here, here + 1), (first, second), zh, en)


def _criterion(one: Weight, other: Weight) -> str:
    return next(field for field, a, b in zip(Weight._fields, one, other, strict=True) if a != b)


def _reasons(
    by: str, first: str, second: str, strokes: StrokeTable
) -> Iterator[tuple[str, str, str]]:
    if by == "row":
        yield (
            "row",
            f"「{first}」「{second}」笔画数、笔顺、结构都相同，先后只按字表次序",
            f"{first} and {second} have the same strokes and structure; only their rows in the"
            " standard table tell them apart",
        )
    for one in dict.fromkeys((first, second)):
        if strokes.evidence(one).disputed:
            yield (
                "sources",
                f"「{one}」的笔画各来源不一，先后由它决定",
                f"sources differ over the strokes of {one}, which decides",
            )
        if by == "structure" and strokes[one].structure == NOT_GIVEN:
            yield (
                "structure",
                f"「{one}」的结构没有给出，先后由它决定",
                f"the structure of {one} was not given, and it decides",
            )
