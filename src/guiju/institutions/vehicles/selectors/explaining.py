"""Why a row got its findings: the rulebook asked again, with the whole derivation."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.rules import Duty, Outcome, Provision, Step, derive

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


def explain(check: Check, record: CheckedRow) -> list[Explanation]:
    """Every finding about a row, explained."""
    rules, row = rules_on(check.day), as_row(check, record)

    def told(outcome: Outcome) -> Explanation:
        found = finding(
            rules, outcome, row.facts, outcome.missing,
            row=row.number, subject=row.subject, organ=record.organ,
        )  # fmt: skip
        duties = dict.fromkeys(duty for duty, _ in outcome.parts)
        return Explanation(
            outcome.provision,
            outcome.also,
            outcome.verdict.value,
            outcome.strength.value,
            found.message,
            found.message_en,
            found.missing,
            tuple((duty, derive(duty, row.facts, rules.figures)) for duty in duties),
        )

    return [told(outcome) for outcome in rules.decide(row.facts)]
