"""Every duty of a matter judged for a page: holding, broken or not known, and how it came out."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.rules import Duty, Step, derive

from .asking import Asker, Facts

HOLDS, BROKEN, UNKNOWN = "holds", "broken", "unknown"


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
    compiled = asker.rules.matter(matter)
    known = {**asker.facts, **facts}
    found = []
    for duty in compiled.matter.duties:
        steps = derive(duty, known, asker.rules.figures)
        applies = [step.truth for step in steps if step.kind == "applies"]
        if False in applies:
            continue
        parts = [step.truth for step in steps if step.kind == "part"]
        state = UNKNOWN if None in (*applies, *parts) else HOLDS
        state = BROKEN if False in parts and None not in applies else state
        if state == BROKEN and any(step.kind == "reserve" and step.truth for step in steps):
            state = UNKNOWN  # A person says whether it is broken.
        shown = {fact.key: None for part in duty.parts for fact in part.shows}
        missing = tuple(key for key in shown if key not in known)
        told = {key: known[key] for key in shown if key in known}
        found.append(Judged(duty, state, missing, told, tuple(steps)))
    return found
