"""One row of a checked file explained in full."""

from __future__ import annotations

from typing import Any

import polars as pl

from ..answers import decision_json
from ..columns.frames import facts_of
from ..errors import RuleError
from .checking import CheckedFile
from .naming import Names
from .reading import ROW, SUBJECT, open_table
from .results import subject_of


def explain_row(checked: CheckedFile, number: int, rule: str) -> dict[str, Any]:
    """The whole derivation of the row that bears a number in the file."""
    # The file is read anew: it may have been read to its end before.
    table = open_table(checked.table.path, checked.table.fields, checked.table.keys)
    names = Names(table)
    for frame in table.frames():
        named = names.once(frame)
        found = named.filter(named[ROW].cast(pl.Int64) == number)
        if len(found):
            return _explained(checked, found.row(0, named=True), rule)
    raise RuleError("--row", number, "文件里一行的行号（第一行数据是第2行）")


def _explained(checked: CheckedFile, row: dict[str, Any], rule: str) -> dict[str, Any]:
    matter = checked.versions.matter
    facts = facts_of(row, [*matter.facts(), *matter.aggregates()])
    related: dict[str, Any] = {}
    titles = []
    for records in matter.records():
        if records.key not in checked.records:
            continue
        name = row[SUBJECT]
        related[records.key] = None
        if name is None:
            titles.append(records.title)
        else:
            mine = checked.records[records.key].filter(pl.col(SUBJECT) == name)
            rows = mine.collect().iter_rows(named=True)
            related[records.key] = [facts_of(one, records.facts) for one in rows]
    decision = checked.versions.decide(facts, related)
    compiled = checked.versions.of(facts)[-1]
    told = decision_json(compiled, decision, rule)
    # Whose records they are is what is missing where a subject has no name of its own.
    missing = [matter.key if one in titles else one for one in told["missing"]]
    told["missing"] = list(dict.fromkeys(missing))
    return {"subject": subject_of(matter, row), "row": row[ROW], **told}
