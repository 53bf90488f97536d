"""The rulebook of 崇政发〔2020〕2号: one module a measure, in the order of the text."""

from functools import cache

from guiju.rules import ALWAYS, Rulebook

from . import closing_validity, measure3_rent, measure5_finance, measure7_insurance
from .instrument import OUTLINE, STANDARDS


@cache
def rulebook() -> Rulebook:
    """The measures that figures can decide, checked once when they are first asked for."""
    matters = (
        measure3_rent.MATTER,
        *measure5_finance.MATTERS,
        *measure7_insurance.MATTERS,
        closing_validity.MATTER,
    )
    grants = tuple(matter.grant for matter in matters if matter.grant is not None)
    facts = tuple(fact for matter in matters for fact in matter.facts())
    made = Rulebook(OUTLINE, STANDARDS, facts, ALWAYS, (), grants, matters)
    made.check(OUTLINE.effective)
    return made
