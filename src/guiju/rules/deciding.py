"""Deciding 判定: one matter on the facts of one subject, with all that must be said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from .derivation import derive
from .duties import Reserve, Verdict
from .errors import RuleError, nearest
from .expressions import Expression
from .facts import Between, Fact, Judge, Known
from .granting import NOTHING, CompiledGrant, Leaf, Related, Settled
from .grants import Approval, Entitlement
from .joint import Facts
from .judging import DutyReader, Outcome
from .matters import Matter
from .outline import Provision
from .precedence import above
from .records import Aggregate, Gathered, Gatherer
from .shares import open_blanks
from .telling import Condition, Numeric, Step, Teller, new_step

Summed = tuple[Aggregate, Gathered]
"""A sum over related records with what each record adds to it."""
ENTITLED, NOT_ENTITLED, UNKNOWN = "entitled", "not entitled", "unknown"
CONFORMS, BREACH = Verdict.CONFORMS.value, Verdict.BREACH.value


@dataclass(frozen=True)
class Question:
    """What only a person may answer: the question, the post that may, the provision."""

    title: str
    english: str
    post: str
    provision: Provision


class Decision(NamedTuple):
    """What is said of one subject: verdict, amount in fen, what is missing, and why.

    ``amount`` is None where it is not settled or the matter is not about money; ``low`` and
    ``high`` are then what it can still be. ``facts`` holds the sums over related records too.
    """

    matter: Matter
    verdict: str
    provisions: tuple[Provision, ...]
    amount: int | None = None
    low: int = 0
    high: int = 0
    missing: tuple[str, ...] = ()
    reserves: tuple[Reserve, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    leaf: Leaf | None = None
    facts: Mapping[str, Any] = {}


class CompiledMatter:
    """One matter with its figures settled: decides and explains one subject after another."""

    def __init__(
        self,
        matter: Matter,
        figures: Mapping[str, int],
        binds: Expression,
        order: Sequence[Fact],
        version: str,
    ) -> None:
        self.matter, self.figures, self.version = matter, figures, version
        self.facts = {fact.key: fact for fact in matter.facts()}
        self.records = {records.key: records for records in matter.records()}
        names = [*self.facts]
        for kind in matter.records():
            names += [kind.title, *(fact.key for fact in kind.facts)]
        self._order = {name: index for index, name in enumerate(names)}
        self.grant = CompiledGrant(matter.grant, figures) if matter.grant else None
        binds = matter.binds if matter.binds is not None else binds
        self.duties = DutyReader(binds, matter.duties, figures, [*order, *self.facts.values()])
        self.gatherers = (
            self.grant.gatherers
            if self.grant
            else [Gatherer(a, figures) for a in matter.aggregates()]
        )
        self._teller = Teller(figures)
        self._pays = matter.grant is not None and matter.grant.pays
        self._cited: dict[Leaf | None, tuple[Provision, ...]] = {}

    def decide(self, facts: Facts, related: Related | None = None) -> Decision:
        """The decision on known facts; a fact that is not there is not known."""
        return self._granted(facts, related or {}) if self.grant else self._judged(facts, related)

    def _judged(self, facts: Facts, related: Related | None = None) -> Decision:
        facts, sums = self._with_sums(facts, related or {})
        outcomes = tuple(self.duties.decide(facts))
        verdicts = {outcome.verdict for outcome in outcomes}
        verdict = next((v for v in (Verdict.BREACH, Verdict.UNKNOWN) if v in verdicts), None)
        asked = dict.fromkeys(key for outcome in outcomes for key in outcome.missing)
        missing = [
            name
            for key in asked
            for name in (self._open_blanks(sums[key], facts) if key in sums else (key,))
        ]
        return Decision(
            self.matter,
            verdict.value if verdict else CONFORMS,
            tuple(outcome.provision for outcome in outcomes),
            missing=self._sorted(missing),
            reserves=tuple({id(r): r for o in outcomes for r in o.reserves}.values()),
            outcomes=outcomes,
            facts=facts,
        )

    def _with_sums(self, facts: Facts, related: Related) -> tuple[Facts, dict[str, Summed]]:
        """The sums that duties ask for, and how those not given themselves came about."""
        sums: dict[str, Summed] = {}
        for gatherer in self.gatherers:
            key = gatherer.aggregate.key
            if facts.get(key) is None:
                found = gatherer.gather(related.get(gatherer.records))
                sums[key] = (gatherer.aggregate, found)
                facts = {**facts, key: found.value}
        return facts, sums

    def _open_blanks(self, summed: Summed, facts: Facts) -> Iterator[str]:
        aggregate, found = summed
        key = aggregate.key

        def parted(one: int, other: int) -> bool:
            return self.duties.parted(key, {**facts, key: one}, {**facts, key: other})

        return open_blanks(aggregate, found, self.duties.cuts(key), parted)

    def _granted(self, facts: Facts, related: Related) -> Decision:
        assert self.grant is not None
        settled, known = self.grant.settle(facts, related)
        leaf, low, high, missing, reserves = settled
        verdict = self.verdict_of(settled)
        return Decision(
            self.matter,
            verdict,
            self._cited.get(leaf) or self._provisions(leaf),
            low if verdict is not UNKNOWN and self._pays else None,
            low,
            high,
            self._sorted(missing) if missing else (),
            reserves,
            (),
            leaf,
            known,
        )

    def verdict_of(self, settled: Settled) -> str:
        """Entitled where something is given, and surely."""
        if settled.missing or settled.reserves:
            return UNKNOWN
        if self._pays:
            return ENTITLED if settled.low > 0 else NOT_ENTITLED
        return NOT_ENTITLED if settled.leaf is NOTHING else ENTITLED

    def _provisions(self, leaf: Leaf | None) -> tuple[Provision, ...]:
        assert self.grant is not None
        grant = self.grant.grant
        cases = [leaf.entitlement] if leaf and leaf.entitlement else list(grant.entitlements)
        if leaf is NOTHING:
            cases = []
        found = {str(p): p for p in (grant.provision, *(e.provision for e in cases))}
        self._cited[leaf] = tuple(sorted(found.values(), key=lambda p: p.address))
        return self._cited[leaf]

    def _sorted(self, missing: Sequence[str]) -> tuple[str, ...]:
        once = dict.fromkeys(missing)
        return tuple(sorted(once, key=lambda name: self._order.get(name, len(self._order))))

    # What people are told.

    def explain(self, decision: Decision) -> tuple[Step, ...]:
        """How the decision came about, step by step, every figure with its provision."""
        if self.grant is None:
            return self._explained_duties(decision)
        leaf, facts, steps = decision.leaf, decision.facts, []
        chosen = leaf.entitlement if leaf is not None else None
        for entitlement, case, condition, amount in self._in_order:
            told = condition(facts)
            steps.append(new_step(Step, (*case, told.truth, entitlement.provision, (told,))))
            if told.truth is True or entitlement is chosen:
                if entitlement is chosen and amount is not None:
                    steps.append(amount(facts)[2])
                break
        return tuple(steps)

    @cached_property
    def _in_order(self) -> list[tuple[Entitlement, tuple[str, ...], Condition, Numeric | None]]:
        """The cases of the grant, those that override others first, with what tells of them."""
        assert self.grant is not None
        grant, tell = self.grant.grant, self._teller
        return [
            (
                e,
                ("case", e.title, e.english, ""),
                tell.condition(e.condition),
                None if e.amount is None else tell.number(e.amount),
            )
            for e in sorted(grant.entitlements, key=lambda e: len(above(grant, e.name)))
        ]

    def _explained_duties(self, decision: Decision) -> tuple[Step, ...]:
        shown = {
            id(duty): (duty, False if outcome.verdict is Verdict.BREACH else None)
            for outcome in decision.outcomes
            for duty, _ in outcome.parts
        }
        met = [(duty, True) for duty in self.matter.duties if duty.parts]
        return tuple(
            Step(
                "duty",
                duty.title,
                duty.english,
                "",
                truth,
                duty.provision,
                tuple(derive(duty, decision.facts, self.figures, self._teller)),
            )
            for duty, truth in shown.values() or met
        )

    def questions(self, decision: Decision) -> tuple[Question, ...]:
        """What only a person may answer before the decision can be told."""
        found = [
            Question(fact.key, fact.english, judge.post, judge.provision)
            for name in decision.missing
            if (fact := self.facts.get(name)) is not None and (judge := judge_of(fact))
        ]
        found += [Question(r.title, r.english, "", r.provision) for r in decision.reserves]
        return tuple(found)

    @property
    def approvals(self) -> tuple[Approval, ...]:
        """The approvals that the matter needs, in their order."""
        return self.matter.grant.approvals if self.matter.grant else ()

    def known(self, given: Mapping[str, Known | Between | None]) -> Facts:
        """Facts as given, each held to its declared kind and range; unknown names are refused."""
        names = [*self.facts, *(sums.key for sums in self.matter.aggregates())]
        quantities = {sums.key: sums for sums in self.matter.aggregates()}
        for name, value in given.items():
            if name not in names:
                raise RuleError(name, value, f"a fact: {nearest(name, names)}")
            if value is not None and not isinstance(value, Between):
                fact = self.facts.get(name, quantities.get(name))
                assert fact is not None
                fact.classify(value)
        return given


def judge_of(fact: Fact) -> Judge | None:
    """The post that alone may answer, where the fact is a judgement."""
    return getattr(fact, "judge", None)
