"""What can be wrong with a guard: no such matter, verdict, provision, case or fact."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.rules import Aggregate, Matter, find_matter
from guiju.rules.deciding import BREACH, CONFORMS, ENTITLED, NOT_ENTITLED, UNKNOWN, judge_of
from guiju.rules.errors import RuleError
from guiju.rules.facts import Fact
from guiju.rules.inputs import parse_value
from guiju.rules.matters import facts_in

from .shapes import Guard


def wrong_guards(guard: Guard, carried: set[str]) -> Iterator[str]:
    """Everything that is wrong with a guard; ``carried``: the facts that an application has."""
    try:
        rulebook, name = find_matter(guard.rule)
    except RuleError as error:
        yield str(error)
        return
    matter = rulebook.matter(name)
    verdicts = (ENTITLED, NOT_ENTITLED, UNKNOWN) if matter.grant else (CONFORMS, BREACH, UNKNOWN)
    for verdict in guard.verdicts:
        if verdict not in verdicts:
            yield f"{verdict}: {guard.rule} comes to {' · '.join(verdicts)}"
    addresses = {str(duty.provision.address) for duty in matter.duties}
    for address in guard.only:
        if address not in addresses:
            yield f"{address}: no duty of {guard.rule} stands there"
    cases = {one.name for one in matter.grant.entitlements} if matter.grant else set()
    for case in guard.cases:
        if case not in cases:
            yield f"{case}: no case of {guard.rule}: {' '.join(sorted(cases))}"
    facts = {fact.key: fact for fact in matter.facts()}
    yield from _wrong_facts(guard, facts)
    if not any(key in carried for key in facts):
        yield f"{guard.rule}: the application carries none of its facts"
    yield from _unanswerable(guard, matter, carried)


def _wrong_facts(guard: Guard, facts: dict[str, Fact]) -> Iterator[str]:
    for key, value in guard.supposing.items():
        if key not in facts:
            yield f"supposing {key}: no fact of {guard.rule}"
            continue
        try:
            parse_value(facts[key], value)
        except RuleError as error:
            yield f"supposing {error}"


def _unanswerable(guard: Guard, matter: Matter, carried: set[str]) -> Iterator[str]:
    """Facts that the guard's provisions ask for and that nobody could ever tell."""
    told = carried | set(guard.supposing)
    duties = [d for d in matter.duties if not guard.only or str(d.provision.address) in guard.only]
    nodes = matter.nodes() if matter.grant else [c for d in duties for c in d.conditions()]
    for fact in facts_in(nodes):
        summed = isinstance(fact, Aggregate)
        if fact.key not in told and judge_of(fact) is None and not summed:
            yield f"{fact.key}: asked for by {guard.rule}, carried by no application"
