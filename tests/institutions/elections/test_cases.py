"""Every case of the independent author, and every mutant of the rules noticed by some case."""

from __future__ import annotations

import pytest

from .casefiles import Case, all_cases
from .comparing import differences


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: f"{case.file}: {case.name}")
def test_case(case: Case) -> None:
    assert differences(case) == []
