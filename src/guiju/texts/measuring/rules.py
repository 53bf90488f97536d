"""What a rule of the grammar is: a kind, the pattern of one quantity, and how its value is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["money", "measure", "share", "count", "date", "time limit"]
Direction = Literal[
    "at most, inclusive", "at least, inclusive", "more than", "less than", "exactly"
]
Value = tuple[str, str]
"""The exact value and its unit, as they stand in JSON."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of quantity: ``pattern`` captures what ``read`` needs by names of its own.

    ``read`` gives None where what matched is no quantity after all.
    """

    kind: Kind
    pattern: str
    read: Callable[[re.Match[str]], Value | None]
    directed: bool = True
    """Whether 以上, 不超过 … belong to it; a date has none."""


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity in a restored text; ``text`` as printed there."""

    kind: Kind
    start: int
    end: int
    text: str
    value: str
    unit: str
    direction: Direction | None
    event: str | None = None
