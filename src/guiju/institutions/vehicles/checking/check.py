"""A whole ledger checked: every row judged, organs counted, everything odd reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path

from guiju.clock import today
from guiju.rules import Compiled
from guiju.rules.columns.frames import frame_of
from guiju.rules.columns.judged import DutyColumns
from guiju.sheets import Note, Problem

from ..rulebook import rulebook
from ..rulebook.facts import LEDGER_FACTS
from .columns import ORGAN
from .findings import Finding
from .judging import finding, judge
from .quota import Holdings, judge_quota, read_quota
from .reading import LedgerFile, Row, read_ledger

CHUNK = 10_000
"""How many rows are judged at once."""
INSTRUMENT = rulebook().outline.instrument


@lru_cache(maxsize=4)
def rules_on(day: dt.date) -> Compiled:
    """The rulebook in force on a day; the ledger is judged by the version of today."""
    return rulebook().in_force(day)


@dataclass
class CheckResult:
    """What a check found; rows counted by their worst verdict."""

    instrument: str
    rules_version: str
    rows: int
    unknown_columns: list[str]
    problems: list[Problem]
    notes: list[Note]
    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(
        default_factory=lambda: {"conforming": 0, "breach": 0, "unknown": 0}
    )


@lru_cache(maxsize=4)
def columns_on(day: dt.date) -> DutyColumns:
    """The duties about a car over many rows at once, in force on a day."""
    order = tuple(fact.key for fact in LEDGER_FACTS)
    return DutyColumns(rules_on(day).readers["vehicle"], order)


def judge_rows(day: dt.date, rows: Sequence[Row]) -> Iterator[list[Finding]]:
    """The findings about many cars, in the order of the rows."""
    rules = rules_on(day)
    frame = frame_of((row.facts for row in rows), LEDGER_FACTS)
    for row, outcomes in zip(rows, columns_on(day).outcomes(frame), strict=True):
        organ = row.facts.get(ORGAN)
        name = None if organ is None else str(organ)
        yield [
            finding(
                rules,
                one,
                row.facts,
                one.missing,
                row=row.number,
                subject=row.subject,
                organ=name,
            )
            for one in outcomes
        ]


def judge_row(rules: Compiled, row: Row) -> list[Finding]:
    """The findings about one car."""
    organ = row.facts.get(ORGAN)
    return judge(
        rules,
        row.facts,
        row=row.number,
        subject=row.subject,
        organ=None if organ is None else str(organ),
    )


def verdict_of(findings: list[Finding]) -> str:
    """A row with a breach is a breach, else with an unknown unknown, else conforming."""
    verdicts = {finding.verdict for finding in findings}
    return next((v for v in ("breach", "unknown") if v in verdicts), "conforming")


def organ_findings(ledger: LedgerFile, rules: Compiled, holdings: Holdings) -> list[Finding]:
    """The findings about organs; none where no quota table was given."""
    if ledger.quota is None:
        return []
    listed, problems = read_quota(ledger.quota)
    ledger.reader.problems.extend(problems)
    return list(judge_quota(rules, holdings, listed))


def check_file(
    path: Path,
    quota: Path | None = None,
    *,
    day: dt.date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> CheckResult:
    """Check a ledger file by the version in force (today); SheetError where it cannot be read."""
    day = day or today()
    rules = rules_on(day)
    ledger = read_ledger(path, quota)
    result = CheckResult(
        INSTRUMENT,
        rules.version,
        len(ledger),
        ledger.unknown_columns,
        ledger.reader.problems,
        ledger.reader.notes,
    )
    holdings = Holdings()
    done, rows = 0, ledger.rows()
    while chunk := list(islice(rows, CHUNK)):
        for row, findings in zip(chunk, judge_rows(day, chunk), strict=True):
            holdings.add(row)
            result.findings.extend(findings)
            result.counts[verdict_of(findings)] += 1
        done += len(chunk)
        if progress is not None:
            progress(done, len(ledger))
    result.findings.extend(organ_findings(ledger, rules, holdings))
    return result
