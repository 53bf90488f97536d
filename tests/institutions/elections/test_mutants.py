"""Every change of the rules of elections is noticed, by a case of a rule or a counted election."""

from __future__ import annotations

from guiju.institutions.elections.rulebook import rulebook
from guiju.rules import RuleError
from guiju.rules.casebook import RuleCase, cases_of, noticed
from guiju.rules.mutating import Mutant, mutants

from .casefiles import all_cases
from .comparing import differences

CASES = cases_of("elections")


def _counted_otherwise(mutant: Mutant) -> bool:
    """Whether some election of the cases is told otherwise, or cannot be told at all."""
    try:
        rules = mutant.rules
        return any(differences(case, rules) for case in all_cases())
    except (RuleError, ValueError):
        return True


def test_no_election_differs_under_the_rules_as_they_stand() -> None:
    """Else a mutant could be noticed for nothing."""
    day = rulebook().outline.effective
    rules = rulebook().in_force(day)

    def failing(case: RuleCase) -> bool:
        return bool(case.differences(rules.matter(case.matter)))

    assert [case.name for case in CASES if failing(case)] == []
    assert [case.name for case in all_cases() if differences(case, rules)] == []


def test_the_cases_notice_every_mutant() -> None:
    """Cases of rules first, since they are quick; elections are counted for what is left."""
    found = [*mutants(rulebook(), rulebook().outline.effective)]
    assert len(found) >= 250
    left = [mutant for mutant in found if not noticed(mutant, CASES)]
    assert [mutant.what for mutant in left if not _counted_otherwise(mutant)] == []
