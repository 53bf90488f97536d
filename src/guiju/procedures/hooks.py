"""What an institution does in the same transaction as a step: a car registered, a place held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from .definitions.registry import versions
from .definitions.shapes import OPEN
from .models import Case, Step

Hook = Callable[[Case, Step], None]
Given = Mapping[str, Mapping[str, Any]]
Supply = Callable[[Case], Given]
_SUPPLIES: dict[str, Supply] = {}
_HOOKS: defaultdict[tuple[str, str], list[Hook]] = defaultdict(list)


def on(procedure: str, transition: str, function: Hook) -> None:
    """Call ``function(case, step)`` whenever a transition is complete (``open`` at the beginning).

    It runs inside the transaction of the step, after the case has its new state and before the
    ledger entry: whatever it raises undoes the step. A name that no version of the procedure has
    is refused at once.
    """
    known = {OPEN}.union(*(one.transitions for one in versions(procedure)))
    if transition not in known:
        raise ValueError(f"{procedure} {transition}: no such step; {' '.join(sorted(known))}")
    if function not in _HOOKS[procedure, transition]:
        _HOOKS[procedure, transition].append(function)


def supplies(procedure: str, function: Supply) -> None:
    """Let a register give facts to every guard of a procedure: ``function(case)`` returns
    ``{"facts": …, "related": …}`` as they are typed, and stands above what the application says.

    So nobody types what a register holds, and a guard decides on what it holds now.
    """
    versions(procedure)
    _SUPPLIES[procedure] = function


def supplied(case: Case) -> Given:
    """The facts of a case for a guard: those of the application, those of registers above them."""
    given = case.given
    function = _SUPPLIES.get(case.procedure)
    if function is None:
        return given
    more = function(case)
    return {key: {**given[key], **more.get(key, {})} for key in ("facts", "related")}


def call(case: Case, step: Step) -> None:
    """Everything that was asked for at this step."""
    for function in _HOOKS[case.procedure, step.transition]:
        function(case, step)
