"""One row of a checked file explained in full."""

from __future__ import annotations

from typing import Any

from ..answers import decision_json
from ..columns.frames import facts_of
from ..errors import RuleError
from .checking import CheckedFile
from .reading import ROW, SUBJECT


def explain_row(checked: CheckedFile, number: int, rule: str) -> dict[str, Any]:
    """The whole derivation of the row that bears a number in the file."""
    for frame in checked.table.frames():
        named = checked.named_once(frame)
        found = named.filter(named[ROW] == number)
        if len(found):
            return _explained(checked, found.row(0, named=True), rule)
    raise RuleError("--row", number, "the number of a row of the file")


def _explained(checked: CheckedFile, row: dict[str, Any], rule: str) -> dict[str, Any]:
    matter = checked.versions.matter
    facts = facts_of(row, [*matter.facts(), *matter.aggregates()])
    related: dict[str, Any] = {}
    for records in matter.records():
        if records.key not in checked.records:
            continue
        name = row[SUBJECT]
        frame = checked.records[records.key]
        mine = frame.filter(frame[SUBJECT] == name) if name is not None else None
        related[records.key] = (
            None
            if mine is None
            else [facts_of(one, records.facts) for one in mine.iter_rows(named=True)]
        )
    decision = checked.versions.decide(facts, related)
    compiled = checked.versions.of(facts)[-1]
    subject = row.get(matter.key) or f"第{row[ROW]}行"
    return {"subject": subject, "row": row[ROW], **decision_json(compiled, decision, rule)}
