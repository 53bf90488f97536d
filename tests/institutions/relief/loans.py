"""Firms and loans made up for tests, and the plainest reading of the fifth measure's two sentences.

The oracle knows nothing of the rulebook: it fills every blank with every value that can matter and
says what all of these come to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import floor
from pathlib import Path
from typing import Any

from tests.rules.command_line import answer, csv_file

DATE, LENT = "贷款日期", "金融机构贷款"
MONTHS, YEAR = "2020年2—6月利息（元）", "2020年度利息（元）"
GOODS = ("医护用品", "消杀用品", "其他")
SIZES = ("中小企业", "大型企业")
MOST = 100_000_000_000
"""The most fen that a cell may hold."""
FIRST, LAST = dt.date(2020, 2, 1), dt.date(2020, 6, 30)


def firm(name: str, **changes: Any) -> dict[str, Any]:
    """A small firm of other goods."""
    return {"企业": name, "企业规模": "中小企业", "生产用品": "其他", "所在县": "江州区", **changes}


def loan(name: str, **changes: Any) -> dict[str, Any]:
    """A loan that counts, of a hundred yuan of interest in the months and three hundred a year."""
    return {
        "企业": name,
        DATE: "2020-03-01",
        LENT: "是",
        MONTHS: "100.00",
        YEAR: "300.00",
        **changes,
    }


def check(
    folder: Path, firms: Sequence[Mapping[str, Any]], loans: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """What the contract's command answers for these firms and loans."""
    first = csv_file(folder / "firms.csv", firms)
    second = csv_file(folder / "loans.csv", loans or [loan("")])
    if not loans:
        second.write_text(second.read_text("utf-8").splitlines()[0], "utf-8")
    return answer("check", "relief/interest", first, "--related", f"loans={second}")


def one(folder: Path, subject: Mapping[str, Any], *loans: Mapping[str, Any]) -> dict[str, Any]:
    """The result of one firm."""
    (found,) = check(folder, [subject], loans)["results"]
    assert isinstance(found, dict)
    return found


# The oracle.


def half_up(number: Fraction) -> int:
    """Half a fen and more is a fen."""
    return floor(number + Fraction(1, 2))


def relief(size: str, goods: str, loans: Sequence[Mapping[str, Any]]) -> int:
    """The fen of a firm of which everything is known."""
    given = [one for one in loans if one[LENT] == "是"]
    if goods in GOODS[:2]:
        return min(sum(one[YEAR] for one in given), 100_000_000)
    if size != "中小企业":
        return 0
    months = sum(one[MONTHS] for one in given if FIRST <= one[DATE] <= LAST)
    return min(half_up(Fraction(30 * months, 100)), 30_000_000)


VALUES: dict[str, tuple[Any, ...]] = {
    "企业规模": SIZES,
    "生产用品": GOODS,
    DATE: (FIRST, dt.date(2020, 7, 1)),
    LENT: ("是", "否"),
    MONTHS: (0, 1, MOST),
    YEAR: (0, 1, MOST),
}
"""For each fact values that stand for all others: relief rises with interest, so ends do."""


def expected(
    subject: Mapping[str, Any], loans: Sequence[Mapping[str, Any]]
) -> tuple[str, Any, list[str]]:
    """Verdict, fen and missing facts of a firm with blanks (None), from all ways to fill them."""
    rows = [{k: subject[k] for k in ("企业规模", "生产用品")}]
    rows += [{k: one[k] for k in (DATE, LENT, MONTHS, YEAR)} for one in loans]
    blanks = [(row, key) for row in rows for key, value in row.items() if value is None]
    amounts = {}
    for values in product(*(VALUES[key] for _, key in blanks)):
        for (row, key), value in zip(blanks, values, strict=True):
            row[key] = value
        amounts[values] = relief(rows[0]["企业规模"], rows[0]["生产用品"], rows[1:])
    for row, key in blanks:
        row[key] = None
    missing = {
        key
        for place, (_, key) in enumerate(blanks)
        for values, fen in amounts.items()
        if any(
            amounts[(*values[:place], other, *values[place + 1 :])] != fen for other in VALUES[key]
        )
    }
    found = set(amounts.values())
    if len(found) > 1:
        return "unknown", None, [key for key in VALUES if key in missing]
    (fen,) = found
    return ("entitled" if fen else "not entitled"), fen, []
