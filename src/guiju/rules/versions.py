"""Versions 版本: each case under the rules in force on its own day; an unknown day is a blank."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import product
from math import prod

from .deciding import UNKNOWN, CompiledMatter, Decision
from .errors import RuleError
from .expressions import Expression, Figure, walk
from .facts import Choice, Day, Fact, Known, Paper
from .granting import Related
from .joint import TRIED, Facts, extent
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
        return self.decide_under(self.of(facts), facts, related)

    def decide_under(
        self, possible: Sequence[CompiledMatter], facts: Facts, related: Related | None = None
    ) -> Decision:
        """What the versions that are possible agree on."""
        decisions = [compiled.decide(facts, related) for compiled in possible]
        first = decisions[0]
        told = {(d.verdict, d.amount) for d in decisions}
        if len(decisions) == 1 or (len(told) == 1 and first.verdict != UNKNOWN):
            return first
        assert self.matter.dated is not None
        missing = list(dict.fromkeys(name for d in decisions for name in d.missing))
        if len(told) > 1 or self._apart(possible, facts, related, missing):
            missing.insert(0, self.matter.dated.key)
        return first._replace(
            verdict=UNKNOWN,
            amount=None,
            low=min(d.low for d in decisions),
            high=max(d.high for d in decisions),
            missing=tuple(missing),
            leaf=None,
        )

    def _apart(
        self,
        possible: Sequence[CompiledMatter],
        facts: Facts,
        related: Related | None,
        missing: Sequence[str],
    ) -> bool:
        """Whether for some values of the blanks the versions come to something else.

        Tried cell by cell where the blanks are facts that only conditions ask for, in few enough
        combinations; where they are records or stand in an amount, versions whose figures differ
        are taken to come apart.
        """
        used = {n.standard.name for n in self._nodes() if isinstance(n, Figure)}
        if len({tuple(c.figures[name] for name in sorted(used)) for c in possible}) == 1:
            return False
        by_name = {fact.key: fact for fact in self.matter.facts()}
        paid = {key for c in possible if c.grant for f in c.grant.formulas for key in f.facts}
        if any(name not in by_name or name in paid for name in missing):
            return True
        answers = [self.answers(by_name[name]) for name in missing]
        if prod(map(len, answers)) > TRIED:
            return True
        return any(
            len({self._told(c, facts, related, missing, values) for c in possible}) > 1
            for values in product(*answers)
        )

    def _told(
        self,
        compiled: CompiledMatter,
        facts: Facts,
        related: Related | None,
        missing: Sequence[str],
        values: Sequence[Known],
    ) -> tuple[str, int | None]:
        filled = {**facts, **dict(zip(missing, values, strict=True))}
        decision = compiled.decide(filled, related)
        return decision.verdict, decision.amount

    def _nodes(self) -> list[Expression]:
        roots = self.matter.nodes()
        roots += [sums.where for sums in self.matter.aggregates()]
        return [node for root in roots for node in walk(root)]

    def answers(self, fact: Fact) -> list[Known]:
        """One value for every cell of a fact, of a subject or of its records, that some version
        of the rules tells apart."""
        if isinstance(fact, Choice):
            return list(fact.options)
        if isinstance(fact, Paper):
            return [fact.none, "—"]
        low, high = extent(fact, None)
        cuts = {low, high}
        for compiled in self.compiled:
            asked = [] if compiled.grant is None else [*compiled.grant.compiler.variables.values()]
            asked += [v for d in compiled.duties.groups.values() for v in d.variables]
            asked += [v for g in compiled.gatherers for v in g.compiler.variables.values()]
            for variable in asked:
                if variable.joint is None and variable.facts[0] is fact:
                    cuts |= {edge for cut in variable.cuts for edge in (cut, cut + 1)}
        values = sorted(cuts)
        return [*map(dt.date.fromordinal, values)] if isinstance(fact, Day) else [*values]
