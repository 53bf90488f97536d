"""What a check says of each row, as the contract's JSON and as rows for people."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, BinaryIO

from guiju.sheets import Problem

from ..answers import granted, money
from ..deciding import BREACH, CONFORMS, ENTITLED, UNKNOWN, CompiledMatter
from ..matters import Matter
from .checking import CheckedFile
from .fields import keys_of
from .reading import ROW

Done = Callable[[int], None]


class Results:
    """The results of a check, row by row."""

    def __init__(self, checked: CheckedFile) -> None:
        self.checked = checked
        self.matter = checked.versions.matter
        compiled = checked.versions.compiled[0]
        self._grant = compiled.grant.grant if compiled.grant is not None else None
        self.pays = self._grant is not None and self._grant.pays
        self._told = lru_cache(maxsize=4096)(_Told(compiled).reason)
        provisions = {str(duty.provision): duty.provision for duty in self.matter.duties}
        ordered = sorted(provisions.values(), key=lambda p: p.address)
        self.labels = {str(provision): provision.label for provision in ordered}
        """How the provisions of a matter of duties are written, by address, in their order."""

    def rows(self) -> Iterator[dict[str, Any]]:
        """Every row as the contract prints it, with its number in the file."""
        for batch in self.checked.batches():
            yield from (self.result(row) for row in batch.iter_rows(named=True))

    def result(self, row: dict[str, Any]) -> dict[str, Any]:
        """One row of a batch as its result."""
        told: dict[str, Any] = {
            "row": row[ROW],
            "subject": subject_of(self.matter, row),
            "verdict": row["verdict"],
        }
        if self._grant is None:
            found = self.judged(row["verdict"], row["breach"], row["unknown"])
            return {**told, **found, "missing": row["missing"]}
        if self.pays:
            told["amount"] = money(row["amount"])
        found = self.said(row["verdict"], row["case"], row["amount"])
        return {**told, **found, "missing": row["missing"]}

    def said(self, verdict: str, case: str | None, amount: int | None) -> dict[str, Any]:
        """Provisions and reasons of what a grant gives; no reasons where it cannot be told."""
        reasons = [] if verdict == UNKNOWN else [self._told(case, amount)]
        return {"provisions": self._provisions(case, verdict), "reasons": reasons}

    def _provisions(self, case: str | None, verdict: str) -> list[str]:
        assert self._grant is not None
        every = case is None and verdict == UNKNOWN
        cited = [e.provision for e in self._grant.entitlements if every or e.name == case]
        found = {str(p): p for p in (self._grant.provision, *cited)}
        return [str(p) for p in sorted(found.values(), key=lambda p: p.address)]

    def judged(self, verdict: str, breach: Sequence[str], unknown: Sequence[str]) -> dict[str, Any]:
        """What a row breaks, and of what it cannot be told, in the order of the text."""
        found = {*breach, *unknown}
        provisions = [address for address in self.labels if address in found]
        broken = [label for address, label in self.labels.items() if address in breach]
        reasons = [f"不符合{label}" for label in broken]
        if verdict == CONFORMS:
            reasons = ["没有不符合的条款"]
        return {"provisions": provisions, "reasons": reasons}


def subject_of(matter: Matter, row: Mapping[str, Any]) -> str:
    """Whom a row is about: the columns that name the subject, or the row's number."""
    names = [str(row[key]) for key in keys_of(matter) if row.get(key) is not None]
    return " ".join(names) or f"第{row[ROW]}行"


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


def write_json(checked: CheckedFile, rule: str, target: BinaryIO, done: Done) -> None:
    """The whole check as the contract prints it; however many rows, only some are held at once.

    Nothing is written before the last row is decided: a file that turns out unreadable half-way
    leaves no half of an answer.
    """
    results = Results(checked)
    with tempfile.TemporaryFile() as kept:
        for place, row in enumerate(results.rows()):
            told = {key: value for key, value in row.items() if key != "row"}
            kept.write(b", " if place else b"")
            kept.write(json.dumps(told, ensure_ascii=False).encode("utf-8"))
            if place % 1000 == 0:
                done(place)
        kept.seek(0)
        about = json.dumps({**about_json(checked, rule), "results": []}, ensure_ascii=False)
        target.write(about.removesuffix("]}").encode("utf-8"))
        shutil.copyfileobj(kept, target)
        total = json.dumps(total_json(checked), ensure_ascii=False)
        target.write(f'], "total": {total}}}\n'.encode())


def about_json(checked: CheckedFile, rule: str) -> dict[str, Any]:
    """What was checked by which version of the rules, and what was odd about the files."""
    tables = [checked.table, *checked.related.tables.values()]
    return {
        "rule": rule,
        "rules_version": checked.versions.compiled[-1].version,
        "rows": checked.rows,
        "unknown_columns": [name for table in tables for name in table.unknown_columns],
        "problems": [problem_json(problem) for problem in checked.problems],
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
