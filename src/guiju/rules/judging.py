"""Duties judged 判定: which provisions a subject breaks, and of which it cannot be told."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .compiling import Compiler, every
from .diagram import Facts, apart, decide
from .duties import Duty, Part, Reserve, Strength, Verdict
from .expressions import Expression
from .facts import Fact
from .outline import Provision
from .records import Aggregate
from .shares import refuse_tied, refuse_unreachable

_WEIGHT = {strength: weight for weight, strength in enumerate(Strength)}


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


class DutyReader:
    """Some duties with their figures: what they say of one subject after another."""

    def __init__(
        self,
        binds: Expression,
        duties: Sequence[Duty],
        figures: Mapping[str, int],
        order: Sequence[Fact],
    ) -> None:
        self._order = {fact.key: index for index, fact in enumerate(order)}
        groups: dict[str, list[Duty]] = {}
        for duty in sorted(duties, key=lambda duty: duty.provision.address):
            groups.setdefault(str(duty.provision), []).append(duty)
        self.groups = {
            address: AddressDiagrams(binds, under, figures) for address, under in groups.items()
        }

    def decide(self, facts: Facts) -> list[Outcome]:
        """Every provision that is broken or of which it cannot be told, in document order."""
        found = (self.outcome(diagrams, facts) for diagrams in self.groups.values())
        return [outcome for outcome in found if outcome is not None]

    def outcome(self, diagrams: AddressDiagrams, facts: Facts) -> Outcome | None:
        """What is said of one provision; None where the subject conforms to it."""
        verdicts, missing = decide(diagrams.whole, facts)
        if verdicts == {Verdict.CONFORMS}:
            return None
        verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.UNKNOWN
        return self._outcome(diagrams, facts, verdict, missing)

    def verdict(self, duty: Duty, facts: Facts) -> Verdict:
        """What one duty says by itself, apart from others under its address."""
        verdicts, _ = decide(self.groups[str(duty.provision)].duty[duty.name], facts)
        return next(iter(verdicts)) if len(verdicts) == 1 else Verdict.UNKNOWN

    def cuts(self, key: str) -> list[int]:
        """The bounds with which some duty compares a fact."""
        found = [v for d in self.groups.values() for v in d.variables if v.facts[0].key == key]
        return sorted({cut for variable in found for cut in variable.cuts})

    def parted(self, key: str, first: Facts, second: Facts) -> bool:
        """Whether two values of one fact lead to other verdicts for some values of the blanks."""
        return any(
            apart(diagrams.whole, key, first, second, operator.is_not)
            for diagrams in self.groups.values()
        )

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
        self.variables = list(self._compiler.variables.values())
        self.factory = self._compiler.factory
        self._refuse_inexact_sums()
        self.condition = {id(c): self._compiler.diagram(c) for c in conditions}
        self.duty = {duty.name: self._verdict(binds, duty) for duty in duties}
        self.whole = self._compiler.combine(worst, *self.duty.values())

    def _refuse_inexact_sums(self) -> None:
        found = {f.key: f for v in self.variables for f in v.facts if isinstance(f, Aggregate)}
        name, place = self.duties[0].name, self.duties[0].place
        refuse_tied([*found.values()], name, place)
        for one in found.values():
            refuse_unreachable(one, self._compiler.variables[one.key].cuts, False, name, place)

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
