"""The rulebook against its cases, and the cases against its mutants."""

import datetime as dt

import pytest

from guiju.institutions.vehicles.rulebook import rulebook
from guiju.institutions.vehicles.rulebook.facts import level, organ_category
from guiju.rules.casebook import RuleCase, cases_of, failures, noticed
from guiju.rules.mutating import mutants

from .ledger_cases import LedgerCase, all_cases

DAY = dt.date(2026, 1, 1)


@pytest.mark.parametrize("case", cases_of("vehicles"), ids=lambda case: case.name)
def test_case(case: RuleCase) -> None:
    assert case.differences(rulebook().in_force(DAY).matter(case.matter)) == []


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_ledger_case(case: LedgerCase) -> None:
    assert case.found(rulebook().in_force(DAY)) == case.expect


def test_the_cases_notice_every_mutant() -> None:
    cases, ledgers = cases_of("vehicles"), all_cases()
    compiled = rulebook().in_force(DAY)
    assert list(failures(rulebook(), cases)) == []
    assert all(case.found(compiled) == case.expect for case in ledgers)
    alive = [
        mutant.what
        for mutant in mutants(rulebook(), DAY)
        if not noticed(mutant, cases)
        and all(case.found(mutant.rules) == case.expect for case in ledgers)
    ]
    assert alive == []


def test_every_finding_cites_a_provision_that_the_outline_executes() -> None:
    executed = {str(p) for p in rulebook().outline if p.kind == "executed"}
    assert {str(duty.provision) for duty in rulebook().duties} <= executed
    assert {str(p) for duty in rulebook().duties for p in duty.also} <= executed


def test_the_organs_of_the_house_are_those_that_the_rules_tell_apart() -> None:
    from guiju.organs.models import Category, Level

    assert tuple(Category.values) == organ_category.options
    assert tuple(Level.values) == level.options


def test_the_version_is_the_same_every_time_and_changes_with_a_figure() -> None:
    first, again = rulebook().in_force(DAY), rulebook().in_force(DAY)
    other = rulebook().in_force(DAY, {"offroad_price": 1})
    assert first.version == again.version != other.version
