"""Diagrams walked by all rows of a frame at once, question by question, blanks left open.

A row stands at what is left of the diagram after the questions so far (its state): an answer
leads to a smaller diagram, a blank keeps the question in it. Equal diagrams are one state, so a
step is decided once for each state and answer that occurs and looked up for every row. Where a
row ends up says which leaves are still possible and which blanks can alter them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from threading import Lock
from typing import Any

import polars as pl

from ..diagram import Factory, Node, Variable, cofactor
from .codes import digit

NOT_YET = 2**32 - 1
"""What stands in a table for a step that has not occurred yet."""
AT_ONCE = 64
"""So many answers to neighbouring questions make one step."""


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
        asked.sort(key=lambda v: v.rank)
        self.outcomes: list[Any] = []
        """What the ends come to, by the places that `ends` gives."""
        self._factory, self._told = factory, told
        self._states: list[Any] = [diagram]
        self._state_ids = {id(diagram): 0}
        self._steps = _steps(asked)
        self._places: dict[Any, int] = {}
        self._ends: list[int] = []
        self._lock = Lock()

    def ends(self, frame: pl.DataFrame) -> tuple[pl.Series, pl.Series | None]:
        """For every row the place of its outcome, and which rows leave a comparison open.

        A comparison of several facts with a blank among them is told by the facts' ranges, which
        the walk does not follow.
        """
        state: pl.Series | None = None
        hard: pl.Series | None = None
        for steps in self._steps:
            answers, open_ = steps.answers(frame)
            if open_ is not None:
                hard = open_ if hard is None else hard | open_
            state = self._step(steps, state, answers)
        if state is None:
            state = pl.Series([0], dtype=pl.UInt32).new_from_index(0, len(frame))
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

    def _step(self, steps: _Steps, state: pl.Series | None, answers: pl.Series) -> pl.Series:
        keys = answers if state is None else state * steps.radix + answers.cast(pl.UInt32)
        table = steps.table
        # At the first step there is one state: what is known of it stands in the table whole.
        if len(table) and (state is None or not (keys >= len(table)).any()):
            found = table.gather(keys)
            if not (found == NOT_YET).any():
                return found
        with self._lock:
            for key in keys.unique().to_list():
                if key not in steps.known:
                    steps.known[key] = self._after(steps, *divmod(key, steps.radix))
            steps.tabled(len(self._states))
            return steps.table.gather(keys)

    def _after(self, steps: _Steps, state: int, answers: int) -> int:
        diagram = self._states[state]
        for variable, answer in steps.one_by_one(answers):
            if answer < variable.width:
                diagram = self._assigned(diagram, variable, answer, {})
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
    """What every state comes to by the answers to a few questions, or without them."""

    def __init__(self, variables: Sequence[Variable]) -> None:
        self.variables = variables
        self.radix = prod(v.width + 1 for v in variables)
        self.known: dict[int, int] = {}
        self.table = pl.Series([], dtype=pl.UInt32)

    def answers(self, frame: pl.DataFrame) -> tuple[pl.Series, pl.Series | None]:
        """The answers of every row as one number, and which rows leave a comparison open."""
        total: pl.Series | None = None
        hard: pl.Series | None = None
        kind = pl.UInt8 if self.radix <= AT_ONCE else pl.UInt32
        for variable in self.variables:
            answer = digit(variable, frame)
            if variable.joint is not None and answer.null_count():
                open_ = answer.is_null()
                hard = open_ if hard is None else hard | open_
            if answer.null_count():
                answer = answer.fill_null(variable.width)
            answer = answer.cast(kind)
            total = answer if total is None else total * (variable.width + 1) + answer
        assert total is not None
        return total, hard

    def one_by_one(self, answers: int) -> list[tuple[Variable, int]]:
        """The number of `answers` as the answer to each question."""
        found = []
        for variable in reversed(self.variables):
            answers, answer = divmod(answers, variable.width + 1)
            found.append((variable, answer))
        return found

    def tabled(self, states: int) -> None:
        """Make the table anew from what is known."""
        steps = [NOT_YET] * (states * self.radix)
        for key, state in self.known.items():
            steps[key] = state
        self.table = pl.Series(steps, dtype=pl.UInt32)


def _steps(variables: Sequence[Variable]) -> list[_Steps]:
    """Questions in their order, as many in one step as have few answers together."""
    groups: list[list[Variable]] = []
    for variable in variables:
        last = groups[-1] if groups else []
        if last and prod(v.width + 1 for v in (*last, variable)) <= AT_ONCE:
            last.append(variable)
        else:
            groups.append([variable])
    return [_Steps(group) for group in groups]
