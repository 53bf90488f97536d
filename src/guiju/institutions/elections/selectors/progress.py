"""How far entering is: sheets keyed of sheets, never marks."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Batch, Election


@dataclass(frozen=True)
class Progress:
    """A batch: sheets keyed in each turn, who keys, what is closed, compared and still open."""

    batch: Batch
    keyed: tuple[int, int]
    names: tuple[str, str]
    closed: tuple[bool, bool]
    compared: bool
    doubtful: int
    open: int


def progress(election: Election) -> list[Progress]:
    """Every batch in its order."""
    raise NotImplementedError
