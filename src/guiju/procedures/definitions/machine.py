"""The state machine by itself: where a case stands, what may follow, what a signature changes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .shapes import By, Procedure, Transition


@dataclass(frozen=True)
class Position:
    """A state, and the signatures given since it was entered, by transition and post."""

    state: str
    signed: frozenset[tuple[str, By]] = frozenset()

    def signers(self, transition: Transition) -> set[By]:
        """Who has signed a transition so far."""
        return {by for name, by in self.signed if name == transition.name}


def begin(procedure: Procedure) -> Position:
    """Where a case begins."""
    return Position(procedure.first)


def open_to(procedure: Procedure, position: Position) -> list[tuple[Transition, By]]:
    """The steps that posts may take now; who has signed does not sign again."""
    return [
        (transition, by)
        for transition in procedure.leaving(position.state)
        if not transition.clock
        for by in transition.actors
        if by not in position.signers(transition)
    ]


def waited_for(procedure: Procedure, position: Position) -> list[By]:
    """The posts that have to act: not who has signed already, nor who may only withdraw."""
    signed = {by for _, by in position.signed}
    found = [
        by
        for transition, by in open_to(procedure, position)
        if not transition.withdraws and by not in signed
    ]
    return list(dict.fromkeys(found))


def take(procedure: Procedure, position: Position, transition: Transition, by: By) -> Position:
    """Where a case stands after a step; a signature that does not suffice leaves the state.

    Raises:
        ValueError: the step does not leave this state, or is not this post's.
    """
    if (transition, by) not in open_to(procedure, position):
        raise ValueError(f"{transition.name}: not open to {by.role} in {position.state}")
    if transition.countersign is None:
        return Position(transition.to)
    signed = position.signed | {(transition.name, by)}
    if len(position.signers(transition)) + 1 >= transition.countersign.need:
        return Position(transition.to)
    return replace(position, signed=signed)


def expire(procedure: Procedure, position: Position) -> Position:
    """Where a case stands once the limit of its state has run out; signatures stay in a loop."""
    state = procedure.states[position.state]
    if not state.expires:
        return position
    to = procedure.transitions[state.expires].to
    return position if to == position.state else Position(to)
