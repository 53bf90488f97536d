"""Rows of related records added and taken away by a button of the form, without scripts."""

from __future__ import annotations

from django.http import QueryDict

from guiju.rules import Matter, Records

from .typed import MOST_ROWS, NONE, read_typed, row_count

ADD, REMOVE = "add", "remove"


def with_rows_changed(matter: Matter, data: QueryDict) -> QueryDict:
    """The form after its button: ``add=<records>`` or ``remove=<records>:<row>``."""
    changed = data.copy()
    add, remove = changed.pop(ADD, []), changed.pop(REMOVE, [])
    kinds = {records.key: records for records in matter.records()}
    typed = read_typed(matter, changed)
    if add and str(add[-1]) in kinds:
        records = kinds[str(add[-1])]
        count = row_count(typed, records) or 0
        changed[f"n:{records.key}"] = str(min(count + 1, MOST_ROWS))
    if remove:
        key, _, row = str(remove[-1]).partition(":")
        if key in kinds and row.isascii() and row.isdigit():
            _without(changed, kinds[key], int(row), row_count(typed, kinds[key]) or 0)
    return changed


def _without(data: QueryDict, records: Records, gone: int, count: int) -> None:
    """Take one row away; those behind it move up."""
    if not 1 <= gone <= count:
        return
    for row in range(gone, count + 1):
        for fact in records.facts:
            behind = data.pop(f"r:{records.key}:{row + 1}:{fact.key}", [""])
            data[f"r:{records.key}:{row}:{fact.key}"] = str(behind[-1]) if row < count else ""
    data[f"n:{records.key}"] = str(count - 1) if count > 1 else NONE
