"""The school rulebook against its cases, the cases against its mutants, and its outline."""

import datetime as dt

import pytest

from guiju.institutions.schools.rulebook import rulebook
from guiju.rules.casebook import RuleCase, cases_of, unnoticed

DAY = dt.date(2020, 3, 1)


@pytest.mark.parametrize("case", cases_of("schools"), ids=lambda case: case.name)
def test_case(case: RuleCase) -> None:
    assert case.differences(rulebook().in_force(DAY).matter(case.matter)) == []


def test_the_cases_notice_every_mutant() -> None:
    assert [what for what, missed in unnoticed(rulebook(), cases_of("schools")) if missed] == []


def test_every_rule_cites_a_provision_that_the_outline_executes() -> None:
    executed = {str(p) for p in rulebook().outline if p.kind == "executed"}
    cited = {str(duty.provision) for duty in rulebook().duties}
    for grant in rulebook().grants:
        cited |= {str(e.provision) for e in grant.entitlements}
        cited |= {str(grant.provision), *(str(a.provision) for a in grant.approvals)}
    assert cited <= executed
    assert {str(s.provision) for s in rulebook().standards.values()} <= executed


def test_the_interest_cites_conditions_and_amount() -> None:
    entitled = next(
        case
        for case in cases_of("schools")
        if case.matter == "interest" and case.expect["verdict"] == "entitled"
    )
    decision = rulebook().in_force(DAY).matter("interest").decide(entitled.facts, entitled.related)
    assert [str(provision) for provision in decision.provisions] == ["8/1/1", "8/1/2"]


def test_all_articles_stand_in_the_outline() -> None:
    assert [
        article
        for article in range(1, 14)
        if article not in {p.address.article for p in rulebook().outline}
    ] == []
    assert rulebook().outline["8/1/1"].label == "第（八）条第1项"
