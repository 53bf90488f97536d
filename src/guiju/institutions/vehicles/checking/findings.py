"""What a check gives back: findings about cars and organs, problems of cells, notes."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Accepted:
    """What a cell would accept, in both languages."""

    english: str
    chinese: str


@dataclass(frozen=True)
class Problem:
    """A cell that is none of its column's values; ``row`` is the row of the sheet."""

    sheet: str
    row: int
    column: str
    value: str
    expected: Accepted


@dataclass(frozen=True)
class Note:
    """A cell that was read, and how."""

    sheet: str
    row: int
    column: str
    value: str
    note: Accepted


@dataclass(frozen=True)
class Finding:
    """What is said of one provision about one car (``row``) or one organ (``row`` None)."""

    row: int | None
    subject: str
    provision: str
    also: tuple[str, ...]
    verdict: str
    strength: str
    message: str
    message_en: str
    facts: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    organ: str | None = None
