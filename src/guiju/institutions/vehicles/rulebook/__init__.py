"""The rulebook of 崇政办发〔2020〕1号: one module a chapter, in the order of the articles."""

from functools import cache

from guiju.rules import Rulebook

from . import (
    chapter2_standards,
    chapter3_equipping,
    chapter4_use,
    chapter5_accountability,
)
from .chapter1_general import BINDS
from .facts import LEDGER_FACTS, QUOTA_FACTS
from .instrument import OUTLINE, STANDARDS


@cache
def rulebook() -> Rulebook:
    """The duties of the instrument, checked once when they are first asked for."""
    made = Rulebook(
        OUTLINE,
        STANDARDS,
        (*LEDGER_FACTS, *QUOTA_FACTS),
        BINDS,
        (
            *chapter2_standards.DUTIES,
            *chapter3_equipping.DUTIES,
            *chapter4_use.DUTIES,
            *chapter5_accountability.DUTIES,
        ),
    )
    made.check(OUTLINE.effective)
    return made
