"""Rules as code: facts, standards, conditions and decisions that cite, in exact integers.

What reads facts as people write them leans on the columns' library; it is loaded when it is first
asked for, so that a rulebook alone stays quick to import.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from .answers import decision_json
from .arithmetic import at_least, at_most, months_after, share
from .deciding import CompiledMatter, Decision, Question
from .derivation import Step, derive, sentences
from .duties import Duty, Excuse, Part, Repeat, Reserve, Strength, Verdict
from .errors import RuleError
from .expressions import ALWAYS, NEVER, Expression, Named, case
from .facts import Between, Choice, Day, Fact, Judge, Known, Paper, Quantity
from .grants import Approval, Entitlement, Grant
from .judging import Outcome
from .matters import Matter
from .outline import Outline, Provision, read_outline
from .records import Aggregate, Records
from .registry import find, find_matter, names
from .rulebook import Compiled, Rulebook
from .standards import Standard, printed, read_standards
from .versions import Versions

if TYPE_CHECKING:
    from .asking import questions
    from .inputs import parse_given
    from .receipts import make_receipt, replay
    from .scenarios import read_scenarios, scenario, sweep

_LATER = {
    "make_receipt": "receipts",
    "parse_given": "inputs",
    "questions": "asking",
    "read_scenarios": "scenarios",
    "replay": "receipts",
    "scenario": "scenarios",
    "sweep": "scenarios",
}
"""Names that are loaded when they are first asked for, with the module that holds each."""

__all__ = [
    "ALWAYS",
    "NEVER",
    "Aggregate",
    "Approval",
    "Between",
    "Choice",
    "Compiled",
    "CompiledMatter",
    "Day",
    "Decision",
    "Duty",
    "Entitlement",
    "Excuse",
    "Expression",
    "Fact",
    "Grant",
    "Judge",
    "Known",
    "Matter",
    "Named",
    "Outcome",
    "Outline",
    "Paper",
    "Part",
    "Provision",
    "Quantity",
    "Question",
    "Records",
    "Repeat",
    "Reserve",
    "RuleError",
    "Rulebook",
    "Standard",
    "Step",
    "Strength",
    "Verdict",
    "Versions",
    "at_least",
    "at_most",
    "case",
    "decision_json",
    "derive",
    "find",
    "find_matter",
    "make_receipt",
    "months_after",
    "names",
    "parse_given",
    "printed",
    "questions",
    "read_outline",
    "read_scenarios",
    "read_standards",
    "replay",
    "scenario",
    "sentences",
    "share",
    "sweep",
]


def __getattr__(name: str) -> Any:
    """One of the names that are loaded late."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_LATER[name]}", __name__), name)
