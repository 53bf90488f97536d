"""The rulebook of 崇政办发〔2020〕1号: one module a chapter, in the order of the articles."""

from functools import cache

from guiju.rules import Rulebook

from .chapter1_general import BINDS
from .facts import APPLICATION_FACTS, LEDGER_FACTS, QUOTA_FACTS
from .instrument import OUTLINE, STANDARDS
from .matters import DUTIES, GRANTS, MATTERS


@cache
def rulebook() -> Rulebook:
    """The duties of the instrument, checked once when they are first asked for."""
    facts = (*LEDGER_FACTS, *QUOTA_FACTS, *APPLICATION_FACTS)
    made = Rulebook(OUTLINE, STANDARDS, facts, BINDS, DUTIES, GRANTS, MATTERS)
    made.check(OUTLINE.effective)
    return made
