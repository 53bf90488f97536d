"""Simulation 试算: many scenarios beside the baseline over a whole table, in one pass."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

import polars as pl

from .columns.related import Frames
from .columns.spread import GrantSpread
from .columns.verdicts import CheckedSpread
from .rulebook import Rulebook
from .scenarios import Scenario
from .versions import Versions

T = TypeVar("T")
U = TypeVar("U")
STATISTICS = ("rows", "given", "unknown", "amount", "gaining", "losing", "gained", "lost")
"""Rows; rows entitled (or in breach); unknown; fen; rows that gain or lose, and fen of each."""


@dataclass
class Simulated:
    """What a simulation found: by group (the empty tuple: all) and scenario, the statistics."""

    versions: Versions
    scenarios: list[Scenario]
    by: tuple[str, ...]
    found: dict[tuple[Any, ...], list[dict[str, int]]] = field(default_factory=dict)
    rows: int = 0

    def add(self, group: tuple[Any, ...], scenario: int, statistics: Mapping[str, int]) -> None:
        """Add the statistics of a part of the table."""
        for key in (group, ()) if self.by else ((),):
            kept = self.found.setdefault(key, [_nothing() for _ in self.scenarios])[scenario]
            for name, value in statistics.items():
                kept[name] += value

    @property
    def totals(self) -> list[dict[str, int]]:
        """The statistics of the whole table, by scenario."""
        return self.found.get((), [_nothing() for _ in self.scenarios])

    def groups(self) -> Iterator[tuple[tuple[Any, ...], list[dict[str, int]]]]:
        """The statistics of every group, in the order of their names."""
        named = [(key, value) for key, value in self.found.items() if key]
        yield from sorted(named, key=lambda pair: tuple(str(part) for part in pair[0]))


def _nothing() -> dict[str, int]:
    return dict.fromkeys(STATISTICS, 0)


def simulate(
    rulebook: Rulebook,
    name: str,
    day: Any,
    scenarios: Sequence[Scenario],
    frames: Iterable[pl.DataFrame],
    *,
    by: Sequence[str] = (),
    records: Mapping[str, Frames] | None = None,
) -> Simulated:
    """Baseline (the first) and scenarios over frames of subjects.

    ``by`` are columns whose values form groups. Only settled amounts are summed; a row whose
    amount is not settled counts as unknown under that scenario.
    """
    every = [Scenario("现行", {}), *scenarios]
    versions = [Versions(rulebook, name, day, scenario.changes) for scenario in every]
    result = Simulated(versions[0], every, tuple(by))
    matter = versions[0].matter
    spread: GrantSpread | CheckedSpread
    if matter.grant is not None and matter.dated is None:
        spread = GrantSpread([one.compiled[-1] for one in versions], records or {})
    else:
        spread = CheckedSpread(versions, records or {})
    for rows, found in _in_parallel(lambda f: (len(f), list(spread.statistics(f, [*by]))), frames):
        result.rows += rows
        for group, scenario, statistics in found:
            result.add(group, scenario, statistics)
    return result


def _in_parallel(work: Callable[[T], U], items: Iterable[T]) -> Iterator[U]:
    """Work on a few items at once, a core each; the columns' library leaves Python while it works.

    No more items are read ahead than are worked on.
    """
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as pool:
        waiting: deque[Future[U]] = deque()
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) > cores:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
