"""What a file of results says of a row is what the answer says of it, matter by matter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from guiju.rules import Versions, find, names
from guiju.rules.columns.agreement import Sample
from guiju.rules.columns.related import SUBJECT
from guiju.rules.tables import check_file
from guiju.rules.tables.fields import keys_of
from guiju.rules.tables.framed import result_frame
from guiju.rules.tables.results import Results

MATTERS = [(book, matter.name) for book in names() for matter in find(book).matters]


def told_of(address: str, row: dict[str, Any], labels: dict[str, str]) -> str | None:
    """The verdict in a provision's own column: a breach is among the reasons too."""
    if address not in row["provisions"]:
        return None
    broken = f"不符合{labels[address]}"
    return "breach" if broken in row["reasons"] else "unknown"


@pytest.mark.parametrize(("book", "matter"), MATTERS)
def test_columns_of_results_say_what_rows_say(tmp_path: Path, book: str, matter: str) -> None:
    rulebook = find(book)
    versions = Versions(rulebook, matter, rulebook.outline.effective)
    sample = Sample(versions, 300, blank=0.2)
    path = tmp_path / "subjects.parquet"
    key, *others = keys_of(versions.matter)
    # What names a subject together with its key is a fact of it, or text.
    texts = [pl.lit("甲").alias(name) for name in others if name not in sample.frame.columns]
    subjects = sample.frame.with_columns(texts)
    subjects.rename({SUBJECT: key}).write_parquet(path)
    parts = subjects.select(SUBJECT, *others)
    related = {}
    for kind, frame in sample.records.items():
        related[kind] = tmp_path / f"{kind}.parquet"
        named = frame.join(parts, on=SUBJECT, how="left", maintain_order="left")
        named.rename({SUBJECT: key}).write_parquet(related[kind])
    checked = check_file(versions, path, related)
    results, rows = Results(checked), 0
    for batch in checked.batches():
        told = [results.result(row) for row in batch.iter_rows(named=True)]
        framed = result_frame(results, batch).to_dicts()
        rows += len(framed)
        for one, row in zip(framed, told, strict=True):
            assert one.pop("行号") == row["row"]
            expected = [
                row["subject"],
                row["verdict"],
                *([row["amount"]] if "amount" in row else []),
                "、".join(row["provisions"]) or None,
                *(told_of(address, row, results.labels) for address in results.labels),
                "；".join(row["reasons"]) or None,
                "、".join(row["missing"]) or None,
            ]
            assert list(one.values()) == expected
    assert rows == 300
