"""What a file of results says of a row is what the answer says of it, matter by matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiju.rules import Versions, find, names
from guiju.rules.columns.agreement import Sample
from guiju.rules.columns.related import SUBJECT
from guiju.rules.tables import check_file
from guiju.rules.tables.fields import keys_of
from guiju.rules.tables.framed import result_frame
from guiju.rules.tables.results import Results

MATTERS = [(book, matter.name) for book in names() for matter in find(book).matters]


@pytest.mark.parametrize(("book", "matter"), MATTERS)
def test_columns_of_results_say_what_rows_say(tmp_path: Path, book: str, matter: str) -> None:
    rulebook = find(book)
    versions = Versions(rulebook, matter, rulebook.outline.effective)
    sample = Sample(versions, 300, blank=0.2)
    path = tmp_path / "subjects.parquet"
    keys = [sample.frame[SUBJECT].alias(key) for key in keys_of(versions.matter)]
    sample.frame.drop(SUBJECT).with_columns(keys).write_parquet(path)
    related = {}
    for kind, frame in sample.records.items():
        related[kind] = tmp_path / f"{kind}.parquet"
        named = [frame[SUBJECT].alias(key) for key in keys_of(versions.matter)]
        frame.drop(SUBJECT).with_columns(named).write_parquet(related[kind])
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
                "；".join(row["reasons"]) or None,
                "、".join(row["missing"]) or None,
            ]
            assert list(one.values()) == expected
    assert rows == 300
