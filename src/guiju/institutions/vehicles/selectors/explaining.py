"""Why a row got its findings: the rulebook asked again, with the whole derivation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from guiju.rules import Duty, Known, Outcome, Provision, Step, derive

from ..checking.check import rules_on
from ..checking.judging import finding
from ..models import Check, CheckedRow
from ..services.storing import as_row


@dataclass(frozen=True)
class Explanation:
    """One finding with its provision, what else it cites and the steps of each duty."""

    provision: Provision
    also: tuple[Provision, ...]
    verdict: str
    strength: str
    message: str
    message_en: str
    missing: tuple[str, ...]
    duties: tuple[tuple[Duty, list[Step]], ...]
    facts: Mapping[str, str]
    """The facts it rests on and the figures of the standard, as printed."""


def explain(check: Check, record: CheckedRow) -> list[Explanation]:
    """Every finding about a row, explained."""
    row = as_row(check, record)
    return explain_facts(
        check.day, row.facts, row=row.number, subject=row.subject, organ=record.organ
    )


def explain_facts(
    day: dt.date, facts: Mapping[str, Known | None], *, row: int | None, subject: str, organ: str
) -> list[Explanation]:
    """Every finding about a car under the rules of a day, explained."""
    rules = rules_on(day)

    def told(outcome: Outcome) -> Explanation:
        found = finding(
            rules, outcome, facts, outcome.missing, row=row, subject=subject, organ=organ
        )
        duties = dict.fromkeys(duty for duty, _ in outcome.parts)
        return Explanation(
            outcome.provision,
            outcome.also,
            outcome.verdict.value,
            outcome.strength.value,
            found.message,
            found.message_en,
            found.missing,
            tuple((duty, derive(duty, facts, rules.figures)) for duty in duties),
            found.facts,
        )

    return [told(outcome) for outcome in rules.decide(facts)]
