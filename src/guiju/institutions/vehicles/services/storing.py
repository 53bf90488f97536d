"""What is found, as rows of the database; and rows of the database as cars again."""

from __future__ import annotations

from collections.abc import Iterable

from guiju.sheets import CellValue, Note, Problem

from ..checking.check import verdict_of
from ..checking.columns import IN_WAN, ORGAN, PRICE, PRICE_IN_WAN, text
from ..checking.findings import Finding
from ..checking.reading import Row, RowReader
from ..models import CellProblem, Check, CheckedRow, CheckFinding
from ..rulebook.instrument import OUTLINE

PLACES = {str(provision.address): place for place, provision in enumerate(OUTLINE)}


def cells_as_text(cells: dict[str, CellValue]) -> dict[str, str]:
    """The cells that are not blank, as text that reads back to the same value."""
    return {name: text(value) for name, value in cells.items() if value is not None}


def row_record(check: Check, row: Row, findings: list[Finding]) -> CheckedRow:
    """A car with its verdict."""
    cells = cells_as_text(row.cells)
    return CheckedRow(
        ledger=check,
        number=row.number,
        subject=row.subject[:200],
        organ=cells.get(ORGAN, "")[:200],
        verdict=verdict_of(findings),
        cells=cells,
    )


def finding_record(check: Check, found: Finding) -> CheckFinding:
    """A finding."""
    return CheckFinding(
        ledger=check,
        number=found.row,
        subject=found.subject[:200],
        organ=(found.organ or "")[:200],
        provision=found.provision,
        place=PLACES[found.provision],
        verdict=found.verdict,
        strength=found.strength,
        also=list(found.also),
        missing=list(found.missing),
        facts=found.facts,
        message=found.message,
        message_en=found.message_en,
    )


def problem_records(check: Check, told: Iterable[Problem | Note]) -> list[CellProblem]:
    """Problems and notes."""
    records = []
    for one in told:
        accepted = one.expected if isinstance(one, Problem) else one.note
        records.append(
            CellProblem(
                ledger=check,
                sheet=one.sheet,
                number=one.row,
                column=one.column,
                value=one.value,
                expected=accepted.chinese,
                expected_en=accepted.english,
                is_note=isinstance(one, Note),
            )
        )
    return records


def reader_for(check: Check) -> RowReader:
    """What reads the cells of a check's rows."""
    if check.in_wan:
        return RowReader(check.sheet, {PRICE: IN_WAN}, {PRICE: PRICE_IN_WAN})
    return RowReader(check.sheet)


def as_row(check: Check, record: CheckedRow) -> Row:
    """A stored row as a car with its facts."""
    return reader_for(check).row(record.number, dict(record.cells), set())
