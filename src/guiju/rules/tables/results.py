"""What a check says of each row, as the contract's JSON and as rows for people."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import polars as pl

from guiju.sheets import Problem

from ..answers import granted, money
from ..deciding import BREACH, CONFORMS, ENTITLED, UNKNOWN, CompiledMatter
from .checking import CheckedFile
from .reading import ROW, SUBJECT


class Results:
    """The results of a check, row by row."""

    def __init__(self, checked: CheckedFile) -> None:
        self.checked = checked
        self.matter = checked.versions.matter
        compiled = checked.versions.compiled[0]
        self._grant = compiled.grant.grant if compiled.grant is not None else None
        self._told = lru_cache(maxsize=4096)(_Told(compiled).reason)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Every row as the contract prints it, with its number in the file."""
        for batch in self.checked.batches():
            yield from (self.result(row) for row in batch.iter_rows(named=True))

    def result(self, row: dict[str, Any]) -> dict[str, Any]:
        """One row of a batch as its result."""
        name = row.get(self.matter.key) or row[SUBJECT]
        told: dict[str, Any] = {
            "row": row[ROW],
            "subject": name if name is not None else f"第{row[ROW]}行",
            "verdict": row["verdict"],
        }
        if self._grant is None:
            return {**told, **self._judged(row)}
        if self._grant.pays:
            told["amount"] = money(row["amount"])
        told["provisions"] = self._provisions(row["case"], row["verdict"])
        unknown = row["verdict"] == UNKNOWN
        told["reasons"] = [] if unknown else [self._told(row["case"], row["amount"])]
        told["missing"] = row["missing"]
        return told

    def _provisions(self, case: str | None, verdict: str) -> list[str]:
        assert self._grant is not None
        every = case is None and verdict == UNKNOWN
        cited = [e.provision for e in self._grant.entitlements if every or e.name == case]
        found = {str(p): p for p in (self._grant.provision, *cited)}
        return [str(p) for p in sorted(found.values(), key=lambda p: p.address)]

    def _judged(self, row: dict[str, Any]) -> dict[str, Any]:
        provisions = [*row["breach"], *row["unknown"]]
        reasons = [f"不符合 {address}" for address in row["breach"]]
        return {"provisions": provisions, "reasons": reasons, "missing": row["missing"]}


class _Told:
    """The sentences of a grant's cases."""

    def __init__(self, compiled: CompiledMatter) -> None:
        self._compiled = compiled

    def reason(self, case: str | None, amount: int | None) -> str:
        """Why a row gets what it gets."""
        assert self._compiled.grant is not None
        found = [e for e in self._compiled.grant.grant.entitlements if e.name == case]
        return granted(self._compiled, found[0] if found else None, amount)


def problem_json(problem: Problem) -> dict[str, Any]:
    """A cell that could not be used."""
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "expected": problem.expected.english,
    }


def as_json(checked: CheckedFile, rule: str) -> dict[str, Any]:
    """The whole check as the contract prints it."""
    results = Results(checked)
    told = [{key: value for key, value in row.items() if key != "row"} for row in results.rows()]
    return {
        "rule": rule,
        "rules_version": checked.versions.compiled[-1].version,
        "rows": checked.rows,
        "unknown_columns": checked.table.unknown_columns,
        "problems": [problem_json(problem) for problem in checked.problems],
        "results": told,
        "total": total_json(checked),
    }


def total_json(checked: CheckedFile) -> dict[str, Any]:
    """Rows by verdict; for money the sum of what is settled."""
    counts = checked.counts
    grant = checked.versions.matter.grant
    if grant is None:
        return {verdict: counts.get(verdict, 0) for verdict in (CONFORMS, BREACH, UNKNOWN)}
    told: dict[str, Any] = {ENTITLED: counts.get(ENTITLED, 0)}
    if grant.pays:
        told["amount"] = money(checked.amount)
    return {**told, UNKNOWN: counts.get(UNKNOWN, 0)}


def result_frame(results: Results, batch: pl.DataFrame) -> pl.DataFrame:
    """A batch as columns of text and figures for a file: one row a subject."""
    told = [results.result(row) for row in batch.iter_rows(named=True)]
    return pl.DataFrame(
        {
            "行号": [row["row"] for row in told],
            results.matter.key: [row["subject"] for row in told],
            "结论": [row["verdict"] for row in told],
            **(
                {"金额（元）": [row["amount"] for row in told]}
                if told and "amount" in told[0]
                else {}
            ),
            "条款": ["、".join(row["provisions"]) for row in told],
            "理由": ["；".join(row["reasons"]) for row in told],
            "不知道的事实": ["、".join(row["missing"]) for row in told],
        }
    )
