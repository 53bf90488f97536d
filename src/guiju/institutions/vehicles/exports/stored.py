"""A stored check as XLSX: the file as it came, its corrected cells, its findings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from guiju.sheets import Accepted, Problem

from ..checking import Finding, read_ledger
from ..models import Check
from ..selectors import corrections
from ..services.files import path_of
from . import write_checked


def export_check(
    target: Path | BinaryIO, check: Check, progress: Callable[[int], None] | None = None
) -> None:
    """The uploaded file of a check with its corrected cells and its stored findings."""
    quota = path_of(check.quota_file) if check.quota_file else None
    ledger = read_ledger(path_of(check.file), quota)
    findings = (
        Finding(
            row.number,
            row.subject,
            row.provision,
            tuple(row.also),
            row.verdict,
            row.strength,
            row.message,
            row.message_en,
            row.facts,
            tuple(row.missing),
            row.organ,
        )
        for row in check.findings.order_by("place", "pk").iterator()
    )
    problems = (
        Problem(p.sheet, p.number, p.column, p.value, Accepted(p.expected_en, p.expected))
        for p in check.problems.filter(is_note=False).order_by("number", "pk").iterator()
    )
    write_checked(target, ledger, findings, problems, corrections(check), progress)
