"""The result of a check as the contract's JSON."""

from __future__ import annotations

from typing import Any

from .check import CheckResult
from .findings import Finding


def summary(result: CheckResult) -> dict[str, int]:
    """Rows by their worst verdict; findings about organs are not counted."""
    return {key: result.counts[key] for key in ("conforming", "breach", "unknown")}


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding as the contract prints it."""
    return {
        "row": finding.row,
        "subject": finding.subject,
        "provision": finding.provision,
        "also": list(finding.also),
        "verdict": finding.verdict,
        "strength": finding.strength,
        "message": finding.message,
        "facts": finding.facts,
        "missing": list(finding.missing),
    }


def as_json(result: CheckResult) -> dict[str, Any]:
    """The whole result, ready to be dumped."""
    return {
        "instrument": result.instrument,
        "rules_version": result.rules_version,
        "rows": result.rows,
        "unknown_columns": result.unknown_columns,
        "problems": [
            {
                "sheet": problem.sheet,
                "row": problem.row,
                "column": problem.column,
                "value": problem.value,
                "expected": problem.expected.english,
            }
            for problem in result.problems
        ],
        "notes": [
            {
                "sheet": note.sheet,
                "row": note.row,
                "column": note.column,
                "value": note.value,
                "note": note.note.english,
            }
            for note in result.notes
        ],
        "findings": [finding_json(finding) for finding in result.findings],
        "summary": summary(result),
    }
