"""Rules as code: facts, standards, conditions and decisions that cite, in exact integers."""

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
from .rulebook import Compiled, Rulebook
from .standards import Standard, printed, read_standards

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
    "at_least",
    "at_most",
    "case",
    "derive",
    "months_after",
    "printed",
    "read_outline",
    "read_standards",
    "sentences",
    "share",
]
