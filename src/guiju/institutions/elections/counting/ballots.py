"""Ballots 选票 as read: a byte for each mark, the numbers, and the names written in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from .errors import ElectionError
from .marks import unreadable, without_spaces

NUMBER, OTHERS = "票号", "另选他人"
_BETWEEN = re.compile("[、，,；;]")
_POST = re.compile("[:：]")


@dataclass(frozen=True)
class Written:
    """A name written in, the post it is written for (secretaries), whether it can be read."""

    name: str
    post: str = ""

    @property
    def readable(self) -> bool:
        """Whether somebody could read it."""
        return not unreadable(self.name)


@dataclass(frozen=True)
class Ballots:
    """Returned ballots: row ``i`` of ``marks`` bears the number ``numbers[i]``.

    ``marks`` has a column of bytes for each candidate, named ``0``, ``1``, … in the order of the
    election; ``written`` holds the names written in, by row. Of the rows in ``settled`` two
    scrutineers said what counts: nothing is asked of them again.
    """

    numbers: pl.Series
    marks: pl.DataFrame
    written: dict[int, tuple[Written, ...]] = field(default_factory=dict)
    settled: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.numbers)


def read_written(text: str, posts: Sequence[str], where: str) -> tuple[Written, ...]:
    """The names in a cell of 另选他人; one written twice is one person."""
    found: dict[Written, None] = {}
    for part in _BETWEEN.split(text):
        name = without_spaces(part)
        if name:
            found[_written(name, posts, where)] = None
    return tuple(found)


def _written(name: str, posts: Sequence[str], where: str) -> Written:
    if not posts:
        return Written(name)
    post, colon, person = _named(name)
    if not colon and unreadable(name):
        # For which post it was written cannot be read either: it is asked of all of them.
        return Written(name)
    if not colon or post not in posts or not person:
        raise ElectionError(where, name, f"职务:姓名，职务为 {'、'.join(posts)}")
    return Written(person, post)


def _named(name: str) -> tuple[str, str, str]:
    parts = _POST.split(name, maxsplit=1)
    return (parts[0], ":", parts[1]) if len(parts) == 2 else (name, "", "")
