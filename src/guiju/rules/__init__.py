"""Rules as code: facts, standards, conditions and decisions that cite, in exact integers."""

from .derivation import Step, derive
from .duties import Duty, Excuse, Part, Repeat, Reserve, Strength, Verdict
from .errors import RuleError
from .expressions import ALWAYS, NEVER, Expression, Named, case
from .facts import Between, Choice, Day, Fact, Known, Paper, Quantity
from .outline import Outline, Provision, read_outline
from .rulebook import Compiled, Outcome, Rulebook
from .standards import Standard, printed, read_standards

__all__ = [
    "ALWAYS",
    "NEVER",
    "Between",
    "Choice",
    "Compiled",
    "Day",
    "Duty",
    "Excuse",
    "Expression",
    "Fact",
    "Known",
    "Named",
    "Outcome",
    "Outline",
    "Paper",
    "Part",
    "Provision",
    "Quantity",
    "Repeat",
    "Reserve",
    "RuleError",
    "Rulebook",
    "Standard",
    "Step",
    "Strength",
    "Verdict",
    "case",
    "derive",
    "printed",
    "read_outline",
    "read_standards",
]
