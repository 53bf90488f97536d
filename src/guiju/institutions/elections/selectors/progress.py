"""How far entering is: sheets keyed of sheets, never marks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q

from ..models import Batch, Election, Entry

_TURNS = (1, 2)


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
    entries = Prefetch("entries", Entry.objects.annotate(keyed=Count("sheets")).order_by("turn"))
    batches = election.batches.annotate(
        doubtful=Count("adjudications"),
        open=Count("adjudications", filter=Q(adjudications__confirmed=None)),
    )
    return [_told(batch) for batch in batches.order_by("number").prefetch_related(entries)]


def _told(batch: Batch) -> Progress:
    turns = {entry.turn: entry for entry in batch.entries.all()}
    first, second = (turns.get(turn) for turn in _TURNS)
    return Progress(
        batch=batch,
        keyed=(_keyed(first), _keyed(second)),
        names=(first.name if first else "", second.name if second else ""),
        closed=(_closed(first), _closed(second)),
        compared=batch.compared_at is not None,
        doubtful=batch.doubtful,  # type: ignore[attr-defined]
        open=batch.open,  # type: ignore[attr-defined]
    )


def _keyed(entry: Entry | None) -> int:
    return entry.keyed if entry is not None else 0  # type: ignore[attr-defined]


def _closed(entry: Entry | None) -> bool:
    return entry is not None and entry.closed_at is not None
