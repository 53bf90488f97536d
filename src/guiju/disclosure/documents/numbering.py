"""The numbers of headings: 一、（一）1.（1）, each level beginning anew below a higher one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guiju.texts.numerals import to_chinese

from .model import Block, Heading


def numbered(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Each block with its number; other blocks than headings have none."""
    counts = [0, 0, 0, 0]
    for block in blocks:
        if not isinstance(block, Heading):
            yield block, ""
            continue
        at = block.level - 1
        counts[at] += 1
        counts[at + 1 :] = [0] * (3 - at)
        yield block, label(block.level, counts[at])


def label(level: int, number: int) -> str:
    """The number of a heading as it is printed."""
    match level:
        case 1:
            return f"{to_chinese(number)}、"
        case 2:
            return f"（{to_chinese(number)}）"
        case 3:
            return f"{number}."
        case _:
            return f"（{number}）"
