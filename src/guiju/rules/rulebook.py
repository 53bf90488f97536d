"""A rulebook 规则集: the duties of one instrument, compiled for a day, deciding cases."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .cells import refuse_too_many
from .compiling import Compiler, every
from .diagram import Facts, decide
from .duties import Duty, Part, Reserve, Strength, Verdict
from .errors import RuleError
from .expressions import Expression, Figure, walk
from .facts import Fact
from .outline import Outline, Provision
from .possible import spans
from .sentences import sentence
from .standards import Standard

_WEIGHT = {strength: weight for weight, strength in enumerate(Strength)}


@dataclass(frozen=True)
class Rulebook:
    """An instrument's duties, in the order of its articles, and whom they bind at all."""

    outline: Outline
    standards: Mapping[str, Standard]
    facts: tuple[Fact, ...]
    binds: Expression
    duties: tuple[Duty, ...]

    def in_force(self, day: dt.date, changes: Mapping[str, int] | None = None) -> Compiled:
        """The rulebook with the figures of a day; ``changes`` overlays figures by name."""
        figures = {name: standard.on(day) for name, standard in self.standards.items()}
        for name in changes or {}:
            if name not in figures:
                raise RuleError("standards", name, " ".join(figures))
        return Compiled(self, {**figures, **(changes or {})})

    def check(self, day: dt.date) -> None:
        """Refuse a standard that no duty uses and a condition with too many cells."""
        nodes = [n for duty in self.duties for c in duty.conditions() for n in walk(c)]
        used = {node.standard.name for node in nodes if isinstance(node, Figure)}
        unused = [name for name in self.standards if name not in used]
        if unused:
            raise RuleError("standards", unused[0], "a standard that some duty uses")
        figures = {name: standard.on(day) for name, standard in self.standards.items()}
        for duty in self.duties:
            for condition in duty.conditions():
                refuse_too_many(condition, figures, duty.name)


@dataclass(frozen=True)
class Outcome:
    """What is said of one provision: verdict, weight, what else forbids it, what is missing.

    ``parts`` are the duties and the parts of them that are not met (or not known to be),
    ``reserves`` those that leave the matter to a person.
    """

    provision: Provision
    verdict: Verdict
    strength: Strength
    also: tuple[Provision, ...]
    missing: tuple[str, ...]
    parts: tuple[tuple[Duty, Part], ...]
    reserves: tuple[Reserve, ...]


class Compiled:
    """A rulebook with its figures settled: decides one case after another."""

    def __init__(self, rulebook: Rulebook, figures: Mapping[str, int]) -> None:
        self.rulebook, self.figures = rulebook, figures
        self._order = {fact.key: index for index, fact in enumerate(rulebook.facts)}
        groups: dict[tuple[str, str], list[Duty]] = {}
        for duty in sorted(rulebook.duties, key=lambda duty: duty.provision.address):
            groups.setdefault((duty.subject, str(duty.provision)), []).append(duty)
        self.groups = {
            group: AddressDiagrams(rulebook.binds, duties, figures)
            for group, duties in groups.items()
        }

    @cached_property
    def version(self) -> str:
        """Date of effect and a short hash of duties and figures."""
        told = "\n".join(
            [f"{name}={value}" for name, value in sorted(self.figures.items())]
            + [
                f"{duty.name} {sentence(condition)}"
                for duty in self.rulebook.duties
                for condition in (self.rulebook.binds, *duty.conditions())
            ]
        )
        short = hashlib.sha256(told.encode()).hexdigest()[:12]
        return f"{self.rulebook.outline.effective.isoformat()}+{short}"

    def decide(self, facts: Facts, subject: str = "vehicle") -> list[Outcome]:
        """Every provision that is broken or of which it cannot be told, in document order."""
        found = []
        for (kind, _), diagrams in self.groups.items():
            if kind != subject:
                continue
            verdicts, missing = decide(diagrams.whole, facts)
            if verdicts != {Verdict.CONFORMS}:
                verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.UNKNOWN
                found.append(self._outcome(diagrams, facts, verdict, missing))
        return found

    def figure(self, node: Expression, facts: Facts) -> int | None:
        """The one figure that a numeric node comes to; None where several remain."""
        found = spans(node, facts, self.figures)
        low, high = next(iter(found))
        return low if len(found) == 1 and low == high else None

    def _outcome(
        self, diagrams: AddressDiagrams, facts: Facts, verdict: Verdict, missing: list[str]
    ) -> Outcome:
        duties = _concerned(diagrams, facts, verdict)
        reserves = {
            r.title: r
            for d in duties
            for r in d.reserves
            if decide(diagrams.condition[id(r.condition)], facts)[0] == {True}
        }
        also = {str(p): p for d in duties for p in d.also}
        also |= {str(r.provision): r.provision for r in reserves.values() if r.cited}
        also |= {
            str(repeat.provision): repeat.provision
            for duty in duties
            for repeat in duty.repeats
            if decide(diagrams.condition[id(repeat.condition)], facts)[0] == {True}
        }
        return Outcome(
            diagrams.duties[0].provision,
            verdict,
            min((d.strength for d in duties), key=_WEIGHT.__getitem__),
            tuple(sorted(also.values(), key=lambda p: p.address)),
            tuple(sorted(missing, key=lambda key: self._order.get(key, len(self._order)))),
            tuple((d, part) for d in duties for part in _unmet(d, diagrams, facts)),
            tuple(reserves.values()),
        )


