"""The ledger written back as XLSX with the findings beside each row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from guiju.sheets import CellValue, Problem, SheetOut, write_xlsx

from ..checking import Finding, LedgerFile

ADDED = ("核对结论", "涉及条款", "说明", "不知道的栏目")
_VERDICTS = {"breach": "违反", "unknown": "不能判定"}
Corrections = dict[int, dict[str, str | None]]


def write_checked(
    target: Path | BinaryIO,
    ledger: LedgerFile,
    findings: Iterable[Finding],
    problems: Iterable[Problem],
    corrections: Corrections | None = None,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Write three sheets: the ledger with its findings, the organs' findings, odd cells."""
    rows: dict[int | None, list[Finding]] = {}
    for found in findings:
        rows.setdefault(found.row, []).append(found)
    write_xlsx(
        target,
        [
            SheetOut(
                ledger.table.sheet,
                [*ledger.table.header, *ADDED],
                _counted(_ledger_rows(ledger, rows, corrections or {}), progress),
                [14] * len(ledger.table.header) + [10, 16, 60, 24],
            ),
            SheetOut(
                "单位发现",
                ("单位", "结论", "条款", "说明"),
                [
                    (found.subject, _VERDICTS[found.verdict], found.provision, found.message)
                    for found in rows.get(None, [])
                ],
                (24, 10, 10, 80),
            ),
            SheetOut(
                "填写问题",
                ("工作表", "行", "列", "现为", "应为"),
                [(p.sheet, p.row, p.column, p.value, p.expected.chinese) for p in problems],
                (12, 8, 16, 24, 60),
            ),
        ],
    )


def _counted(
    rows: Iterable[list[CellValue]], progress: Callable[[int], None] | None
) -> Iterator[list[CellValue]]:
    for done, row in enumerate(rows, start=1):
        if progress is not None:
            progress(done)
        yield row


def _ledger_rows(
    ledger: LedgerFile, rows: dict[int | None, list[Finding]], corrections: Corrections
) -> Iterator[list[CellValue]]:
    width = len(ledger.table.header)
    for number, values in ledger.table.rows:
        cells: list[CellValue] = [*values, *[None] * (width - len(values))]
        for name, value in corrections.get(number, {}).items():
            if name in ledger.places:
                cells[ledger.places[name]] = value
        found = rows.get(number, [])
        yield [*cells, *_beside(found)]


def _beside(found: list[Finding]) -> list[CellValue]:
    if not found:
        return ["符合", None, None, None]
    worst = "breach" if any(f.verdict == "breach" for f in found) else "unknown"
    missing = dict.fromkeys(name for f in found for name in f.missing)
    return [
        _VERDICTS[worst],
        "、".join(f.provision for f in found),
        "\n".join(f.message for f in found),
        "、".join(missing) or None,
    ]
