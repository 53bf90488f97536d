"""The rulebook of the regulation on local elections: one module a chapter, in its order."""

from functools import cache

from guiju.rules import ALWAYS, Rulebook

from .instrument import OUTLINE, STANDARDS
from .matters import MATTERS


@cache
def rulebook() -> Rulebook:
    """The articles that figures can decide, checked once when they are first asked for."""
    duties = tuple(duty for matter in MATTERS for duty in matter.duties)
    grants = tuple(matter.grant for matter in MATTERS if matter.grant is not None)
    facts = tuple(fact for matter in MATTERS for fact in matter.facts())
    made = Rulebook(OUTLINE, STANDARDS, facts, ALWAYS, duties, grants, MATTERS)
    made.check(OUTLINE.effective)
    return made
