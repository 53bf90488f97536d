"""Diagrams walked by all rows of a frame at once, question by question, blanks left open.

A row stands at what is left of the diagram after the questions so far (its state): an answer
leads to a smaller diagram, a blank keeps the question in it. Equal diagrams are one state, so a
step is decided once for each state and answer that occurs and looked up for every row. Where a
row ends up says which leaves are still possible and which blanks can alter them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

import polars as pl

from ..diagram import Factory, Node, Variable, cofactor
from .codes import digit

UNKNOWN_STEP = -1


class Walk:
    """One diagram over frames; ``told`` says what an end of the walk comes to."""

    def __init__(
        self,
        diagram: Any,
        variables: Sequence[Variable],
        factory: Factory,
        told: Callable[[Any], Any],
    ) -> None:
        # A question with one answer (a fact only held against others) needs no step.
        asked = [v for v in variables if v.width > 1]
        self.variables = sorted(asked, key=lambda v: v.rank)
        self.outcomes: list[Any] = []
        """What the ends come to, by the places that `ends` gives."""
        self._factory, self._told = factory, told
        self._states: list[Any] = [diagram]
        self._state_ids = {id(diagram): 0}
        self._steps = [_Steps(v) for v in self.variables]
        self._places: dict[Any, int] = {}
        self._ends: list[int] = []
        self._lock = Lock()

    def ends(self, frame: pl.DataFrame) -> tuple[pl.Series, pl.Series | None]:
        """For every row the place of its outcome, and which rows leave a comparison open.

        A comparison of several facts with a blank among them is told by the facts' ranges, which
        the walk does not follow.
        """
        state = pl.Series([0], dtype=pl.UInt32).new_from_index(0, len(frame))
        hard: pl.Series | None = None
        for steps in self._steps:
            answer = digit(steps.variable, frame)
            if steps.variable.joint is not None:
                open_ = answer.is_null()
                hard = open_ if hard is None else hard | open_
            state = self._step(steps, state, answer)
        with self._lock:
            for number in range(len(self._ends), len(self._states)):
                self._ends.append(self._place(self._told(self._states[number])))
            ends = pl.Series(self._ends, dtype=pl.Int32)
        return ends.gather(state), hard

    def place(self, outcome: Any) -> int:
        """The place of an outcome in `outcomes`, made where it has none."""
        with self._lock:
            return self._place(outcome)

    def _place(self, outcome: Any) -> int:
        place = self._places.setdefault(outcome, len(self.outcomes))
        if place == len(self.outcomes):
            self.outcomes.append(outcome)
        return place

    def _step(self, steps: _Steps, state: pl.Series, answer: pl.Series) -> pl.Series:
        keys = state * steps.radix + answer.fill_null(steps.radix - 1).cast(pl.UInt32)
        table = steps.table
        if not (keys >= len(table)).any():
            found = table.gather(keys)
            if not (found == UNKNOWN_STEP).any():
                return found.cast(pl.UInt32)
        with self._lock:
            for key in keys.unique().to_list():
                if key not in steps.known:
                    steps.known[key] = self._after(steps, *divmod(key, steps.radix))
            steps.tabled(len(self._states))
            return steps.table.gather(keys).cast(pl.UInt32)

    def _after(self, steps: _Steps, state: int, answer: int) -> int:
        diagram = self._states[state]
        if answer < steps.variable.width:
            diagram = self._assigned(diagram, steps.variable, answer, {})
        number = self._state_ids.setdefault(id(diagram), len(self._states))
        if number == len(self._states):
            self._states.append(diagram)
        return number

    def _assigned(self, diagram: Any, variable: Variable, cell: int, done: dict[int, Any]) -> Any:
        """What is left once a question is answered, wherever it stands below open ones."""
        if not isinstance(diagram, Node) or diagram.variable.rank >= variable.rank:
            return cofactor(diagram, variable, cell)
        if id(diagram) not in done:
            below = tuple(self._assigned(b, variable, cell, done) for b in diagram.below)
            done[id(diagram)] = self._factory.node(diagram.variable, below)
        return done[id(diagram)]


class _Steps:
    """What every state comes to by each answer to one question, and without one."""

    def __init__(self, variable: Variable) -> None:
        self.variable = variable
        self.radix = variable.width + 1
        self.known: dict[int, int] = {}
        self.table = pl.Series([], dtype=pl.Int32)

    def tabled(self, states: int) -> None:
        """Make the table anew from what is known."""
        steps = [UNKNOWN_STEP] * (states * self.radix)
        for key, state in self.known.items():
            steps[key] = state
        self.table = pl.Series(steps, dtype=pl.Int32)
