"""The model check: whatever would leave a case stuck, unguarded or decided by nobody is found.

Plain Python over one definition; what the tree of organs and the roles are is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from guiju.rules.errors import RuleError
from guiju.rules.places import Place

from .guards import wrong_guards
from .shapes import ENTERED, OPENED, By, Limit, Procedure, Transition


class Problem(NamedTuple):
    """One thing that is wrong: where it stands, and what it is."""

    place: Place
    told: str

    def __str__(self) -> str:
        return f"{self.place} {self.told}"


def check(
    procedure: Procedure,
    roles: Collection[str],
    can_act: Callable[[By], bool] | None = None,
) -> list[Problem]:
    """Everything that is wrong with a definition; nothing where it holds together.

    ``roles``: those that posts have. ``can_act``: whether some organ of the tree has posts of a
    party; asked where a tree is at hand.
    """
    found = [
        *_unreachable(procedure),
        *_stuck(procedure),
        *_limits(procedure),
        *_people(procedure, roles, can_act),
        *_unattended(procedure),
        *_returns(procedure),
        *_addresses(procedure),
        *_references(procedure),
    ]
    return sorted(found, key=lambda problem: (problem.place.line, problem.told))


def reachable(procedure: Procedure, without: str = "") -> set[str]:
    """The states that a case can come to, one transition left out where it is named."""
    found = {procedure.first}
    while True:
        more = {
            one.to
            for one in procedure.transitions.values()
            if one.name != without and found & set(one.sources)
        }
        if more <= found:
            return found
        found |= more


def ending(procedure: Procedure) -> set[str]:
    """The states from which people can bring a case to its end."""
    found = {state.name for state in procedure.states.values() if state.final}
    while True:
        more = {
            source
            for one in procedure.transitions.values()
            if one.to in found and not one.clock
            for source in one.sources
        }
        if more <= found:
            return found
        found |= more


def _unreachable(procedure: Procedure) -> Iterator[Problem]:
    for name in procedure.states.keys() - reachable(procedure):
        yield Problem(procedure.states[name].place, f"{name}: no case ever comes to this state")


def _stuck(procedure: Procedure) -> Iterator[Problem]:
    ends = ending(procedure)
    for state in procedure.states.values():
        leaving = procedure.leaving(state.name)
        if state.final and leaving:
            told = f"{state.name}: final, yet {leaving[0].name} leaves it"
            yield Problem(state.place, told)
        if not state.final and all(one.clock or one.withdraws for one in leaving):
            told = f"{state.name}: no post moves a case on from here but by withdrawing it"
            yield Problem(state.place, told)
        elif state.name not in ends:
            yield Problem(state.place, f"{state.name}: no way leads from here to an end")


def _limits(procedure: Procedure) -> Iterator[Problem]:
    handlers = set()
    for state in procedure.states.values():
        if state.limit is None:
            continue
        if not state.limit.runs:
            if state.expires:
                told = f"{state.name}: {state.expires} for a limit that does not run"
                yield Problem(state.place, told)
            continue
        yield from _event(procedure, state.name, state.limit)
        handler = procedure.transitions.get(state.expires)
        if handler is None or not handler.clock or state.name not in handler.sources:
            told = f"{state.name}: its limit needs expires: a transition by clock from here"
            yield Problem(state.limit.place, told)
        else:
            handlers.add((handler.name, state.name))
    for one in procedure.transitions.values():
        for source in one.sources:
            if one.clock and (one.name, source) not in handlers:
                told = f"{one.name}: no limit of {source} ever sets it off"
                yield Problem(one.place, told)


def _event(procedure: Procedure, state: str, limit: Limit) -> Iterator[Problem]:
    """The event of a limit has happened whenever the state is entered."""
    if limit.event in (ENTERED, OPENED):
        return
    if limit.event not in procedure.transitions:
        known = " ".join([ENTERED, OPENED, *procedure.transitions])
        yield Problem(limit.place, f"{state}: {limit.event} is no event: {known}")
    elif state in reachable(procedure, without=limit.event):
        yield Problem(limit.place, f"{state}: can be entered without {limit.event}")


def _people(
    procedure: Procedure, roles: Collection[str], can_act: Callable[[By], bool] | None
) -> Iterator[Problem]:
    for by in parties_of(procedure):
        if by.role not in roles:
            yield Problem(by.place, f"{by.role}: no role: {' '.join(roles)}")
        elif can_act is not None and not can_act(by):
            yield Problem(by.place, f"{by.role} {by.organ}: no organ of the tree has this post")


def parties_of(procedure: Procedure) -> list[By]:
    """Every post that a definition names: to act, to sign, to suspend, to be told."""
    found: list[By] = []
    for one in (procedure.opening, *procedure.transitions.values()):
        found += [*one.actors, *one.tells]
    for state in procedure.states.values():
        found += state.suspend.by if state.suspend else ()
    return found


def _unattended(procedure: Procedure) -> Iterator[Problem]:
    """What decides something of value is taken by a person, and nothing else leads there."""
    decided = {one.to for one in procedure.transitions.values() if one.value}
    for one in procedure.transitions.values():
        if one.value and (one.clock or not one.actors):
            yield Problem(one.place, f"{one.name}: decides something of value and names no post")
        if one.value and one.applicants:
            yield Problem(one.place, f"{one.name}: the applicant decides nothing of value")
        moves = any(source != one.to for source in one.sources)
        if one.clock and moves and one.to in decided:
            told = f"{one.name}: leads unattended to {one.to}, which a person decides"
            yield Problem(one.place, told)
        if one.clock and (one.guard or one.entries or one.countersign):
            yield Problem(one.place, f"{one.name}: the clock records and asks nothing")


def _returns(procedure: Procedure) -> Iterator[Problem]:
    for one in procedure.transitions.values():
        after = procedure.leaving(one.to)
        if one.returns and not any(next_.resubmits for next_ in after):
            told = f"{one.name}: nothing hands in again from {one.to}"
            yield Problem(one.place, told)
        if sum((one.returns, one.resubmits, one.withdraws)) > 1:
            yield Problem(one.place, f"{one.name}: one of returns, resubmits, withdraws")
    for state in procedure.states.values():
        for mark in ("returns", "resubmits", "withdraws"):
            marked = [one.name for one in procedure.leaving(state.name) if getattr(one, mark)]
            if len(marked) > 1:
                told = f"{state.name}: {mark} marks more than one step: {' '.join(marked)}"
                yield Problem(state.place, told)


def _addresses(procedure: Procedure) -> Iterator[Problem]:
    from guiju.rules import find

    book = find(procedure.name.partition("/")[0])
    outline = book.outline
    if outline.instrument != procedure.instrument:
        told = f"{procedure.instrument}: the rulebook is that of {outline.instrument}"
        yield Problem(procedure.place, told)
    named: list[tuple[Place, str]] = [
        (one.place, one.address) for one in (procedure.opening, *procedure.transitions.values())
    ]
    for state in procedure.states.values():
        for part in (state.limit, state.suspend):
            if part is not None and part.address:
                named.append((part.place, part.address))
    for place, address in named:
        if outline.find(address) is None:
            yield Problem(place, f"{address}: no provision of the outline")


def _references(procedure: Procedure) -> Iterator[Problem]:
    """The matter, the facts that are carried and entered, and every guard exist."""
    from guiju.rules import find_matter

    try:
        rulebook, name = find_matter(procedure.matter)
    except RuleError as error:
        yield Problem(procedure.place, f"matter {error}")
        return
    matter = rulebook.matter(name)
    known = {fact.key for fact in rulebook.facts}
    own = {fact.key for fact in (*matter.facts(), *matter.aggregates())}
    for key in procedure.also:
        if key not in known:
            yield Problem(procedure.place, f"also {key}: no fact of the rulebook")
    for one in procedure.transitions.values():
        for entry in one.entries:
            if entry.fact and entry.name not in own | set(procedure.also):
                told = f"{one.name}: {entry.name} is no fact that the application carries"
                yield Problem(entry.place, told)
    yield from _guards(procedure, own | set(procedure.also))


def _guards(procedure: Procedure, carried: set[str]) -> Iterator[Problem]:
    steps: Iterable[Transition] = (procedure.opening, *procedure.transitions.values())
    for one in steps:
        if one.guard is not None:
            for told in wrong_guards(one.guard, carried):
                yield Problem(one.guard.place, f"{one.name}: {told}")
