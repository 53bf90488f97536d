"""The cases of the order of names, written from its description by another hand."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from guiju.names import OrderError, Sorted, characters, sort, table

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text("utf-8"))["cases"]


def strange(name: str) -> list[str]:
    """The signs of a name that the table does not have."""
    return [sign for sign in dict.fromkeys(characters(name)) if not table().has(sign)]


def told(found: Sorted, kind: str) -> list[list[str]]:
    """Neighbours of which a warning of a kind is given, as they stand."""
    return [list(doubt.names) for doubt in found.warnings if doubt.kind == kind]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    expect, style = case["expect"], case.get("style", "party")
    unknown = expect.get("unknown", {})
    for name, signs in unknown.items():
        with pytest.raises(OrderError) as refused:
            sort([name], style, table())
        assert any(sign in refused.value.value for sign in signs)
    found = sort([name for name in case["names"] if name not in unknown], style, table())
    assert list(found.names) == expect["order"]
    assert told(found, "row") == expect.get("last_criterion", [])
    same = [
        [one, other]
        for (one, first), (other, second) in pairwise(zip(found.names, found.keys, strict=True))
        if first == second
    ]
    assert same == expect.get("same", [])


def test_a_sign_that_is_unknown_is_told() -> None:
    assert strange("王𠮷") == ["𠮷"]
