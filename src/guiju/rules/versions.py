"""Versions 版本: each case under the rules in force on its own day; an unknown day is a blank."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

from .deciding import UNKNOWN, CompiledMatter, Decision
from .errors import RuleError
from .granting import Related
from .joint import Facts
from .rulebook import Rulebook


class Versions:
    """One matter of a rulebook under all versions of its figures.

    Where the matter is dated by a fact, that day chooses the version; else ``day`` does.
    ``changes`` overlays figures by name, as a scenario does.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        name: str,
        day: dt.date,
        changes: Mapping[str, int] | None = None,
    ) -> None:
        self.rulebook, self.matter, self.day = rulebook, rulebook.matter(name), day
        self.changes = dict(changes or {})
        self.days = rulebook.days() if self.matter.dated is not None else [day]

    @cached_property
    def compiled(self) -> list[CompiledMatter]:
        """The matter under each version, in the order of `days`."""
        return [
            self.rulebook.in_force(day, self.changes).matter(self.matter.name) for day in self.days
        ]

    def place(self, day: dt.date) -> int:
        """Which version is in force on a day; refused before the first."""
        place = bisect_right(self.days, day) - 1
        if place < 0:
            raise RuleError(self.matter.name, day, f"a day from {self.days[0]} on")
        return place

    def of(self, facts: Facts) -> list[CompiledMatter]:
        """The versions under which a case may fall: one where its day is known."""
        if self.matter.dated is None:
            return self.compiled
        day = facts.get(self.matter.dated.key)
        return self.compiled if not isinstance(day, dt.date) else [self.compiled[self.place(day)]]

    def decide(self, facts: Facts, related: Related | None = None) -> Decision:
        """The decision under the version of the case, or what all possible versions agree on."""
        return self.joined([compiled.decide(facts, related) for compiled in self.of(facts)])

    def joined(self, decisions: Sequence[Decision]) -> Decision:
        """One decision of those under every possible version."""
        first = decisions[0]
        told = {(d.verdict, d.amount) for d in decisions}
        if len(decisions) == 1 or (len(told) == 1 and first.verdict != UNKNOWN):
            return first
        assert self.matter.dated is not None
        missing = [name for decision in decisions for name in decision.missing]
        dated = [self.matter.dated.key] if len(told) > 1 else []
        return first._replace(
            verdict=UNKNOWN,
            amount=None,
            low=min(d.low for d in decisions),
            high=max(d.high for d in decisions),
            missing=tuple(dict.fromkeys([*dated, *missing])),
            leaf=None,
        )