def _concerned(diagrams: AddressDiagrams, facts: Facts, verdict: Verdict) -> list[Duty]:
    """The duties with the address's verdict; where they have it only together, all open ones."""
    own = [(duty, decide(diagrams.duty[duty.name], facts)[0]) for duty in diagrams.duties]
    settled = ({Verdict.CONFORMS}, {Verdict.BREACH})
    if verdict is Verdict.BREACH:
        found = [duty for duty, verdicts in own if verdicts == {Verdict.BREACH}]
    else:
        found = [duty for duty, verdicts in own if verdicts not in settled]
    return found or [duty for duty, verdicts in own if verdicts != {Verdict.CONFORMS}]


def _unmet(duty: Duty, diagrams: AddressDiagrams, facts: Facts) -> list[Part]:
    states = [(p, decide(diagrams.condition[id(p.condition)], facts)[0]) for p in duty.parts]
    failed = [part for part, state in states if state == {False}]
    return failed or [part for part, state in states if state != {True}]


class AddressDiagrams:
    """The diagrams of all duties under one address and of their merged verdict."""

    def __init__(self, binds: Expression, duties: list[Duty], figures: Mapping[str, int]) -> None:
        self.duties = duties
        conditions = [binds, *(c for duty in duties for c in duty.conditions())]
        self._compiler = Compiler(figures, conditions)
        self.condition = {id(c): self._compiler.diagram(c) for c in conditions}
        self.duty = {duty.name: self._verdict(binds, duty) for duty in duties}
        self.whole = self._compiler.combine(worst, *self.duty.values())

    def _verdict(self, binds: Expression, duty: Duty) -> Any:
        def join(function: Any, conditions: list[Expression]) -> Any:
            diagrams = [self.condition[id(c)] for c in conditions]
            return self._compiler.combine(function, *diagrams)

        return self._compiler.combine(
            judged,
            join(every, [binds, duty.applies]),
            join(every, [part.condition for part in duty.parts]),
            join(any_of, [excuse.condition for excuse in duty.excuses]),
            join(any_of, [reserve.condition for reserve in duty.reserves]),
        )


def any_of(*values: bool) -> bool:
    """Whether any is true."""
    return any(values)


def judged(applies: bool, met: bool, excused: bool, reserved: bool) -> Verdict:
    """The verdict of one duty on facts all known."""
    if not applies or met or excused:
        return Verdict.CONFORMS
    return Verdict.UNKNOWN if reserved else Verdict.BREACH


_SEVERITY = {Verdict.CONFORMS: 0, Verdict.UNKNOWN: 1, Verdict.BREACH: 2}


def worst(*verdicts: Verdict) -> Verdict:
    """Duties under one address merge, breach before unknown."""
    return max(verdicts, key=_SEVERITY.__getitem__)
