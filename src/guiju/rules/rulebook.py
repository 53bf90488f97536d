"""A rulebook 规则集: duties and grants of one instrument, checked, compiled for a day."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from .checking import check_rulebook
from .deciding import CompiledMatter
from .diagram import Facts
from .duties import Duty
from .errors import RuleError, nearest
from .expressions import NEVER, Expression, Figure, walk
from .facts import Fact
from .grants import Grant
from .judging import DutyReader, Outcome
from .matters import Matter
from .outline import Outline
from .periods import DAY, at, turning_days
from .places import Place, written
from .possible import spans
from .records import aggregates_in
from .sentences import sentence
from .standards import Standard


@dataclass(frozen=True)
class Rulebook:
    """An instrument's rules, in the order of its articles, and whom they bind at all."""

    outline: Outline
    standards: Mapping[str, Standard]
    facts: tuple[Fact, ...]
    binds: Expression
    duties: tuple[Duty, ...] = ()
    grants: tuple[Grant, ...] = ()
    matters: tuple[Matter, ...] = ()
    place: Place = field(default_factory=written, kw_only=True, compare=False, repr=False)

    def in_force(self, day: dt.date, changes: Mapping[str, int] | None = None) -> Compiled:
        """Rules and figures of a day; ``changes`` overlays figures by name.

        A figure that is not in force on the day may be asked for by no rule that is.
        """
        for name in changes or {}:
            if name not in self.standards:
                raise RuleError("standards", name, nearest(name, self.standards))
        book = at(self, day)
        nodes = [node for root in book.nodes() for node in walk(root)]
        asked = {node.standard.name for node in nodes if isinstance(node, Figure)}
        figures = {
            name: standard.on(day)
            for name, standard in self.standards.items()
            if name in asked or standard.in_force(day)
        }
        return Compiled(book, {**figures, **(changes or {})})

    def matter(self, name: str) -> Matter:
        """The matter of a name; the nearest names are told where there is none."""
        for matter in self.matters:
            if matter.name == name:
                return matter
        raise RuleError("matter", name, nearest(name, [matter.name for matter in self.matters]))

    def nodes(self) -> list[Expression]:
        """Every tree of the rulebook, those below the sums over related records included."""
        roots = [self.binds]
        roots += [c for duty in self.duties for c in duty.conditions()]
        roots += [p.standard for d in self.duties for p in d.parts if p.standard is not None]
        roots += [node for grant in self.grants for node in grant.nodes()]
        roots += [sums.where for sums in aggregates_in(roots)]
        return roots

    def days(self) -> list[dt.date]:
        """The first day of every version: those on which some figure or rule changes."""
        first, last = self.outline.effective, self.outline.until or dt.date.max
        periods = [p for standard in self.standards.values() for p in standard.periods]
        found = {period.first for period in periods} | turning_days(self)
        found |= {period.last + DAY for period in periods if period.last is not None}
        return sorted({first, *(day for day in found if first < day <= last)})

    def check(self, day: dt.date) -> None:
        """Refuse whatever does not hold together, with file and line; see `checking`."""
        check_rulebook(self, day)


class Compiled:
    """A rulebook with its figures settled: decides one case after another."""

    def __init__(self, rulebook: Rulebook, figures: Mapping[str, int]) -> None:
        self.rulebook, self.figures = rulebook, figures
        self._matters: dict[str, CompiledMatter] = {}

    @cached_property
    def readers(self) -> dict[str, DutyReader]:
        """All duties by the kind of subject that they are asked of."""
        kinds = dict.fromkeys(duty.subject for duty in self.rulebook.duties)
        return {
            kind: DutyReader(
                self.rulebook.binds,
                [duty for duty in self.rulebook.duties if duty.subject == kind],
                self.figures,
                self.rulebook.facts,
            )
            for kind in kinds
        }

    def matter(self, name: str) -> CompiledMatter:
        """One matter, ready to decide."""
        if name not in self._matters:
            self._matters[name] = CompiledMatter(
                self.rulebook.matter(name),
                self.figures,
                self.rulebook.binds,
                self.rulebook.facts,
                self.version,
            )
        return self._matters[name]

    @cached_property
    def version(self) -> str:
        """Date of effect and a short hash of rules and figures."""
        told = [f"{name}={value}" for name, value in sorted(self.figures.items())]
        for duty in self.rulebook.duties:
            # What is not in force on the day adds nothing: a later rule leaves old days alone.
            if duty.applies is not NEVER:
                conditions = (self.rulebook.binds, *duty.conditions())
                told += [f"{duty.name} {sentence(condition)}" for condition in conditions]
        for grant in self.rulebook.grants:
            cases = [e for e in grant.entitlements if e.condition is not NEVER]
            told += [f"{grant.name} {e.name} {' '.join(e.over)}" for e in cases]
            nodes = replace(grant, entitlements=tuple(cases)).nodes()
            told += [f"{grant.name} {sentence(node)}" for node in nodes]
            told += [
                f"{sums.key} {sentence(sums.where)} {sentence(sums.value)}"
                for sums in aggregates_in(nodes)
                if sums.value is not None
            ]
        short = hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]
        return f"{self.rulebook.outline.effective.isoformat()}+{short}"

    def decide(self, facts: Facts, subject: str = "vehicle") -> list[Outcome]:
        """Every provision that is broken or of which it cannot be told, in document order."""
        return self.readers[subject].decide(facts) if subject in self.readers else []

    def figure(self, node: Expression, facts: Facts) -> int | None:
        """The one figure that a numeric node comes to; None where several remain."""
        found = spans(node, facts, self.figures)
        low, high = next(iter(found))
        return low if len(found) == 1 and low == high else None
