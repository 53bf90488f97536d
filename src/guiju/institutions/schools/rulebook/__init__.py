"""The rulebook of 崇政规〔2020〕1号: one module a group of articles, in the order of the text."""

from functools import cache

from guiju.rules import ALWAYS, Rulebook

from . import measure1_founding, measure8_interest, measure9_award
from .instrument import OUTLINE, STANDARDS

MATTERS = (measure1_founding.MATTER, measure8_interest.MATTER, measure9_award.MATTER)


@cache
def rulebook() -> Rulebook:
    """The measures that figures can decide, checked once when they are first asked for."""
    grants = tuple(matter.grant for matter in MATTERS if matter.grant is not None)
    facts = tuple(fact for matter in MATTERS for fact in matter.facts())
    made = Rulebook(OUTLINE, STANDARDS, facts, ALWAYS, measure1_founding.DUTIES, grants, MATTERS)
    made.check(OUTLINE.effective)
    return made
