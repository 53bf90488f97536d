"""What a file says beside the values of its cells: formulas, errors, merged areas, its size."""

from __future__ import annotations

from dataclasses import dataclass, field

LIMIT_ROWS = 300_000
LIMIT_UNPACKED = 1_000_000_000


@dataclass
class Marks:
    """Places of one sheet, counted from 0: formula (with a stored value or not), error, area."""

    rows: int = 0
    formulas: dict[tuple[int, int], bool] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
