"""The relief rulebook against its cases, the cases against its mutants, and its outline."""

import datetime as dt

import pytest

from guiju.institutions.relief.rulebook import rulebook
from guiju.rules.casebook import RuleCase, cases_of, unnoticed

DAY = dt.date(2020, 3, 1)


@pytest.mark.parametrize("case", cases_of("relief"), ids=lambda case: case.name)
def test_case(case: RuleCase) -> None:
    assert case.differences(rulebook().in_force(DAY).matter(case.matter)) == []


def test_the_cases_notice_every_mutant() -> None:
    assert [what for what, missed in unnoticed(rulebook(), cases_of("relief")) if missed] == []


def test_every_matter_has_cases() -> None:
    told = {case.matter for case in cases_of("relief")}
    assert told == {matter.name for matter in rulebook().matters}
