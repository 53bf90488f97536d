"""What reading a sheet gives: a table, the cells that were odd, and what cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from .cells import CellValue


@dataclass(frozen=True)
class Accepted:
    """What a cell would accept, or how it was read, in both languages."""

    english: str
    chinese: str


@dataclass(frozen=True)
class Problem:
    """A cell that cannot be used; ``row`` and ``column`` are those of the sheet."""

    sheet: str
    row: int
    column: str
    value: str
    expected: Accepted


@dataclass(frozen=True)
class Note:
    """A cell that was used, and how it was read."""

    sheet: str
    row: int
    column: str
    value: str
    note: Accepted


class SheetError(ValueError):
    """A file that cannot be read at all: where, what stood there, what would be accepted."""

    def __init__(self, where: str, value: str, expected: str) -> None:
        told = f"（现为：{value}）" if value else ""
        super().__init__(f"{where}：应为{expected}{told}")
        self.where, self.value, self.expected = where, value, expected


@dataclass
class Table:
    """One sheet: the names of row 1, then the rows that are not blank, with their numbers."""

    sheet: str
    header: list[str]
    rows: list[tuple[int, tuple[CellValue, ...]]]
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
