"""Cases of whole ledgers with their quota, read from YAML; written from the text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from guiju.institutions.vehicles.checking.columns import COLUMNS
from guiju.institutions.vehicles.checking.quota import Holdings, judge_quota
from guiju.institutions.vehicles.checking.reading import Row, RowReader
from guiju.rules import Compiled

FOLDER = Path(__file__).parent / "ledger_cases"
QUOTA_KEYS = ("使用单位", "用车类别", "编制数")
Told = tuple[int | None, str, str, str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class LedgerCase:
    """One case: rows, the quota table if there is one, and all findings expected."""

    name: str
    rows: tuple[Row, ...]
    quota: dict[tuple[str, str], int | None] | None
    expect: frozenset[Told]

    def found(self, rules: Compiled) -> frozenset[Told]:
        """The findings of a rulebook, as comparable tuples."""
        told: list[Told] = []
        holdings = Holdings()
        for row in self.rows:
            holdings.add(row)
            told += [
                (
                    row.number,
                    str(o.provision),
                    o.verdict.value,
                    o.strength.value,
                    tuple(str(a) for a in o.also),
                    o.missing,
                )
                for o in rules.decide(row.facts)
            ]
        if self.quota is not None:
            told += [
                (None, f"{f.subject} {f.facts['用车类别']} {f.provision}", f.verdict, f.strength,
                 f.also, f.missing)
                for f in judge_quota(rules, holdings, self.quota)
            ]  # fmt: skip
        return frozenset(told)


@cache
def all_cases() -> tuple[LedgerCase, ...]:
    """Every case of every file."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        found += [_case(path.stem, data["base"], case) for case in data["cases"]]
    return tuple(found)


def _case(stem: str, base: dict[str, str], case: dict[str, Any]) -> LedgerCase:
    reader, plates = RowReader("cases"), set[str]()
    rows = []
    for number, changes in enumerate(case.get("rows") or [case["row"]], start=2):
        cells = {**base, **changes}
        if number > 2 and "号牌号码" not in changes:
            cells["号牌号码"] = f"桂F·Q{number}"
        known = {c.name: cells[c.name] or None for c in COLUMNS if c.name in cells}
        rows.append(reader.row(number, known, plates))
    quota = None
    if "quota" in case:
        quota = {
            (q["使用单位"], q["用车类别"]): int(q["编制数"]) if q["编制数"] else None
            for q in case["quota"]
        }
    expect = frozenset(_told(e, len(rows) == 1) for e in case["expect"])
    return LedgerCase(f"{stem}: {case['name']}", tuple(rows), quota, expect)


def _told(e: dict[str, Any], single: bool) -> Told:
    row = e.get("row", 2 if single else None)
    provision = str(e["provision"])
    if row is None:
        kind = e.get("class") or e.get("用车类别", "")
        provision = f"{e['subject']} {kind} {provision}"
    return (row, provision, e["verdict"], e["strength"],
            tuple(str(a) for a in e["also"]), tuple(e["missing"]))  # fmt: skip
