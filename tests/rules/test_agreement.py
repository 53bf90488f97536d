"""Ten thousand cases of every matter, with blanks and on both sides of every bound: the readers."""

from __future__ import annotations

import pytest

from guiju.rules import Versions, find, names
from guiju.rules.columns.agreement import Sample, differences

ROWS = 10_000
MATTERS = [(book, matter.name) for book in names() for matter in find(book).matters]


@pytest.mark.parametrize(("book", "matter"), MATTERS)
def test_scalar_and_columns_say_the_same(book: str, matter: str) -> None:
    rulebook = find(book)
    sample = Sample(Versions(rulebook, matter, rulebook.outline.effective), ROWS)
    assert len(sample.subjects) == ROWS
    assert any(None in row.values() for row in sample.subjects)
    assert next(differences(sample), None) is None


def test_a_difference_would_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    rulebook = find("relief")
    sample = Sample(Versions(rulebook, "validity", rulebook.outline.effective), 500)
    decide = sample.versions.decide
    wrong = {"entitled": "not entitled", "not entitled": "entitled", "unknown": "unknown"}

    def other(*case):  # type: ignore[no-untyped-def]
        decision = decide(*case)
        return decision._replace(verdict=wrong[decision.verdict])

    monkeypatch.setattr(sample.versions, "decide", other)
    found = list(differences(sample))
    assert {one.scalar[0] for one in found} == {"entitled", "not entitled"}
    assert all(one.scalar[0] != one.columns[0] for one in found)
