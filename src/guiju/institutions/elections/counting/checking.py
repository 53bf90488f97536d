"""Every duty of a matter judged for a page: holding, broken or not known, and how it came out."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.rules import Duty, Step, Verdict, derive

from .asking import Asker, Facts

HOLDS, BROKEN, UNKNOWN = "holds", "broken", "unknown"
_STATES = {Verdict.CONFORMS: HOLDS, Verdict.BREACH: BROKEN, Verdict.UNKNOWN: UNKNOWN}


@dataclass(frozen=True)
class Judged:
    """A duty that applies or may apply: its state, what is not known, the steps that led there."""

    duty: Duty
    state: str
    missing: tuple[str, ...]
    facts: Facts
    steps: tuple[Step, ...]


def judged(asker: Asker, matter: str, facts: Facts) -> list[Judged]:
    """The duties of a matter in the order of the articles; those that do not apply are left out."""
    known = {**asker.facts, **facts}
    found = []
    for duty, verdict in asker.verdicts(matter, facts):
        steps = derive(duty, known, asker.rules.figures)
        shown = {fact.key: None for part in duty.parts for fact in part.shows}
        missing = tuple(key for key in shown if key not in known)
        told = {key: known[key] for key in shown if key in known}
        found.append(Judged(duty, _STATES[verdict], missing, told, tuple(steps)))
    return found
